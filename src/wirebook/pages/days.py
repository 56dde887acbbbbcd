"""Days in the head of a page: date lines and datelines. Only days with a year count; nothing is guessed."""

from __future__ import annotations

import datetime
import re

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


FORMS = _forms()
SLASHED = FORMS[-1]


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
