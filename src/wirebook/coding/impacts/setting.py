"""The hazard and the country of a figure of harm."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from spacy.tokens import Doc, Span, Token

from wirebook.coding.actors.phrases import phrase_span
from wirebook.coding.extensions import text_of
from wirebook.coding.impacts.harm import Harm
from wirebook.coding.places import WHERE, place_of
from wirebook.coding.spans import Place
from wirebook.knowledge import countries, hazards, impacts
from wirebook.knowledge.schema import HazardWord
from wirebook.language import tree
from wirebook.record import Hazard

AREAS = frozenset({"area", "region", "part", "province", "coast", "district", "zone", "side", "corner"})
SIDES = frozenset({"side", "soil", "territory"})
"""Nouns of a country's own ground."""
DIRECTION = re.compile(r"(?:north|south|east|west|central|coastal)")
NAMES_OF_LAND = frozenset({"country", "capital", "place"})
UNNAMED_LAND = frozenset({"country", "nation"})
FRONT = 8
"""Tokens of a sentence within which its opening place stands."""
NOT_OF_NATURE: frozenset[Hazard | None] = frozenset({"accident", "conflict", "repression", "other", None})
OF_ANY_HAZARD = frozenset({"kill", "injure", "hurt", "destroy", "damage", "leave", "displace", "claim", "strike"})
"""Verbs of which nature may be the subject; who is shot or stabbed was attacked."""
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
    reached = span.start
    for token in span:
        if token.i < reached:
            continue
        phrase = _phrase(token, span.end)
        if phrase is not None:
            word, reached = phrase
            found.append((token.doc[reached - 1], word.hazard, word.weak))
        elif token.pos_ in {"NOUN", "PROPN", "ADJ"} or (token.pos_ == "VERB" and token.tag_ != "VBG"):
            single = hazards.find(token.lemma_.lower()) or hazards.find(token.lower_)
            if single is not None:
                found.append((token, single.hazard, single.weak))
    return found


@cache
def _first_words() -> frozenset[str]:
    return frozenset(form.split()[0] for form in hazards.by_word() if " " in form)


def _phrase(token: Token, end: int) -> tuple[HazardWord, int] | None:
    """The hazard of two or three words that begins here ("heat wave", "cold snap"), and where it ends."""
    if token.lower_ not in _first_words():
        return None
    words = [t.lower_ for t in token.doc[token.i : min(token.i + 3, end)]]
    for length in range(len(words), 1, -1):
        found = hazards.find(" ".join(words[:length]))
        if found is not None:
            return found, token.i + length
    return None


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
    by_force = harm.trigger.i in violent or any(t.i in violent for t in tree.ancestors(harm.trigger))
    by_nature = of_article not in NOT_OF_NATURE and _is_done_by_nature(harm.trigger, strong_hazards(named))
    if by_force and not by_nature:
        return "conflict"
    strong = [n for n in named if not n[2]]
    if strong:
        return min(strong, key=lambda n: abs(n[0].i - harm.trigger.i))[1]
    if not by_nature and any(sentence.start <= i < sentence.end for i in violent):
        return "conflict"
    done = _hazard_of_a_deed(sentence)
    if done is not None or of_article is not None:
        return done or of_article
    if named:
        return min(named, key=lambda n: abs(n[0].i - harm.trigger.i))[1]
    return "conflict" if violent or any(t.lemma_ in VIOLENT_WORDS for t in sentence) else None


def _hazard_of_a_deed(sentence: Span) -> Hazard | None:
    """The hazard that a sentence names only by what it does: "the river burst its banks, *flooding* homes"."""
    for token in sentence:
        if token.tag_ == "VBG" and tree.children(token, "obj"):
            word = hazards.find(token.lemma_.lower())
            if word is not None and not word.weak:
                return word.hazard
    return None


def strong_hazards(named: list[tuple[Token, Hazard, bool]]) -> set[Hazard]:
    """Those of the hazards named that their words name on their own."""
    return {hazard for _, hazard, weak in named if not weak}


def _is_done_by_nature(trigger: Token, named: set[Hazard]) -> bool:
    """Whether what killed was no one: in an article on a hazard of nature "Iris killed 20" tells of the storm Iris."""
    if trigger.lemma_ not in OF_ANY_HAZARD or named & NOT_OF_NATURE:
        return False
    doers = tree.logical_subjects(trigger)
    for doer in doers:
        exposed = impacts.exposure(doer.lower_)
        party = any(actor.code or actor.sector for actor in trigger.doc._.parties.get(doer.i, ()))
        if party or (exposed is not None and exposed.exposure == "people"):
            return False
    return bool(doers)


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
    return _side(sentence) if struck else None


def place_and_country(
    harm: Harm, noun: Token | None, sentence: Span, places: dict[int, Place], focus: str | None
) -> tuple[Place | None, str | None]:
    """Where a harm was done: a place that governs it, the noun above it, what the hazard struck, else `focus`.

    Those who fled did so from there, whatever border they crossed.
    """
    if harm.kind == "displaced" and harm.trigger.lemma_ in {"flee", "cross"}:
        return None, focus
    place = place_of(harm.trigger, places) or (place_of(noun, places) if noun is not None else None)
    place = place or _clause_before(harm.trigger, places) or _fronted(harm.trigger, sentence, places)
    if place is not None:
        return place, place.country or focus
    code = (
        _side(sentence)
        or _having(harm.trigger)
        or _over(harm.trigger)
        or _above(harm.trigger)
        or _struck(sentence)
        or focus
    )
    return _area(sentence, code), code


def _clause_before(trigger: Token, places: dict[int, Place]) -> Place | None:
    """The place of the clause to which that of a harm is joined: "roads *in Hue* were flooded; three people died"."""
    node = trigger
    for above in tree.ancestors(trigger):
        if node.dep_ in {"conj", "parataxis"} and above.pos_ in {"VERB", "ADJ"}:
            place = place_of(above, places)
            if place is not None and place.root < trigger.i:
                return place
        node = above
    return None


def _fronted(trigger: Token, sentence: Span, places: dict[int, Place]) -> Place | None:
    """The place with which a sentence opens, of all that it tells: "*In Dar es Salaam*, she visited the graves"."""
    for token in sentence[:FRONT]:
        if token.pos_ == "PUNCT":
            break
        place = places.get(token.i)
        if place is not None and place.root < trigger.i and sentence[0].lower_ in WHERE and place.country is not None:
            return place
    return None


def _having(trigger: Token) -> str | None:
    """The country that is said to have a harm: "*with 900 cases*, Peru has most of them"."""
    if tree.base(trigger) == "obl" and tree.preposition(trigger) == "with":
        for subject in tree.subjects(trigger.head):
            name = trigger.doc._.names.get(subject.i)
            if name is not None and name.code and countries.has_code(name.code):
                return str(name.code)
    return None


def _code_within(node: Token, before: int) -> str | None:
    names = node.doc._.names
    for token in node.subtree:
        if token.i >= before:
            break
        name = names.get(token.i)
        if name is not None and name.code and countries.has_code(name.code):
            return str(name.code)
    return None


def _side(sentence: Span) -> str | None:
    """The country on whose side of a border, or on whose soil, something was done: "on the Chadian side"."""
    for token in sentence:
        if token.lemma_ in SIDES and tree.preposition(token) in {"on", "in"}:
            for modifier in (*tree.modifiers(token), *tree.possessors(token)):
                name = sentence.doc._.names.get(modifier.i)
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
                if inner.lemma_.lower() in UNNAMED_LAND:
                    return None  # "the country" may be the last one named; whose disaster it is the article tells
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
