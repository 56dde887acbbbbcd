"""The events of the book as short rows, which timeline and relations list when a reader asks for them."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from wirebook.book.model import Event
from wirebook.views import words
from wirebook.views.palette import EVENT_STYLES
from wirebook.views.report.notes import anchor

LISTED_EVENTS = 5_000
"""How many events, the most recent first, the page can list; the page says so where there are more."""


class EventRow(NamedTuple):
    """One event, as the script of the page reads it."""

    when: str
    parties: str
    label: str
    style: str
    quad: int
    status: str
    reports: int
    source: str
    target: str


class EventList(NamedTuple):
    """Rows by the place that other views refer to, and which place each event has."""

    events: tuple[Event, ...]
    rows: tuple[EventRow, ...]
    places: dict[str, int]
    left_out: int


def event_list(events: Iterable[Event], notes: Collection[str], limit: int = LISTED_EVENTS) -> EventList:
    """The most recent events, newest first."""
    everything = list(events)
    kept = heapq.nlargest(limit, everything, key=lambda event: (event.date or date.min, event.id))
    return EventList(
        events=tuple(kept),
        rows=tuple(_row(event, notes) for event in kept),
        places={event.id: place for place, event in enumerate(kept)},
        left_out=len(everything) - len(kept),
    )


def _row(event: Event, notes: Collection[str]) -> EventRow:
    targets = [anchor(claim.id) for claim in event.claims]
    actor = words.names(event.actor, (party for claim in event.claims for party in claim.actor))
    recipient = words.names(event.recipient, (party for claim in event.claims for party in claim.recipient))
    return EventRow(
        when=words.interval(event.date, event.enddate) or "not dated",
        parties=words.who_whom(actor, recipient),
        label=words.event_label(event.event, event.mode),
        style=event.event,
        quad=EVENT_STYLES[event.event].quad,
        status="disputed" if event.disputed else ", ".join(event.statuses),
        reports=event.reports,
        source=words.printed_by(event.claims[0].cite_info) if event.claims else "",
        target=next((target for target in targets if target in notes), ""),
    )
