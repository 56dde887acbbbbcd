"""The timeline: a lane for each of the busiest pairs of parties, a mark for what happened at one time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from math import sqrt
from typing import Final
from urllib.parse import quote

from pydantic import JsonValue

from wirebook.book.model import Event
from wirebook.views.charts.chart import WIDTH, Chart, Json, noon, nothing, single, time_axis, values
from wirebook.views.charts.inks import LINE, QUAD_INKS
from wirebook.views.counting import counted
from wirebook.views.palette import QUAD_CLASSES
from wirebook.views.words import code_name, event_label, interval, middle, plain

LANES: Final = 12
COLUMNS: Final = 90
"""So many marks fit beside each other; events of one class that fall on one mark are drawn as one."""
LANE_HEIGHT: Final = 44
WIDE: Final = 500
"""Pixels from which on there is room for the names of parties; below, their codes stand."""
OUTLIERS: Final = 0.05
"""At most this share of the events, the earliest ones, is left out where they would halve the room of the others."""


def timeline(events: Iterable[Event], width: int = WIDTH) -> Chart:
    """Events over time by pair of parties: circles cooperate, diamonds conflict; hollow is said, full done.

    A mark leads to its event, or to the list of those that it stands for.
    """
    title = "Timeline"
    known = [(event, day) for event in events if (day := middle(event.date, event.enddate))]
    if not known:
        return nothing(title, "No event has a date.", width)
    dated = _without_outliers(sorted(known, key=lambda pair: (pair[1], pair[0].id)))
    totals = Counter(_lane(event) for event, _ in dated)
    lanes = [lane for lane, _ in sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:LANES]]
    shown = [(event, day) for event, day in dated if _lane(event) in set(lanes)]
    first, last = min(day for _, day in shown), max(day for _, day in shown)
    label = _name if width >= WIDE else " – ".join
    rows = _marks(shown, first, last, label)
    names: list[JsonValue] = [label(lane) for lane in lanes]
    span = timedelta(days=max(2, round((last - first).days * 0.02)))
    axis: Json = {
        "field": "day",
        "type": "temporal",
        "title": None,
        "scale": {"domain": [noon(first - span), noon(last + span)]},
        "axis": {"gridDash": [2, 3], **time_axis(first - span, last + span, width - width // 4)},
    }
    lane: Json = {
        "field": "lane",
        "type": "nominal",
        "sort": names,
        "title": None,
        "scale": {"domain": names},
        "axis": {"ticks": False, "domain": False, "labelLimit": width // 4, "grid": True, "gridColor": LINE},
    }
    marks: Json = {
        "mark": {"type": "point", "strokeWidth": 1.6, "opacity": 0.9},
        "encoding": {
            "x": axis,
            "y": lane,
            "yOffset": {"field": "level", "type": "quantitative", "scale": {"domain": [0, 5], "range": [40, 4]}},
            "shape": {"field": "shape", "type": "nominal", "scale": None},
            "stroke": {"field": "ink", "type": "nominal", "scale": None},
            "fill": {"field": "fill", "type": "nominal", "scale": None},
            "size": {"field": "size", "type": "quantitative", "scale": None},
            "href": {"field": "link"},
            "description": {"field": "words"},
        },
    }
    height: Json = {"step": LANE_HEIGHT}
    left_out = len(known) - len(shown)
    description = (
        f"{counted(len(shown), 'event')} of {counted(len(lanes), 'pair')} of parties, {interval(first, last)}"
        + (f"; {left_out:,} of other parties or times are not drawn." if left_out else ".")
    )
    inner = max(200, width - width // 4)
    return Chart(title, description, single([marks], width=inner, height=height, data=values(rows)))


def _lane(event: Event) -> tuple[str, ...]:
    """The parties of an event, whoever acted; the first two of many."""
    return tuple(sorted({*event.actor, *event.recipient}))[:2]


def _name(lane: tuple[str, ...]) -> str:
    return " – ".join(plain(code_name(code)) for code in lane) or "nobody named"


def _without_outliers(dated: list[tuple[Event, date]]) -> list[tuple[Event, date]]:
    """Events in order of time, without a few early ones if those would take half of the axis."""
    last, most = dated[-1][1], int(len(dated) * OUTLIERS)
    whole = (last - dated[0][1]).days
    fewer = (cut for cut in range(1, most + 1) if (last - dated[cut][1]).days * 2 < whole)
    return dated[next(fewer, 0) :]


def _marks(
    shown: list[tuple[Event, date]], first: date, last: date, label: Callable[[tuple[str, ...]], str]
) -> list[dict[str, JsonValue]]:
    days = (last - first).days + 1
    gathered: dict[tuple[tuple[str, ...], int, int], list[tuple[Event, date]]] = defaultdict(list)
    for event, day in shown:
        quad = event.claims[0].quad_code if event.claims else 1
        column = (day - first).days * min(COLUMNS, days) // days
        gathered[_lane(event), quad, column].append((event, day))
    rows: list[dict[str, JsonValue]] = []
    for (lane, quad, _), those in sorted(gathered.items()):
        start, end = min(day for _, day in those), max(day for _, day in those)
        told = Counter(event_label(event.event, event.mode) for event, _ in those)
        kinds = ", ".join(f"{label} {number}" if number > 1 else label for label, number in told.most_common(4))
        rows.append(
            {
                "lane": label(lane),
                "day": noon(start + (end - start) / 2),
                "level": {2: 4, 1: 3, 3: 2, 4: 1}[quad],
                "shape": "circle" if quad in (1, 2) else "diamond",
                "ink": QUAD_INKS[quad],
                "fill": QUAD_INKS[quad] if quad in (2, 4) else "transparent",
                "size": round(36 * min(6.0, sqrt(len(those)) + 0.4), 1),
                "link": _link(lane, those, start, end),
                "words": f"{_name(lane)}, {interval(start, end)}: {kinds} ({QUAD_CLASSES[quad].name})",
            }
        )
    return rows


def _link(lane: tuple[str, ...], those: list[tuple[Event, date]], start: date, end: date) -> str:
    if len(those) == 1:
        return f"/events/{those[0][0].id}"
    if len(lane) == 2:
        return f"/relations/{quote(lane[0], safe='')}/{quote(lane[1], safe='')}?since={start}&until={end}"
    return f"/events?since={start}&until={end}"
