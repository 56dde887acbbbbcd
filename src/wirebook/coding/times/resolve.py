"""Putting a time expression on the calendar, by the day of publication, the tense and the time named before it.

The conventions of news: a weekday is the nearest such day before or on the day of publication, or after it where the
tense is future; a month or a day without a year likewise; "last week" is the seven days before. What the words leave
coarse stays coarse: the answer is an interval and its precision, never a day that is not named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeGuard

from wirebook.coding.times import periods
from wirebook.coding.times.builders import duration_value
from wirebook.coding.times.model import (
    Calendar,
    Duration,
    Interval,
    Recurrence,
    SameQuarter,
    Shift,
    Tense,
    Time,
    TimeExpression,
    TimeType,
    Vague,
    Years,
)
from wirebook.coding.times.periods import Period

_UNKNOWN_UNIT = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "WE": "XXXX-WXX-WE"}
_MONTHS_IN = {"M": 1, "Q": 3, "Y": 12, "10Y": 120, "100Y": 1200, "1000Y": 12000}
_WEEK = timedelta(days=7)
_NEAR = timedelta(days=120)
_SOON = timedelta(days=75)
_SAME_STORY = 300
"""How many characters after a time "hours later" can still be seen from it."""


def resolve(
    expression: TimeExpression,
    anchor: date | None,
    *,
    tense: Tense | None = None,
    previous: date | Time | None = None,
) -> Time:
    """Put an expression on the calendar.

    Args:
        expression: what `find_times` found.
        anchor: the day of publication; None where it is not known.
        tense: that of the verb it goes with; None is read as past, but for days of a month, which are then the nearest.
        previous: the time named before it in the text, for "the same day", "a year earlier".

    Returns:
        The time. Where the words or the anchor leave it open `start`, `end` and `precision` are None, the value has an
        X for each figure that is missing, and the rule begins with "unresolved".

    """
    kind: TimeType = "TIME" if expression.clock or expression.day_part else "DATE"
    match expression.form:
        case Duration(count, unit):
            return _time(expression, "DURATION", duration_value(count, unit), None, expression.rule)
        case Recurrence(value):
            return _time(expression, "SET", value, None, expression.rule)
        case Vague(value):
            return _time(expression, "DATE", value, None, f"unresolved: {expression.rule}")
        case _:
            try:
                period, unknown, rule = _place(expression, anchor, tense, previous)
            except (ValueError, OverflowError):  # the 30th of February, or a year beyond the calendar
                period, unknown, rule = None, _unknown(expression), "no such day"
    suffix = f"T{expression.clock}" if expression.clock else f"T{expression.day_part}" if expression.day_part else ""
    if period is None:
        return _time(expression, kind, unknown + suffix, None, f"unresolved: {rule}")
    if expression.phase == "earlier" and anchor and period.start <= anchor < period.end:
        period = Period(period.start, anchor, period.value, period.precision)
    elif expression.phase == "later" and anchor and period.start < anchor <= period.end:
        period = Period(anchor, period.end, period.value, period.precision)
    return _time(expression, kind, period.value + suffix, period, rule)


def resolve_all(
    expressions: Iterable[TimeExpression],
    anchor: date | None,
    tense_of: Callable[[TimeExpression], Tense | None],
) -> tuple[Time, ...]:
    """Put all expressions of a text on the calendar, each with the time named before it."""
    times: list[Time] = []
    previous: Time | None = None
    for expression in expressions:
        time = resolve(expression, anchor, tense=tense_of(expression), previous=previous)
        times.append(time)
        if time.start is not None and not _stands_aside(expression, previous):
            previous = time
    return tuple(times)


def _stands_aside(expression: TimeExpression, previous: Time | None) -> bool:
    """Whether an expression leaves the text about the time that it was about.

    So does a comparison ("up from a year earlier"), and what only says when a quarter ends ("ended Sept. 30").
    """
    form = expression.form
    if isinstance(form, SameQuarter) or (isinstance(form, Shift) and not form.exact and form.unit == "Y"):
        return True
    return expression.closes and previous is not None and "-Q" in previous.value


def _time(expression: TimeExpression, kind: TimeType, value: str, period: Period | None, rule: str) -> Time:
    return Time(
        start_char=expression.start_char,
        end_char=expression.end_char,
        text=expression.text,
        type=kind,
        value=value,
        start=period.start if period else None,
        end=period.end if period else None,
        precision=period.precision if period else None,
        rule=rule,
    )


def _place(
    expression: TimeExpression, anchor: date | None, tense: Tense | None, previous: date | Time | None
) -> tuple[Period | None, str, str]:
    """The period, the value where there is none, and the rule or the reason."""
    name = expression.rule
    match expression.form:
        case Years(first, last, value):
            return periods.years(first, last, value), value, name
        case Interval():
            period = _interval(expression.form, anchor, tense)
            return period, _unknown(expression), name if period else "no day of publication"
        case Shift() as form:
            origin = _origin(form, name, anchor, previous, expression.start_char)
            if origin is None:
                missing = "no time named before" if form.from_previous else "no day of publication"
                return None, _unknown(expression), missing
            if form.unit == "Y" and form.count == -1 and not form.exact and isinstance(previous, Time):
                # "A year ago" beside a quarter is the same quarter of the year before.
                origin = previous if "-Q" in previous.value else origin
            period = _shifted(form, origin)
            if name == "overnight":  # the night has two days
                period = Period(period.start, period.start + timedelta(days=1), period.value, "span")
            return period, "", name
        case SameQuarter() as form:
            period = _same_quarter(form, anchor, previous)
            return period, _unknown(expression), name if period else "no day of publication"
        case Calendar(year=int(), month=None) as form if name == "numeric date" and form.holiday is None:
            return None, "XXXX-XX-XX", "day and month in either order"
        case Calendar() as form:
            if tense == "past" and anchor and form.shift is None and _not_yet(form, expression.phase, anchor):
                form = replace(form, year=anchor.year - 1)  # "late December", told in the past on the 1st
            if form.from_previous and isinstance(previous, Time) and previous.start is not None:
                anchor = previous.start
            period = _on_calendar(form, anchor, tense)
            said = f"{name}, {tense or 'no'} tense" if form.year is None else name
            return period, _unknown(expression), said if period else "no day of publication"
        case _:  # the forms without a place are answered before
            return None, "XXXX", name


def _unknown(expression: TimeExpression) -> str:
    """The TIMEX3 value with an X for each figure that is not known."""
    match expression.form:
        case Shift(unit=unit):
            return _UNKNOWN_UNIT.get(unit, "XXXX")
        case Interval(first, last):
            return f"{_unknown_date(first)}/{_unknown_date(last)}"
        case Calendar() as form:
            return _unknown_date(form)
        case _:
            return "XXXX"


def _unknown_date(form: Calendar) -> str:
    year = f"{form.year:04}" if form.year else "XXXX"
    if form.weekday and form.month is None:
        return f"{year}-WXX-{'WE' if form.of_week and form.shift is None else form.weekday}"
    if form.season or form.quarter or form.half:
        return f"{year}-" + (form.season or (f"Q{form.quarter}" if form.quarter else f"H{form.half}"))
    if form.month is None and form.day is None:
        return year if form.holiday is None else f"{year}-XX-XX"
    month = f"{form.month:02}" if form.month else "XX"
    return f"{year}-{month}" + (f"-{form.day:02}" if form.day else "")


def _origin(
    form: Shift, rule: str, anchor: date | None, previous: date | Time | None, start: int
) -> date | Time | None:
    if not form.from_previous:
        return anchor
    if form.unit == "Q" and form.count == 0:
        # "The quarter" is the one that the text is about; where it named none, the last one that is over.
        if isinstance(previous, Time) and "-Q" in previous.value:
            return previous
        return None if anchor is None else periods.quarter(anchor.year, (anchor.month + 2) // 3 - 1).start
    if rule == "hours later" and isinstance(previous, Time) and start - previous.end_char > _SAME_STORY:
        return None
    if rule == "overnight" and not (_is_day(previous) and start - previous.end_char <= _SAME_STORY):
        return anchor
    if rule == "time of the clock" and not _is_day(previous):
        return anchor
    return previous


def _not_yet(form: Calendar, phase: str | None, anchor: date) -> bool:
    """Whether a named part of the anchor's month has not come on the day of the anchor."""
    begins = {"mid": 10, "late": 20, "end": 20}.get(phase or "", 0)
    return form.month == anchor.month and form.year is None and form.day is None and anchor.day < begins


