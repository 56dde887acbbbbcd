"""Impact series: everybody's figure of one kind for one disaster, side by side.

Figures of one hazard, country, exposure, kind and unit belong together where each is at most 30 days from the one
before; harm that was done longer before it is told is of another disaster. Those of different speakers are never added
up. Where only one fits, `RULE` says which one is displayed; the others stay beside it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import IntEnum

from wirebook.book.editions import ALONE, Editions
from wirebook.book.further import sums
from wirebook.book.model import ImpactSeries
from wirebook.book.repeats import distinct_impacts
from wirebook.record import Impact, Speaker

WINDOW = timedelta(days=30)
"""Two figures further apart belong to two disasters."""

RULE = (
    "the latest figure; of one day, none that a later version of its article gives anew; that of a government, the "
    "United Nations or the Red Cross before another named speaker, before a news medium, before the article's own "
    "voice, but none that is lower than what its article says in its own voice, as a part beside the total, and none "
    "that is told as an early one, or only as the most that it can be (up to 12), before one that is not; then the "
    "highest; what one voice tells as more (another 12) or in one list is added to what it told before"
)
_EARLY = re.compile(r"\b(?:initial(?:ly)?|early|preliminary|at first|originally|earlier|previously)\b", re.IGNORECASE)

_NEAR = 60
"""Characters before a figure in which it may be called early."""
_OFFICIAL_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "IGO", "UNO", "EUR"})
_OFFICIAL_CODES = frozenset({"UNO", "EUR", "IGO"})
_RED_CROSS = ("red cross", "red crescent", "ifrc", "icrc")

_Key = tuple[str, str, str, str, str]


class Standing(IntEnum):
    """How a speaker's figure ranks for display, best last."""

    UNNAMED = 0
    MEDIUM = 1
    NAMED = 2
    OFFICIAL = 3


def standing_of(attribution: Sequence[Speaker]) -> Standing:
    """The rank of the original speaker of a figure: the last of the chain."""
    if not attribution:
        return Standing.UNNAMED
    speaker = attribution[-1]
    name = f"{speaker.identifier_text or ''} {speaker.entity_text}".casefold()
    if any(word in name for word in _RED_CROSS) or speaker.code in _OFFICIAL_CODES:
        return Standing.OFFICIAL
    if "JRN" in speaker.sector:
        return Standing.MEDIUM
    return Standing.OFFICIAL if _OFFICIAL_SECTORS.intersection(speaker.sector) else Standing.NAMED


def series_of(impacts: Iterable[Impact], editions: Editions = ALONE) -> list[ImpactSeries]:
    """The series that `impacts` make, in order of their first day; the order of `impacts` makes no difference.

    By `editions`, what the printings and versions of a text say alike stands once.
    """
    groups: dict[_Key, list[Impact]] = defaultdict(list)
    for impact in distinct_impacts(impacts, editions):
        groups[_key(impact)].append(impact)
    windows = [window for group in groups.values() for window in _windows(sorted(group, key=_order))]
    windows.sort(key=lambda window: (_order(window[0]), _key(window[0])))
    return [_series(window, editions) for window in windows]


def _key(impact: Impact) -> _Key:
    return impact.hazard or "", impact.country or "", impact.exposure, impact.kind, impact.unit or ""


def _day(impact: Impact) -> date | None:
    """The day of which a figure is: the day that it is told, or of harm done long before, the day of that."""
    told = impact.as_of or impact.cite_info.published
    done = impact.enddate or impact.date
    long_before = told is not None and done is not None and told - done > WINDOW
    return done if told is None or long_before else told


def _order(impact: Impact) -> tuple[date, str, tuple[tuple[int, int], ...], str]:
    return _day(impact) or date.max, impact.article, impact.evidence.trigger, impact.id


def _windows(figures: Sequence[Impact]) -> list[list[Impact]]:
    windows: list[list[Impact]] = []
    last = date.min
    for figure in figures:
        day = _day(figure) or date.max
        if not windows or day - last > WINDOW:
            windows.append([])
        windows[-1].append(figure)
        last = day
    return windows


def _series(figures: Sequence[Impact], editions: Editions) -> ImpactSeries:
    first = figures[0]
    added = sums(figures)
    current: dict[str, int] = {}
    for one in figures:
        edition = editions.edition(one.article)
        current[edition.versions[0]] = max(edition.version, current.get(edition.versions[0], 0))
    totals: dict[tuple[str, date | None], float] = {}
    for one in (added.get(figure.id, figure) for figure in figures):
        if not one.attribution and _is_settled(one):
            where = (one.article, _day(one))
            totals[where] = max(totals.get(where, _figure(one)), _figure(one))

    def order(one: Impact) -> tuple[bool, date, bool, bool, bool, Standing, float, str, str]:
        edition = editions.edition(one.article)
        is_current = edition.version == current[edition.versions[0]]
        is_whole = _figure(one) >= totals.get((one.article, _day(one)), float("-inf"))
        standing = standing_of(one.attribution)
        day = _day(one) or date.min
        return not one.negated, day, is_current, _is_settled(one), is_whole, standing, _figure(one), one.article, one.id

    displayed = max((added.get(figure.id, figure) for figure in figures), key=order)
    places = {figure.place for figure in figures}
    return ImpactSeries(
        id=hashlib.sha256(json.dumps([*_key(first), first.article, first.id]).encode()).hexdigest()[:16],
        hazard=first.hazard,
        country=first.country,
        place=places.pop() if len(places) == 1 else None,
        exposure=first.exposure,
        kind=first.kind,
        displayed=displayed,
        rule=RULE,
        figures=tuple(figures),
    )


def _is_settled(impact: Impact) -> bool:
    """Whether a figure is neither an upper bound nor, by the words before it, an early one: "initially 150"."""
    if not impact.evidence.amounts or impact.low is None:
        return impact.low is not None
    start = impact.evidence.amounts[-1][0] - impact.evidence.start
    lead = impact.text[max(0, start - _NEAR) : max(0, start)]
    return not any(re.search(r"\d", lead[match.end() :]) is None for match in _EARLY.finditer(lead))


def _figure(impact: Impact) -> float:
    """The figure to compare by. What is denied is shown only where nobody gives one."""
    figure = impact.low if impact.low is not None else impact.high
    return figure if figure is not None and not impact.negated else float("-inf")
