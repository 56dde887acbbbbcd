"""Tables of what follows from claims: events, aid threads, impact series and relations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from wirebook.book.model import AidThread, Event, ImpactSeries, Relation
from wirebook.record import AidStep, Claim, Impact
from wirebook.views import words
from wirebook.views.terminal.layout import SHORT_ID, Layout, event_cell, nothing

if TYPE_CHECKING:
    from rich.console import Console


def show_events(events: Iterable[Event], console: Console, *, filtered: bool = False) -> int:
    """Events with their parties, every status claimed, and how many reports of them there are; how many.

    The printings and versions of one text are one report. Where there are more articles than reports, a narrow terminal
    has their number below; a wide one has a column of it.
    """
    layout = Layout(console)
    layout.column("Date", 10)
    layout.column("Who → whom", share=3)
    layout.column("What", 22 if layout.wide else 16)
    layout.column("Status", 24 if layout.wide else 12)
    layout.column("Where", 5)
    layout.column("Reports", 7 if layout.wide else 11, align="right")
    if layout.wide:
        layout.column("Articles", 8, align="right")
    for event in events:
        start, end = event.date, event.enddate
        dates = "—" if start is None else start.isoformat() if end in {None, start} else f"{start}\n{end}"
        layout.row(
            dates,
            words.who_whom(", ".join(event.actor), ", ".join(event.recipient)),
            event_cell(event.event, event.mode),
            ", ".join(event.statuses) + (" (disputed)" if event.disputed else "") + _touched(event.claims),
            event.country or "",
            *_reports(event, layout.wide),
        )
    return layout.show("event", "events", nothing("events", filtered))


def _reports(event: Event, wide: bool) -> tuple[str, ...]:
    reports, articles = f"{event.reports:,}", f"{event.articles:,}"
    if wide:
        return reports, articles
    return (reports if reports == articles else f"{reports}\n{articles} articles",)


def _touched(records: Sequence[Claim | AidStep | Impact]) -> str:
    """A sign for records of which persons said something: `✎` put right, `✗` rejected, `✓` accepted."""
    signs = {words.mark(record)[:1] for record in records} - {""}
    return f" {''.join(sorted(signs))}" if signs else ""


def _short(record: AidStep | Impact, ids: bool) -> str:
    return f" [{record.id[:SHORT_ID]}]" if ids else ""


def show_aid(threads: Iterable[AidThread], console: Console, *, filtered: bool = False, ids: bool = False) -> int:
    """Aid matters with their life line and standing, with `ids` the beginning of the id of each step; how many."""
    layout = Layout(console)
    layout.column("Donor → recipient", 18)
    layout.column("What", share=2)
    layout.column("Stands", 10)
    layout.column("Since", 10)
    layout.column("Life line", share=4)
    for thread in threads:
        layout.row(
            words.who_whom(", ".join(thread.donor), ", ".join(thread.recipient)),
            thread.what or "—",
            thread.standing,
            thread.since.isoformat() if thread.since else "—",
            "\n".join(_stage(step) + _touched([step]) + _short(step, ids) for step in thread.steps),
        )
    return layout.show("aid matter", "aid matters", nothing("aid matters", filtered))


def _stage(step: AidStep) -> str:
    details = [words.iso_interval(step.date, step.enddate), words.amounts(step.amounts)]
    speaker = words.says_who(step.attribution)
    tail = " ".join(part for part in (*details, f"({speaker})" if speaker else "") if part)
    return f"{step.stage} {tail}".strip()


def show_impacts(series: Iterable[ImpactSeries], console: Console, *, filtered: bool = False, ids: bool = False) -> int:
    """Kinds of harm with everybody's figure side by side, the displayed one marked by `*`; how many.

    With `ids` the beginning of its id stands after each figure.
    """
    layout = Layout(console)
    layout.column("Hazard", 10)
    layout.column("Where", share=2)
    layout.column("What", share=2)
    layout.column("Figures, by whom", share=5)
    for item in series:
        place = ", ".join(part for part in (item.place, item.country) if part)
        figures = "\n".join(
            _figure(impact, impact.id == item.displayed.id) + _touched([impact]) + _short(impact, ids)
            for impact in item.figures
        )
        layout.row(item.hazard or "—", place or "—", words.impact_label(item.displayed), figures)
    shown = layout.show("kind of harm", "kinds of harm", nothing("impacts", filtered))
    if shown:
        console.print(
            "* is displayed where only one figure fits; figures of different speakers are never added up.", style="dim"
        )
    return shown


def _figure(impact: Impact, displayed: bool) -> str:
    figure = ("not " if impact.negated else "") + (words.figure(impact) or "no figure")
    as_of = f", {impact.as_of.isoformat()}" if impact.as_of else ""
    return f"{'*' if displayed else '·'} {figure}: {words.voice(impact)}{as_of}"


def show_relations(relations: Iterable[Relation], console: Console, *, filtered: bool = False) -> int:
    """Pairs of parties with score and counts, the busiest first; how many."""
    layout = Layout(console)
    layout.column("Between", share=3)
    layout.column("Score", 8, align="right")
    layout.column("Cooperation", 11, align="right")
    layout.column("Conflict", 8, align="right")
    layout.column("Requests", 8, align="right")
    layout.column("Period", share=2)
    for relation in sorted(relations, key=_busiest_first):
        layout.row(
            f"{words.code_name(relation.a)} – {words.code_name(relation.b)}",
            f"{relation.score:+.1f}",
            f"{relation.cooperation:,}",
            f"{relation.conflict:,}",
            f"{relation.requests:,}",
            _period(relation),
        )
    return layout.show("relation", "relations", nothing("relations", filtered))


def _busiest_first(relation: Relation) -> tuple[int, str, str]:
    return -relation.cooperation - relation.conflict - relation.requests, relation.a, relation.b


def _period(relation: Relation) -> str:
    if not relation.points:
        return "—"
    start = min(point.start for point in relation.points)
    end = max(point.end for point in relation.points)
    return words.interval(start, end)
