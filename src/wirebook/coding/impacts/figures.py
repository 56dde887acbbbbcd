"""Which figure is that of which harm: by the tree where it joins them, else by word order within the clause.

Word order has three patterns: the figure and its noun before the harm ("57 injured", "three boats are missing"), right
behind an active verb ("blackened 3,500 hectares"), and behind a toll or a cost ("the number of dead at 58", "damage was
put at two million dollars"). Each figure goes to one harm, the nearest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from wirebook.coding.amounts import AmountSpan
from wirebook.coding.impacts.harm import COUNT_VERBS, LIMITERS, Harm
from wirebook.knowledge import impacts as words
from wirebook.language import tree
from wirebook.record import Exposure, ImpactKind

PEOPLE_KINDS = frozenset(
    {"death", "missing", "dead_or_missing", "injured", "displaced", "evacuated", "homeless", "isolated", "in_need"}
)
DAMAGE_KINDS = frozenset({"damaged", "destroyed", "flooded", "cost"})
LINKING = frozenset({"be", "have", "get", "leave", "report", "confirm", "believe", "fear", "know", "remain", "list"})
"""Verbs that may stand between a figure and the harm that it counts: "three were reported killed"."""
BASES = frozenset({"from", "in", "on", "with", "per", "since", "than", "among", "amongst", "outside", "through"})
"""Before a figure that stands beside the harmed and does not count them: "seven bodies *from* 162 aboard"."""
SHARES = frozenset({"half", "third", "quarter", "fifth", "tenth", "percent", "%", "most", "majority", "part"})
LONGEST_GAP = 10
DISTRICTS = frozenset(
    {"city", "municipality", "province", "county", "district", "region", "country", "state", "area", "community"}
    | {"island", "department", "prefecture", "commune", "nation", "place", "location", "site", "barangay", "ward"}
)
"""Nouns that count neither people nor things: "nine *cities* were affected"."""
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount as tokens, with the noun that it counts, where one follows."""

    amount: AmountSpan
    start: int
    end: int
    root: Token
    noun: Token | None
    shared: Token | None = None
    """The noun of the figure before, for one that leaves it out: "destroyed 9 houses and damaged 28 others"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure of a harm: what is harmed, and how far the reading had to reach for it."""

    harm: Harm
    figure: Figure
    kind: ImpactKind
    exposure: Exposure
    cost: float


def figures_of(sentence: Span, amounts: tuple[AmountSpan, ...]) -> list[Figure]:
    """The amounts of a sentence with their nouns, in order."""
    found: list[Figure] = []
    for amount in amounts:
        if sentence.start_char <= amount.start_char < sentence.end_char and (amount.low, amount.high) != (0, 0):
            span = sentence.doc.char_span(amount.start_char, amount.end_char, alignment_mode="expand")
            if span is not None and not _is_of_the_others(span):
                noun = _noun_after(sentence.doc, span.end, sentence.end)
                shared = (found[-1].noun or found[-1].shared) if found else None
                bare = noun is None or noun.lemma_ in {"other", "more", "rest"}
                found.append(Figure(amount, span.start, span.end, span.root, noun, shared if bare else None))
    return found


def _is_of_the_others(span: Span) -> bool:
    """Whether a figure counts those spared, or all of whom a share was harmed: "half of the 12,000 people"."""
    before = [t.lower_ for t in span.doc[max(0, span.start - 2) : span.start]]
    if before[-1:] == ["except"] or before == ["all", "but"]:
        return True
    nouns = (span.root, span.root.head)
    return any(tree.preposition(t) == "of" and t.head.lemma_.lower() in SHARES for t in nouns if t.dep_ == "nmod")


def _noun_after(doc: Doc, start: int, end: int) -> Token | None:
    """The noun of a figure: the last of the run of nouns and adjectives behind it, "of the" passed over."""
    noun: Token | None = None
    for i in range(start, min(start + 6, end)):
        token = doc[i]
        if token.pos_ in {"NOUN", "PROPN"}:
            noun = token
        elif noun is None and tree.base(token) == "amod" and token.head.i > i:  # "two [already struggling] hospitals"
            continue
        elif noun is not None or not _may_lead(token):
            break
    return noun


def _may_lead(token: Token) -> bool:
    """Whether a word may stand between a figure and its noun; in "killed 25 *when* a bus fell" the bus is none."""
    led = token.pos_ in {"ADJ", "DET", "ADV"} and token.tag_ != "WRB"
    return led or token.lower_ in {"of", "more", "'s"}


