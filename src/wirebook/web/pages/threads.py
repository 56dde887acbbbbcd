"""Aid matters as the room draws them: a life line each, every step leading to its words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from wirebook.book.model import AidThread
from wirebook.record import AidStep
from wirebook.views import words
from wirebook.views.report.ledger import TONES
from wirebook.web.pages.excerpts import Excerpt, excerpt
from wirebook.web.pages.listing import NO_DATE, address

SHOWN = 24
"""Steps of a matter that are drawn."""


class StepView(NamedTuple):
    """One stage of a life line."""

    stage: str
    tone: str
    when: str
    amount: str
    speaker: str
    words: Excerpt
    href: str


class ThreadView(NamedTuple):
    """One aid matter; `last` is the step that it stands at, as far as one has its stage."""

    id: str
    donor: str
    recipient: str
    donor_key: str
    """The first donor as a filter takes it."""
    recipient_key: str
    what: str
    standing: str
    tone: str
    since: str
    steps: tuple[StepView, ...]
    """The last ones of a long matter."""
    earlier: int
    """Steps before those."""
    last: StepView | None


def thread_views(threads: Iterable[AidThread]) -> list[ThreadView]:
    """Threads in the order given."""
    return [_thread(thread) for thread in threads]


def _thread(thread: AidThread) -> ThreadView:
    steps = tuple(_step(step) for step in thread.steps[-SHOWN:])
    return ThreadView(
        id=thread.id,
        donor=words.names(thread.donor, (party for step in thread.steps for party in step.donor)) or "not named",
        recipient=words.names(thread.recipient, (party for step in thread.steps for party in step.recipient))
        or "not named",
        donor_key=thread.donor[0] if thread.donor else "",
        recipient_key=thread.recipient[0] if thread.recipient else "",
        what=words.plain(thread.what or ""),
        standing=thread.standing,
        tone=TONES[thread.standing],
        since=words.day(thread.since) if thread.since else "",
        steps=steps,
        earlier=max(0, len(thread.steps) - SHOWN),
        last=next((step for step in reversed(steps) if step.stage == thread.standing), None),
    )


def _step(step: AidStep) -> StepView:
    return StepView(
        stage=step.stage,
        tone=TONES[step.stage],
        when=words.interval(step.date, step.enddate) or NO_DATE,
        amount=words.amounts(step.amounts),
        speaker=words.voice(step),
        words=excerpt(step),
        href=address(step),
    )
