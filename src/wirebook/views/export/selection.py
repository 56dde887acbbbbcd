"""What is exported: the kinds of record, and the conditions that they meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from wirebook.book.model import Event
from wirebook.errors import UsageError
from wirebook.record import AidStep, Article, Claim, Impact, Record
from wirebook.views.source import BookView

Kind = Literal["claims", "impacts", "aid", "events", "mentions"]
"""Mentions are an event's claims, each as a report of it."""

Tell = Callable[[str], object]
"""Takes a sentence about what a format could not hold."""

MODELS: Final[dict[Kind, type[Record]]] = {
    "claims": Claim,
    "impacts": Impact,
    "aid": AidStep,
    "events": Event,
    "mentions": Event,
}

_OF_EVENTS = frozenset({"since", "until", "event", "actor", "recipient", "country"})

APPLIES: Final[dict[Kind, frozenset[str]]] = {
    "claims": _OF_EVENTS | {"status"},
    "impacts": frozenset({"since", "until", "hazard", "country"}),
    "aid": frozenset({"since", "until", "actor", "recipient"}),
    "events": _OF_EVENTS,
    "mentions": _OF_EVENTS,
}
"""The conditions that each kind of record can be put to."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions, all of which a record meets; see `Book.claims`. Of aid, `actor` is the donor."""

    since: date | None = None
    until: date | None = None
    event: str | None = None
    actor: str | None = None
    recipient: str | None = None
    status: str | None = None
    country: str | None = None
    hazard: str | None = None

    def check(self, what: Kind) -> None:
        """Raise UsageError where a condition that was given does not apply to a kind of record."""
        for name in self.__slots__:
            if getattr(self, name) is not None and name not in APPLIES[what]:
                possible = ", ".join(f"--{one}" for one in sorted(APPLIES[what]))
                raise UsageError(f"--{name}", f"it does not apply to {what}; there is {possible}")


@dataclass(frozen=True, slots=True)
class Selection:
    """The records of a book that meet the conditions."""

    book: BookView
    filters: Filters = field(default_factory=Filters)
    rejected: bool = False
    """Whether what persons rejected is among them."""

    def records(self, what: Kind) -> Iterable[Record]:
        """Records of one kind: events for mentions too."""
        match what:
            case "claims":
                return self.claims()
            case "impacts":
                return self.impacts()
            case "aid":
                return self.aid_steps()
            case "events" | "mentions":
                return self.events()

    def claims(self) -> Iterable[Claim]:
        """The claims, in the order of the book."""
        given = self.filters
        return self.book.claims(
            event=given.event,
            actor=given.actor,
            recipient=given.recipient,
            status=given.status,
            since=given.since,
            until=given.until,
            country=given.country,
            rejected=self.rejected,
        )

    def impacts(self) -> Iterable[Impact]:
        """The impacts, in the order of the book."""
        given = self.filters
        return self.book.impacts(
            hazard=given.hazard,
            country=given.country,
            since=given.since,
            until=given.until,
            rejected=self.rejected,
        )

    def aid_steps(self) -> Iterable[AidStep]:
        """The aid steps, in the order of the book."""
        given = self.filters
        return self.book.aid_steps(
            donor=given.actor,
            recipient=given.recipient,
            since=given.since,
            until=given.until,
            rejected=self.rejected,
        )

    def events(self) -> Iterable[Event]:
        """The events, in order of date."""
        given = self.filters
        return self.book.events(
            event=given.event,
            actor=given.actor,
            recipient=given.recipient,
            since=given.since,
            until=given.until,
            country=given.country,
            rejected=self.rejected,
        )

    def articles_of(self, claims: Iterable[Claim]) -> dict[str, Article]:
        """The articles that claims stand in, by id."""
        return self.book.articles_by_id({claim.article for claim in claims})
