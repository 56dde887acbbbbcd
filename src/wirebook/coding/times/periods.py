"""Periods of the calendar with their TIMEX3 values: days, weeks, months, quarters, seasons, years."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirebook.record import DatePrecision

_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, TIMEX3 value and precision."""

    start: date
    end: date
    value: str
    precision: DatePrecision


def day(on: date) -> Period:
    """One day."""
    return Period(on, on, on.isoformat(), "day")


def week(on: date) -> Period:
    """The ISO week, Monday to Sunday, that holds a day."""
    year, number, weekday = on.isocalendar()
    monday = on - timedelta(days=weekday - 1)
    return Period(monday, monday + timedelta(days=6), f"{year}-W{number:02}", "week")


def weekend(on: date) -> Period:
    """The Saturday and Sunday of the ISO week that holds a day."""
    whole = week(on)
    return Period(whole.end - timedelta(days=1), whole.end, whole.value + "-WE", "span")


def months(year: int, first: int, count: int, value: str, precision: DatePrecision) -> Period:
    """`count` whole months from the month `first` of a year."""
    last_year, last_month = _month(year, first + count - 1)
    return Period(
        date(year, first, 1),
        date(last_year, last_month, calendar.monthrange(last_year, last_month)[1]),
        value,
        precision,
    )


def month(year: int, number: int) -> Period:
    """One month; numbers beyond 1 to 12 run into the years beside."""
    year, number = _month(year, number)
    return months(year, number, 1, f"{year:04}-{number:02}", "month")


def quarter(year: int, number: int) -> Period:
    """One quarter; numbers beyond 1 to 4 run into the years beside."""
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    return months(year, 3 * number - 2, 3, f"{year:04}-Q{number}", "span")


def half(year: int, number: int) -> Period:
    """Half a year."""
    return months(year, 6 * number - 5, 6, f"{year:04}-H{number}", "span")


def season(year: int, name: str) -> Period:
    """A season of the meteorologists' calendar of the north; a winter has the year of its December."""
    return months(year, _SEASON_STARTS[name], 3, f"{year:04}-{name}", "season")


def year(number: int) -> Period:
    """One year."""
    return months(number, 1, 12, f"{number:04}", "year")


def years(first: int, last: int, value: str) -> Period:
    """From one year to another."""
    return Period(date(first, 1, 1), date(last, 12, 31), value, "span")


def holiday(in_year: int, rule: str) -> date:
    """The day of a holiday in a year: `12-25`, `11-thu-4`, `5-mon-last`, `11-mon-1+1` or `easter-2`."""
    if rule.startswith("easter"):
        return _easter(in_year) + timedelta(days=int(rule.removeprefix("easter")))
    if weekday := re.fullmatch(r"(\d+)-([a-z]{3})-(\w+)(\+\d+)?", rule):
        number, wanted = int(weekday[1]), _WEEKDAYS.index(weekday[2])
        days = [
            on
            for on in calendar.Calendar().itermonthdates(in_year, number)
            if on.month == number and on.weekday() == wanted
        ]
        found = days[-1] if weekday[3] == "last" else days[int(weekday[3]) - 1]
        return found + timedelta(days=int(weekday[4] or 0))
    fixed_month, _, fixed_day = rule.partition("-")
    return date(in_year, int(fixed_month), int(fixed_day))


def _month(in_year: int, number: int) -> tuple[int, int]:
    return in_year + (number - 1) // 12, (number - 1) % 12 + 1


def _easter(in_year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Jones and Butcher)."""
    golden = in_year % 19
    century, rest = divmod(in_year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap_years, year_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    number, on = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(in_year, number, on + 1)
