"""When two mentions are one: the same party, the same voice, or the same side."""

from __future__ import annotations

from collections.abc import Sequence

from wirebook.coding.spans import Actor

LANDS = frozenset({"country", "capital"})
STATE = frozenset({"GOV", "MIL"})


def is_same_party(one: Actor, other: Actor) -> bool:
    """Whether two mentions are one and the same: the same words of the same code, or by name and place."""
    if (one.start_char, one.end_char) == (other.start_char, other.end_char):
        return one.code == other.code  # "both sides" are two
    return one.name is not None and (one.name, one.code, one.office) == (other.name, other.code, other.office)


def is_same_voice(one: Actor, other: Actor) -> bool:
    """Whether who speaks by one mention speaks by the other: by name, else a country and whoever speaks for it."""
    if one.name and other.name:
        return one.name == other.name
    return (
        one.code is not None
        and one.code == other.code
        and (one.kind == "country" or other.kind == "country" or one.office == other.office)
    )


def is_one_side(one: Actor, other: Actor) -> bool:
    """Whether two mentions stand on one side of a matter: within a country its state is one, any other body its own."""
    if (one.code or one.text.lower()) != (other.code or other.text.lower()):
        return False
    if one.kind in LANDS or other.kind in LANDS or STATE & set(one.sector) & set(other.sector):
        return True
    if one.name and other.name:
        return one.name == other.name
    return set(one.sector) == set(other.sector)


def share_a_side(parties: Sequence[Actor], others: Sequence[Actor]) -> bool:
    """Whether one of some parties is on the side of one of others."""
    return any(is_one_side(a, b) for a in parties for b in others)
