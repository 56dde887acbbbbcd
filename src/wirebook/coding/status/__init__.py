"""The status of an act: tense, modality and conditionals, read off the words around its predicate."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from wirebook.language import tree
from wirebook.record import Status

FUTURE = frozenset({"will", "shall", "wo", "'ll", "’ll"})
POSSIBLE = frozenset({"may", "might", "could", "can"})
OUGHT = frozenset({"should", "must", "ought"})
CONDITION_MARKS = frozenset({"if", "unless", "should", "provided", "whether"})
PLANNED_AFTER_BE = frozenset({"due", "set", "expected", "scheduled", "likely", "slated", "poised", "planned", "bound"})
OFTEN_PAST = frozenset({"yesterday", "ago"})


@dataclass(frozen=True, slots=True)
class Mood:
    """What the verb group and its surroundings say of an act."""

    status: Status
    negated: bool
    marked: bool
    """Whether a word says so; a bare infinitive or noun is not marked."""


def _is_condition(token: Token) -> bool:
    return tree.base(token) == "advcl" and any(
        m.dep_ == "mark" and m.lower_ in CONDITION_MARKS - {"whether"} for m in token.children
    )


def _condition_on(token: Token) -> bool:
    """Whether the predicate has a condition: "would ask for help *if aid is necessary*".

    One between what is said and the verb of saying belongs to what is said, wherever the parser hung it.
    """
    if any(_is_condition(c) for c in token.children):
        return True
    return any(_opens_condition(t) for t in token.doc[token.i + 1 : token.sent.end] if t.head.i >= token.i)


def _opens_condition(token: Token) -> bool:
    """Whether a word opens a condition: "if", "unless", the inversion "should it become necessary"."""
    if token.lower_ in {"if", "unless"}:
        return token.dep_ == "mark"
    inverted = token.lower_ == "should" and token.i + 1 < len(token.doc) and token.nbor(1).dep_ in {"nsubj", "expl"}
    return inverted and token.i > 0 and token.nbor(-1).dep_ != "nsubj"


def _in_condition(token: Token) -> bool:
    """Whether the predicate stands inside a condition: "if *they attack*"."""
    node = token
    for _ in range(8):
        if any(m.dep_ == "mark" and m.lower_ in CONDITION_MARKS for m in node.children) and tree.base(node) in {
            "advcl",
            "ccomp",
            "acl",
        }:
            return True
        if node.head == node or node.dep_ in {"ccomp", "acl:relcl"}:
            return False
        node = node.head
    return False


def mood(token: Token) -> Mood:
    """Status and negation of a predicate by its own words; embedding acts come on top (coding/events/algebra)."""
    negated = tree.negated(token)
    if token.pos_ in {"NOUN", "PROPN"} and not any(c.dep_ == "cop" for c in token.children):
        return _nominal_mood(token, negated)
    token = _leading(token)
    auxiliaries = tree.auxiliaries(token)
    words = {a.lower_ for a in auxiliaries}
    negated = negated or any(c.lower_ in {"not", "n't", "never"} for a in auxiliaries for c in a.children)
    if _in_condition(token):
        return Mood("hypothetical", negated, True)
    if _condition_on(token) and words & {"would", "will", "may", "might", "could", "can"}:
        return Mood("conditional", negated, True)
    if words & FUTURE or _expected(token):
        return Mood("planned", negated, True)
    if "would" in words:
        past_speech = any(
            a.tag_ in {"VBD", "VBN"} and tree.base(token) in {"ccomp", "conj", "parataxis"}
            for a in tree.ancestors(token)
        )
        return Mood("planned" if past_speech else "hypothetical", negated, True)
    if words & POSSIBLE:
        return Mood("hypothetical", negated, True)
    if words & OUGHT:
        # "must have heard" is a guess and "should have come" a regret: neither asks for anything
        return Mood("hypothetical" if "have" in {a.lemma_ for a in auxiliaries} else "requested", negated, True)
    if tree.is_infinitive(token) and tree.base(token) not in {"xcomp"}:
        return Mood("planned", negated, False)
    if token.tag_ == "VBG" and "be" in {a.lemma_ for a in auxiliaries}:
        return Mood("ongoing", negated, True)
    return Mood("happened", negated, bool(auxiliaries) or token.tag_ in {"VBD", "VBZ", "VBP", "VBN"})


def _leading(token: Token) -> Token:
    """The first of coordinated predicates, where a later one has no subject or auxiliary of its own."""
    node = token
    while node.dep_ == "conj" and node.head.pos_ in {"VERB", "ADJ"} and not tree.children(node, "nsubj", "aux"):
        node = node.head
    return node


def _expected(token: Token) -> bool:
    """`is due to meet`, `is expected to visit`, `is to visit`, `is going to send`."""
    head = token.head
    if (
        tree.base(token) == "xcomp"
        and head.lower_ in PLANNED_AFTER_BE | {"going"}
        and any(c.lemma_ == "be" for c in head.children)
    ):
        return True
    return tree.is_infinitive(token) and any(c.dep_ == "cop" for c in token.children) and token.pos_ == "VERB"


def _nominal_mood(token: Token, negated: bool) -> Mood:
    modifiers = {c.lower_ for c in token.children if tree.base(c) in {"amod", "nmod", "compound"}}
    if modifiers & {"possible", "potential", "alleged", "would-be", "hypothetical"}:
        return Mood("hypothetical", negated, True)
    if modifiers & {
        "planned",
        "upcoming",
        "forthcoming",
        "proposed",
        "future",
        "next",
        "scheduled",
        "coming",
        "expected",
    }:
        return Mood("planned", negated, True)
    if modifiers & {"ongoing", "continuing", "current"}:
        return Mood("ongoing", negated, True)
    return Mood("happened", negated, False)
