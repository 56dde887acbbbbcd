"""Which parties fill the slots of a frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from wirebook.coding.events.lexicon import classes
from wirebook.coding.extensions import text_of
from wirebook.coding.spans import Actor
from wirebook.language import tree

Parties = Mapping[int, tuple[Actor, ...]]
"""Actors by the index of their head token."""

# Nouns through which a party acts or is acted on: "a statement by the ministry", "the army's tanks".
_INSIDE = (("by",), ("of",), ("from",), ("in",), ("against", "on"), ("between", "among"), ("to",), ("with",), ("for",))
_ACTING_INSIDE = (("by",), ("from",), ("of",), ("between", "among"))


def tokens_in(token: Token, slot: str) -> list[Token]:
    """Head tokens of the phrases in a slot of a predicate."""
    if slot == "subj":
        if token.pos_ in {"NOUN", "PROPN"} and not any(c.dep_ == "cop" for c in token.children):
            return []
        return tree.logical_subjects(token)
    if slot == "obj":
        return tree.logical_objects(token) or tree.indirect_objects(token)
    if slot == "iobj":
        return tree.indirect_objects(token)
    if slot == "poss":
        return tree.possessors(token)
    if slot == "amod":
        return tree.modifiers(token)
    if slot in {"xcomp", "ccomp"}:
        wanted = {"ccomp", "csubj"} if slot == "ccomp" else {"xcomp", "acl", "advcl"}
        return [c for c in tree.complements(token) if tree.base(c) in wanted]
    prepositions = ("to", "towards", "toward") if slot == "to" else ("on", "upon") if slot == "on" else (slot,)
    return tree.obliques(token, *prepositions) + tree.gerunds(token, *prepositions)


def direct(parties: Parties, token: Token) -> tuple[Actor, ...]:
    """The parties that a phrase itself is, through an apposition if need be."""
    found = parties.get(token.i, ())
    if found:
        return (*_swallowed(parties, token), *found)
    for child in token.children:
        if child.dep_ == "appos" and child.i in parties:
            return parties[child.i]
    return ()


def _swallowed(parties: Parties, token: Token) -> tuple[Actor, ...]:
    """Coordinated parties that the parser took into the last one: "*Ghana's president A* and Togo's leader B met"."""
    joint = next((t for t in token.subtree if t.i < token.i and t.lower_ == "and" and t.pos_ == "CCONJ"), None)
    if joint is None:
        return ()
    return tuple(
        actor
        for node in token.subtree
        if node.i < joint.i and node.dep_ in {"compound", "nmod", "nmod:desc"} and node.i in parties
        for actor in parties[node.i]
        if actor.kind in {"person", "country", "organisation"}
    )


def inside(parties: Parties, token: Token, acting: bool, depth: int = 0) -> tuple[Actor, ...]:
    """The parties inside a phrase that is none itself: possessor, *by*, *of*, an adjective of nationality."""
    if depth > 2:
        return ()
    for possessor in tree.possessors(token):
        found = direct(parties, possessor) or inside(parties, possessor, acting, depth + 1)
        if found:
            return found
    for prepositions in _ACTING_INSIDE if acting else _INSIDE:
        if prepositions == ("in",) and token.lemma_.lower() in classes()["talks"]:
            continue  # where talks are held is not with whom: "talks in Brussels"
        phrases = tree.obliques(token, *prepositions)
        found = tuple(a for p in phrases for a in direct(parties, p) or inside(parties, p, acting, depth + 1))
        if found:
            return found
    for modifier in tree.modifiers(token):
        found = parties.get(modifier.i, ())
        if found:
            return found
    for child in token.children:
        if child.dep_ == "acl:relcl" and not acting:
            for subject in tree.subjects(child):
                if subject.i != token.i and (found := direct(parties, subject)):
                    return found
    return ()


def fill(parties: Parties, tokens: Iterable[Token], acting: bool) -> tuple[tuple[Actor, ...], bool]:
    """Parties for the phrases of one slot, and whether all were found as phrases of their own (not inside others)."""
    found: list[Actor] = []
    own = True
    for token in tokens:
        here = direct(parties, token)
        if not here:
            here = inside(parties, token, acting)
            own = own and not here
        for actor in here:
            if all(actor.start_char != a.start_char or actor.code != a.code for a in found):
                found.append(actor)
    return tuple(found), own


def _outer(parties: Parties, tokens: Iterable[Token]) -> list[Actor]:
    """Persons, countries and bodies that begin at these tokens and lie inside no other, in order."""
    found = [a for t in tokens for a in parties.get(t.i, ()) if a.kind in {"person", "country", "organisation", "body"}]
    return [
        a for a in found if not any(o.start_char <= a.start_char and a.end_char <= o.end_char and o != a for o in found)
    ]


def adjacent(parties: Parties, verb: Token) -> tuple[Actor, ...]:
    """The party whose words end right before a verb that has no subject: the parser lost it in a long name."""
    if (
        tree.subjects(verb)
        or tree.is_passive(verb)
        or tree.is_infinitive(verb)
        or verb.tag_ not in {"VBD", "VBZ", "VBP", "VB"}
    ):
        return ()
    left = [t for t in verb.sent if t.i < verb.i]
    return tuple(a for a in _outer(parties, left) if a.end_char in {verb.idx - 1, verb.idx})


def pair_before(parties: Parties, verb: Token) -> tuple[Actor, ...]:
    """Coordinated parties before the verb of a joint act, where the tree lost one of them: "A and B attend ..."."""
    left: list[Token] = []
    for token in reversed(list(verb.doc[verb.sent.start : verb.i])):
        if token.pos_ == "VERB":
            break
        left.insert(0, token)
    pair = _outer(parties, left)
    if len(pair) != 2 or pair[1].end_char not in {verb.idx - 1, verb.idx}:
        return ()
    between = text_of(verb.doc)[pair[0].end_char : pair[1].start_char].split()
    return tuple(pair) if between == ["and"] else ()
