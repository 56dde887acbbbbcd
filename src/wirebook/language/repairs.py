"""Mends for what the parser gets wrong in a regular way.

A past tense before a bare plural is often read as a participle that modifies it ("Japan lifted sanctions" as *lifted
sanctions* of Japan). Where a form of *have* or the subject itself stands before it, it is the verb and the noun its
object.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

CLAUSE_PARTS = frozenset({"obl", "advcl", "conj", "punct", "parataxis", "ccomp"})
SUBJECT_PARTS = frozenset({"compound", "nsubj", "nmod", "amod", "flat", "nmod:desc", "nmod:poss"})
PARTICIPLES = frozenset({"VBN", "VBD"})


def _is_misread(token: Token) -> bool:
    """Whether a participle before a noun must be a finite verb."""
    if token.dep_ != "amod" or token.tag_ not in PARTICIPLES or token.head.i <= token.i or token.i == 0:
        return False
    noun, before = token.head, token.nbor(-1)
    if any(c.dep_ in {"det", "nmod:poss", "case"} and c.i < token.i for c in noun.children):
        return False
    if before.lower_ in {"has", "have", "had"}:
        return True
    starts_clause = before.pos_ in {"PROPN", "PRON"} or (before.pos_ == "NOUN" and before.tag_ == "NNS")
    return starts_clause and noun.dep_ == "ROOT" and before.head in {noun, token} and not before.is_sent_end


def _place(token: Token, like: Token) -> None:
    """Put a token where another stands in the tree."""
    token.dep_, above = like.dep_, like.head
    token.head = token if above == like else above


def _promote(token: Token) -> None:
    """Make a misread participle the verb, its noun the object, what stands before it the subject."""
    noun = token.head
    have = noun.head if noun.head.lower_ in {"has", "have", "had"} and noun.dep_ == "obj" else None
    before = [c for c in (*noun.children, *token.children) if c.i < token.i]
    after = [c for c in noun.children if c.i > noun.i and c.dep_ in CLAUSE_PARTS]
    moved = [c for c in have.children if c != noun] if have is not None else []
    _place(token, have if have is not None else noun)
    token.pos_ = "VERB"
    noun.head, noun.dep_ = token, "obj"
    if have is not None:
        have.head, have.dep_, have.pos_ = token, "aux", "AUX"
    for child in (*after, *moved):
        child.head = token
    nominal = [c for c in before if c.dep_ in SUBJECT_PARTS]
    for child in before:
        if child not in nominal and child != have:
            child.head = token
    if nominal:
        last = nominal[-1]
        last.head, last.dep_ = token, "nsubj"
        for other in nominal[:-1]:
            other.head = last


@Language.component(
    "wirebook_repairs", requires=["token.dep", "token.head", "token.tag"], assigns=["token.dep", "token.head"]
)
def repairs(doc: Doc) -> Doc:
    """Mend the tree in place."""
    for token in list(doc):
        if not _is_misread(token):
            continue
        _promote(token)
    return doc
