"""What the lines between headline and story say: the day, the author, the agency that wrote it."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Sequence

from wirebook.pages.agencies import agencies, agency_in
from wirebook.pages.body import HEAD_REACH
from wirebook.pages.days import MONTH_NAMES, day_in
from wirebook.pages.lines import Unit, without_bullet

FARTHEST = 24
"""Lines below a summary under the headline in which date line and byline may still stand."""
_BYLINE = re.compile(r"by:?\s+(.{3,60}?)(?:$|,|\||·|@|\s+follow\b|\s*\d)", re.IGNORECASE)
_MONTH_BEHIND = re.compile(rf"\s+(?:{MONTH_NAMES})\.?$", re.IGNORECASE)
_ABOUT_AUTHOR = r"(?:is|was|has (?:been|covered|worked)|covers?|covered|writes|wrote|joined|reports?|can be)"
_TWICE = re.compile(r"(.+) \1")


def head_end(units: Sequence[Unit], first: int, last: int) -> int:
    """The number of the line at which the head of a story ends.

    Many a site puts a summary between headline and byline, so that the story opens with its second paragraph.
    """
    near = first + HEAD_REACH
    prose = (n for n in range(first + 1, min(first + FARTHEST, last + 1)) if units[n].kind == "prose")
    return max(near, next(prose, near))


class Head:
    """The lines of a head, those under the headline first, then those above it from below."""

    def __init__(self, text: str, units: Sequence[Unit], end: int, headline: int | None) -> None:
        self.lines = [
            without_bullet(text[unit.start : unit.end])
            for number in _nearest(len(units), end, headline)
            if (unit := units[number]).kind == "meta"
        ]
        under = units[headline + 1 : end] if headline is not None else ()
        self._others = [text[unit.start : unit.end] for unit in under if unit.kind == "short"]

    @property
    def day(self) -> datetime.date | None:
        """The first whole day."""
        return next((day for line in self.lines if (day := day_in(line)) is not None), None)

    @property
    def author(self) -> str | None:
        """The author whom the first byline names."""
        return next((author_in(line) for line in self.lines if _BYLINE.match(line)), None)

    def tells_of_author(self, line: str) -> bool:
        """Whether a line under a story says who its author is: `Ann Lee is a reporter in Orva.`"""
        names = [name for name in re.split(r",|\band\b", self.author or "") if len(name.split()) > 1]
        return any(re.match(rf"{re.escape(name.strip())} {_ABOUT_AUTHOR}\b", line) for name in names)

    @property
    def agency(self) -> str | None:
        """The agency that signs where an author would: `By Associated Press`, `Associated Press in Valencia`."""
        bylines = (agency_in(line) for line in self.lines if _BYLINE.match(line))
        signed = (_signature().fullmatch(line) for line in self._others)
        return next((a for a in bylines if a), None) or next((agencies()[s["agency"]] for s in signed if s), None)


def author_in(line: str) -> str | None:
    """The author whom a byline names, without what sites put behind the name."""
    found = _BYLINE.match(line)
    if found is None:
        return None
    name = " ".join(_MONTH_BEHIND.sub("", found[1]).split())
    twice = _TWICE.fullmatch(name)
    return twice[1] if twice else name


@functools.cache
def _signature() -> re.Pattern[str]:
    forms = "|".join(re.escape(form) for form in sorted(agencies(), key=len, reverse=True))
    return re.compile(rf"([A-Z].{{2,50}}(?:,| and| with) )?(?P<agency>{forms})(?(1)| in [A-Z][\w .'’-]{{2,30}})")


def _nearest(count: int, end: int, headline: int | None) -> list[int]:
    """Numbers of the lines of a head in the order in which they are asked."""
    stop = min(end + 1, count)
    middle = headline if headline is not None else 0
    return [*range(middle, stop), *reversed(range(middle))]
