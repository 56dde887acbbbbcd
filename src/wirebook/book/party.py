"""How a party of a record is told from another: by its code, else by its name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from wirebook.record import Entity

LONGEST_NAME = 200
"""Characters by which names are told apart; a longer one is a misreading, and too long for an index."""


def name_of(entity: Entity) -> str:
    """The name of a party in one form: its identifier, else the page's words; see `one_form`."""
    return one_form(entity.identifier_text or entity.entity_text)


def one_form(name: str) -> str:
    """A name with single spaces, without case, and without what a database cannot hold."""
    return " ".join(name.replace("\0", " ").split()).casefold()[:LONGEST_NAME]


def parties_of(entities: Iterable[Entity]) -> tuple[str, ...]:
    """The parties of a role, sorted and each once: codes in capitals; a party without a code by its name."""
    return tuple(sorted({entity.code.upper() if entity.code else name_of(entity) for entity in entities}))


def codes_of(parties: Iterable[str]) -> tuple[str, ...]:
    """The codes among parties: names have no capitals."""
    return tuple(party for party in parties if party.isascii() and party.isupper())


def to_column(parties: Iterable[str]) -> str:
    """Parties as one text, equal where the parties are."""
    return json.dumps(list(parties), separators=(",", ":"))


def from_column(text: str) -> tuple[str, ...]:
    """The parties of `to_column`."""
    return tuple(json.loads(text))


def hash_of(*columns: str) -> str:
    """A short hash of columns, equal where they all are: an index on it holds any number of parties."""
    return hashlib.sha256("\n".join(columns).encode()).hexdigest()[:16]
