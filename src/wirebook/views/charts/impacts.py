"""The figures of a disaster over time, with who says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from pydantic import JsonValue

from wirebook.book.model import ImpactSeries
from wirebook.record import Impact
from wirebook.views.charts.chart import WIDTH, Chart, Json, noon, nothing, single, time_axis, values
from wirebook.views.charts.inks import ACCENT, PAPER, SOFT
from wirebook.views.counting import counted
from wirebook.views.words import code_name, day, figure, impact_label, plain, voice

NAMED: Final = 8
"""So many figures carry their speaker's name."""
APART: Final = 0.08
"""Share of the height by which two names have to be apart."""
ROOM: Final = 34
"""Characters of a speaker's name beside a figure."""


def impact_series(series: ImpactSeries, width: int = WIDTH) -> Chart:
    """Everybody's figures by the day they hold for; the displayed one is full, a range is a line.

    A figure leads to the article that gives it. Figures without a number or a day are counted in the words.
    """
    where = plain(series.place or (code_name(series.country) if series.country else ""))
    title = f"{impact_label(series.displayed)}{', ' + where if where else ''}"
    dated = [(one, when) for one in series.figures if (when := _when(one)) and _low(one) is not None]
    if not dated:
        return nothing(title, "No figure has a number and a day.", width)
    dated.sort(key=lambda pair: (pair[1], _low(pair[0]) or 0, pair[0].id))
    rows: list[dict[str, JsonValue]] = []
    for one, when in dated:
        speaker = plain(voice(one)) or "the article itself"
        shown = one.id == series.displayed.id
        rows.append(
            {
                "day": noon(when),
                "low": _low(one),
                "high": one.high if one.high is not None else _low(one),
                "label": f"{figure(one)} · {_shortened(speaker)}",
                "fill": ACCENT if shown else PAPER,
                "link": f"/articles/{one.article}",
                "words": f"{figure(one)}, {day(when)}, {speaker}" + (", displayed" if shown else ""),
                "shown": shown,
            }
        )
    first, last = dated[0][1] - timedelta(days=1), dated[-1][1] + timedelta(days=1)
    time: Json = {
        "field": "day",
        "type": "temporal",
        "title": None,
        "axis": {"grid": False, **time_axis(first, last, width)},
        "scale": {"domain": [noon(first), noon(last)], "padding": 12},
    }
    scale: Json = {"zero": True, "nice": True}
    height: Json = {"field": "low", "type": "quantitative", "title": None, "scale": scale, "axis": {"tickCount": 5}}
    ranges: Json = {
        "mark": {"type": "rule", "color": ACCENT, "strokeWidth": 2, "opacity": 0.5, "aria": False},
        "encoding": {"x": time, "y": height, "y2": {"field": "high"}},
    }
    points: Json = {
        "mark": {"type": "circle", "size": 90, "stroke": ACCENT, "strokeWidth": 1.8, "opacity": 1},
        "encoding": {
            "x": time,
            "y": height,
            "fill": {"field": "fill", "type": "nominal", "scale": None},
            "href": {"field": "link"},
            "description": {"field": "words"},
        },
    }
    half = first + (last - first) / 2
    named = _named(rows)
    labels: list[Json] = [
        {
            "data": values(some),
            "mark": {"type": "text", "align": align, "dx": shift, "fontSize": 11, "color": SOFT, "aria": False},
            "encoding": {"x": time, "y": height, "text": {"field": "label"}},
        }
        for align, shift, some in (
            ("left", 10, [row for row in named if str(row["day"]) <= noon(half)]),
            ("right", -10, [row for row in named if str(row["day"]) > noon(half)]),
        )
        if some
    ]
    left_out = len(series.figures) - len(dated)
    description = f"{counted(len(dated), 'figure')}, from {rows[0]['words']} to {rows[-1]['words']}." + (
        f" {counted(left_out, 'figure')} without a number or a day not drawn." if left_out else ""
    )
    return Chart(title, description, single([ranges, points, *labels], width=width, height=200, data=values(rows)))


def _when(impact: Impact) -> date | None:
    return impact.as_of or impact.enddate or impact.date or impact.cite_info.published


def _low(impact: Impact) -> float | None:
    return impact.low if impact.low is not None else impact.high


def _shortened(speaker: str) -> str:
    return speaker if len(speaker) <= ROOM else speaker[: ROOM - 1].rstrip() + "…"


def _named(rows: Sequence[dict[str, JsonValue]]) -> list[dict[str, JsonValue]]:
    """The displayed figure, and up to a few more whose words would not lie over those of another."""
    most = max(float(str(row["low"])) for row in rows) or 1.0
    named: list[dict[str, JsonValue]] = []
    for row in sorted(rows, key=lambda row: not row["shown"]):
        level = float(str(row["low"])) / most
        if len(named) < NAMED and all(abs(level - float(str(other["low"])) / most) > APART for other in named):
            named.append(row)
    return named
