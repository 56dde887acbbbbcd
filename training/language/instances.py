"""Annotated sentences as batches of numbers for the network."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import torch

from training.language.corpus import NAME_TYPES, Sentence
from training.language.network import Batch, Labels
from wirebook.language.pieces import Pieces

MISSING = -100
MOST_WORDS = 150
RARE = 3
"""A combination of features, or a relation, seen less often is not learnt."""


@dataclass
class Instance:
    """One or a few sentences in a row. `parts` tells each word's sentence; gold values are -100 where missing."""

    pieces: list[int]
    cases: list[int]
    first: list[int]
    last: list[int]
    parts: list[int]
    gold: dict[str, list[int]]


def labels_of(sentences: list[Sentence]) -> Labels:
    """The classes that the treebanks show."""

    def common(values: Iterator[str], least: int = RARE) -> list[str]:
        return sorted(value for value, count in Counter(values).items() if count >= least)

    return Labels(
        xpos=common((t for s in sentences for t in s.tags), 1),
        upos=common((p for s in sentences for p in s.pos), 1),
        features=common(m for s in sentences for m in s.morphs),
        relations=[*common(d for s in sentences for d in s.deps if d != "ROOT"), "root"],
        names=["O", *(f"{place}-{name}" for name in NAME_TYPES for place in "BI")],
    )


def without_names(sentence: Sentence) -> list[str]:
    """BIO tags for a treebank's sentence, which annotates no names: what is far from every proper noun is none."""
    proper = [p in {"PROPN", "X"} or t in {"NNP", "NNPS"} for p, t in zip(sentence.pos, sentence.tags, strict=True)]
    return [
        "" if any(proper[max(0, i - 1) : i + 2]) or word[:1].isupper() else "O" for i, word in enumerate(sentence.words)
    ]


class Numbers:
    """Turns sentences into instances by the labels of the network and the pieces of the encoder."""

    def __init__(self, labels: Labels, pieces: Pieces) -> None:
        """`labels` and `pieces` fix every number."""
        self.labels, self.pieces = labels, pieces
        self._index = {
            name: {value: i for i, value in enumerate(getattr(labels, name))}
            for name in ("xpos", "upos", "features", "relations", "names")
        }

    def _known(self, head: str, values: list[str], count: int) -> list[int]:
        index = self._index[head]
        return [index.get(v, MISSING) for v in values] if values else [MISSING] * count

    def instance(self, sentences: list[Sentence]) -> Instance:
        """One instance of sentences that stand in a row; the root of each is marked by -1 among the heads."""
        words = [w for s in sentences for w in s.words]
        gold: dict[str, list[int]] = {
            k: [] for k in ("xpos", "upos", "features", "relations", "heads", "names", "starts")
        }
        parts: list[int] = []
        for number, s in enumerate(sentences):
            offset, count = len(parts), len(s.words)
            parts += [number] * count
            gold["xpos"] += self._known("xpos", s.tags, count)
            gold["upos"] += self._known("upos", s.pos, count)
            gold["features"] += self._known("features", s.morphs, count)
            relations = ["root" if d == "ROOT" else d for d in s.deps]
            gold["relations"] += self._known("relations", relations, count)
            heads = [-1 if h == i else h + offset for i, h in enumerate(s.heads)]
            gold["heads"] += heads or [MISSING] * count
            gold["names"] += self._known("names", s.names, count)
            gold["starts"] += [int(i == 0) for i in range(count)]
        encoded = self.pieces.encode(words)
        return Instance(encoded.pieces, encoded.cases, encoded.first, encoded.last, parts, gold)

    def instances(self, sentences: list[Sentence], joined: float, rng: random.Random) -> Iterator[Instance]:
        """The sentences in order, a share `joined` of them in one instance with one or two that follow."""
        i = 0
        while i < len(sentences):
            count = rng.choice((2, 2, 3)) if rng.random() < joined else 1
            group = sentences[i : i + count]
            while len(group) > 1 and sum(len(s.words) for s in group) > MOST_WORDS:
                group = group[:-1]
            if sum(len(s.words) for s in group) <= MOST_WORDS:
                yield self.instance(group)
            i += len(group)


def batch_of(instances: list[Instance]) -> Batch:
    """Instances padded to the longest; a root among the heads becomes the number after the last word's."""
    most_pieces = max(len(i.pieces) for i in instances)
    most_words = max(len(i.first) for i in instances)

    def padded(rows: list[list[int]], length: int, filler: int) -> torch.Tensor:
        return torch.tensor([row + [filler] * (length - len(row)) for row in rows])

    gold = {name: padded([i.gold[name] for i in instances], most_words, MISSING) for name in instances[0].gold}
    gold["heads"] = torch.where(gold["heads"] == -1, most_words, gold["heads"])
    parts = padded([i.parts for i in instances], most_words, -1)
    same = (parts[:, :, None] == parts[:, None, :]) & (parts >= 0)[:, None, :]
    root = torch.ones(len(instances), most_words, 1, dtype=torch.bool)
    return Batch(
        pieces=padded([i.pieces for i in instances], most_pieces, 0),
        cases=padded([i.cases for i in instances], most_pieces, 0),
        first=padded([i.first for i in instances], most_words, 0),
        last=padded([i.last for i in instances], most_words, 0),
        gold=gold,
        same=torch.cat([same, root], dim=2),
    )


def batches(instances: list[Instance], most_pieces: int, rng: random.Random) -> list[list[Instance]]:
    """Batches of like length, at most so many pieces each (padding counted), in random order."""
    order = sorted(instances, key=lambda i: len(i.pieces) + rng.random() * 6)
    found: list[list[Instance]] = []
    for instance in order:
        if found and (len(found[-1]) + 1) * len(instance.pieces) <= most_pieces:
            found[-1].append(instance)
        else:
            found.append([instance])
    rng.shuffle(found)
    return found
