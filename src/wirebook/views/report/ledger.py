"""The aid ledger: one row a matter, its life line drawn stage by stage, each step tied to its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from wirebook.book.model import AidThread
from wirebook.record import AidStage, AidStep
from wirebook.views import words
from wirebook.views.report.notes import anchor

TONES: dict[AidStage, str] = {
    "requested": "asked", "offered": "asked", "pledged": "asked", "accepted": "agreed", "thanked": "agreed",
    "deferred": "waiting", "unanswered": "waiting", "suspended": "stopped", "refused": "stopped", "denied": "stopped",
    "dispatched": "done", "delivered": "done",
}  # fmt: skip
"""How a stage is drawn: a ring for what was said, a disc for what was done, a bar for what stopped."""


class StepView(NamedTuple):
    """One stage of a life line; `target` is the note that holds its words, empty where its article is not shown."""

    stage: str
    tone: str
    when: str
    amount: str
    speaker: str
    quote: str
    target: str


class ThreadView(NamedTuple):
    """One aid matter."""

    donor: str
    recipient: str
    what: str
    standing: str
    tone: str
    since: str
    steps: tuple[StepView, ...]


def thread_views(threads: Iterable[AidThread], notes: Collection[str]) -> list[ThreadView]:
    """Threads, those with the latest news first. `notes` are the anchors that the page has."""
    ordered = sorted(threads, key=lambda thread: (_latest(thread), thread.id), reverse=True)
    return [
        ThreadView(
            donor=words.names(thread.donor, (party for step in thread.steps for party in step.donor)) or "not named",
            recipient=words.names(thread.recipient, (party for step in thread.steps for party in step.recipient))
            or "not named",
            what=words.plain(thread.what or ""),
            standing=thread.standing,
            tone=TONES[thread.standing],
            since=words.day(thread.since) if thread.since else "",
            steps=tuple(_step(step, notes) for step in thread.steps),
        )
        for thread in ordered
    ]


def _latest(thread: AidThread) -> date:
    return max((step.enddate or step.date or date.min for step in thread.steps), default=date.min)


def _step(step: AidStep, notes: Collection[str]) -> StepView:
    targets = [anchor(record) for record in (*step.claims, step.id)]
    return StepView(
        stage=step.stage,
        tone=TONES[step.stage],
        when=words.interval(step.date, step.enddate) or "not dated",
        amount=words.amounts(step.amounts),
        speaker=words.voice(step),
        quote=words.evidence_words(step, 160),
        target=next((target for target in targets if target in notes), ""),
    )
