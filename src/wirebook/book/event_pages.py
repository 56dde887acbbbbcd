"""Pages of events, each at the cost of the page and not of the book.

Only claims of the same type and parties are ever linked, and only where little time lies between them (see `linking`),
so that what an event is can be found from the claims of its `sides` and of its stretch of time. A page goes through the
claims in the order of the book; an event stands where the first of its claims that meets the conditions does, from the
newest back where the last one does, so that it comes once. Events are kept for as long as the book stays as it is.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import Connection, select

from wirebook.book.editions import Editions
from wirebook.book.filters import ClaimFilters
from wirebook.book.happenings import event_of, is_between
from wirebook.book.linking import ClaimRow, LinkedEvent, link
from wirebook.book.model import Event
from wirebook.book.paging import Order, Paged, rows_after
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
from wirebook.book.stretches import Time, stretches

KEPT_CLAIMS = 300_000
"""Claims whose events are kept in memory, about half a kilobyte each."""
MOST_SCANNED = 5_000
"""Claims that one page goes through; a page of rarer events is shorter, and goes on from where it stopped."""


@dataclass(frozen=True, slots=True)
class EventSlice:
    """Some events, and the place to go on from; None where there are no more."""

    events: tuple[Event, ...]
    after: str | None


Known = tuple[LinkedEvent, Editions]
"""An event, and the editions of the articles that report it."""


class KeptEvents:
    """The events of claims, as long as the book stays as it is."""

    def __init__(self) -> None:
        self._revision = ""
        self._events: OrderedDict[tuple[str, bool], Known] = OrderedDict()
        self._lock = Lock()

    def get(self, revision: str, keys: Iterable[str], rejected: bool) -> dict[str, Known]:
        """The events of these claims that are known in this revision; those of another one are forgotten."""
        with self._lock:
            if revision != self._revision:
                self._events.clear()
                self._revision = revision
            return {key: self._events[key, rejected] for key in keys if (key, rejected) in self._events}

    def put(self, revision: str, found: Mapping[str, Known], rejected: bool) -> None:
        """Keep the events of claims; those that came first go first."""
        with self._lock:
            if revision == self._revision:
                self._events.update(((key, rejected), one) for key, one in found.items())
                while len(self._events) > max(KEPT_CLAIMS, len(found)):
                    self._events.popitem(last=False)


class EventPaged(Paged):
    """A book whose events are read a page at a time. `wirebook.Book` is one."""

    @property
    @abstractmethod
    def _kept(self) -> KeptEvents:
        """The events that were linked since the last write."""

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
            linked = self._events_of(dict(rows), rejected)
            first = self._first_keys(rows, linked, single, order)
            for number, (key, _) in enumerate(rows, start=1):
                after = key
                if key not in linked or first.get(id(linked[key][0])) != key:
                    continue
                event, known = linked[key]
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
        known = self._events_of({row[0]: row[1]}, rejected).get(row[0])
        return None if known is None else self._with_claims([known])[0]

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
        linked: Mapping[str, Known],
        single: Sequence[Condition],
        order: Order,
    ) -> dict[int, str]:
        """Where each event stands: the first of its claims that meet the conditions, or the last one."""
        events = {id(linked[key][0]): linked[key][0] for key, _ in rows if key in linked}
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

    def _events_of(self, wanted: Mapping[str, str], rejected: bool) -> dict[str, Known]:
        """The events of claims, which are given by key with their sides; of claims that stand no more there is none."""
        revision = self.revision()
        found = self._kept.get(revision, wanted, rejected)
        missing = {key: sides for key, sides in wanted.items() if key not in found}
        if missing:
            linked = self._link(missing, rejected)
            self._kept.put(revision, linked, rejected)
            found |= {key: linked[key] for key in missing if key in linked}
        return found

    def _link(self, wanted: Mapping[str, str], rejected: bool) -> dict[str, Known]:
        """The events of claims and of all others that could be in one with them."""
        sides = sorted(set(wanted.values()))
        with self._reading() as connection:
            together = stretches(_times(connection, sides, rejected))
            keys = {other for key in wanted for other in together.get(key, ())}
            rows: dict[str, ClaimRow] = {}
            known = Editions((), (), ())
            while new := sorted(keys - rows.keys()):
                for some in batched(new, PAGE):
                    read = claim_rows_on(connection, [claims.c.key.in_(some)], rejected=True)
                    rows.update((row.key, row) for row in read)
                articles = {row.article for row in rows.values()}
                known = editions_on(connection, articles)
                # What another printing says in the same words goes with it, however far apart the two are.
                for some in batched(sorted(known.articles - articles), PAGE):
                    query = select(claims.c.key).where(claims.c.article.in_(some), claims.c.sides.in_(sides))
                    for key in connection.execute(query).scalars():
                        keys.update(together.get(key, ()))
        events = link(rows.values(), repeated_claims(rows.values(), known))
        return {row.key: (event, known) for event in events for row in event.rows}

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


def _times(connection: Connection, sides: Sequence[str], rejected: bool) -> list[Time]:
    """When the claims of some sides say that their acts took place; an index has it all."""
    columns = (claims.c.sides, claims.c.key, claims.c.date, claims.c.enddate, claims.c.published)
    return [
        Time(*row)
        for some in batched(sides, PAGE)
        for row in connection.execute(select(*columns).where(claims.c.sides.in_(some), *stands(claims, rejected)))
    ]


def _newest(keys: Sequence[str]) -> str:
    """The last key of those that are dated, else the last."""
    return max((key for key in keys if key < UNDATED), default=max(keys))
