"""Parties told by their number or kind alone: "the two armies", "both sides", "the leaders", "the country"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from spacy.tokens import Token

from wirebook.coding.actors.memory import Memory
from wirebook.coding.actors.phrases import Named, Titled, mention
from wirebook.coding.spans import Actor
from wirebook.knowledge import countries
from wirebook.language import tree

COUNTRY_NOUNS = frozenset({"country", "nation", "state", "kingdom", "republic"})
SIDES = frozenset(
    {
        "ally",
        "adversary",
        "army",
        "capital",
        "coastguard",
        "country",
        "delegation",
        "enemy",
        "foe",
        "force",
        "government",
        "leader",
        "minister",
        "ministry",
        "military",
        "nation",
        "navy",
        "negotiator",
        "neighbor",
        "neighbour",
        "parliament",
        "party",
        "people",
        "premier",
        "president",
        "rival",
        "side",
        "state",
    }
)
"""Nouns of which a conflict or a meeting has two."""
AS_ONE = frozenset({"leader", "minister", "president", "premier", "side", "neighbor", "neighbour", "rival"})
"""The same nouns where "the" alone says that the two are meant: "the leaders also agreed"."""
WARRING = frozenset({"MIL", "REB", "PRM", "GOV", "OPP", "UAF", "PTY"})
Differ = Callable[[Actor, Actor], bool]
PAIRS_BACK = 12
"""How many pairs back "the two" reaches."""


def the_two(token: Token, title: Titled | None, memory: Memory, named: Mapping[int, Named]) -> tuple[Actor, ...]:
    """The two parties that a plural stands for, each with the words of the plural; nothing where it is no such one.

    A plural with a name of `named` before it is of that one country: "the two *Russian* ministers".
    """
    is_body = title is not None and title.token.i == token.i and title.kind == "body"
    lemma = token.lemma_.lower()
    if not (lemma in SIDES or is_body) or any(t.i in named for t in tree.modifiers(token)):
        return ()
    beside = {c.lower_ for c in token.children if c.i < token.i}
    counted = "both" in beside or ("two" in beside and beside & {"the", "these", "those", "its", "their"})
    bare = "the" in beside and not any(tree.base(c) in {"amod", "compound", "nummod", "nmod"} for c in token.children)
    if not counted and not (bare and lemma in AS_ONE and not tree.obliques(token, "of", "in", "from")):
        return ()
    speaking = {t.i for t in token.sent if tree.base(t) == "nsubj" and t.i < token.i}
    pair = _last_pair(memory, speaking) or (_last_two(memory, speaking) if counted else None)
    if pair is None:
        return ()
    sector = () if lemma == "country" or title is None else title.sector
    return tuple(_as_told(token, party, sector) for party in pair)


def _as_told(token: Token, party: Actor, sector: tuple[str, ...]) -> Actor:
    """One of the two in the words of the plural: a side of its country, or the force that it is."""
    assert party.code is not None
    country = countries.by_code(party.code)
    is_force = party.kind in {"organisation", "group"}
    name = party.name if is_force else country.name
    identifier_id = party.identifier_id if is_force else country.wikidata_id
    return mention(token, "country", name, party.code, sector or party.sector, None, identifier_id, "memory")


def _last_pair(memory: Memory, speaking: set[int]) -> tuple[Actor, Actor] | None:
    for one, other in reversed(memory.pairs[-PAIRS_BACK:]):
        if not {one.root, other.root} & speaking and _differ(one, other) and _is_side(one) and _is_side(other):
            return one, other
    return None


def _last_two(memory: Memory, speaking: set[int]) -> tuple[Actor, Actor] | None:
    """The last two different parties of countries, else two forces of one country."""
    told = [a for a in reversed(memory.last) if a.code and _is_side(a) and a.root not in speaking]
    return _first_two(told, lambda one, other: one.code != other.code) or _first_two(
        [a for a in told if set(a.sector) & WARRING], lambda one, other: set(one.sector) != set(other.sector)
    )


def _first_two(told: Iterable[Actor], differ: Differ) -> tuple[Actor, Actor] | None:
    first: Actor | None = None
    for actor in told:
        if first is None:
            first = actor
        elif differ(first, actor):
            return actor, first
    return None


def _is_side(actor: Actor) -> bool:
    return actor.code is not None and countries.has_code(actor.code)


def _differ(one: Actor, other: Actor) -> bool:
    if one.code != other.code:
        return True
    return bool(set(one.sector) & WARRING and set(other.sector) & WARRING) and set(one.sector) != set(other.sector)


def the_country(token: Token, memory: Memory) -> tuple[Actor, ...]:
    """The country told of last, where a phrase says no more than "the country"."""
    if token.lemma_ not in COUNTRY_NOUNS or not any(c.lower_ == "the" for c in token.children) or tree.modifiers(token):
        return ()
    code = next((a.code for a in reversed(memory.last) if a.kind in {"country", "capital"} and a.code), None)
    if code is None or not countries.has_code(code):
        return ()
    country = countries.by_code(code)
    return (mention(token, "country", country.name, code, (), None, country.wikidata_id, "memory"),)