def readings(harms: list[Harm], figures: list[Figure]) -> list[Reading]:
    """The figures of harm of a sentence; each figure is read once, nearest reading first."""
    proposed = [
        reading
        for harm in harms
        for figure in figures
        if not _is_others(harm, figure, harms)
        for reading in _propose(harm, figure, figures)
    ]
    proposed.sort(key=lambda r: (r.cost, r.figure.start, r.harm.start))
    chosen: list[Reading] = []
    reached: set[int] = set()
    taken: set[int] = set()
    for reading in proposed:
        by_order = reading.cost >= 1
        if reading.figure.start in taken or (by_order and reading.harm.start in reached):
            continue
        taken.add(reading.figure.start)
        reached.add(reading.harm.start)
        chosen.append(reading)
    return sorted(chosen, key=lambda r: r.figure.start)


def _is_others(harm: Harm, figure: Figure, harms: list[Harm]) -> bool:
    """Whether another harm joined by "and" stands right before a figure: "killed 64 *and injured* 65"."""
    doc = harm.trigger.doc
    return any(
        harm.end <= other.start and other.end == figure.start and doc[other.start - 1].lower_ in {"and", "or"}
        for other in harms
        if other.kind != harm.kind and other.start > 0
    )


def _propose(harm: Harm, figure: Figure, figures: list[Figure]) -> Iterator[Reading]:
    noun = _joined(harm, figure)
    distance = min(abs(figure.start - harm.end), abs(harm.start - figure.end)) / 100
    if noun is not None:
        yield from _sensible(harm, figure, noun, distance, strict=False)
    elif _by_word_order(harm, figure, figures):
        yield from _sensible(harm, figure, figure.noun, 1 + distance, strict=True)


def _joined(harm: Harm, figure: Figure) -> Token | None:
    """The harmed noun on which the tree hangs the figure."""
    doc = harm.trigger.doc
    before = doc[max(0, figure.start - 2) : figure.start].text.lower()
    if (before == "out of" or before.split(" ")[-1] in BASES) and figure.root not in harm.harmed:
        return None
    for noun in harm.harmed:
        if figure.root in (noun, *noun.children) or figure.root.head == noun or figure.start <= noun.i < figure.end:
            return noun
    return None


def exposure_of(noun: Token | None) -> Exposure | None:
    """What a noun names, its complement with "of" and its modifiers included; None where no table knows it."""
    if noun is None:
        return None
    for candidate in [noun, *tree.obliques(noun, "of"), *tree.modifiers(noun)]:
        found = words.exposure(candidate.lemma_.lower()) or words.exposure(candidate.lower_)
        if found is not None:
            return found.exposure
    return None


def _sensible(harm: Harm, figure: Figure, noun: Token | None, cost: float, *, strict: bool) -> Iterator[Reading]:
    """The reading, if the figure can be one of this kind of harm. `strict`: a noun must be a known one."""
    amount, kind = figure.amount, harm.kind
    if amount.kind == "count" and not _is_whole(amount):
        return
    named = exposure_of(noun) or exposure_of(figure.noun)
    if amount.kind == "money":
        if kind in DAMAGE_KINDS and kind != "flooded":
            yield Reading(harm, figure, "cost", "economy", cost)
        return
    if kind == "cost":
        return
    if amount.kind == "measure":
        if kind in DAMAGE_KINDS:
            yield Reading(harm, figure, kind, named if named not in {None, "people"} else "land", cost)
        return
    if kind in PEOPLE_KINDS or kind == "affected":
        yield from _of_people(harm, figure, named, cost, strict=strict)
    elif figure.shared is not None and exposure_of(figure.shared) not in {None, "people", "households", "economy"}:
        yield Reading(harm, figure, kind, exposure_of(figure.shared) or "other", cost)
    elif named not in {None, "people", "economy"} or (amount.kind == "percent" and figure.noun is not None):
        yield Reading(harm, figure, kind, named or "other", cost)


def _of_people(harm: Harm, figure: Figure, named: Exposure | None, cost: float, *, strict: bool) -> Iterator[Reading]:
    if figure.noun is not None and figure.noun.lemma_ in DISTRICTS:
        return
    if named == "households" and figure.root.i > 1 and figure.root.nbor(-1).lower_ == "of":  # "a family of three"
        named = "people"
    own = figure.noun is None or harm.start <= figure.noun.i < harm.end
    unknown = named is None and not own and not _is_people(figure.noun)
    if figure.amount.kind == "percent" or (strict and unknown):
        return
    if harm.kind in {"isolated", "affected"} and named is not None:
        if named not in {"economy"} and not (harm.kind == "isolated" and named in {"buildings", "bridges", "roads"}):
            yield Reading(harm, figure, harm.kind, named, cost)
        elif named in {"bridges", "roads"}:
            yield Reading(harm, figure, "affected", named, cost)
    elif harm.kind == "homeless" and named == "buildings" and not strict:  # "lost 300 homes"
        yield Reading(harm, figure, "destroyed", "buildings", cost)
    elif named in {None, "people", "households"} or (named == "livestock" and harm.kind == "death"):
        yield Reading(harm, figure, harm.kind, named or harm.exposure or "people", cost)


