"""What hazards did: figures of harm, from the words of harm and the amounts beside them.

A word of harm ("killed", "homeless", "death toll") opens a reading; the tree, else the order of words, says which
figure is its own. The hazard is the one named in the clause, else in the sentence, else the article's.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from wirebook.coding.amounts import AmountSpan
from wirebook.coding.events.occasion import occasion_of, times_by_sentence
from wirebook.coding.impacts.figures import Figure, Reading, exposure_of, figures_of, readings
from wirebook.coding.impacts.harm import Harm, find_harms
from wirebook.coding.impacts.parts import carried_on, place_after
from wirebook.coding.impacts.setting import (
    affected_country,
    article_hazard,
    hazard_beside_harm,
    hazard_of,
    hazards_in,
    place_and_country,
    scene,
)
from wirebook.coding.impacts.tellers import tellers
from wirebook.coding.impacts.unreal import is_unreal
from wirebook.coding.spans import Attribution, CodedImpact, Occasion, Place, Quantity
from wirebook.coding.times.model import Time
from wirebook.knowledge import impacts as words
from wirebook.language import tree
from wirebook.record import Hazard

__all__ = ["article_hazard", "find_impacts", "hazards_in"]

SINGLE = frozenset({"a", "an", "another", "one"})
NOBODY = frozenset({"no", "nobody"})
SEVERAL = frozenset({"couple", "family", "group", "crowd", "crew", "population", "household", "pair", "team"})
"""Nouns in the singular that name more than one person."""
REPORTS = frozenset({"report", "word", "sign", "evidence", "news", "account"})
COUNTED_ALONE = frozenset({"death", "injured", "missing"})
"""Kinds of which one is a figure without a number: "a pilot was killed"."""
MANS_DOING: frozenset[Hazard | None] = frozenset({"conflict", "repression", "accident", None})
"""Hazards whose casualties are the dead and the wounded; those of nature are the dead."""
LIMITS_OF_TIME = frozenset({"since", "from", "until", "till", "after", "before", "as", "by", "to", "through", "up"})
"""Prepositions of times that bound a count: "*since* May 40 people have died", "12 dead *as of* Friday"."""
DEATHS = frozenset({"death", "fatality"})
DISEASE_NOUNS = frozenset({"case", "infection"})


def find_impacts(
    doc: Doc, attributions: tuple[Attribution, ...], places: dict[int, Place], violent: set[int], focus: str | None
) -> tuple[CodedImpact, ...]:
    """All impacts of a parsed `Doc` with its amounts.

    `violent` are the tokens that trigger acts of violence, `focus` the country that the article's disaster struck.
    """
    of_article = article_hazard(doc) or ("conflict" if violent else hazard_beside_harm(doc))
    country = affected_country(doc, focus)
    found: list[CodedImpact] = []
    before: str | None = None
    times = times_by_sentence(doc)
    for sentence in doc.sents:
        here, before = before or country, scene(sentence, places, violent)
        harms = [harm for harm in find_harms(sentence) if not is_unreal(harm.trigger, harm.kind)]
        if not harms:
            continue
        figures = figures_of(sentence, doc._.amounts)
        chosen = readings(harms, figures)
        told = {reading.harm.start for reading in chosen}
        chosen += [r for harm in harms if harm.start not in told for r in _without_number(harm, figures)]
        parts = carried_on(chosen, figures, sentence)
        own = {figure.start: named.i for figure in figures if (named := place_after(figure, sentence)) is not None}
        for reading in (*chosen, *parts):
            hazard = hazard_of(reading.harm, sentence, of_article, violent)
            if hazard is None or not _fits(reading, hazard, of_article, sentence):
                continue
            # what stands from the place of the next figure on is of that figure, and of those after it
            until = min((root for start, root in own.items() if start > reading.figure.start), default=sentence.end)
            around = {root: place for root, place in places.items() if not until <= root < sentence.end}
            found.append(_impact(reading, hazard, sentence, attributions, around, here, times))
    return tuple(found)


def _fits(reading: Reading, hazard: Hazard, of_article: Hazard | None, sentence: Span) -> bool:
    """Whether a word that tells of harm only beside a hazard, or of one hazard only, has it."""
    harm = reading.harm
    if harm.trigger.lemma_ == "casualty":  # of war, or beside the hurt, the hurt are among them
        return reading.figure.amount.low == 0 or not (of_article in MANS_DOING or any(_is_hurt(t) for t in sentence))
    if harm.trigger.lemma_ in DISEASE_NOUNS:
        return "epidemic" in {hazard, of_article}
    if reading.kind == "cost" and harm.is_verb and harm.kind == "cost":  # what a thing costs is seldom harm
        return any(not weak for _, _, weak in hazards_in(sentence))
    return not harm.needs_hazard or of_article is not None


def _is_hurt(token: Token) -> bool:
    return any(
        line is not None and line.kind in {"death", "injured"} and line.lemma != "casualty"
        for line in (
            words.kind(token.lemma_, "VERB"),
            words.kind(token.lemma_, "NOUN"),
            words.kind(token.lower_, "ADJ"),
        )
    )


def _without_number(harm: Harm, figures: list[Figure]) -> list[Reading]:
    """Figures in words: "a pilot was killed" is one; "no one was hurt" and "no deaths were reported" are none."""
    if harm.kind == "damaged" and harm.is_noun:
        return _no_damage(harm)
    if harm.kind not in COUNTED_ALONE or (harm.needs_hazard and harm.trigger.lemma_ not in {"toll", "casualty"}):
        return []
    if harm.is_noun and (denial := _denial(harm.trigger)) is not None:
        return [_in_words(harm, denial, harm.trigger, 0.0)]
    before = harm.trigger.doc[harm.start - 1] if harm.start > 0 else harm.trigger
    if before.lower_ == "one" and harm.trigger.pos_ in {"ADJ", "NOUN"} and not _counted(before, figures):
        return [_in_words(harm, before, harm.trigger, 1.0)]
    for noun in harm.harmed:
        determiner = next((c for c in noun.children if c.dep_ == "det" or c.lower_ == "one"), noun)
        if _counted(noun, figures) or any(f.noun == noun for f in figures):
            continue
        if determiner.lower_ in NOBODY and (noun == harm.trigger or noun.lower_ == "one" or _is_person(noun)):
            return [_in_words(harm, determiner, noun, 0.0)]
        if determiner.lower_ in SINGLE and noun == harm.trigger and noun.lemma_ in DEATHS and noun.dep_ != "compound":
            return [_in_words(harm, determiner, noun, 1.0)]
        by_subject = not harm.is_noun or tree.base(noun) == "nsubj"  # "a man suffered burns"
        alone = determiner.lower_ in SINGLE and noun.tag_ == "NN" and noun.lemma_ not in SEVERAL
        if alone and _is_person(noun) and by_subject:
            return [_in_words(harm, determiner, noun, float(count))] if (count := _single_ones(noun)) else []
    return []


def _single_ones(noun: Token) -> int:
    """How many a noun and those joined to it are, each one alone ("a clerk and a guard"); 0 where not all are."""
    joined = tree.coordinated(noun)
    while noun.dep_ == "conj":
        noun = noun.head
        joined = tree.coordinated(noun)
    alone = [
        one.tag_ == "NN" and any(c.lower_ in SINGLE or c.dep_ == "nmod:poss" for c in one.children) for one in joined
    ]
    return len(joined) if all(alone) else 0


def _denial(noun: Token) -> Token | None:
    """The "no" of a noun, its own, of the first of two, or of the report of it: "*no* reports of deaths or damage"."""
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        own = next((c for c in noun.children if c.lower_ == "no"), None)
        if own is not None:
            return own
        noun = noun.head
    if tree.base(noun) == "nmod" and noun.head.lemma_ in REPORTS:
        noun = noun.head
    return next((c for c in noun.children if c.lower_ == "no"), None)


def _no_damage(harm: Harm) -> list[Reading]:
    """None of what is named, else of buildings: "no damage to roads was reported"."""
    denial = _denial(harm.trigger)
    if denial is None:
        return []
    things = [exposure_of(noun) for noun in tree.obliques(harm.trigger, "to")]
    reading = _in_words(harm, denial, harm.trigger, 0.0)
    return [replace(reading, exposure=(things[0] if things else "buildings") or "other")]


def _counted(token: Token, figures: list[Figure]) -> bool:
    return any(f.start <= token.i < f.end for f in figures)


def _in_words(harm: Harm, word: Token, noun: Token, count: float) -> Reading:
    amount = AmountSpan(word.idx, word.idx + len(word), word.text, count, count, False, None, None, "count")
    return Reading(harm, Figure(amount, word.i, word.i + 1, word, noun), harm.kind, "people", 1)


def _is_person(noun: Token) -> bool:
    found = words.exposure(noun.lower_)
    return found is not None and found.exposure == "people"


def _occasion(trigger: Token, times: dict[int, list[tuple[Token, Time]]]) -> Occasion | None:
    """When a harm was done, by its own clause; a time since or until which it was counted is none."""
    told = {start: [(head, time) for head, time in here if not _is_limit(head)] for start, here in times.items()}
    found = occasion_of([trigger], "ASSAULT", False, told)
    return found if found is not None and not found.rule.startswith("time of saying it") else None


def _is_limit(time: Token) -> bool:
    first = time.left_edge
    before = first.doc[max(0, first.i - 1)]
    return bool(LIMITS_OF_TIME & {tree.preposition(time).split(" ")[0], first.lower_, before.lower_})


def _impact(
    reading: Reading,
    hazard: Hazard,
    sentence: Span,
    attributions: tuple[Attribution, ...],
    places: dict[int, Place],
    focus: str | None,
    times: dict[int, list[tuple[Token, Time]]],
) -> CodedImpact:
    harm, amount = reading.harm, reading.figure.amount
    place, country = place_and_country(harm, reading.figure.noun, sentence, places, focus)
    named = place_after(reading.figure, sentence)
    if named is not None and named.i in places and places[named.i].country is not None:  # each part has its own
        place = places[named.i]
        country = place.country
    doc = sentence.doc
    last = doc[harm.end - 1]
    return CodedImpact(
        sentence.start_char,
        sentence.end_char,
        hazard,
        reading.exposure,
        reading.kind,
        Quantity(
            amount.start_char, amount.end_char, amount.text, amount.low, amount.high, amount.approximate, amount.unit
        ),
        amount.low,
        amount.high,
        amount.approximate,
        amount.unit if reading.kind == "cost" or amount.kind in {"measure", "percent"} else None,
        place,
        country,
        tree.negated(harm.trigger) and amount.low != 0,
        ((harm.trigger.idx, last.idx + len(last)),),
        (sentence.start_char, sentence.end_char),
        harm.trigger.i,
        tellers(reading, sentence, attributions),
        occasion=_occasion(harm.trigger, times),
        confidence=0.9 if place or country else 0.7,
    )
