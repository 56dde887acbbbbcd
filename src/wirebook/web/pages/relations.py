"""Relations: a matrix of pairs, and one pair's series with its events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from wirebook.book.model import Relation
from wirebook.book.recent import MOST_CLAIMS, Recent
from wirebook.book.relations import Period
from wirebook.views import words
from wirebook.views.charts import Chart, relation_network, relation_series
from wirebook.views.report.events import EventList
from wirebook.views.report.relations import matrix_view
from wirebook.web.opened import OpenedBook, RoomBook
from wirebook.web.pages.conditions import Conditions, asked
from wirebook.web.pages.drawing import add_chart
from wirebook.web.pages.listing import event_rows
from wirebook.web.pages.rendering import page
from wirebook.web.pages.tables import table

FILTERS, OF_PAIR = ("actor", "since", "until"), ("by", "since", "until")
NO_EVENTS = EventList((), (), {}, 0)
PAIRS = 40
"""Pairs that stand in the table."""
EVENTS = 80
"""Events that stand on a pair's page."""

router = APIRouter()


class PairRow(NamedTuple):
    """One pair in the table."""

    a: str
    b: str
    href: str
    score: str
    tone: str
    cooperation: int
    conflict: int
    requests: int
    last: str


class PointRow(NamedTuple):
    """One period of a pair."""

    when: str
    score: str
    tone: str
    events: int


@router.get("/relations")
def relations(request: Request, book: OpenedBook) -> HTMLResponse:
    """The matrix of the parties that have most to do with each other, and the table of pairs."""
    conditions = asked(request, *FILTERS)
    found = _recent(book, conditions)
    ordered = sorted(found.found, key=lambda one: (-_events(one), one.a, one.b))
    values = {
        "section": "/relations",
        "conditions": conditions,
        "matrix": matrix_view(found.found, NO_EVENTS),
        "pairs": [_pair(one, conditions) for one in ordered[:PAIRS]],
        "left_out": max(0, len(ordered) - PAIRS),
        "whole": found.whole,
        "claims": MOST_CLAIMS,
    }
    return page(request, "relations.html.j2", values)


@router.get("/relations/{a}/{b}")
def relation(request: Request, book: OpenedBook, a: str, b: str) -> HTMLResponse:
    """One pair over time, with its events."""
    conditions = asked(request, *OF_PAIR)
    a, b = sorted((a.upper(), b.upper()))
    pair = _one(book, a, b, conditions)
    events = book.events_of_pair(a, b, conditions.day("since"), conditions.day("until"))
    values = {
        "section": "/relations",
        "conditions": conditions,
        "a": a,
        "b": b,
        "name_a": words.plain(words.code_name(a)),
        "name_b": words.plain(words.code_name(b)),
        "relation": pair,
        "pair": None if pair is None else _pair(pair, conditions),
        "points": [] if pair is None else _points(pair),
        "events": event_rows(events.found[:EVENTS]),
        "whole": events.whole and len(events.found) <= EVENTS,
    }
    return page(request, "relation.html.j2", values)


@router.get("/relations/table.csv")
def relations_table(request: Request, book: OpenedBook) -> Response:
    """The pairs as CSV."""
    header = ("a", "b", "score", "cooperation", "conflict", "requests")
    found = _recent(book, asked(request, *FILTERS)).found
    rows = ((one.a, one.b, one.score, one.cooperation, one.conflict, one.requests) for one in found)
    return table("relations", header, rows)


@router.get("/relations/{a}/{b}/table.csv")
def relation_table(request: Request, book: OpenedBook, a: str, b: str) -> Response:
    """One pair's periods as CSV."""
    found = _one(book, a, b, asked(request, *OF_PAIR))
    points = () if found is None else found.points
    rows = ((point.start, point.end, point.score, len(point.events)) for point in points)
    return table("relation", ("start", "end", "score", "events"), rows)


def _recent(book: RoomBook, conditions: Conditions) -> Recent[Relation]:
    actor, since, until = conditions.text("actor"), conditions.day("since"), conditions.day("until")
    return book.derived.get(
        book.revision(),
        ("relations", actor, since, until),
        lambda: book.recent_relations(actor, since=since, until=until),
    )


def _one(book: RoomBook, a: str, b: str, conditions: Conditions) -> Relation | None:
    a, b = sorted((a.upper(), b.upper()))
    by: Period = "week" if conditions.text("by") == "week" else "month"
    since, until = conditions.day("since"), conditions.day("until")
    found = book.derived.get(
        book.revision(), ("relation", a, b, by, since, until), lambda: book.recent_relations(a, b, by, since, until)
    )
    return next((one for one in found.found if (one.a, one.b) == (a, b)), None)


def _events(one: Relation) -> int:
    return one.cooperation + one.conflict + one.requests


def _pair(one: Relation, conditions: Conditions) -> PairRow:
    days = {name: day.isoformat() for name, day in conditions.days.items()}
    query = "?" + "&".join(f"{name}={day}" for name, day in days.items()) if days else ""
    return PairRow(
        a=words.plain(words.code_name(one.a)),
        b=words.plain(words.code_name(one.b)),
        href=f"/relations/{one.a}/{one.b}{query}",
        score=_signed(one.score),
        tone=_tone(one.score),
        cooperation=one.cooperation,
        conflict=one.conflict,
        requests=one.requests,
        last=words.interval(one.points[-1].start, one.points[-1].end) if one.points else "",
    )


def _points(one: Relation) -> Sequence[PointRow]:
    return [
        PointRow(words.interval(point.start, point.end), _signed(point.score), _tone(point.score), len(point.events))
        for point in reversed(one.points)
    ]


def _signed(score: float) -> str:
    return f"{score:+.1f}".replace("-", "−") if round(score, 1) else "0"


def _tone(score: float) -> str:
    return "p2" if score > 0 else "m2" if score < 0 else "z0"


def _draw_network(request: Request, book: RoomBook, width: int) -> Chart:
    return relation_network(_recent(book, asked(request, *FILTERS)).found, width)


def _draw_pair(request: Request, book: RoomBook, width: int) -> Chart | None:
    found = _one(book, request.path_params["a"], request.path_params["b"], asked(request, *OF_PAIR))
    return None if found is None else relation_series(found, width)


add_chart(router, "/relations", _draw_network)
add_chart(router, "/relations/{a}/{b}", _draw_pair)
