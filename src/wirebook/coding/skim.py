"""Which sentences are worth parsing: told by their words, before anything is parsed.

A record needs a predicate of the lexicon beside the words that its frame asks for, or a word of harm beside a figure.
A sentence without either holds none, whatever its tree; what the others need of it is looked at too:

- the first sentences of an article introduce its people and say where it is;
- a hazard that is named tells the article's own;
- a quotation that runs on belongs to whoever spoke before;
- a name is introduced once ("the envoy Ann Lee") and short after ("Lee");
- a pronoun goes back to the parties shortly before.

The names of the tables are found in unread sentences as well, since that needs no tree.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from wirebook.coding.amounts.numerals import SCALES, SIMPLE
from wirebook.coding.attribution.finder import QUOTE_MARKS
from wirebook.coding.events.engine import SPOKEN_OF
from wirebook.coding.events.lexicon import ACT, ANY, INFINITIVE, PARTY, Frame, classes, frames, spelling
from wirebook.coding.impacts.find import COUNTED_ALONE, NOBODY
from wirebook.coding.impacts.find import SINGLE as ONE
from wirebook.knowledge import hazards, impacts
from wirebook.knowledge.joined import once_for_tables, using
from wirebook.language.lemmas import lemma

OPENING = 2
"""Sentences of an article that are always read."""
BACK = 1
"""Sentences before one with a pronoun that are read for it."""
INNER = frozenset({"do", "cause", "plan", "fail", "deny"})
"""Operators that are nothing without an act below them."""
TOPICAL = frozenset({"commit", "stop"})
"""Operators that stand alone only where they speak of aid, money, arms or talks."""
PRONOUNS = frozenset({"he", "she", "it", "they", "his", "her", "its", "their", "him", "them", "both"})
FIGURES = frozenset({*SIMPLE, *SCALES, "half", "couple", "several", "score", "third", "quarter", "both"})
SINGLE = ONE | NOBODY
"""Words that stand for a figure beside some words of harm: "a pilot was killed"."""
TESTS = frozenset({ANY, PARTY, ACT, INFINITIVE})
SLOTS = frozenset({"obj", "subj", "iobj", "prt", "xcomp", "ccomp", "amod", "compound", "poss", "acl"})
"""Slots that no word of the sentence names; any other is a preposition that has to stand there."""

MOST_FORMS = 100_000
"""Words of which is kept what was found."""

Needs = tuple[frozenset[str], ...]
"""Sets of words of each of which one has to stand in the sentence."""


def worth_reading(doc: Doc, passages: Sequence[Sequence[int]]) -> list[bool]:
    """Whether each passage (positions of its words) has to be parsed."""
    with using(doc._.tables):
        chosen = [_holds(doc, passage) for passage in passages]
        if not any(chosen):
            return chosen
        hazardous = [any(_is_hazard(doc[i].lower_) for i in passage) for passage in passages]
        wanted = [one or other for one, other in zip(chosen, hazardous, strict=True)]
        for number in _introductions(doc, passages, chosen):
            wanted[number] = True
        for number, passage in enumerate(passages):
            if number < OPENING:
                wanted[number] = True
            if not chosen[number]:
                continue
            words = {doc[i].lower_ for i in passage}
            if words & PRONOUNS:
                for before in range(max(0, number - BACK), number):
                    wanted[before] = True
            if doc[passage[0]].text in QUOTE_MARKS or _is_quoted(doc, passage):
                before = number - 1
                while before >= 0 and not wanted[before]:
                    wanted[before] = True
                    if not _is_quoted(doc, passages[before]):
                        break
                    before -= 1
        return wanted


def _introductions(doc: Doc, passages: Sequence[Sequence[int]], chosen: Sequence[bool]) -> set[int]:
    """The passages in which names of several words first stand whose last word comes again in a chosen one."""
    needed = {doc[i].text for passage, is_chosen in zip(passages, chosen, strict=True) if is_chosen for i in passage}
    first: dict[str, int] = {}
    for number, passage in enumerate(passages):
        for before, i in itertools.pairwise(passage):
            text = doc[i].text
            if text[:1].isupper() and text in needed and doc[before].text[:1].isupper() and text not in first:
                first[text] = number
    return set(first.values())


def _is_quoted(doc: Doc, passage: Sequence[int]) -> bool:
    """Whether a quotation begins or ends in a passage without doing the other."""
    return sum(doc[i].text in QUOTE_MARKS for i in passage) % 2 == 1


def _holds(doc: Doc, passage: Sequence[int]) -> bool:
    tokens = [doc[i] for i in passage]
    pool = frozenset[str]().union(*(lemmas_of(token.lower_) for token in tokens))
    if _has_figure(tokens, pool) and any(phrase <= pool for word in pool for phrase in _harm().get(word, ())):
        return True
    if not pool.isdisjoint(SINGLE) and any(phrase <= pool for word in pool for phrase in _harm_of_one().get(word, ())):
        return True
    return any(
        all(not need.isdisjoint(pool) for need in needs)
        for token in _predicates(tokens)
        for needs in _needs_of(token.lower_)
    )


def _has_figure(tokens: Sequence[Token], pool: frozenset[str]) -> bool:
    return not pool.isdisjoint(FIGURES) or any(letter.isdigit() for token in tokens for letter in token.text)


def _predicates(tokens: Sequence[Token]) -> Iterator[Token]:
    """The words that may be predicates: in a sentence of ordinary case, a capital amid it makes a name."""
    capitals = sum(token.text[:1].isupper() for token in tokens)
    for number, token in enumerate(tokens):
        is_name = token.text[:1].isupper() and number and tokens[number - 1].is_alpha
        if not is_name or 2 * capitals > len(tokens):
            yield token


FORMS: tuple[tuple[str, bool], ...] = (("VERB", False), ("NOUN", True), ("NOUN", False), ("ADJ", False))


@functools.lru_cache(maxsize=MOST_FORMS)
def lemmas_of(form: str) -> frozenset[str]:
    """What a word may be a form of, itself included, as the lexicon spells it."""
    found = {form}
    for pos, plural in FORMS:
        found.add(lemma(form, pos, plural).lower())
    return frozenset(found | {spelling(word) for word in found})


@once_for_tables
def _needs() -> dict[tuple[str, str], tuple[Needs, ...]]:
    """What has to stand beside each lemma of the lexicon, one tuple a frame; an empty one where it is enough."""
    found: dict[tuple[str, str], dict[Needs, None]] = {}
    topics = frozenset().union(*(classes()[name] for names, _ in SPOKEN_OF for name in names)) | {"$", "€", "£", "¥"}
    for several in frames().values():
        for frame in several:
            if frame.operator not in INNER:
                found.setdefault((frame.lemma, frame.pos), {})[_needs_of_frame(frame, topics)] = None
    return {word: ((),) if () in needs else tuple(needs) for word, needs in found.items()}


def _needs_of_frame(frame: Frame, topics: frozenset[str]) -> Needs:
    needs: list[frozenset[str]] = []
    for condition in frame.conditions:
        if condition.wanted and not condition.values & TESTS:
            needs.append(frozenset({*condition.values, *map(spelling, condition.values)}))
        if condition.wanted and condition.slot not in SLOTS:
            needs.append(frozenset({condition.slot}))
        if condition.wanted and condition.values == {INFINITIVE}:
            needs.append(frozenset({"to"}))
    if frame.operator in TOPICAL and frame.mode != "offered":
        needs.append(topics)
    return tuple(needs)


@once_for_tables
def _seen() -> dict[str, tuple[Needs, ...]]:
    """What was found by `_needs_of`, kept for the tables that are joined."""
    return {}


def _needs_of(form: str) -> tuple[Needs, ...]:
    """What has to stand beside a word for it to open a frame, one tuple a frame, whatever part of speech it is."""
    seen = _seen()
    if form not in seen:
        if len(seen) >= MOST_FORMS:  # memory must not grow with what is read
            seen.clear()
        table = _needs()
        keys = {(spelling(lemma(form, pos, plural).lower()), pos) for pos, plural in FORMS}
        keys |= {(spelling(form), "NOUN")}
        needs = tuple(dict.fromkeys(one for key in sorted(keys) for one in table.get(key, ())))
        seen[form] = ((),) if () in needs else needs
    return seen[form]


Phrases = dict[str, tuple[frozenset[str], ...]]
"""Words of harm by their first word, each with all its words."""


@functools.cache
def _harm() -> Phrases:
    return _by_first_word(word.lemma for word in impacts.impact_words())


@functools.cache
def _harm_of_one() -> Phrases:
    return _by_first_word(word.lemma for word in impacts.impact_words() if word.kind in COUNTED_ALONE)


def _by_first_word(phrases: Iterable[str]) -> Phrases:
    found: Phrases = {}
    for phrase in phrases:
        words = phrase.lower().split()
        found[words[0]] = (*found.get(words[0], ()), frozenset(words))
    return found


@functools.lru_cache(maxsize=MOST_FORMS)
def _is_hazard(form: str) -> bool:
    return any((word := hazards.find(one)) is not None and not word.weak for one in lemmas_of(form))
