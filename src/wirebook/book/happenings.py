"""Events as the book gives them, from the claims that were linked."""

from __future__ import annotations

from datetime import date

from wirebook.book.editions import Editions
from wirebook.book.linking import LinkedEvent
from wirebook.book.model import Event
from wirebook.record import Claim


def is_between(event: LinkedEvent, since: date | None, until: date | None) -> bool:
    """Whether an event is between two days, both included; one without any day is where none is asked for."""
    day = event.day
    if day is None:
        return since is None and until is None
    start, end = event.interval or (day, day)
    return (since is None or end >= since) and (until is None or start <= until)


def event_of(linked: LinkedEvent, members: tuple[Claim, ...], known: Editions) -> Event:
    """The event that `members` report, which its linked claims are; `known` are the editions of their articles."""
    start, end = linked.dates or (None, None)
    printed = {claim.article for claim in members}
    return Event(
        id=linked.id,
        event=linked.event,
        mode=linked.mode,
        actor=linked.actors,
        recipient=linked.recipients,
        date=start,
        enddate=end,
        country=linked.country,
        statuses=linked.statuses,
        disputed=linked.disputed,
        reports=known.reports(printed),
        articles=len(printed),
        claims=members,
    )
