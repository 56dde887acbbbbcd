"""Charts of relations: a pair over time, all pairs as a matrix, all pairs as a network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt
from typing import Final
from urllib.parse import quote

import numpy
from pydantic import JsonValue

from wirebook.book.model import Relation
from wirebook.views.charts.chart import WIDTH, Chart, Json, nothing, single, time_axis, values
from wirebook.views.charts.inks import CONCORD, DISCORD, INK, LINE, PAPER, SOFT
from wirebook.views.counting import counted
from wirebook.views.words import code_name, day, plain

MATRIX: Final = 14
"""So many parties stand in a matrix, those with the most events."""
NODES: Final = 18
"""So many parties stand in a network."""
ROUNDS: Final = 150
"""Of the layout of a network: it changes little after a hundred."""


def relation_series(relation: Relation, width: int = WIDTH) -> Chart:
    """A pair's score by period: cooperation above the line, conflict below; a bar leads to its period's events."""
    title = _names(relation)
    if not relation.points:
        return nothing(title, "No event of the two has a date.", width)
    rows: list[dict[str, JsonValue]] = []
    for point in relation.points:
        words = f"{day(point.start)} to {day(point.end)}: {point.score:+.1f}, {counted(len(point.events), 'event')}"
        rows.append(
            {
                "start": f"{point.start.isoformat()}T00:00:00",
                "end": f"{point.end.isoformat()}T23:59:59",
                "score": point.score,
                "words": words,
                "link": f"{_address(relation)}?since={point.start}&until={point.end}",
                "ink": CONCORD if point.score >= 0 else DISCORD,
            }
        )
    axis = time_axis(relation.points[0].start, relation.points[-1].end, width)
    time: Json = {"field": "start", "type": "temporal", "title": None, "axis": {"grid": False, **axis}}
    bars: Json = {
        "mark": {"type": "bar", "binSpacing": 2, "minBandSize": 2},
        "encoding": {
            "x": time,
            "x2": {"field": "end"},
            "y": {"field": "score", "type": "quantitative", "title": "relations score", "axis": {"tickCount": 5}},
            "y2": {"datum": 0},
            "color": {"field": "ink", "type": "nominal", "scale": None},
            "href": {"field": "link"},
            "description": {"field": "words"},
        },
    }
    line: Json = {"mark": {"type": "rule", "color": SOFT, "aria": False}, "encoding": {"y": {"datum": 0}}}
    description = (
        f"Relations score by period from {day(relation.points[0].start)} to {day(relation.points[-1].end)}; "
        f"in all {relation.score:+.1f}, {counted(relation.cooperation, 'act')} of cooperation, "
        f"{relation.conflict} of conflict, {counted(relation.requests, 'request')}."
    )
    return Chart(title, description, single([bars, line], width=width, height=200, data=values(rows)))


def relation_matrix(relations: Iterable[Relation], width: int = WIDTH) -> Chart:
    """Every pair of the busiest parties: the sign and the size of its score; a cell leads to the pair."""
    title = "Relations of the busiest parties"
    known, order = _busiest(relations, MATRIX)
    if not known:
        return nothing(title, "No two parties have an event yet.", width)
    most = max(abs(relation.score) for relation in known) or 1.0
    rows: list[dict[str, JsonValue]] = []
    for relation in known:
        for row, column in ((relation.a, relation.b), (relation.b, relation.a)):
            share = 0.15 + 0.85 * sqrt(abs(relation.score) / most)
            rows.append(
                {
                    "row": row,
                    "column": column,
                    "score": f"{relation.score:+.0f}" if abs(relation.score) >= 0.5 else "0",
                    "ink": CONCORD if relation.score >= 0 else DISCORD,
                    "share": round(share, 3),
                    "over": PAPER if share > 0.55 else INK,
                    "link": _address(relation),
                    "words": f"{plain(code_name(row))} and {plain(code_name(column))}: {relation.score:+.1f}",
                }
            )
    side = min(40, max(18, (width - 60) // max(1, len(order))))
    codes: list[JsonValue] = list(order)
    place: Json = {
        "x": {
            "field": "column",
            "type": "nominal",
            "sort": codes,
            "title": None,
            "scale": {"domain": codes},
            "axis": {"orient": "top", "labelAngle": 0 if side > 30 else -90, "domain": False, "ticks": False},
        },
        "y": {
            "field": "row",
            "type": "nominal",
            "sort": codes,
            "title": None,
            "scale": {"domain": codes},
            "axis": {"domain": False, "ticks": False},
        },
        "href": {"field": "link"},
        "description": {"field": "words"},
    }
    cells: Json = {
        "mark": {"type": "rect", "cornerRadius": 3, "stroke": PAPER, "strokeWidth": 2},
        "encoding": {
            **place,
            "color": {"field": "ink", "type": "nominal", "scale": None},
            "opacity": {"field": "share", "type": "quantitative", "scale": None},
        },
    }
    figures: Json = {
        "mark": {"type": "text", "fontSize": 11, "aria": False},
        "encoding": {
            **{axis: place[axis] for axis in ("x", "y")},
            "text": {"field": "score"},
            "color": {"field": "over", "type": "nominal", "scale": None},
        },
    }
    description = f"Scores of {counted(len(known), 'pair')} among {len(order)} parties, from {-most:.0f} to {most:.0f}."
    step: Json = {"step": side}
    layers = [cells, figures] if side >= 24 else [cells]
    specification = single(layers, width=0, height=step, data=values(rows))
    return Chart(title, description, {**specification, "width": step})


def relation_network(relations: Iterable[Relation], width: int = WIDTH) -> Chart:
    """The busiest parties with a line for each pair: blue where they cooperate more, red where they are in conflict."""
    title = "Who deals with whom"
    known, order = _busiest(relations, NODES)
    if not known:
        return nothing(title, "No two parties have an event yet.", width)
    height = min(width, 460)
    at = dict(zip(order, _layout(order, known), strict=True))
    lines: list[dict[str, JsonValue]] = []
    for relation in known:
        (x, y), (x2, y2) = at[relation.a], at[relation.b]
        lines.append(
            {
                "x": x,
                "y": y,
                "x2": x2,
                "y2": y2,
                "ink": CONCORD if relation.score >= 0 else DISCORD,
                "weight": round(min(9.0, 0.8 + sqrt(_events(relation))), 2),
                "link": _address(relation),
                "words": f"{_names(relation)}: {relation.score:+.1f}, {counted(_events(relation), 'event')}",
            }
        )
    nodes: list[dict[str, JsonValue]] = [
        {"x": x, "y": y, "code": code, "words": plain(code_name(code)), "link": f"/actors/{quote(code, safe='')}"}
        for code, (x, y) in at.items()
    ]
    scale: Json = {"domain": [-0.06, 1.06]}
    x_axis: Json = {"field": "x", "type": "quantitative", "axis": None, "scale": scale}
    y_axis: Json = {"field": "y", "type": "quantitative", "axis": None, "scale": scale}
    ties: Json = {
        "data": values(lines),
        "mark": {"type": "rule", "opacity": 0.7, "strokeCap": "round"},
        "encoding": {
            "x": x_axis,
            "y": y_axis,
            "x2": {"field": "x2"},
            "y2": {"field": "y2"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
            "size": {"field": "weight", "type": "quantitative", "scale": None},
            "href": {"field": "link"},
            "description": {"field": "words"},
        },
    }
    places: Json = {"x": x_axis, "y": y_axis, "href": {"field": "link"}, "description": {"field": "words"}}
    discs: Json = {
        "data": values(nodes),
        "mark": {"type": "circle", "size": 900, "fill": PAPER, "stroke": LINE, "strokeWidth": 1.5, "opacity": 1},
        "encoding": places,
    }
    names: Json = {
        "data": values(nodes),
        "mark": {"type": "text", "fontSize": 11, "fontWeight": 600, "aria": False},
        "encoding": {"x": x_axis, "y": y_axis, "text": {"field": "code"}},
    }
    description = f"{counted(len(known), 'pair')} among {counted(len(order), 'party', 'parties')}."
    return Chart(title, description, single([ties, discs, names], width=width, height=height))


def _names(relation: Relation) -> str:
    return f"{plain(code_name(relation.a))} and {plain(code_name(relation.b))}"


def _address(relation: Relation) -> str:
    return f"/relations/{quote(relation.a, safe='')}/{quote(relation.b, safe='')}"


def _events(relation: Relation) -> int:
    return relation.cooperation + relation.conflict + relation.requests


def _busiest(relations: Iterable[Relation], most: int) -> tuple[list[Relation], list[str]]:
    """The relations among the parties with the most events, and these, the busiest first."""
    known = list(relations)
    totals: Counter[str] = Counter()
    for relation in known:
        for code in (relation.a, relation.b):
            totals[code] += _events(relation)
    order = sorted(totals, key=lambda code: (-totals[code], code))[:most]
    among = set(order)
    kept = [relation for relation in known if relation.a in among and relation.b in among]
    tied = {code for relation in kept for code in (relation.a, relation.b)}
    return kept, [code for code in order if code in tied]


def _layout(order: Sequence[str], relations: Sequence[Relation]) -> list[tuple[float, float]]:
    """Places between 0 and 1 (Fruchterman and Reingold 1991), from a circle on, so that they are the same each time."""
    index = {code: number for number, code in enumerate(order)}
    number = len(order)
    angles = 2 * numpy.pi * numpy.arange(number) / max(1, number)
    at = numpy.stack([numpy.cos(angles), numpy.sin(angles)], axis=1)
    pull = numpy.zeros((number, number))
    for relation in relations:
        weight = sqrt(_events(relation)) or 1.0
        pull[index[relation.a], index[relation.b]] = pull[index[relation.b], index[relation.a]] = weight
    pull /= pull.max() or 1.0
    ideal = 1.6 / sqrt(max(1, number))
    for turn in range(ROUNDS):
        apart = at[:, None, :] - at[None, :, :]
        distance = numpy.sqrt((apart**2).sum(axis=2)) + 1e-6
        force = (ideal**2 / distance**2 - (0.25 + pull) * distance / ideal * (pull > 0))[:, :, None] * apart
        step = force.sum(axis=1)
        length = numpy.sqrt((step**2).sum(axis=1, keepdims=True)) + 1e-9
        at += step / length * numpy.minimum(length, 0.12 * (1 - turn / ROUNDS) + 1e-3)
        at -= at * 0.07  # towards the middle, so that what is not tied does not drift off
    low, high = at.min(axis=0), at.max(axis=0)
    spread = numpy.where(high - low > 1e-6, high - low, 1.0)
    return [(round(float(x), 4), round(float(y), 4)) for x, y in (at - low) / spread]
