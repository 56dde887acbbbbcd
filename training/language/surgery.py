"""Words put into an annotated sentence and taken out of it, with the tree and the names kept right."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from training.language.corpus import Sentence, in_bio


@dataclass(frozen=True)
class Word:
    """A word to put in. `head` counts from the first word put in, or is a position of the sentence if `outside`."""

    text: str
    tag: str
    pos: str
    features: str
    relation: str
    head: int
    outside: bool = False
    name: str = "O"


def inserted(sentence: Sentence, at: int, words: list[Word]) -> Sentence:
    """The sentence with words put in before position `at`."""

    def move(i: int) -> int:
        return i + len(words) if i >= at else i

    def put(values: list[str], inside: list[str]) -> list[str]:
        return [*values[:at], *inside, *values[at:]]

    heads = [move(h) for h in sentence.heads]
    return replace(
        sentence,
        words=put(sentence.words, [w.text for w in words]),
        spaces=[],
        tags=put(sentence.tags, [w.tag for w in words]),
        pos=put(sentence.pos, [w.pos for w in words]),
        morphs=put(sentence.morphs, [w.features for w in words]),
        lemmas=[],
        heads=[*heads[:at], *(move(w.head) if w.outside else at + w.head for w in words), *heads[at:]],
        deps=put(sentence.deps, [w.relation for w in words]),
        names=put(sentence.names, [w.name for w in words]),
    )


def without(sentence: Sentence, gone: Collection[int]) -> Sentence:
    """The sentence without some words, on which nothing hangs."""
    kept = [i for i in range(len(sentence.words)) if i not in gone]
    place = {old: new for new, old in enumerate(kept)}

    def cut(values: list[str]) -> list[str]:
        return [values[i] for i in kept] if values else []

    return replace(
        sentence,
        words=cut(sentence.words),
        spaces=[],
        tags=cut(sentence.tags),
        pos=cut(sentence.pos),
        morphs=cut(sentence.morphs),
        lemmas=[],
        heads=[place[sentence.heads[i]] for i in kept] if sentence.heads else [],
        deps=cut(sentence.deps),
        names=cut(sentence.names),
    )


def with_name(sentence: Sentence, start: int, end: int, name: list[str], label: str) -> Sentence:
    """The sentence with another name in the place of words `start` to `end`, tree and labels kept right."""
    shift = len(name) - (end - start)

    def move(i: int) -> int:
        return i if i < end else i + shift

    def put(values: list[str], inside: list[str]) -> list[str]:
        return [*values[:start], *inside, *values[end:]] if values else []

    count = len(name)
    heads: list[int] = []
    if sentence.heads:
        first = sentence.heads[start]
        own = [start if first == start else move(first), *[start] * (count - 1)]
        moved = [start if start <= h < end else move(h) for h in sentence.heads]
        heads = [*moved[:start], *own, *moved[end:]]
    return replace(
        sentence,
        words=put(sentence.words, name),
        spaces=[],
        tags=put(sentence.tags, ["NNP"] * count),
        pos=put(sentence.pos, ["PROPN"] * count),
        morphs=put(sentence.morphs, ["Number=Sing"] * count),
        lemmas=[],
        heads=heads,
        deps=put(sentence.deps, [sentence.deps[start], *["flat"] * (count - 1)]) if sentence.deps else [],
        names=put(sentence.names, in_bio(count, [(0, count, label)])),
    )
