"""The spaCy component that writes `doc._.times`."""

from __future__ import annotations

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Token

from wirebook.coding.times.find import find_times
from wirebook.coding.times.model import Tense, Time
from wirebook.coding.times.resolve import resolve


def _tense(token: Token) -> Tense | None:
    """The tense of the nearest verb above a time expression; None where no verb says it."""
    node = token
    for _ in range(8):
        if node.pos_ in {"VERB", "AUX", "ADJ"} or any(c.dep_ == "cop" for c in node.children):
            words = {c.lower_ for c in node.children if c.dep_.startswith("aux")}
            if words & {"will", "'ll", "shall", "wo", "would"} or any(
                c.lower_ in {"due", "expected", "scheduled", "set", "going"} for c in (node, node.head)
            ):
                return "future"
            if node.tag_ in {"VBD", "VBN"} or "had" in words or "has" in words or "have" in words:
                return "past"
            if any(c.dep_ == "mark" and c.lower_ == "to" for c in node.children):
                return "future" if node.head.tag_ not in {"VBD", "VBN"} else None
        if node.head == node:
            return None
        node = node.head
    return None


@Language.component("wirebook_times", requires=["token.dep", "token.tag"], assigns=["doc._.times"])
def times(doc: Doc) -> Doc:
    """Find the time expressions and put them on the calendar of `doc._.published`."""
    found: list[Time] = []
    previous: date | None = None
    for expression in find_times(doc.text):
        span = doc.char_span(expression.start_char, expression.end_char, alignment_mode="expand")
        tense = _tense(span.root) if span is not None and len(span) else None
        time = resolve(expression, doc._.published, tense=tense, previous=previous)
        if time.start is not None and time.precision == "day":
            previous = time.start
        found.append(time)
    doc._.times = tuple(found)
    return doc
