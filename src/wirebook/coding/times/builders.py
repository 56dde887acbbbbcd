"""From a match of the grammar to the form that it means. One small function for each `build` of the grammar."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

from wirebook.coding.amounts.numerals import read_number
from wirebook.coding.times.lexer import Tokens
from wirebook.coding.times.model import (
    Calendar,
    Duration,
    Form,
    Interval,
    Phase,
    Recurrence,
    SameQuarter,
    Shift,
    Unit,
    Vague,
    Years,
)
from wirebook.coding.times.vocabulary import classes, holidays

_PHASES: Mapping[str, Phase] = MappingProxyType(
    {
        "early": "early",
        "start": "early",
        "beginning": "early",
        "turn": "early",
        "mid": "mid",
        "middle": "mid",
        "late": "late",
        "end": "end",
        "close": "end",
        "earlier": "earlier",
        "later": "later",
    }
)
_HALVES: Mapping[str, str] = MappingProxyType({"Y": "6M", "TH": "30M", "TM": "30S"})
"""What half of a unit is in the next smaller one, as TIMEX3 writes it behind the whole ones."""
_WHITESPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Parts:
    """The named parts of a match, as ranges of tokens."""

    tokens: Tokens
    ranges: Mapping[str, tuple[int, int]]

    def __contains__(self, name: str) -> bool:
        return name in self.ranges

    def words(self, name: str) -> list[str]:
        """The tokens of a part, in lower case; none where the part is not there."""
        first, last = self.ranges.get(name, (0, 0))
        return [self.tokens.word(index) for index in range(first, last)]

    def text(self, name: str) -> str:
        """The characters of a part, in lower case, with single spaces and straight apostrophes."""
        first, last = self.ranges[name]
        characters = self.tokens.text[self.tokens.starts[first] : self.tokens.ends[last - 1]]
        return _WHITESPACE.sub(" ", characters).lower().replace("’", "'")

    def look_up(self, name: str, *names: str) -> str | None:
        """The value of the first word of a part that is in one of the classes."""
        for word in self.words(name):
            for class_name in names:
                if (value := classes()[class_name].get(word)) is not None:
                    return value
        return None

    def integer(self, name: str) -> int | None:
        """The number of a part: digits, an ordinal, or words ("twenty-first", "nineteen ninety")."""
        words = [word for word in self.words(name) if word not in {"-", "and", "."}]
        total = 0
        for word in words:
            digits = re.match(r"\d+", word)
            value = digits[0] if digits else None
            for class_name in ("NUMBER", "TENS", "ORDINAL", "MONTH", "MONTH_OR_WORD", "MONTH_SHORT"):
                value = value or classes()[class_name].get(word)
            value = value or {"thousand": "1000"}.get(word)
            if value is None:
                return None
            number = int(value)
            if total in {17, 18, 19, 20} and number >= 10 and number < 100:
                total = total * 100 + number
            elif number == 1000:
                total *= number
            else:
                total += number
        return total if words else None


def _shift(parts: Parts, name: str) -> int | None:
    return int(value) if (value := _last_shift(parts, name)) is not None else None


def _last_shift(parts: Parts, name: str) -> str | None:
    values = [value for word in parts.words(name) if (value := classes()["SHIFT"].get(word)) is not None]
    return values[-1] if values else None


def year_of(parts: Parts, name: str = "year") -> int | None:
    """A year in digits or words."""
    year = parts.integer(name)
    return year if year is not None and 1000 <= year <= 2999 else None


def calendar(parts: Parts) -> Form | None:
    """Fields of the calendar by their names."""
    month = parts.look_up("month", "MONTH", "MONTH_OR_WORD", "MONTH_SHORT")
    day = parts.integer("day")
    weekday = parts.look_up("weekday", "WEEKDAY", "WEEKDAY_SHORT")
    year_shift = _shift(parts, "year_shift")
    shift = _shift(parts, "shift")
    if "week_shift" in parts and weekday:
        return Calendar(weekday=int(weekday), shift=_shift(parts, "week_shift"), of_week=True)
    if "ago" in parts:
        year_shift = -1
    if day is not None and not 1 <= day <= 31:
        return None
    half = {"first": 1, "1": 1, "second": 2, "last": 2}.get(" ".join(parts.words("half")[:1]))
    return Calendar(
        year=year_of(parts),
        month=int(month) if month else None,
        day=day,
        weekday=int(weekday) if weekday else None,
        season=parts.look_up("season", "SEASON", "SEASON_OR_WORD"),
        quarter=parts.integer("quarter"),
        half=half,
        holiday=holidays().get(parts.text("holiday")) if "holiday" in parts else None,
        shift=shift,
        year_shift=year_shift,
        of_week="of_week" in parts,
        days=-1 if "eve" in parts else 0,
        from_previous=bool({"previous", "preceding", "following"} & set(parts.words("shift"))),
    )


def numeric(parts: Parts) -> Form | None:
    """ISO dates, and figures between slashes: day and month only where one of them is over twelve."""
    if "iso" in parts:
        year, month, day = (int(figure) for figure in re.findall(r"\d+", parts.text("iso"))[:3])
        return Calendar(year=year, month=month, day=day)
    first, second, year = (int(figure) for figure in re.findall(r"\d+", parts.text("numeric")))
    if year < 100:
        year += 2000 if year < 50 else 1900
    if first > 12 >= second > 0 and first <= 31:
        return Calendar(year=year, month=second, day=first)
    if second > 12 >= first > 0 and second <= 31:
        return Calendar(year=year, month=first, day=second)
    # Both orders are in use; which one is meant, the figures do not say. Only equal figures leave no doubt.
    if first == second and 0 < first <= 12:
        return Calendar(year=year, month=first, day=first)
    return Calendar(year=year) if 0 < first <= 12 and 0 < second <= 12 and 1800 <= year <= 2199 else None


def near(parts: Parts) -> Form:
    """Today and its neighbours."""
    offsets = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "this": 0, "that": 0, "last": -1}
    words = parts.words("near")
    sign = -1 if "before" in words else 1 if "after" in words else 0
    return Shift(offsets[words[-1]] + sign, "D", from_previous=words[-1] == "that")


def overnight(parts: Parts) -> Form:
    """The night that ends on the day of publication, or on a day named just before."""
    return Shift(-1, "D", from_previous=True)


def next_part(parts: Parts) -> Form:
    """The morning after the time named before."""
    return Shift(1, "D", from_previous=True)


def shift(parts: Parts) -> Form | None:
    """A whole day, week, month... beside the anchor or beside the time named before."""
    word = parts.words("unit")[-1]
    unit = "WE" if word == "weekend" else cast(Unit, classes()["UNIT"][word])
    if "previous" in parts:
        count = -1 if {"previous", "preceding", "prior"} & set(words := parts.words("previous")) else 0
        return Shift(1 if {"following", "next"} & set(words) else count, unit, from_previous=True)
    count = _shift(parts, "shift") or 0
    if word in {"decade", "century"} and {"past", "last"} & set(parts.words("shift")):
        return Duration(1, unit)  # type: ignore[arg-type]
    return Shift(count, unit)


def end(parts: Parts) -> Form:
    """The end of the present month or year."""
    word = parts.words("unit")[-1] if "unit" in parts else "year"
    return Shift(0, cast(Unit, classes()["UNIT"][word]))


def weekend(parts: Parts) -> Form:
    """The weekend nearest to the anchor: which one, the tense says."""
    return Calendar(weekday=6, of_week=True)


def ago(parts: Parts) -> Form | None:
    """So many units before or after the anchor ("ago") or the time named before ("earlier")."""
    from_previous = "previous" in parts
    words = [*parts.words("previous"), *parts.words("ago")]
    sign = 1 if {"later", "after", "afterwards", "afterward", "on", "now", "hence"} & set(words) else -1
    unit = parts.look_up("unit", "UNIT", "UNITS") if "unit" in parts else "Y"
    if "few" in parts:
        return Vague("PAST_REF" if sign < 0 else "FUTURE_REF")
    if "quarter" in parts.words("period") and sign < 0:
        return SameQuarter(year_shift=-1, named=True)
    count = read_number(parts.words("count")) if "count" in parts else 1
    if unit is None or count is None or ("unit" in parts and "count" not in parts):
        return None
    if unit in {"TS", "TM", "TH"} or count != int(count) or count > 5000:
        return Duration(count, cast(Unit, unit))
    return Shift(sign * int(count), cast(Unit, unit), from_previous=from_previous, exact=False)


def the_quarter(parts: Parts) -> Form:
    """The quarter that the text is about, or the same one of another year."""
    words = parts.words("quarter_before")
    if year := year_of(parts):
        return SameQuarter(year=year, named="quarter" in words)
    if "year_shift" in parts or "ago" in parts:
        return SameQuarter(year_shift=_shift(parts, "year_shift") or -1, named="quarter" in words)
    return Shift(0, "Q", from_previous=True)


def recent(parts: Parts) -> Form:
    """Some units before or after the present: how many, the words do not say."""
    unit = parts.look_up("unit", "UNITS")
    return Duration(2 if "couple" in parts.words("few") else None, cast(Unit, unit))


def reference(parts: Parts) -> Form:
    """Words that place a time before, at or after the present and nowhere on the calendar."""
    return Vague("PAST_REF" if "past" in parts else "FUTURE_REF" if "future" in parts else "PRESENT_REF")


def year(parts: Parts) -> Form | None:
    """A year alone."""
    found = year_of(parts)
    return Calendar(year=found) if found else None


def year_interval(parts: Parts) -> Form | None:
    """Years from the one to the other; "1914-18" shortens the second."""
    first, last = parts.integer("year"), parts.integer("last_year")
    if first is None or last is None:
        return None
    if last < 100:
        last += first // 100 * 100
    return Interval(Calendar(year=first), Calendar(year=last)) if first < last < 2200 else None


def decade(parts: Parts) -> Form | None:
    """Ten years by their first: "the 1990s", "the nineties"."""
    figures = re.search(r"\d+", parts.text("decade"))
    first = int(figures[0]) if figures else int(parts.look_up("decade", "DECADE_WORD") or 0)
    first += 1900 if first < 100 else 0
    return Years(first, first + 9, str(first)[:3])


def century(parts: Parts) -> Form | None:
    """A hundred years by their number."""
    number = parts.integer("century")
    return Years(100 * number - 99, 100 * number, str(number - 1).zfill(2)) if number and 1 <= number <= 30 else None


def interval(parts: Parts) -> Form | None:
    """From one day or month to another."""
    classes_of_months = ("MONTH", "MONTH_OR_WORD", "MONTH_SHORT")
    month = parts.look_up("month", *classes_of_months)
    last_month = parts.look_up("last_month", *classes_of_months) or month
    day, last_day = parts.integer("day"), parts.integer("last_day")
    first_year, last_year = year_of(parts), year_of(parts, "last_year")
    if month is None or last_month is None or (day is None) != (last_day is None):
        return None
    if any(number is not None and not 1 <= number <= 31 for number in (day, last_day)):
        return None
    return Interval(
        Calendar(year=first_year, month=int(month), day=day),
        Calendar(year=last_year, month=int(last_month), day=last_day),
    )


def length(parts: Parts) -> Form | None:
    """So long."""
    unit = parts.look_up("unit", "UNIT", "UNITS") or parts.look_up("few", "UNIT", "UNITS")
    if unit is None:
        return None
    if "few" in parts:
        words = parts.words("few")
        whole = words[0] in classes()["UNIT"]  # "day-long" is of one day
        return Duration(2 if "couple" in words else 1 if whole else None, cast(Unit, unit))
    count = read_number(parts.words("count")) if "count" in parts else 1
    if "half" in parts and count:
        count += 0.5
    if unit == "Q" and _is_share(parts):
        return None
    return Duration(count, cast(Unit, unit)) if count and count < 1e7 else None


def _is_share(parts: Parts) -> bool:
    """Whether quarters are parts of a thing and not of a year: "three-quarters of its food"."""
    after = parts.ranges["unit"][1]
    following = [parts.tokens.word(index) for index in range(after, min(after + 2, len(parts.tokens.ends)))]
    return following[:1] == ["of"] and not following[-1].isdigit()


def every(parts: Parts) -> Form | None:
    """Again and again."""
    if value := parts.look_up("periodic", "PERIODIC"):
        return Recurrence(value)
    part = parts.look_up("day_part", "DAY_PART", "DAY_PARTS")
    if weekday := parts.look_up("weekday", "WEEKDAY", "WEEKDAYS"):
        return Recurrence(f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""))
    if month := parts.look_up("month", "MONTH"):
        return Recurrence(f"XXXX-{int(month):02}")
    if season := parts.look_up("season", "SEASON"):
        return Recurrence(f"XXXX-{season}")
    if part:
        return Recurrence(f"XXXX-XX-XXT{part}")
    unit = parts.look_up("unit", "UNIT", "UNITS")
    count = 2 if "other" in parts else read_number(parts.words("count")) or parts.integer("ordinal") or 1
    return Recurrence(duration_value(count, cast(Unit, unit))) if unit else None


def clock(parts: Parts) -> Form:
    """A time of the day of the anchor."""
    return Shift(0, "D", from_previous=True)


def clock_time(parts: Parts) -> str | None:
    """HH:MM of the part `clock`, or None where it is no time."""
    name = "clock" if "clock" in parts else "clock_first"
    words = parts.words(name)
    if noon := parts.look_up(name, "NOON"):
        return noon
    figures = [int(figure) for figure in re.findall(r"\d+", words[0])[:2]] or [
        int(classes()["NUMBER"].get(words[0], 99))
    ]
    hour, minute = (
        (figures[0] // 100, figures[0] % 100)
        if figures[0] > 24 and len(figures) == 1
        else (
            figures[0],
            figures[1] if len(figures) > 1 else 0,
        )
    )
    meridiem = next((word for word in words[1:] if word[0] in "ap" and word.rstrip(".").endswith("m")), "")
    if meridiem and hour <= 12:
        hour = hour % 12 + (12 if meridiem[0] == "p" else 0)
    elif not meridiem and (day_part := parts.look_up("day_part", "DAY_PART")) in {"AF", "EV", "NI"}:
        hour += 12 if hour < 12 and not (day_part == "NI" and hour < 6) else 0
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def phase_of(parts: Parts) -> Phase | None:
    """The part of a period that the words name."""
    return next((_PHASES[word] for word in parts.words("phase") if word in _PHASES), "end" if "end" in parts else None)


def day_part_of(parts: Parts) -> str | None:
    """TIMEX3's name for the part of a day."""
    found = parts.look_up("day_part", "DAY_PART") or parts.look_up("day_part_first", "DAY_PART")
    return found or ("NI" if "tonight" in parts.words("near") else None)


def duration_value(count: float | None, unit: Unit) -> str:
    """TIMEX3's value of a length: P3D, PT2H, PXY."""
    multiple, letter = re.fullmatch(r"(\d*)(\w+)", unit).groups()  # type: ignore[union-attr]
    if count is not None and count % 1 == 0.5 and unit in _HALVES and count > 1:
        return duration_value(int(count), unit) + _HALVES[unit]
    time = "T" if letter.startswith("T") else ""
    number = "X" if count is None else format(count * int(multiple or 1), ".10g")
    return f"P{time}{number}{letter.removeprefix('T')}"


BUILDERS: Mapping[str, Callable[[Parts], Form | None]] = MappingProxyType(
    {
        builder.__name__: builder
        for builder in (
            ago,
            calendar,
            century,
            clock,
            decade,
            end,
            every,
            interval,
            length,
            near,
            next_part,
            numeric,
            overnight,
            recent,
            reference,
            shift,
            the_quarter,
            weekend,
            year,
            year_interval,
        )
    }
)
"""The builders by the names that the grammar uses."""