def _is_whole(amount: AmountSpan) -> bool:
    """Whether a number can count people or things: "5.0" and "6.7" are strengths, whatever they stand beside."""
    decimal = re.search(r"\d\.\d+$", amount.text) is not None
    return not decimal and all(bound is None or bound == int(bound) for bound in (amount.low, amount.high))


def _is_people(noun: Token | None) -> bool:
    """A name in the plural is a people: "12 Albanians"."""
    return noun is not None and noun.tag_ == "NNPS"


def _by_word_order(harm: Harm, figure: Figure, figures: list[Figure]) -> bool:
    doc = harm.trigger.doc
    if figure.start >= harm.start and figure.end <= harm.end:
        return True
    if figure.end <= harm.start:
        between = [doc[i] for i in range(figure.end, harm.start)]
        crossed = any(figure.end <= f.start < harm.start for f in figures)
        return not crossed and len(between) <= LONGEST_GAP and _before(harm, figure, between)
    between = [doc[i] for i in range(harm.end, figure.start)]
    crossed = any(harm.end <= f.start < figure.start and doc[f.start - 1].lower_ not in LIMITERS for f in figures)
    if crossed or not between:
        return not crossed and not tree.is_passive(harm.trigger) and not harm.is_noun
    return _behind(harm, between) or _toll(harm, figure, between)


def _before(harm: Harm, figure: Figure, between: list[Token]) -> bool:
    """The figure first: "57 injured", "three fishermen are missing", "4,200 people had been moved to higher ground"."""
    trigger = harm.trigger
    if harm.is_noun:
        money = figure.amount.kind == "money"
        return all(t.pos_ in NOMINAL or (money and (t.pos_ in {"ADP", "DET"})) for t in between)
    if trigger.pos_ == "VERB" and harm.end - harm.start == 1 and tree.children(trigger, "obj"):
        return False
    if trigger.dep_ == "amod" and trigger.head.i > trigger.i and not _is_counted(trigger.head, figure):
        return False  # of "200 houses in quake-affected areas" it is the areas that are affected
    return not any(
        (t.pos_ == "VERB" and t.lemma_ not in LINKING)
        or t.pos_ in {"SCONJ", "CCONJ", "PUNCT"}
        or t.lower_ in {"by", "after", "before", "since"}
        for t in between
    )


def _is_counted(noun: Token, figure: Figure) -> bool:
    return noun == figure.noun or figure.root in noun.children or figure.start <= noun.i < figure.end


def _behind(harm: Harm, between: list[Token]) -> bool:
    """An active verb first: "cut off about 300 people", "blackened some 3,500 hectares"."""
    if not (harm.is_verb or harm.trigger.tag_ in {"VBN", "VBD"}) or tree.is_passive(harm.trigger):
        return False
    return len(between) <= 4 and all(t.pos_ in {"ADV", "DET", "ADJ"} or t.lower_ in {"about", "of"} for t in between)


def _is_phrase(between: list[Token]) -> bool:
    """Whether what stands between a loss and its sum only says whose it is: "losses *for insurers* over $1 billion"."""
    return all(t.pos_ in NOMINAL or t.lower_ in {"for", "of", "to", "in", "the", "a", "worth"} for t in between)


def _toll(harm: Harm, figure: Figure, between: list[Token]) -> bool:
    """A toll first: "the number of dead at 58", "the toll rose to 12", "damage was put at two million dollars"."""
    doc, start = harm.trigger.doc, harm.start
    counted = (
        start > 1
        and doc[start - 1].lower_ in {"of", "the"}
        and "number" in {doc[i].lower_ for i in range(max(0, start - 3), start)}
    )
    last = between[-1].lower_
    if not (harm.is_noun or counted) or len(between) > LONGEST_GAP or last in LIMITERS:
        return False
    if harm.is_noun and figure.amount.kind == "money" and figure.noun is None and _is_phrase(between):
        return True
    verbs = [t for t in between if t.pos_ == "VERB"]
    clean = all(t.lemma_ in COUNT_VERBS | LINKING for t in verbs)
    clean = clean and not any(t.pos_ in {"SCONJ", "CCONJ", "PUNCT"} for t in between)
    told = bool(verbs) or any(t.lemma_ in COUNT_VERBS for t in between)
    return clean and (last in {"at", "to", "of"} or (told and (between[-1].pos_ in {"AUX", "VERB", "ADV"})))
