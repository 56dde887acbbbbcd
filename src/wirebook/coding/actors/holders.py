"""What holds on the day of the article: who "the prime minister" is, which state the Kremlin stood for."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from wirebook.coding.spans import Actor
from wirebook.knowledge import countries, people

__all__ = ["as_of"]

HELD_BY_ONE = frozenset(
    {
        "chancellor",
        "defence minister",
        "emir",
        "foreign minister",
        "king",
        "pope",
        "president",
        "prime minister",
        "secretary of state",
        "secretary-general",
        "supreme leader",
        "unification minister",
    }
)
OTHERS = frozenset(
    {
        "a",
        "acting",
        "an",
        "another",
        "any",
        "assistant",
        "caretaker",
        "deputy",
        "designate",
        "each",
        "elect",
        "every",
        "ex",
        "first",
        "former",
        "incoming",
        "interim",
        "last",
        "late",
        "next",
        "no",
        "previous",
        "second",
        "shadow",
        "some",
        "then",
        "vice",
    }
)
"""Words of a phrase that is not, or not surely, whoever holds the office."""


SEATS = {"Kremlin": "Soviet Union"}
"""Seats of government by the former state that they stood for in its time.

Only seats of the whole state are here: Moscow and Belgrade were the capitals of republics of their own too.
"""


def as_of(actor: Actor, published: date | None) -> Actor:
    """The actor with what the day of the article adds: the holder of its office, the code of the state of the time."""
    if published is None:
        return actor
    return _with_former_state(_with_holder(actor, published), published)


def _with_former_state(actor: Actor, published: date) -> Actor:
    state = countries.former(SEATS.get(actor.name or "", ""), published)
    return replace(actor, historical_code=state.historical_code) if state is not None else actor


def _with_holder(actor: Actor, published: date) -> Actor:
    """The actor with the name of who held its office on that day, where it has no name and the table knows one.

    An office of an organisation is left alone, but for the United Nations': the code of the others is that of many.
    """
    if actor.kind != "person" or actor.name or actor.plural or not (actor.office and actor.code):
        return actor
    if actor.office not in HELD_BY_ONE or actor.code in {"IGO", "NGO"}:
        return actor
    if OTHERS.intersection(re.findall(r"[a-z]+", actor.text.lower())):
        return actor
    person = people.holder(actor.office, actor.code, published)
    return replace(actor, name=person.name, identifier_id=person.wikidata_id) if person else actor
