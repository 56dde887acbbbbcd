"""Sentences varied: other parties, sentences joined, sides turned round, so that names and places tell nothing."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from training.events.corpus import Marked, Range
from wirebook.coding.events.scorer import NONE, SYMMETRIC

JOINTS = (", while ", " after ", ", as ", ". ", " and ", "; ", ", but ", " before ", ", days after ", ", even though ")
ADJECTIVE = re.compile(r"\w+(ish|ian|ean|ese|ch|[^aeiou]i|an)$")
SENTENCE_END = re.compile(r"[.!?]+$")


def _form(phrase: str) -> tuple[bool, bool, bool]:
    """What a phrase must share with the one that it takes the place of."""
    return " " in phrase, phrase[:1].isupper(), bool(ADJECTIVE.fullmatch(phrase))


class Parties:
    """The parties of marked sentences, by form."""

    def __init__(self, rows: list[Marked]) -> None:
        """`rows` are the sentences whose parties there are to choose from."""
        self._by_form: dict[tuple[bool, bool, bool], list[str]] = {}
        for row in rows:
            for start, end in (row.source, row.target):
                phrase = row.text[start:end]
                self._by_form.setdefault(_form(phrase), []).append(phrase)

    def like(self, phrase: str, rng: random.Random) -> str:
        """Another phrase of the same form; a country's bare name may become any phrase."""
        form = _form(phrase)
        if form == (False, True, False) and rng.random() < 0.6:
            form = (True, rng.random() < 0.6, False)
        return rng.choice(self._by_form.get(form) or [phrase])


def _put(row: Marked, span: Range, phrase: str) -> Marked:
    start, end = span
    moved = len(phrase) - (end - start)

    def after(old: Range) -> Range:
        if old == span:
            return (start, start + len(phrase))
        return (old[0] + moved, old[1] + moved) if old[0] >= end else old

    return Marked(
        row.text[:start] + phrase + row.text[end:],
        after(row.source),
        after(row.target),
        after(row.trigger) if row.trigger else None,
        row.event,
    )


def _nested(row: Marked) -> bool:
    ranges = [r for r in (row.source, row.target, row.trigger) if r]
    return any(a != b and a[0] < b[1] and b[0] < a[1] for a in ranges for b in ranges)


def with_other_parties(row: Marked, parties: Parties, share: float, rng: random.Random) -> Marked:
    """The sentence with other parties in the place of its two, each by the chance `share`."""
    if _nested(row):
        return row
    if rng.random() < share:
        row = _put(row, row.source, parties.like(row.text[slice(*row.source)], rng))
    if rng.random() < share:
        row = _put(row, row.target, parties.like(row.text[slice(*row.target)], rng))
    return row


def turned(row: Marked) -> Marked:
    """The sentence with its sides turned round: nobody acts that way."""
    return replace(row, source=row.target, target=row.source, trigger=None, event=NONE)


def is_directed(row: Marked) -> bool:
    """Whether the sides of a sentence cannot be turned round."""
    return row.event not in SYMMETRIC and row.event != NONE


def joined(first: Marked, second: Marked, rng: random.Random) -> Marked:
    """Two sentences in one; the pair of one of them, or at times one side of each, which is no pair."""
    text = SENTENCE_END.sub("", first.text) + rng.choice(JOINTS)
    offset = len(text)

    def moved(span: Range | None) -> Range | None:
        return (span[0] + offset, span[1] + offset) if span else None

    text += second.text
    source, target = moved(second.source), moved(second.target)
    assert source is not None
    assert target is not None
    choice = rng.random()
    if choice < 0.45:
        return replace(first, text=text)
    if choice < 0.9:
        return Marked(text, source, target, moved(second.trigger), second.event)
    if choice < 0.95:
        return Marked(text, first.source, target, None, NONE)
    return Marked(text, source, first.target, None, NONE)
