"""What hazards did: figures of harm, from the words of harm and the amounts beside them.

A word of harm ("killed", "homeless", "death toll") opens a reading; the tree says what was harmed; the amount on that
noun is the figure. The hazard is the one named in the clause, else in the sentence, else the article's.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from wirebook.coding.actors.phrases import phrase_span
from wirebook.coding.amounts import AmountSpan
from wirebook.coding.attribution.finder import chain
from wirebook.coding.places import place_of
from wirebook.coding.spans import Attribution, CodedImpact, Place, Quantity
from wirebook.knowledge import hazards
from wirebook.knowledge import impacts as words
from wirebook.language import tree
from wirebook.record import Exposure, Hazard, ImpactKind

TOLL_VERBS = frozenset({"rise", "climb", "reach", "stand", "be", "jump", "increase", "exceed", "hit", "pass", "soar"})
PEOPLE_KINDS = frozenset(
    {"death", "missing", "dead_or_missing", "injured", "displaced", "evacuated", "homeless", "isolated", "in_need"}
)
AREAS = frozenset({"area", "region", "part", "province", "coast", "district", "zone", "side", "corner"})
DIRECTION = re.compile(r"(?:north|south|east|west|central|coastal)")


@dataclass(frozen=True, slots=True)
class Harm:
    """One word of harm with what it harms."""

    trigger: Token
    kind: ImpactKind
    exposure: Exposure | None
    harmed: tuple[Token, ...]


def _harm_of(token: Token) -> Harm | None:
    word = words.kind(token.lemma_.lower(), token.pos_) or words.kind(token.lower_, token.pos_)
    if word is None:
        return None
    if token.pos_ == "VERB" or tree.children(token, "obj"):
        harmed = _harmed_by_verb(token)
    elif token.pos_ == "ADJ":
        harmed = _harmed_by_adjective(token)
    else:
        harmed = _harmed_by_noun(token)
    return Harm(token, word.kind, word.exposure, tuple(dict.fromkeys(harmed)))


def _harmed_by_verb(token: Token) -> list[Token]:
    objects = tree.logical_objects(token)
    if objects:
        return objects
    if token.lemma_ in {"die", "drown", "perish", "collapse", "go", "flee", "evacuate", "starve", "suffocate"}:
        return tree.subjects(token)
    return []


def _harmed_by_adjective(token: Token) -> list[Token]:
    if tree.base(token) in {"amod", "acl"}:
        return [token.head]
    subjects = tree.subjects(token)
    if tree.base(token) == "xcomp":
        objects = tree.children(token.head, "obj")
        return objects or subjects
    return subjects or [token]


def _harmed_by_noun(token: Token) -> list[Token]:
    found = [token]
    if tree.base(token) == "nsubj" and token.head.lemma_ in TOLL_VERBS:
        found += [c for c in token.head.children if tree.base(c) in {"obl", "obj", "xcomp"} or c.pos_ == "NUM"]
        if token.head.pos_ == "NUM":
            found.append(token.head)
    if tree.base(token) == "nsubj" and token.head.pos_ in {"NUM", "NOUN", "SYM"}:
        found.append(token.head)
    found += tree.obliques(token, "of", "at", "to", "among")
    if token.dep_ in {"obj", "appos"} and token.head.pos_ in {"NUM", "NOUN"}:
        found.append(token.head)
    return found


def _amount_on(noun: Token, amounts: list[tuple[Token, AmountSpan]]) -> AmountSpan | None:
    for head, amount in amounts:
        if head.i == noun.i or head.head.i == noun.i or (amount.start_char <= noun.idx < amount.end_char):
            return amount
    for head, amount in amounts:  # "thousands of people", "as many as 20 of the villagers"
        if any(child.i == noun.i for child in head.children):
            return amount
    return None


def _exposure(harm: Harm, noun: Token | None) -> tuple[Exposure, bool]:
    """What was harmed, and whether the words say so."""
    if noun is not None:
        for candidate in [noun, *tree.obliques(noun, "of"), *tree.modifiers(noun)]:
            found = words.exposure(candidate.lemma_.lower()) or words.exposure(candidate.lower_)
            if found is not None:
                return found.exposure, True
    if harm.exposure is not None:
        return harm.exposure, False
    return ("people", False) if harm.kind in PEOPLE_KINDS else ("other", False)


def hazards_in(span: Span) -> list[tuple[Token, Hazard, bool]]:
    """Hazards named in a span: the token, the hazard, and whether the word names one only beside harm."""
    found: list[tuple[Token, Hazard, bool]] = []
    for token in span:
        if token.pos_ in {"NOUN", "PROPN", "VERB", "ADJ"}:
            word = hazards.find(token.lemma_.lower()) or hazards.find(token.lower_)
            if word is not None:
                found.append((token, word.hazard, word.weak))
    return found


def _hazard(harm: Harm, sentence: Span, of_article: Hazard | None, violent: set[int]) -> Hazard | None:
    named = hazards_in(sentence)
    if harm.trigger.i in violent or any(t.i in violent for t in tree.ancestors(harm.trigger)):
        return "conflict"
    if named:
        near = min(named, key=lambda n: (n[2], abs(n[0].i - harm.trigger.i)))
        return near[1]
    if any(sentence.start <= i < sentence.end for i in violent):
        return "conflict"
    return of_article


def article_hazard(doc: Doc) -> Hazard | None:
    """The hazard that an article names most, by words that name one on their own."""
    counts = Counter(h for s in doc.sents for _, h, weak in hazards_in(s) if not weak)
    return counts.most_common(1)[0][0] if counts else None


def find_impacts(
    doc: Doc, attributions: tuple[Attribution, ...], places: dict[int, Place], violent: set[int], focus: str | None
) -> tuple[CodedImpact, ...]:
    """All impacts of a parsed `Doc` with its amounts. `violent` are the tokens that trigger acts of violence."""
    of_article = article_hazard(doc)
    found: list[CodedImpact] = []
    for sentence in doc.sents:
        amounts = [
            (doc.char_span(a.start_char, a.end_char, alignment_mode="expand").root, a)
            for a in doc._.amounts
            if sentence.start_char <= a.start_char < sentence.end_char
        ]
        used: set[tuple[int, ImpactKind]] = set()
        for token in sentence:
            harm = _harm_of(token)
            if harm is None or (not amounts and not hazards_in(sentence)):
                continue
            found += _read(harm, sentence, amounts, used, attributions, places, violent, of_article, focus)
    return tuple(found)


def _area(sentence: Span, focus: str | None) -> Place | None:
    """A part of a country that has no name of its own: "the northwestern areas"."""
    for token in sentence:
        if token.lemma_ in AREAS and any(DIRECTION.match(c.lower_) for c in token.children if tree.base(c) == "amod"):
            start, end = phrase_span(token)
            text = sentence.doc.text[start:end]
            return Place(start, end, text, token.i, text, focus, None, None, "region")
    return None


def _sensible(kind: ImpactKind, exposure: Exposure, amount: AmountSpan) -> bool:
    """Whether a figure can be one of this kind of harm: no share of people, no kilometres of the dead."""
    if amount.kind == "percent" or (amount.kind == "measure" and exposure == "people"):
        return False
    if kind in {"death", "injured", "missing"}:
        return exposure in {"people", "households", "livestock"}
    return exposure != "other" or kind not in {"affected", "damaged", "destroyed"}


def _read(
    harm: Harm,
    sentence: Span,
    amounts: list[tuple[Token, AmountSpan]],
    used: set[tuple[int, ImpactKind]],
    attributions: tuple[Attribution, ...],
    places: dict[int, Place],
    violent: set[int],
    of_article: Hazard | None,
    focus: str | None,
) -> list[CodedImpact]:
    results = []
    for noun in harm.harmed:
        amount = _amount_on(noun, amounts)
        if amount is None or (amount.start_char, harm.kind) in used:
            continue
        kind, exposure = harm.kind, _exposure(harm, noun)[0]
        if amount.kind == "money":
            kind, exposure = "cost", "economy"
        elif not _sensible(kind, exposure, amount):
            continue
        hazard = _hazard(harm, sentence, of_article, violent)
        if hazard is None:
            continue
        used.add((amount.start_char, harm.kind))
        place = place_of(harm.trigger, places) or place_of(noun, places) or _area(sentence, focus)
        trigger = (harm.trigger.idx, harm.trigger.idx + len(harm.trigger))
        said = tuple((a.speaker[0], a.cue_text) for a in chain(sentence.doc, harm.trigger, attributions) if a.speaker)
        quantity = Quantity(
            amount.start_char, amount.end_char, amount.text, amount.low, amount.high, amount.approximate, amount.unit
        )
        results.append(
            CodedImpact(
                sentence.start_char,
                sentence.end_char,
                hazard,
                exposure,
                kind,
                quantity,
                amount.low,
                amount.high,
                amount.approximate,
                amount.unit if kind == "cost" or amount.kind == "measure" else None,
                place,
                place.country if place else focus,
                tree.negated(harm.trigger),
                (trigger,),
                (sentence.start_char, sentence.end_char),
                harm.trigger.i,
                said,
                confidence=0.9 if place or focus else 0.7,
            )
        )
    return results
