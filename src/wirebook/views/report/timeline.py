"""The timeline: a lane for each pair of parties, events gathered in columns so that any number of them still reads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from math import sqrt
from typing import NamedTuple

from wirebook.book.model import Event
from wirebook.views import words
from wirebook.views.palette import EVENT_STYLES, QUAD_CLASSES
from wirebook.views.report.events import EventList

LANES = 10
COLUMNS = 44
LANE_HEIGHT = 60
QUAD_Y = {2: 12, 1: 24, 3: 37, 4: 49}
"""Cooperation stands above the middle of a lane and conflict below it, deeds farther out than words."""


class MarkView(NamedTuple):
    """The events of one quad class in one column of a lane; `x` is in per cent of the axis."""

    x: float
    y: int
    radius: float
    quad: int
    events: int
    title: str
    places: str


class LaneView(NamedTuple):
    """One pair of parties."""

    name: str
    total: int
    marks: tuple[MarkView, ...]
    places: str


class Tick(NamedTuple):
    """A date on the axis; every other one is `minor` and left out where room is short."""

    x: float
    label: str
    minor: bool


class TimelineView(NamedTuple):
    """The whole drawing."""

    lanes: tuple[LaneView, ...]
    ticks: tuple[Tick, ...]
    first: str
    last: str
    before: int
    after: int
    undated: int


class Axis(NamedTuple):
    """The days drawn, first and last included."""

    start: date
    end: date

    def share(self, value: date) -> float:
        """Where a day stands between the ends, from 0 to 1."""
        return (value - self.start).days / max(1, (self.end - self.start).days)

    def column(self, value: date) -> int:
        """The column that a day falls in; with fewer days than columns, each day has its own."""
        days = (self.end - self.start).days + 1
        return (value - self.start).days * min(COLUMNS, days) // days

    def middle(self, column: int) -> float:
        """The middle of a column, in per cent, inside a margin of 2 per cent."""
        columns = min(COLUMNS, (self.end - self.start).days + 1)
        return round(2 + 96 * (column + 0.5) / columns, 2)


def timeline_view(listed: EventList) -> TimelineView | None:
    """The timeline of the listed events, or None where none has a date."""
    dated = [(day, event) for event in listed.events if (day := words.middle(event.date, event.enddate))]
    if not dated:
        return None
    axis = _axis([day for day, _ in dated])
    drawn = [(day, event) for day, event in dated if axis.start <= day <= axis.end]
    by_lane: dict[str, list[tuple[date, Event]]] = defaultdict(list)
    totals = Counter(_pair(event) for _, event in drawn)
    leading = {name for name, _ in sorted(totals.items(), key=lambda entry: (-entry[1], entry[0]))[:LANES]}
    for day, event in drawn:
        by_lane[_pair(event) if _pair(event) in leading else ""].append((day, event))
    order = sorted(by_lane, key=lambda name: (not name, -len(by_lane[name]), name))
    return TimelineView(
        lanes=tuple(_lane(name, by_lane[name], axis, listed) for name in order),
        ticks=_ticks(axis),
        first=words.day(axis.start),
        last=words.day(axis.end),
        before=sum(day < axis.start for day, _ in dated),
        after=sum(day > axis.end for day, _ in dated),
        undated=len(listed.events) - len(dated),
    )


def _axis(days: Sequence[date]) -> Axis:
    """From the first day to the last; days farther from the middle half than three times its length are cut off."""
    ordered = sorted(days)
    low, high = ordered[len(ordered) // 4], ordered[3 * len(ordered) // 4]
    reach = max(timedelta(days=60), 3 * (high - low))
    kept = [day for day in ordered if low - reach <= day <= high + reach]
    return Axis(kept[0], kept[-1])


def _pair(event: Event) -> str:
    """The two parties of an event, in order of name; one party where it acts alone."""
    involved = [event.actor[0], event.recipient[0]] if event.actor and event.recipient else [*event.actor[:2]]
    if not event.actor:
        involved = list(event.recipient[:1])
    names = sorted({words.plain(words.code_name(code)) for code in involved})
    return " – ".join(names) or "Nobody named"


def _lane(name: str, dated: Sequence[tuple[date, Event]], axis: Axis, listed: EventList) -> LaneView:
    cells: dict[tuple[int, int], list[Event]] = defaultdict(list)
    for day, event in dated:
        cells[axis.column(day), EVENT_STYLES[event.event].quad].append(event)
    return LaneView(
        name=name or "Everyone else",
        total=len(dated),
        marks=tuple(_mark(column, quad, cells[column, quad], axis, listed) for column, quad in sorted(cells)),
        places=_places([event for _, event in dated], listed),
    )


def _mark(column: int, quad: int, events: Sequence[Event], axis: Axis, listed: EventList) -> MarkView:
    count = len(events)
    names = Counter(event.event for event in events)
    kinds = ", ".join(f"{name} {number}" if number > 1 else name for name, number in sorted(names.items()))
    dates = sorted(day for event in events if (day := words.middle(event.date, event.enddate)))
    return MarkView(
        x=axis.middle(column),
        y=QUAD_Y[quad],
        radius=4.5 if count == 1 else round(min(9.0, 5.5 + 0.6 * sqrt(count)), 2),
        quad=quad,
        events=count,
        title=f"{words.interval(dates[0], dates[-1])}: {kinds} ({QUAD_CLASSES[quad].name})",
        places=_places(events, listed),
    )


def _places(events: Sequence[Event], listed: EventList) -> str:
    return " ".join(str(place) for place in sorted(listed.places[event.id] for event in events))


def _ticks(axis: Axis) -> tuple[Tick, ...]:
    """About six dates: days on a short axis, first days of months or years on a long one."""
    days = (axis.end - axis.start).days
    if days <= 70:
        step = max(1, -(-days // 5))
        marks = [axis.start + timedelta(days=offset) for offset in range(0, days + 1, step)]
        labels = [f"{mark.day} {words.MONTHS[mark.month - 1]}" for mark in marks]
    elif days <= 1_100:
        months = range(axis.start.year * 12 + axis.start.month, axis.end.year * 12 + axis.end.month)
        marks = [date(month // 12, month % 12 + 1, 1) for month in months][:: max(1, -(-len(months) // 6))]
        labels = [f"{words.MONTHS[mark.month - 1]} {mark.year}" for mark in marks]
    else:
        years = range(axis.start.year + 1, axis.end.year + 1)
        marks = [date(year, 1, 1) for year in years][:: max(1, -(-len(years) // 6))]
        labels = [str(mark.year) for mark in marks]
    return tuple(
        Tick(round(2 + 96 * axis.share(mark), 2), label, bool(place % 2))
        for place, (mark, label) in enumerate(zip(marks, labels, strict=True))
    )
