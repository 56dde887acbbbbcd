"""What is found and what comes of it: a time expression with its parsed form, and a time on the calendar.

Forms say what the words say and nothing more ("the Saturday before"); `resolve` makes days of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from wirebook.record import DatePrecision

Tense = Literal["past", "future"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Unit = Literal["TS", "TM", "TH", "D", "W", "M", "Q", "Y", "2W", "10Y", "100Y", "1000Y"]
"""Units of TIMEX3; T marks those of the clock, a number is a multiple (a decade is ten years)."""
Phase = Literal["early", "mid", "late", "earlier", "later", "end"]
"""The part of a period: "early 2023", "mid-July", "later this week"."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Fields of the calendar as named: what is None is left to the anchor.

    `shift` is -1 for "last", 0 for "this", 1 for "next"; `year_shift` is that of the year ("June last year").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """ISO: Monday is 1."""
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    holiday: str | None = None
    """Its rule in the table of holidays."""
    shift: int | None = None
    year_shift: int | None = None
    of_week: bool = False
    """The week that holds the day: "the week of March 6"."""
    days: int = 0
    """Days from it: -1 for "the eve of"."""
    from_previous: bool = False
    """Seen from the time named before it: "the previous Friday"."""


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units from the day of publication, or from the time named before it (`from_previous`)."""

    count: int
    unit: Unit | Literal["WE"]
    """WE is the weekend."""
    from_previous: bool = False
    exact: bool = True
    """Whether the words name the unit itself ("last week") rather than a distance ("two weeks ago")."""


@dataclass(frozen=True, slots=True)
class SameQuarter:
    """The quarter that the text is about, in another year: `year`, or so many years from the anchor's.

    Where the text is about no quarter it is the whole year, unless the words say quarter (`named`).
    """

    year: int | None = None
    year_shift: int = 0
    named: bool = False


@dataclass(frozen=True, slots=True)
class Years:
    """A decade or a century, with its TIMEX3 value."""

    first: int
    last: int
    value: str


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time; `count` None where the words do not number it."""

    count: float | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A time that comes again, as a TIMEX3 value."""

    value: str


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that no calendar shows."""

    value: Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"]


@dataclass(frozen=True, slots=True)
class Interval:
    """From one date to another, both included."""

    first: Calendar
    last: Calendar


Form = Calendar | Shift | SameQuarter | Years | Duration | Recurrence | Vague | Interval


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a time: `text[start_char:end_char]`, and what they say."""

    start_char: int
    end_char: int
    text: str
    form: Form
    rule: str
    """Name of the grammar's rule."""
    phase: Phase | None = None
    day_part: str | None = None
    """TIMEX3's MO, AF, EV or NI."""
    clock: str | None = None
    """HH:MM."""
    closes: bool = False
    """Whether it only closes the period named before it: "the quarter ended Sept. 30"."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression with its place on the calendar.

    `value` is TIMEX3's. `start` and `end` are the first and the last day, both None where the words give none;
    `precision` says how coarse they are; `rule` how they were reached.
    """

    start_char: int
    end_char: int
    text: str
    type: TimeType
    value: str
    start: date | None
    end: date | None
    precision: DatePrecision | None
    rule: str
