"""Events: which claims, in one or in many articles, are about the same act.

The rule, the same whatever order the pages were read in:

1. Only claims of one event type, with the same actors and the same recipients, can be about one act. A party is its
   code, else its name. A joint act has all its parties as actors. A claim without an actor stands alone.
2. Modes agree where they are equal or where one of the two is not said.
3. Claims of the same dates are together; narrower dates are taken first. A claim of wider dates ("in June") joins the
   event whose dates overlap its own, if there is just one; it never bridges two.
4. A claim without a date joins the event whose dates are within 7 days of its publication, if there is just one; else
   it is together with claims published on the same day. What is historical or hypothetical and undated stands alone.
5. A denial joins what it denies, by the same rules: the event is disputed.
6. A claim that a printing or a later version of a text repeats in the same words (see `repeats`) is in the event of the
   claim that it repeats.

Deriving is fast, as it needs a few columns of each claim and no text; nothing is stored that could go out of date.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from wirebook.book.party import from_column
from wirebook.record import EventType, Status

NEAR = timedelta(days=7)
"""How far an undated claim's publication may be from the event that it joins."""

_STANDS_ALONE: frozenset[Status] = frozenset({"historical", "hypothetical"})


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """The columns of a claim that linking needs; `actors` and `recipients` as `party.to_column` writes them."""

    key: str
    id: str
    event: EventType
    mode: str | None
    status: Status
    negated: bool
    date: datetime.date | None
    enddate: datetime.date | None
    published: datetime.date | None
    actors: str
    recipients: str
    country: str | None
    article: str = ""
    wording: str = ""

    @property
    def denies(self) -> bool:
        """Whether the claim says that the act did not take place."""
        return self.negated or self.status == "denied"

    @property
    def interval(self) -> tuple[datetime.date, datetime.date] | None:
        """First and last day of the act, as far as the claim says; None where it says nothing."""
        start, end = self.date or self.enddate, self.enddate or self.date
        return None if start is None or end is None else (min(start, end), max(start, end))


@dataclass(slots=True)
class LinkedEvent:
    """Claims about one act, in the order of the book. `interval` is that of the claims with the narrowest dates."""

    interval: tuple[date, date] | None
    dated: bool
    modes: set[str] = field(default_factory=set)
    rows: list[ClaimRow] = field(default_factory=list)
    repeated: set[str] = field(default_factory=set)
    """Keys of the rows that repeat others: they are shown, and are not counted."""

    @property
    def id(self) -> str:
        """Hash of the type, the parties and the first claim in the order of the book: later reports keep it."""
        first = self.rows[0]
        payload = json.dumps([first.event, first.actors, first.recipients, first.key, first.id])
        return hashlib.sha256(payload.encode()).hexdigest()[:16]

    @property
    def event(self) -> EventType:
        """PLOVER's type, which all the claims share."""
        return self.rows[0].event

    @property
    def mode(self) -> str | None:
        """The one mode that the claims give, if any does."""
        return next(iter(self.modes), None)

    @property
    def actors(self) -> tuple[str, ...]:
        """Sorted parties that acted."""
        return from_column(self.rows[0].actors)

    @property
    def recipients(self) -> tuple[str, ...]:
        """Sorted parties acted upon."""
        return from_column(self.rows[0].recipients)

    @property
    def dates(self) -> tuple[date, date] | None:
        """First and last day of the act; None where no claim dates it."""
        return self.interval if self.dated else None

    @property
    def day(self) -> date | None:
        """The day that the event is filed under: its first, else that of its first report."""
        if self.interval is not None:
            return self.interval[0]
        return min((row.published for row in self.rows if row.published), default=None)

    @property
    def country(self) -> str | None:
        """The country that most claims place the act in."""
        counts = Counter(row.country for row in self.rows if row.country and row.key not in self.repeated)
        return min(counts, key=lambda country: (-counts[country], country), default=None)

    @property
    def statuses(self) -> tuple[Status, ...]:
        """Every status claimed, most frequent first."""
        counts: Counter[Status] = Counter()
        for row in self.rows:
            counts[row.status] += row.key not in self.repeated
        return tuple(sorted(counts, key=lambda status: (-counts[status], status)))

    @property
    def disputed(self) -> bool:
        """Whether one claim denies what another states."""
        return len({row.denies for row in self.rows}) > 1

    def sort_key(self) -> tuple[date, str]:
        """By day, then by the first claim."""
        return self.day or date.max, self.rows[0].key


@dataclass(slots=True)
class _Cell:
    """Claims of one block with the same mode and the same dates: surely together, and moved together."""

    mode: str | None
    interval: tuple[date, date] | None
    published: date | None
    rows: list[ClaimRow]

    @property
    def rank(self) -> tuple[bool, int, bool]:
        """Order of joining: dated before undated, narrow before wide, a mode before none."""
        width = (self.interval[1] - self.interval[0]).days if self.interval else 0
        return self.interval is None, width, self.mode is None

    def fits(self, event: LinkedEvent) -> bool:
        if event.interval is None or (self.mode and event.modes and self.mode not in event.modes):
            return False
        if self.interval is None:
            return self.published is not None and _apart(event.interval, (self.published, self.published)) <= NEAR
        return event.dated and _apart(event.interval, self.interval) == timedelta(0)


