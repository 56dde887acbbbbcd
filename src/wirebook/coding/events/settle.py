"""The lexicon's reading and the scorer's chances weighed against each other: one chance for each type, and for none.

The weights (`weights/settle.toml`) are those of a small logistic model, fitted by `training/events/settle.py` on
sentences of ours that the scorer did not see.
"""

from __future__ import annotations

import functools
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Literal, cast

from wirebook.coding.events.scorer import NONE, TYPES, Answer
from wirebook.errors import ModelError
from wirebook.record import EventType, Span

Fit = Literal["both", "one", "far", "absent", "sure", "unsure"]
"""How the reading came about: with the parties handed in, an act whose roles are both of them, one of them, or neither,
or no act at all; found by itself, a claim that the lexicon gives much weight or less.
"""
SURE = 0.86
"""The least confidence of a claim that the lexicon is sure of."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The lexicon's word: the type that it reads, how, and at what words of the sentence it reads any act."""

    event: EventType | None
    fit: Fit
    at: frozenset[Span] = frozenset()


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of the model: of the scorer's log chances, of a reading by its fit, and of no act by that fit."""

    scorer: float
    fit: Mapping[str, float]
    none: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Settled:
    """The chances of all classes, in the order of `TYPES`."""

    chances: tuple[float, ...]

    def of(self, event: str) -> float:
        """The chance of one class."""
        return self.chances[TYPES.index(event)]

    @property
    def event(self) -> EventType:
        """The likeliest type, no act left aside."""
        number = max(range(len(TYPES) - 1), key=self.chances.__getitem__)
        return cast(EventType, TYPES[number])


def settle(answer: Answer, reading: Reading, weights: Weights) -> Settled:
    """The chances of the classes once both have spoken."""
    values = [weights.scorer * chance for chance in answer.chances]
    if reading.event is not None:
        values[TYPES.index(reading.event)] += weights.fit[reading.fit]
    values[TYPES.index(NONE)] += weights.none[reading.fit]
    most = max(values)
    raised = [math.exp(value - most) for value in values]
    total = sum(raised)
    return Settled(tuple(value / total for value in raised))


@functools.cache
def weights_of(way: Literal["given", "found"]) -> Weights:
    """The weights that ship, for parties handed in or found. Raises `ModelError` where there are none."""
    file = resources.files("wirebook.coding.events") / "weights" / "settle.toml"
    try:
        return Weights(**tomllib.loads(file.read_text(encoding="utf8"))[way])
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ModelError(str(file), f"no weights of the scorer there ({error}); reinstall wirebook") from error
