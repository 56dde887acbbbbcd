"""Pages of events, each at the cost of the page and not of the book.

Only claims of the same type and parties are ever linked (see `linking`), so that what one event is can be found from
the claims of its `sides` alone. A page goes through the claims in the order of the book; an event stands where the
first of its claims that meets the conditions does, from the newest back where the last one does, so that it comes once.
Linked sides are kept for as long as the book stays as it is.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import select

from wirebook.book.editions import Editions
from wirebook.book.filters import ClaimFilters
from wirebook.book.happenings import event_of, is_between
from wirebook.book.linking import LinkedEvent, link
from wirebook.book.model import Event
from wirebook.book.paging import Order, Paged, rows_after
from wirebook.book.party import hash_of
from wirebook.book.queries import (
    PAGE,
    Condition,
    batched,
    claim_rows_on,
    claims_by_key,
    editions_on,
    equal,
    in_time,
    stands,
)
from wirebook.book.repeats import repeated_claims
from wirebook.book.schema import UNDATED, claims

KEPT_CLAIMS = 300_000
"""Claims of linked sides that are kept in memory, about half a kilobyte each."""
MOST_SCANNED = 5_000
"""Claims that one page goes through; a page of rarer events is shorter, and goes on from where it stopped."""


@dataclass(frozen=True, slots=True)
class EventSlice:
    """Some events, and the place to go on from; None where there are no more."""

    events: tuple[Event, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class _Sides:
    """The events of one type between the same parties."""

    by_claim: Mapping[str, LinkedEvent]
    known: Editions


@dataclass(slots=True)
class KeptSides:
    """Linked sides of one revision of the book."""

    revision: str = ""
    sides: OrderedDict[tuple[str, bool], _Sides] = field(default_factory=OrderedDict)
    claims: int = 0
    lock: Lock = field(default_factory=Lock)

    def get(self, revision: str, key: tuple[str, bool]) -> _Sides | None:
        """What was linked of sides in this revision; what was in another one is forgotten."""
        with self.lock:
            if revision != self.revision:
                self.sides.clear()
                self.revision, self.claims = revision, 0
            if key in self.sides:
                self.sides.move_to_end(key)
            return self.sides.get(key)

    def put(self, revision: str, key: tuple[str, bool], one: _Sides) -> None:
        """Keep what was linked of sides."""
        with self.lock:
            if revision != self.revision or key in self.sides:
                return
            self.sides[key] = one
            self.claims += len(one.by_claim)
            while self.claims > KEPT_CLAIMS and len(self.sides) > 1:
                _, oldest = self.sides.popitem(last=False)
                self.claims -= len(oldest.by_claim)


class EventPaged(Paged):
    """A book whose events are read a page at a time. `wirebook.Book` is one."""

    @property
    @abstractmethod
    def _kept(self) -> KeptSides:
        """The sides that were linked since the last write."""

    @abstractmethod
    def revision(self) -> str:
        """A word that changes with every write."""

    def page_of_events(
        self,
        filters: ClaimFilters | None = None,
        *,
        after: str | None = None,
        limit: int = 50,
        order: Order = "book",
        rejected: bool = False,
    ) -> EventSlice:
        """The next events; the filters ask what those of `Book.events` do. `newest` is by the last report.

        There may be fewer than `limit` and more to come: `after` of what is given tells.
        """
        wanted = filters or ClaimFilters()
        scan = [*wanted.of_type_and_parties(any_name=False), *stands(claims, rejected)]
        single = self._of_single(wanted)
        found: list[tuple[LinkedEvent, Editions]] = []
        scanned = 0
        while True:
            with self._reading() as connection:
                rows = rows_after(connection, claims, [*scan, *single], after, max(2 * limit, 100), order, "sides")
            linked = self._linked_sides({sides for _, sides in rows}, rejected)
            first = self._first_keys(rows, linked, single, order)
            for number, (key, sides) in enumerate(rows, start=1):
                after = key
                event, known = linked[sides].by_claim.get(key), linked[sides].known
                if event is None or first.get(id(event)) != key:
                    continue
                if is_between(event, wanted.since, wanted.until) and wanted.country in (None, event.country):
                    found.append((event, known))
                    if len(found) == limit:
                        return self._event_slice(found, after, last=number == len(rows) < max(2 * limit, 100))
            scanned += len(rows)
            if len(rows) < max(2 * limit, 100):
                return self._event_slice(found, after, last=True)
            if scanned >= MOST_SCANNED:
                return self._event_slice(found, after, last=False)

    def event_with(self, claim: str, *, rejected: bool = False) -> Event | None:
        """The event that the claim of this id is about; None where the book has no such claim, or it stands no more."""
        with self._reading() as connection:
            query = select(claims.c.key, claims.c.sides).where(claims.c.id == claim)
            row = connection.execute(query.limit(1)).first()
        if row is None:
            return None
        linked = self._linked_sides({row[1]}, rejected)[row[1]]
        event = linked.by_claim.get(row[0])
        return None if event is None else self._with_claims([(event, linked.known)])[0]

    def _of_single(self, wanted: ClaimFilters) -> list[Condition]:
        """What one claim of each event that is asked for meets, beside its type and parties."""
        return [
            *wanted.of_single_claims(self._dialect),
            *equal(claims.c.article, wanted.article),
            *equal(claims.c.country, wanted.country),
            *in_time(claims, wanted.since, wanted.until),
        ]

    def _first_keys(
        self,
        rows: Sequence[tuple[str, str]],
        linked: Mapping[str, _Sides],
        single: Sequence[Condition],
        order: Order,
    ) -> dict[int, str]:
        """Where each event stands: the first of its claims that meet the conditions, or the last one."""
        events = {id(event): event for key, sides in rows if (event := linked[sides].by_claim.get(key))}
        keys: dict[int, list[str]] = {one: [row.key for row in event.rows] for one, event in events.items()}
        if single:
            meeting: set[str] = set()
            for some in batched((key for of_event in keys.values() for key in of_event), PAGE):
                query = select(claims.c.key).where(claims.c.key.in_(some), *single)
                with self._reading() as connection:
                    meeting.update(connection.execute(query).scalars())
            keys = {one: [key for key in of_event if key in meeting] for one, of_event in keys.items()}
        place = min if order == "book" else _newest
        return {one: place(of_event) for one, of_event in keys.items() if of_event}

    def _linked_sides(self, wanted: Iterable[str], rejected: bool) -> dict[str, _Sides]:
        revision = self.revision()
        found: dict[str, _Sides] = {}
        missing: list[str] = []
        for sides in sorted(wanted):
            one = self._kept.get(revision, (sides, rejected))
            if one is None:
                missing.append(sides)
            else:
                found[sides] = one
        for some in batched(missing, PAGE):
            for sides, one in self._link_sides(some, rejected).items():
                self._kept.put(revision, (sides, rejected), one)
                found[sides] = one
        return found

    def _link_sides(self, wanted: Sequence[str], rejected: bool) -> dict[str, _Sides]:
        """The events of these sides. Their claims are fetched together; only those of the same sides are linked."""
        with self._reading() as connection:
            rows = claim_rows_on(connection, [claims.c.sides.in_(wanted)], rejected=rejected)
            known = editions_on(connection, {row.article for row in rows})
        found: dict[str, dict[str, LinkedEvent]] = {sides: {} for sides in wanted}
        for event in link(rows, repeated_claims(rows, known)):
            first = event.rows[0]
            sides = hash_of(first.event, first.actors, first.recipients)
            found.setdefault(sides, {}).update((row.key, event) for row in event.rows)
        return {sides: _Sides(by_claim, known) for sides, by_claim in found.items()}

    def _event_slice(
        self, found: Sequence[tuple[LinkedEvent, Editions]], after: str | None, *, last: bool
    ) -> EventSlice:
        return EventSlice(tuple(self._with_claims(found)), None if last else after)

    def _with_claims(self, found: Sequence[tuple[LinkedEvent, Editions]]) -> list[Event]:
        members = claims_by_key(self._reading, (row.key for event, _ in found for row in event.rows))
        return [
            event_of(event, tuple(members[row.key] for row in event.rows if row.key in members), known)
            for event, known in found
        ]


def _newest(keys: Sequence[str]) -> str:
    """The last key of those that are dated, else the last."""
    return max((key for key in keys if key < UNDATED), default=max(keys))