class _Calendar:
    """The events of a block by the stretches of time that they are near to, so that few have to be compared."""

    DAYS = 32

    def __init__(self) -> None:
        self._stretches: dict[int, list[LinkedEvent]] = defaultdict(list)

    def enter(self, event: LinkedEvent) -> None:
        if event.interval is not None:
            for stretch in self._of(*event.interval, margin=NEAR.days):
                self._stretches[stretch].append(event)

    def near(self, cell: _Cell) -> Iterator[LinkedEvent]:
        """Every event within `NEAR` of the cell, and some others; each once."""
        interval = cell.interval or (cell.published and (cell.published, cell.published))
        if interval:
            found = (event for stretch in self._of(*interval) for event in self._stretches.get(stretch, ()))
            yield from {id(event): event for event in found}.values()

    def _of(self, start: date, end: date, margin: int = 0) -> range:
        return range((start.toordinal() - margin) // self.DAYS, (end.toordinal() + margin) // self.DAYS + 1)


def link(rows: Iterable[ClaimRow], repeated: Mapping[str, str] | None = None) -> list[LinkedEvent]:
    """The events that `rows` are about, in order of their day. The order of `rows` makes no difference.

    `repeated` gives the keys of claims that repeat others, each with the key of the other.
    """
    blocks: dict[tuple[str, str, str], list[ClaimRow]] = defaultdict(list)
    repeats: dict[str, list[ClaimRow]] = defaultdict(list)
    for row in rows:
        if repeated and row.key in repeated:
            repeats[repeated[row.key]].append(row)
        else:
            blocks[row.event, row.actors, row.recipients].append(row)
    events = [event for block in blocks.values() for event in _link_block(block)]
    for event in events:
        again = [repeat for row in event.rows for repeat in repeats.get(row.key, ())]
        event.rows += again
        event.repeated.update(row.key for row in again)
        event.rows.sort(key=lambda row: (row.key, row.id))
    events.sort(key=LinkedEvent.sort_key)
    return events


def _link_block(block: list[ClaimRow]) -> list[LinkedEvent]:
    if not from_column(block[0].actors):
        return [_alone(row) for row in block]
    events: list[LinkedEvent] = []
    calendar = _Calendar()
    cells = sorted(_cells(block, events), key=lambda cell: cell.rank)
    for _, ranked in groupby(cells, key=lambda cell: cell.rank):
        for event in _place(list(ranked), calendar):
            events.append(event)
            calendar.enter(event)
    return events


def _cells(block: Sequence[ClaimRow], alone: list[LinkedEvent]) -> Iterator[_Cell]:
    """The cells of a block; claims that can join nothing go to `alone`."""
    cells: dict[tuple[str | None, tuple[date, date] | None, date | None], _Cell] = {}
    for row in block:
        published = None
        if row.interval is None:
            if row.status in _STANDS_ALONE or row.published is None:
                alone.append(_alone(row))
                continue
            published = row.published
        cell = cells.setdefault((row.mode, row.interval, published), _Cell(row.mode, row.interval, published, []))
        cell.rows.append(row)
    yield from cells.values()


def _place(cells: Sequence[_Cell], calendar: _Calendar) -> list[LinkedEvent]:
    """Join cells of one rank to the events that stand; what founds an event is returned."""
    homes = [_only(event for event in calendar.near(cell) if cell.fits(event)) for cell in cells]
    wanted: dict[int, set[str | None]] = defaultdict(set)
    for cell, home in zip(cells, homes, strict=True):
        if home is not None:
            wanted[id(home)].add(cell.mode)
    founded: list[LinkedEvent] = []
    for cell, home in zip(cells, homes, strict=True):
        # An event whose mode is not said cannot have two: claims that would give it both stay apart.
        if home is None or (len(wanted[id(home)] | home.modes) > 1 and cell.mode is not None):
            home = LinkedEvent(
                cell.interval or ((cell.published, cell.published) if cell.published else None),
                dated=cell.interval is not None,
            )
            founded.append(home)
        home.rows.extend(cell.rows)
        if cell.mode is not None:
            home.modes.add(cell.mode)
    return founded


def _alone(row: ClaimRow) -> LinkedEvent:
    return LinkedEvent(row.interval, row.interval is not None, {row.mode} if row.mode else set(), [row])


def _only(candidates: Iterator[LinkedEvent]) -> LinkedEvent | None:
    """The candidate, if there is just one."""
    first = next(candidates, None)
    return first if first is not None and next(candidates, None) is None else None


def _apart(one: tuple[date, date], other: tuple[date, date]) -> timedelta:
    """Days between two intervals; zero where they overlap."""
    return max(one[0] - other[1], other[0] - one[1], timedelta(0))
