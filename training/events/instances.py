"""Marked sentences as batches of numbers."""

from __future__ import annotations

import random
from dataclasses import dataclass

import spacy
import torch

from training.events.corpus import Marked, Range
from training.events.network import Batch
from wirebook.coding.events.scorer import TYPES
from wirebook.language.pieces import Pieces

MOST_PIECES = 160


@dataclass
class Instance:
    """One sentence in numbers, one a piece, and the number of its type."""

    pieces: list[int]
    cases: list[int]
    roles: list[int]
    acts: list[int]
    event: int


class Numbers:
    """Turns sentences into instances."""

    def __init__(self, pieces: Pieces) -> None:
        """`pieces` are those of the encoder."""
        self._pieces, self._cut = pieces, spacy.blank("en").tokenizer

    def instance(self, row: Marked) -> Instance:
        """One sentence."""
        words = [(t.text, t.idx, t.idx + len(t.text)) for t in self._cut(row.text) if not t.is_space]
        encoded = self._pieces.encode([w[0] for w in words])

        def held(span: Range | None) -> list[bool]:
            found = [False] * len(encoded.pieces)
            for (_, start, end), first, last in zip(words, encoded.first, encoded.last, strict=True):
                if span and start < span[1] and end > span[0]:
                    found[first : last + 1] = [True] * (last + 1 - first)
            return found

        source, target, act = held(row.source), held(row.target), held(row.trigger)
        roles = [1 if s else 2 if t else 0 for s, t in zip(source, target, strict=True)]
        return Instance(
            encoded.pieces[:MOST_PIECES],
            encoded.cases[:MOST_PIECES],
            roles[:MOST_PIECES],
            [int(a) for a in act][:MOST_PIECES],
            TYPES.index(row.event),
        )


def batch_of(instances: list[Instance]) -> Batch:
    """Instances padded to the longest."""
    most = max(len(i.pieces) for i in instances)

    def padded(name: str) -> torch.Tensor:
        rows = [getattr(i, name) for i in instances]
        return torch.tensor([row + [0] * (most - len(row)) for row in rows])

    events = torch.tensor([i.event for i in instances])
    return Batch(padded("pieces"), padded("cases"), padded("roles"), padded("acts"), events)


def batches(instances: list[Instance], size: int, rng: random.Random) -> list[list[Instance]]:
    """Batches of like length in random order."""
    order = sorted(instances, key=lambda i: len(i.pieces) + rng.random() * 12)
    found = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(found)
    return found
