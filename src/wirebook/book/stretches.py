"""Stretches: claims of one type and the same parties, cut where so much time lies between them that none are linked.

By the rules of `linking`, a claim can only join an event that is within `NEAR` of its own time, and an event has the
time of one of its claims. So claims between which nothing bridges a longer gap are never in one event, nor does either
change where the other goes: each stretch can be linked alone.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from wirebook.book.linking import NEAR


class Time(NamedTuple):
    """When a claim of some sides says that its act took place."""

    sides: str
    key: str
    date: datetime.date | None
    enddate: datetime.date | None
    published: datetime.date | None

    @property
    def span(self) -> tuple[datetime.date, datetime.date] | None:
        """First and last day; the day of publication where the claim has no date."""
        start = self.date or self.enddate or self.published
        end = self.enddate or self.date or self.published
        return None if start is None or end is None else (min(start, end), max(start, end))


def stretches(times: Iterable[Time]) -> dict[str, list[str]]:
    """By the key of each claim: the keys of all claims of its stretch, its own among them."""
    of_sides: dict[str, list[tuple[datetime.date, datetime.date, str]]] = defaultdict(list)
    found: dict[str, list[str]] = {}
    for one in times:
        if one.span is None:
            found[one.key] = [one.key]
        else:
            of_sides[one.sides].append((*one.span, one.key))
    for spans in of_sides.values():
        stretch: list[str] = []
        last = datetime.date.min
        for start, end, key in sorted(spans):
            if not stretch or start - last > NEAR:
                stretch = []
                last = end
            stretch.append(key)
            last = max(last, end)
            found[key] = stretch
    return found
