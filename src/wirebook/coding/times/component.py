"""The spaCy component that writes `doc._.times`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from wirebook.coding import extensions  # noqa: F401  registers doc._.times and doc._.published
from wirebook.coding.extensions import text_of
from wirebook.coding.times.find import find_times
from wirebook.coding.times.model import Tense, TimeExpression
from wirebook.coding.times.resolve import resolve_all
from wirebook.coding.times.tense import tense_near

_FUTURE_AUXILIARIES = frozenset({"will", "'ll", "’ll", "shall", "wo", "would"})
_FORWARD = frozenset({"due", "expected", "scheduled", "set", "going"})
_PERFECT = frozenset({"had", "has", "have"})
_REACH = 8
"""Heads to climb at most: farther up, a verb is not that of the time."""


@Language.component("wirebook_times", assigns=["doc._.times"])
def times(doc: Doc) -> Doc:
    """Find the time expressions and put them on the calendar of `doc._.published`.

    Without a parse the tense is read off the words around each expression.
    """
    parsed = doc.has_annotation("DEP")

    def tense_of(expression: TimeExpression) -> Tense | None:
        if not parsed:
            return tense_near(text_of(doc), expression.start_char, expression.end_char)
        span = doc.char_span(expression.start_char, expression.end_char, alignment_mode="expand")
        return _tense(span.root) if span is not None and len(span) else None

    doc._.times = resolve_all(find_times(text_of(doc)), doc._.published, tense_of)
    return doc


def _tense(token: Token) -> Tense | None:
    """The tense of the nearest verb above a time expression; None where no verb says it."""
    node = token
    for _ in range(_REACH):
        if node.pos_ in {"VERB", "AUX", "ADJ"} or any(child.dep_ == "cop" for child in node.children):
            auxiliaries = {child.lower_ for child in node.children if child.dep_.startswith("aux")}
            if "had" in auxiliaries:
                return "past"  # "had been due to end on Friday"
            if auxiliaries & _FUTURE_AUXILIARIES or _FORWARD & {node.lower_, node.head.lower_}:
                return "future"
            if any(child.dep_ == "mark" and child.lower_ == "to" for child in node.children):
                return "future" if not _past_above(node) else None
            if node.tag_ in {"VBD", "VBN"} or auxiliaries & _PERFECT:
                return "past"
        if node.head == node:
            return None
        node = node.head
    return None


def _past_above(token: Token) -> bool:
    """Whether a verb above an infinitive is in the past: *came* for "came in response to the decision to ban"."""
    node = token
    while node.head != node:
        node = node.head
        if node.pos_ in {"VERB", "AUX"} and node.tag_ in {"VBD", "VBN"}:
            return True
    return False
