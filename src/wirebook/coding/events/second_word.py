"""The scorer at work in the coding: every claim between two parties gets a second word, and its confidence with it."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Sequence
from dataclasses import replace

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from wirebook.coding.events.scorer import Answer, Question, Scorer, shipped
from wirebook.coding.events.settle import SURE, Fit, Reading, Settled, settle, weights_of
from wirebook.coding.spans import Actor, CodedAct
from wirebook.record import Span


def question_of(doc: Doc, sentence: Span, source: Span | None, target: Span | None) -> Question:
    """What the scorer is asked about two parties of a sentence; all are characters in the document."""
    span = doc.char_span(*sentence, alignment_mode="expand")
    words = tuple((t.text, t.idx, t.idx + len(t)) for t in (span if span is not None else doc) if not t.is_space)
    return Question(words, source, target)


def pair_of(act: CodedAct) -> tuple[Span, Span] | None:
    """The characters of the first two parties of an act that stand apart in its sentence, or None."""
    pairs = itertools.product(act.actor, act.recipient) if act.recipient else itertools.combinations(act.actor, 2)
    for one, other in pairs:
        if _apart(one, other) and all(act.sentence[0] <= a.start_char < act.sentence[1] for a in (one, other)):
            return (one.start_char, one.end_char), (other.start_char, other.end_char)
    return None


def _apart(one: Actor, other: Actor) -> bool:
    return one.end_char <= other.start_char or other.end_char <= one.start_char


def reading_of(act: CodedAct) -> Reading:
    """The lexicon's word on a claim."""
    fit: Fit = "sure" if act.confidence >= SURE else "unsure"
    return Reading(act.event, fit)


def heard(doc: Doc, acts: Sequence[CodedAct], scorer: Scorer) -> list[tuple[Answer, Settled] | None]:
    """The scorer's answer on each claim and what is settled with it; None where a claim has no two parties apart."""
    pairs = [pair_of(act) for act in acts]
    asked = [(n, question_of(doc, acts[n].sentence, *pair)) for n, pair in enumerate(pairs) if pair is not None]
    found: list[tuple[Answer, Settled] | None] = [None] * len(acts)
    for (number, _), answer in zip(asked, scorer.score([question for _, question in asked]), strict=True):
        settled = settle(answer, reading_of(acts[number]), weights_of("found"))
        found[number] = (answer, settled)
    return found


def second_word(doc: Doc, acts: tuple[CodedAct, ...], scorer: Scorer) -> tuple[CodedAct, ...]:
    """The claims with the scorer's word: the confidence of a claim between two parties is the chance of its type.

    What a claim says stays the lexicon's: on held-out sentences to retype claims was no gain (see MODEL_CARD.md).
    """
    kept: list[CodedAct] = []
    for act, word in zip(acts, heard(doc, acts, scorer), strict=True):
        if word is None:
            kept.append(act)
            continue
        answer, settled = word
        step = f"scorer: {answer.best} {math.exp(max(answer.chances)):.2f}"
        kept.append(replace(act, confidence=round(settled.of(act.event), 3), steps=(*act.steps, step)))
    return tuple(kept)


@functools.cache
def _words() -> Language:
    return spacy.blank("en")


def word_on(text: str, source: Span, target: Span) -> tuple[str, float, str]:
    """The scorer's own word on two parties of a sentence, for `explain`: type, chance, the word that says the act."""
    words = tuple((t.text, t.idx, t.idx + len(t)) for t in _words().make_doc(text) if not t.is_space)
    answer = shipped().score([Question(words, source, target)])[0]
    return answer.best, math.exp(max(answer.chances)), words[answer.word][0]
