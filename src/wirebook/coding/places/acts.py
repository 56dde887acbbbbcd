"""The place of an act: a place phrase on its predicate, or the one country of its parties."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from wirebook.coding.spans import Actor, Place
from wirebook.knowledge import countries
from wirebook.language import tree

WHERE = ("in", "at", "near", "outside", "around", "across", "off", "inside", "throughout", "within", "along")


def place_of(token: Token, found: dict[int, Place]) -> Place | None:
    """The place of an act: a place phrase on its predicate, then on its object or the clause above it."""
    for node in _nodes(token):
        for inner in node.subtree:
            if inner.i in found and _is_where(inner, found[inner.i]) and _belongs(inner, node):
                return found[inner.i]
    return None


def _is_where(token: Token, place: Place) -> bool:
    """Whether a toponym says where: one that is known, behind a preposition, and no name of a people."""
    if place.country is None and place.lat is None:
        return False
    name = token.doc._.names.get(token.i)
    return (name is None or name.kind != "demonym") and _says_where(token)


def country_of(parties: Sequence[Actor]) -> Place | None:
    """The one country that all of some parties are of, at the first mention of it; None where they are of several."""
    codes = {p.code for p in parties}
    if len(codes) != 1:
        return None
    party = parties[0]
    if party.code is None or not countries.has_code(party.code):
        return None
    start, end = party.words
    name = countries.by_code(party.code).name
    return Place(start, end, party.text, party.root, name, party.code, None, None, "country")


def _says_where(token: Token) -> bool:
    """Whether a place stands behind a preposition of place, its own or that of the name that it is a part of."""
    if tree.preposition(token) in WHERE:
        return True
    return tree.base(token) in {"compound", "nmod", "flat", "appos"} and tree.preposition(token.head) in WHERE


def _belongs(token: Token, node: Token) -> bool:
    """Whether a phrase belongs to a predicate and not to another clause below it."""
    above = token.head
    while above != node and above.head != above:
        if above.dep_ in {"acl:relcl", "ccomp", "advcl", "parataxis", "conj"} and above.pos_ == "VERB":
            return False
        above = above.head
    return True


def _nodes(token: Token) -> list[Token]:
    nodes = [token, *tree.children(token, "obj", "xcomp")]
    if tree.base(token) in {"xcomp", "conj", "advcl"} and token.head.pos_ == "VERB":
        nodes.append(token.head)
    if token.pos_ == "NOUN" and token.head.pos_ == "VERB" and tree.base(token) in {"obj", "obl", "nsubj"}:
        nodes.append(token.head)
    return nodes
