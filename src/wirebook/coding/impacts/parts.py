"""Figures that carry on another of the same sentence: its parts by place, the rest of a list, the sum of two kinds.

"At least 240 people died, including *196 in Bavaria*"; "47 died in one district and *two in* Tyrol"; "of the 128 dead,
*119 were in* Tyrol"; "killed three soldiers, *two policemen* and *a dozen farmers*"; "450 dead and 636 missing, for a
total of *1,086*". The words of harm stand once, with the first figure.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span, Token

from wirebook.coding.impacts.figures import DAMAGE_KINDS, PEOPLE_KINDS, Figure, Reading, exposure_of
from wirebook.coding.places import WHERE

JOINTS = frozenset({",", ";", "and", "including", "with", "or", "plus", "whom", "which", "all", "(", "another"})
"""What stands right before a figure that carries on the one before it."""
HAPPENING = frozenset({"occur", "happen", "be", "report", "record", "confirm", "register", "come"})
"""Verbs between a part and its place: "of which 72 *were in* Salzburg"."""
FURTHEST_PLACE = 5
COUNTED = (PEOPLE_KINDS | DAMAGE_KINDS) - {"cost"}
"""Kinds whose parts are told with a place alone."""


def carried_on(chosen: list[Reading], figures: list[Figure], sentence: Span) -> list[Reading]:
    """The readings of figures that no word of harm has, each with the harm of the figure before it."""
    taken = {reading.figure.start for reading in chosen}
    found: list[Reading] = []
    for figure in figures:
        if figure.start in taken or figure.amount.kind != "count":
            continue
        before = [reading for reading in (*chosen, *found) if reading.figure.end <= figure.start]
        if not before:
            continue
        last = max(before, key=lambda reading: reading.figure.start)
        total = _sum_of_two(figure, before)
        if total is not None:
            found.append(total)
        elif last.kind in COUNTED and _is_joined(last, figure, sentence):
            of_a_place = place_after(figure, sentence) is not None
            if of_a_place or _is_listed(last, figure):
                found.append(replace(last, figure=figure))
    return found


def _sum_of_two(figure: Figure, before: list[Reading]) -> Reading | None:
    """The dead and the missing added up by the text itself."""
    doc = figure.root.doc
    lead = [doc[i].lower_ for i in range(max(0, figure.start - 3), figure.start)]
    missing = next((reading for reading in before if reading.kind == "missing"), None)
    if lead[-2:] == ["total", "of"] and missing is not None and any(reading.kind == "death" for reading in before):
        return replace(missing, figure=figure, kind="dead_or_missing")
    return None


def _is_joined(last: Reading, figure: Figure, sentence: Span) -> bool:
    """Whether only places, commas and the words of harm stand between two figures."""
    doc, depth = sentence.doc, 0
    between: list[Token] = []
    for i in range(last.figure.end, figure.start):
        depth += (doc[i].text == "(") - (doc[i].text == ")")
        if depth <= 0 and doc[i].text != ")" and not last.harm.start <= i < last.harm.end:
            between.append(doc[i])
    if figure.start == 0 or doc[figure.start - 1].lower_ not in JOINTS:
        return False
    verbs = [
        t
        for t in between
        if t.pos_ == "VERB" and t.dep_ != "amod" and t.lower_ != "including" and t.lemma_ not in HAPPENING
    ]
    return not verbs and not any(t.lower_ in {"but", "while", ";"} and figure.noun is not None for t in between)


def place_after(figure: Figure, sentence: Span) -> Token | None:
    """The name of the place behind a bare figure: "196 *in Bavaria*", "119 of them were *in Bavaria*"."""
    doc = sentence.doc
    position = figure.end
    if position < sentence.end and figure.noun is not None and exposure_of(figure.noun) in {"people", "buildings"}:
        position = figure.noun.i + 1
    elif figure.noun is not None:
        return None
    while position < sentence.end and (
        doc[position].lower_ in {"of", "whom", "which", "them"} or doc[position].lemma_ in HAPPENING
    ):
        position += 1
    if position >= sentence.end or doc[position].lower_ not in WHERE:
        return None
    for i in range(position + 1, min(position + 1 + FURTHEST_PLACE, sentence.end)):
        if doc[i].tag_.startswith("NNP"):
            return doc[i]
        if doc[i].pos_ not in {"DET", "ADJ", "NOUN", "ADP"}:
            break
    return None


def _is_listed(last: Reading, figure: Figure) -> bool:
    """Whether a figure counts the next of the things that a verb of harm has for its object."""
    noun = figure.noun
    if noun is None or last.figure.noun is None or not last.harm.is_verb or last.figure.start < last.harm.start:
        return False
    listed = noun.dep_ in {"conj", "appos", "obj"}
    return listed and exposure_of(noun) == exposure_of(last.figure.noun) == last.exposure
