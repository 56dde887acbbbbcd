"""The hazard and the country of a figure of harm."""

from __future__ import annotations

import re
from collections import Counter

from spacy.tokens import Doc, Span, Token

from wirebook.coding.actors.phrases import phrase_span
from wirebook.coding.extensions import text_of
from wirebook.coding.impacts.harm import Harm
from wirebook.coding.places import WHERE, place_of
from wirebook.coding.spans import Place
from wirebook.knowledge import countries, hazards
from wirebook.language import tree
from wirebook.record import Hazard

AREAS = frozenset({"area", "region", "part", "province", "coast", "district", "zone", "side", "corner"})
DIRECTION = re.compile(r"(?:north|south|east|west|central|coastal)")
NAMES_OF_LAND = frozenset({"country", "capital", "place"})
_KEPT = "wirebook hazards"
VIOLENT_WORDS = frozenset({"kill", "wound", "massacre", "slaughter", "slay"})
"""Harm that somebody does, where no hazard is named."""


def hazards_in(span: Span) -> list[tuple[Token, Hazard, bool]]:
    """Hazards named in a span: the token, the hazard, and whether the word names one only beside harm."""
    kept = span.doc.user_data.setdefault(_KEPT, {})  # the sentences are asked many times
    found: list[tuple[Token, Hazard, bool]] | None = kept.get((span.start, span.end))
    if found is not None:
        return found
    found = []
    kept[span.start, span.end] = found
    for token in span:
        if token.pos_ in {"NOUN", "PROPN", "VERB", "ADJ"}:
            word = hazards.find(token.lemma_.lower()) or hazards.find(token.lower_)
            if word is not None:
                found.append((token, word.hazard, word.weak))
    return found


def article_hazard(doc: Doc) -> Hazard | None:
    """The hazard that an article names most, by words that name one on their own."""
    counts = Counter(h for s in doc.sents for _, h, weak in hazards_in(s) if not weak)
    return counts.most_common(1)[0][0] if counts else None


def hazard_beside_harm(doc: Doc) -> Hazard | None:
    """The hazard of an article that tells of harm and names one only by words that may mean others ("outbreak")."""
    counts = Counter(h for s in doc.sents for _, h, _ in hazards_in(s))
    best = counts.most_common(1)
    return best[0][0] if best else None


def hazard_of(harm: Harm, sentence: Span, of_article: Hazard | None, violent: set[int]) -> Hazard | None:
    """The hazard of a harm: violence above it, a hazard named in the sentence, violence there, the article's hazard.

    A word that may name several hazards ("fire") gives way to the article's own.
    """
    named = [n for n in hazards_in(sentence) if not (harm.start <= n[0].i < harm.end) or not n[2]]
    if harm.trigger.i in violent or any(t.i in violent for t in tree.ancestors(harm.trigger)):
        return "conflict"
    strong = [n for n in named if not n[2]]
    if strong:
        return min(strong, key=lambda n: abs(n[0].i - harm.trigger.i))[1]
    if any(sentence.start <= i < sentence.end for i in violent):
        return "conflict"
    if of_article is not None:
        return of_article
    if named:
        return min(named, key=lambda n: abs(n[0].i - harm.trigger.i))[1]
    return "conflict" if harm.trigger.lemma_ in VIOLENT_WORDS or violent else None


def affected_country(doc: Doc, focus: str | None) -> str | None:
    """The country in which the article's harm was done: the one named most; `focus` where none is named.

    A name beside a hazard and one in the opening count more, an adjective ("Chilean rescuers") less; a name behind "in"
    or "near" is more of a place than of a party. Where two are named about alike, the one of the dateline goes before
    the one named first.
    """
    counts: Counter[str] = Counter()
    for number, sentence in enumerate(doc.sents):
        weight = 1 + any(not weak for _, _, weak in hazards_in(sentence)) + (number < 2)
        for i, name in doc._.names.items():
            if sentence.start <= i < sentence.end and name.code and countries.has_code(name.code):
                counts[name.code] += 2 * weight if name.kind in NAMES_OF_LAND else weight
                counts[name.code] += tree.preposition(doc[i]) in WHERE
    ranked = counts.most_common(2)
    if not ranked:
        return focus
    if len(ranked) == 2 and ranked[1][1] * 4 > ranked[0][1] * 3:
        alike = {code for code, _ in ranked}
        if doc._.dateline_country in alike:
            return str(doc._.dateline_country)
        return next(code for code in counts if code in alike)
    return ranked[0][0]


def scene(sentence: Span, places: dict[int, Place], violent: set[int]) -> str | None:
    """The country of what a sentence tells, for the sentence after it: where its hazard or its violence took place."""
    struck = [t for t in sentence if t.i in violent] + [t for t, _, weak in hazards_in(sentence) if not weak]
    for token in struck:
        place = place_of(token, places)
        if place is not None and place.country:
            return place.country
    return None


def place_and_country(
    harm: Harm, noun: Token | None, sentence: Span, places: dict[int, Place], focus: str | None
) -> tuple[Place | None, str | None]:
    """Where a harm was done: a place that governs it, the noun above it, what the hazard struck, else `focus`.

    Those who fled did so from there, whatever border they crossed.
    """
    if harm.kind == "displaced" and harm.trigger.lemma_ in {"flee", "cross"}:
        return None, focus
    place = place_of(harm.trigger, places) or (place_of(noun, places) if noun is not None else None)
    if place is not None:
        return place, place.country or focus
    code = _over(harm.trigger) or _above(harm.trigger) or _struck(sentence) or focus
    return _area(sentence, code), code


def _code_within(node: Token, before: int) -> str | None:
    names = node.doc._.names
    for token in node.subtree:
        if token.i >= before:
            break
        name = names.get(token.i)
        if name is not None and name.code and countries.has_code(name.code):
            return str(name.code)
    return None


def _over(trigger: Token) -> str | None:
    """The country over which a craft came down with those aboard, on the verb of harm or the one that it follows."""
    for verb in (trigger, trigger.head):
        for phrase in tree.children(verb, "obl"):
            if tree.preposition(phrase) == "over":
                return _code_within(phrase, phrase.i + 1)
    return None


def _above(trigger: Token) -> str | None:
    """The country of the noun on whose relative clause the harm hangs: "southern Vietnam, where 12 people died"."""
    node = trigger
    for above in tree.ancestors(trigger):
        where = any(t.lower_ == "where" for t in node.subtree if t.i <= trigger.i)
        if node.dep_ == "acl:relcl" and where:
            return _code_within(above, node.left_edge.i)
        node = above
    return None


def _struck(sentence: Span) -> str | None:
    """The country of what a hazard struck: the object of a verb whose subject is the hazard."""
    for token, _, weak in hazards_in(sentence):
        if weak or tree.base(token) != "nsubj" or token.head.pos_ != "VERB":
            continue
        for struck in tree.children(token.head, "obj"):
            for inner in (struck, *tree.possessors(struck)):
                for party in sentence.doc._.parties.get(inner.i, ()):
                    if party.code and countries.has_code(party.code):
                        return str(party.code)
            code = _code_within(struck, sentence.end)
            if code:
                return code
    return None


def _area(sentence: Span, country: str | None) -> Place | None:
    """A part of a country that has no name of its own: "the northwestern areas"."""
    for token in sentence:
        if token.lemma_ in AREAS and any(DIRECTION.match(c.lower_) for c in token.children if tree.base(c) == "amod"):
            start, end = phrase_span(token)
            text = text_of(sentence.doc)[start:end]
            return Place(start, end, text, token.i, text, country, None, None, "region")
    return None
