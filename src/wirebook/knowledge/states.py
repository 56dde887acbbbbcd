"""States and provinces by their short forms: `Ill.`, `W.Va.`, `Ont.`, and `OH` in an address."""

from __future__ import annotations

import re
from functools import cache

from wirebook.knowledge.gazetteer import Entry, lookup
from wirebook.knowledge.reading import read_table
from wirebook.knowledge.schema import Names, PartyCode, Row

__all__ = ["State", "all_states", "by_short", "short"]


class State(Row):
    """A state of a federation that the news writes short. `admin1` is its code in the gazetteer."""

    name: str
    country: PartyCode
    admin1: str
    short: Names = ()
    postal: str
    lat: float
    lon: float
    """Its middle, where the gazetteer puts it."""


def all_states() -> tuple[State, ...]:
    """Every state that has a short form."""
    return read_table("states.tsv", State)


@cache
def _forms() -> dict[str, State]:
    return {form: state for state in all_states() for form in (*state.short, state.postal)}


def by_short(text: str) -> Entry | None:
    """The place that a short form means, or None; its case and its dots count."""
    state = _forms().get(text)
    if state is None:
        return None
    alike = (entry for entry in lookup(state.name) if (entry.code, entry.admin1) == (state.country, state.admin1))
    return next((entry for entry in alike if entry.kind == "province"), None)


@cache
def short() -> re.Pattern[str]:
    """What finds the short forms with dots in a text."""
    forms = sorted((form for state in all_states() for form in state.short), key=lambda form: (-len(form), form))
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, forms))})(?!\w)")