def _is_day(time: date | Time | None) -> TypeGuard[Time]:
    return isinstance(time, Time) and time.precision == "day"


def _same_quarter(form: SameQuarter, anchor: date | None, previous: date | Time | None) -> Period | None:
    about = previous if isinstance(previous, Time) and "-Q" in previous.value else None
    year = form.year or (anchor.year + form.year_shift if anchor else None)
    if year is None:
        return None
    if about is not None and about.start is not None:
        return periods.quarter(year, (about.start.month + 2) // 3)
    if not form.named or anchor is None:
        return periods.year(year)
    last = periods.quarter(anchor.year, (anchor.month + 2) // 3 - 1).start  # the last quarter that is over
    return periods.quarter(year if form.year else last.year + form.year_shift, (last.month + 2) // 3)


def _shifted(form: Shift, origin: date | Time) -> Period:
    quarterly = isinstance(origin, Time) and "-Q" in origin.value
    on = origin if isinstance(origin, date) else origin.start
    if on is None:
        raise ValueError("a time without a start is no origin")
    match form.unit:
        case "D":
            return periods.day(on + timedelta(days=form.count))
        case "W" | "2W":
            return _week(form, on)
        case "WE":
            return periods.weekend(on + form.count * _WEEK)
        case "Q":
            return periods.quarter(on.year, (on.month + 2) // 3 + form.count)
        case "M":
            return periods.month(on.year, on.month + form.count)
        case "Y" if quarterly:
            return periods.quarter(on.year + form.count, (on.month + 2) // 3)
        case "Y":
            return periods.year(on.year + form.count)
        case _:
            length = _MONTHS_IN[form.unit] // 12
            first = (on.year + form.count * length) // length * length
            if not form.exact:
                return periods.year(on.year + form.count * length)
            return periods.years(max(first, 1), first + length - 1, f"{first:04}"[: 3 if length == 10 else 2])


def _week(form: Shift, on: date) -> Period:
    count = form.count * (2 if form.unit == "2W" else 1)
    value = periods.week(on + count * _WEEK)
    if form.exact and not form.from_previous and count in {-1, 1}:
        first, last = (on - _WEEK, on - timedelta(days=1)) if count < 0 else (on + timedelta(days=1), on + _WEEK)
        return Period(first, last, value.value, "week")
    return value


def _interval(form: Interval, anchor: date | None, tense: Tense | None) -> Period | None:
    last = form.last
    first = form.first
    if first.year is None and last.year is not None:
        # The year at the end is said of both, unless the first would then come after the last.
        year = last.year - ((first.month or 0, first.day or 0) > (last.month or 99, last.day or 99))
        first = Calendar(year=year, month=first.month, day=first.day)
    begun = _on_calendar(first, anchor, tense)
    if begun is None:
        return None
    if last.year is None:
        after = (last.month or 0, last.day or 0) < (begun.start.month, begun.start.day if first.day else 0)
        last = Calendar(year=begun.start.year + after, month=last.month, day=last.day)
    ended = _on_calendar(last, anchor, tense)
    if ended is None or ended.end < begun.start:
        return None
    return Period(begun.start, ended.end, f"{begun.value}/{ended.value}", "span")


def _on_calendar(form: Calendar, anchor: date | None, tense: Tense | None) -> Period | None:
    if form.year is not None:
        return _in_year(form, form.year)
    if anchor is None:
        return None
    if form.year_shift is not None:
        return _in_year(form, anchor.year + form.year_shift)
    if form.weekday is not None and form.month is None:
        return _weekday(form, form.weekday, anchor, tense)
    if form.month is None and form.day is not None:
        around = [
            (anchor.year + (number - 1) // 12, (number - 1) % 12 + 1)
            for number in range(anchor.month - 2, anchor.month + 3)
        ]
        candidates = [_in_year(Calendar(month=month, day=form.day), year) for year, month in around]
    else:
        candidates = [_in_year(form, year) for year in range(anchor.year - 8, anchor.year + 9)]
    found = [period for period in candidates if period is not None]
    return _nearest(form, found, anchor, tense)


def _nearest(form: Calendar, found: list[Period], anchor: date, tense: Tense | None) -> Period | None:
    """The one of the candidates, in order, that the words and the tense mean."""
    if form.shift == 0:
        return next((period for period in found if period.start.year == anchor.year), None)
    if form.shift is not None:
        beside = [period for period in found if (period.end < anchor if form.shift < 0 else period.start > anchor)]
        return (beside[-1] if form.shift < 0 else beside[0]) if beside else None
    nearest = min(found, key=lambda period: abs(period.start - anchor), default=None)
    is_month = form.month is not None and form.day is None
    if is_month and tense is None and nearest is not None and -_NEAR <= nearest.start - anchor <= _SOON:
        return nearest  # nobody calls a month of a year ago by its bare name where the same month lies just ahead
    if (form.quarter or form.half) and tense != "past":
        return nearest
    # Who means a day of another year than the nearest says so, whatever the tense: "had been set for Jan. 14".
    is_day = form.day is not None or form.holiday is not None
    if is_day and nearest is not None and (tense is None or abs(nearest.start - anchor) <= _NEAR):
        return nearest
    if tense == "future":
        return next((period for period in found if period.end >= anchor), None)
    return next((period for period in reversed(found) if period.start <= anchor), None)


def _weekday(form: Calendar, weekday: int, anchor: date, tense: Tense | None) -> Period:
    if form.of_week and form.shift is not None:
        return periods.day(periods.week(anchor).start + form.shift * _WEEK + timedelta(days=weekday - 1))
    back = (anchor.isoweekday() - weekday) % 7
    ahead = (weekday - anchor.isoweekday()) % 7
    if form.shift is not None and form.shift < 0:
        return periods.day(anchor - timedelta(days=back or 7))
    if form.shift is not None and form.shift > 0:
        return periods.day(anchor + timedelta(days=ahead or 7))
    on = anchor + timedelta(days=ahead) if tense == "future" else anchor - timedelta(days=back)
    return periods.weekend(on) if form.of_week else periods.day(on)


def _in_year(form: Calendar, year: int) -> Period | None:
    """The period of a year, or None where the year has no such day."""
    try:
        if form.holiday is not None:
            return periods.day(periods.holiday(year, form.holiday) + timedelta(days=form.days))
        if form.season is not None:
            return periods.season(year, form.season)
        if form.quarter is not None:
            return periods.quarter(year, form.quarter) if 1 <= form.quarter <= 4 else None
        if form.half is not None:
            return periods.half(year, form.half)
        if form.month is None:
            return periods.year(year)
        if form.day is None:
            return periods.month(year, form.month)
        on = date(year, form.month, form.day) + timedelta(days=form.days)
        return periods.week(on) if form.of_week else periods.day(on)
    except (ValueError, OverflowError):
        return None
