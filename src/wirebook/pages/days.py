"""Days in the head of a page: date lines and datelines. Only days with a year count; nothing is guessed."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

_NAMES = (
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("may",),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sep", "sept", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names}
MONTH_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
"""All names of months and their short forms, for a pattern."""


def _forms() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{MONTH_NAMES})\b\.?"
    # words stick together where a page parts them by looks alone: `2 minute readApril 25, 2023`
    opening = r"(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))"
    year = r"(?P<year>\d{4})(?:\b|(?=\d{1,2}:\d\d))"  # `April 25, 20232:26 PM`: the time of day often sticks to it
    return (
        re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{month},?\s+{year}", re.IGNORECASE),
        re.compile(rf"{opening}{month}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+{year}", re.IGNORECASE),
        re.compile(r"\b(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})\b"),
        re.compile(r"\b(?P<number>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})\b"),
    )


NEAR = datetime.timedelta(days=2)
FORMS = _forms()
SLASHED = FORMS[-1]


_NAMED = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sign>[-_.]?)(?P<month>\d\d)(?P=sign)(?P<day>\d\d)(?!\d)")
_DAY_OF_MONTH = re.compile(
    rf"\b(?:(?P<first>{MONTH_NAMES})\b\.?\s+(?P<day>\d{{1,2}})|(?P<number>\d{{1,2}})\s+(?P<last>{MONTH_NAMES})\b)",
    re.IGNORECASE,
)


def day_of_file(name: str | None, dateline: str) -> datetime.date | None:
    """The day that the name of a file begins to tell (`kcna_2024-07-29_...`), where a dateline without a year agrees.

    A name alone says when something was saved; with the day and month of the dateline it says the year.
    """
    named = _NAMED.search(Path(name).name) if name else None
    told = _DAY_OF_MONTH.search(dateline)
    if named is None or told is None:
        return None
    month = _MONTHS[(told["first"] or told["last"]).lower()]
    try:
        saved = datetime.date(int(named["year"]), int(named["month"]), int(named["day"]))
        day = datetime.date(saved.year, month, int(told["day"] or told["number"]))
    except ValueError:
        return None
    return day if abs(saved - day) <= NEAR else None


def day_in(text: str) -> datetime.date | None:
    """The first whole date with a year in a line, or None.

    Of `03/04/2024` it cannot be known which is the month, so it counts only where one of the two is over 12.
    """
    best: tuple[int, datetime.date] | None = None
    for form in FORMS:
        for found in form.finditer(text):
            groups = found.groupdict()
            month = int(groups["number"]) if groups.get("number") else _MONTHS[groups["month"].lower()]
            day = int(groups["day"])
            if form is SLASHED and day <= 12:
                if month <= 12 and month != day:
                    continue
                month, day = day, month
            try:
                date = datetime.date(int(groups["year"]), month, day)
            except ValueError:
                continue
            if 1900 <= date.year <= 2100 and (best is None or found.start() < best[0]):
                best = (found.start(), date)
    return best[1] if best else None
