"""The matrix of relations between the parties that have most to do with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import ceil, sqrt
from typing import NamedTuple

from wirebook.book.model import Relation
from wirebook.views import words
from wirebook.views.report.events import EventList

PARTIES = 12
STEPS = 4
"""Steps of colour on each side of nought."""


class CellView(NamedTuple):
    """One pair; `step` runs from -4, most hostile, to 4, most friendly."""

    score: str
    step: int
    title: str
    places: str


class RowView(NamedTuple):
    """One party's relations with all of `MatrixView.parties`; None where two have none, and on the diagonal."""

    code: str
    name: str
    cells: tuple[CellView | None, ...]


class MatrixView(NamedTuple):
    """The matrix, and how many parties it leaves out."""

    rows: tuple[RowView, ...]
    left_out: int


def matrix_view(relations: Iterable[Relation], listed: EventList) -> MatrixView | None:
    """The parties with most events, in order of it; None for a book without relations."""
    pairs = {(relation.a, relation.b): relation for relation in relations if relation.a != relation.b}
    weights: Counter[str] = Counter()
    for relation in pairs.values():
        for name in (relation.a, relation.b):
            weights[name] += _count(relation)
    ordered = sorted(weights, key=lambda name: (-weights[name], name))
    parties = ordered[:PARTIES]
    if not parties:
        return None
    widest = max((abs(relation.score) for relation in pairs.values()), default=0.0)

    def cell(name: str, other: str) -> CellView | None:
        return _cell(pairs.get((min(name, other), max(name, other))), widest, listed)

    return MatrixView(
        rows=tuple(
            RowView(
                code=words.plain(name),
                name=words.plain(words.code_name(name)),
                cells=tuple(cell(name, other) for other in parties),
            )
            for name in parties
        ),
        left_out=len(ordered) - len(parties),
    )


def _count(relation: Relation) -> int:
    return len({event for point in relation.points for event in point.events})


def _cell(relation: Relation | None, widest: float, listed: EventList) -> CellView | None:
    if relation is None:
        return None
    step = ceil(STEPS * sqrt(abs(relation.score) / widest)) if widest else 0
    total = _count(relation)
    title = (
        f"{words.code_name(relation.a)} – {words.code_name(relation.b)}: score {relation.score:+.1f}, "
        f"{total} {'event' if total == 1 else 'events'}, {relation.cooperation} cooperative, "
        f"{relation.conflict} hostile, {relation.requests} requests"
    )
    return CellView(
        score=f"{relation.score:+.0f}".replace("-", "−") if round(relation.score) else "0",
        step=step if relation.score >= 0 else -step,
        title=words.plain(title),
        places=_places([event for point in relation.points for event in point.events], listed),
    )


def _places(events: Sequence[str], listed: EventList) -> str:
    known = {listed.places[event] for event in events if event in listed.places}
    return " ".join(str(place) for place in sorted(known))
