"""PLOVER's own scores and quad classes, contexts by topic, and the CAMEO code that a PLOVER event comes nearest to."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Iterable
from importlib import resources

from wirebook.record import EventType

CONTEXT_OF_TOPIC = {
    "aid": ("human_security",),
    "troops": ("military",),
    "weapon": ("military",),
    "talks": ("diplomatic",),
    "agreement": ("diplomatic",),
    "sanction": ("diplomatic",),
    "election": ("election",),
    "nuclear": ("cbrn",),
    "disaster": ("disasters",),
}


def _rows(name: str) -> list[dict[str, str]]:
    text = (resources.files("wirebook.coding.tables") / name).read_text(encoding="utf8")
    return list(csv.DictReader(io.StringIO(text), delimiter="\t"))


@functools.cache
def _types() -> dict[tuple[str, str], tuple[int, float | None]]:
    return {
        (r["event"], r["mode"]): (int(r["quad"]), float(r["score"]) if r["score"] else None)
        for r in _rows("plover_types.tsv")
    }


@functools.cache
def _codes() -> tuple[tuple[str, str, str, str, str], ...]:
    return tuple((r["event"], r["mode"], r["inner"], r["context"], r["cameo"]) for r in _rows("cameo.tsv"))


def scores(event: EventType, mode: str | None) -> tuple[int, float | None]:
    """Quad code (1 to 4) and PLOVER's score of a type and mode; the type's own where the mode has none."""
    types = _types()
    return types.get((event, mode or "")) or types[event, ""]


def modes_of(event: str) -> frozenset[str]:
    """The modes that a type has in PLOVER, "" for none among them; nothing at all for what is no type."""
    return frozenset(mode for known, mode in _types() if known == event)


def contexts_of(topic: Iterable[str]) -> tuple[str, ...]:
    """PLOVER contexts that the things spoken of stand for."""
    return tuple(c for t in sorted(topic) for c in CONTEXT_OF_TOPIC.get(t, ()))


def code_of(event: EventType, mode: str | None, inner: EventType | None, context: tuple[str, ...]) -> str | None:
    """The CAMEO code of a PLOVER event: the first line of the table whose filled cells all fit."""
    for e, m, i, c, code in _codes():
        if e == event and (not m or m == (mode or "")) and (not i or i == inner) and (not c or c in context):
            return code
    return None
