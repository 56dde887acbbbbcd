"""Toponyms in a `Doc` and what they resolve to. A country has no coordinates: it is never a point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from wirebook.coding.actors.phrases import Named
from wirebook.coding.spans import Actor, Place
from wirebook.knowledge import countries, places
from wirebook.language import tree

WHERE = ("in", "at", "near", "outside", "around", "across", "off", "inside", "throughout", "within", "along")


def find_places(doc: Doc, named: dict[int, Named]) -> tuple[Place, ...]:
    """Every toponym, resolved: countries by the tables, other places by the gazetteer and the article's countries."""
    seen = Counter(n.code for n in named.values() if n.code and n.kind in {"country", "demonym", "capital"})
    found = []
    for i in sorted(named):
        name = named[i]
        token = doc[i]
        if name.kind == "country" and token.pos_ in {"PROPN", "NOUN"}:
            start, end = doc[name.start].idx, doc[name.end - 1].idx + len(doc[name.end - 1])
            found.append(Place(start, end, doc.text[start:end], i, name.name, name.code, None, None, "country"))
        elif name.kind in {"capital", "place"}:
            place = _resolve(doc, token, name, seen)
            if place is not None:
                found.append(place)
    return tuple(found)


def _resolve(doc: Doc, token: Token, name: Named, seen: Counter[str]) -> Place | None:
    start, end = doc[name.start].idx, doc[name.end - 1].idx + len(doc[name.end - 1])
    text = doc.text[start:end]
    candidates = places.lookup(text)
    if not candidates:
        return None
    named_beside = {c.text for c in token.children if c.dep_ in {"appos", "nmod", "flat", "nmod:unmarked"}}
    # the country written beside it, else the gazetteer's order bent by the countries that the article names
    best = max(
        candidates,
        key=lambda c: (
            _beside(c.code, named_beside),
            c.code == name.code if name.kind == "capital" else False,
            min(seen[c.code or ""], 1),
            -candidates.index(c),
        ),
    )
    return Place(start, end, text, token.i, best.name, best.code, best.lat, best.lon, best.precision, best.geonames_id)


def _beside(code: str | None, words: set[str]) -> bool:
    for word in words:
        match = countries.by_name(word)
        if match is not None and match.country.code == code:
            return True
    return False


def place_of(token: Token, found: dict[int, Place]) -> Place | None:
    """The place of an act: a place phrase on its predicate, then on its object or the clause above it."""
    for node in _nodes(token):
        for inner in node.subtree:
            if inner.i in found and _says_where(inner) and _belongs(inner, node):
                return found[inner.i]
    return None


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
