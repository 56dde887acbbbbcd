"""The relations scores, read from `tables/relation_scores.toml`, which says how they were made."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

from wirebook.errors import KnowledgeError
from wirebook.record import EventType, Status

TABLE = "relation_scores.toml"


@dataclass(frozen=True)
class RelationScores:
    """Scores from -10 to +10 by type and mode, apart for joint acts, and a weight for each status."""

    types: Mapping[str, float]
    modes: Mapping[str, float]
    joint: Mapping[str, float]
    weights: Mapping[str, float]

    def score(self, event: EventType, mode: str | None, *, joint: bool) -> float:
        """How far an act done, of this type and mode, brings two parties together or apart; a REQUEST does neither."""
        if event == "REQUEST":
            return 0.0
        if joint and event in self.joint:
            return self.joint[event]
        return self.modes.get(f"{event} {mode}", self.types[event])

    def weight(self, status: Status) -> float:
        """How much an act of this status counts, from 0 to 1."""
        return self.weights[status]


@cache
def relation_scores() -> RelationScores:
    """The table. Raises KnowledgeError where it does not fit the types and statuses of the record."""
    return parse(files("wirebook.book").joinpath("tables", TABLE).read_text(encoding="utf-8"))


def parse(text: str) -> RelationScores:
    """A table from TOML. Raises KnowledgeError for what it lacks, does not know, or scores out of range."""
    try:
        sections = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(TABLE, str(error)) from error
    types = set(get_args(EventType)) - {"REQUEST"}
    scores = RelationScores(
        types=_numbers(sections, "score", -10.0),
        modes=_numbers(sections, "mode", -10.0),
        joint=_numbers(sections, "joint", -10.0),
        weights=_numbers(sections, "status", 0.0),
    )
    _require(set(scores.types) == types, "[score] names each PLOVER type but REQUEST, once")
    _require(set(scores.weights) == set(get_args(Status)), "[status] names each status once")
    named = {mode.split(" ")[0] for mode in scores.modes} | set(scores.joint)
    _require(named <= types, "[mode] and [joint] name PLOVER types other than REQUEST")
    _require(all(weight <= 1.0 for weight in scores.weights.values()), "a weight is from 0 to 1")
    return scores


def _numbers(sections: Mapping[str, object], name: str, lowest: float) -> dict[str, float]:
    section = sections.get(name)
    if not isinstance(section, dict):
        raise KnowledgeError(TABLE, f"there is no section [{name}]")
    numbers: dict[str, float] = {}
    for key, value in section.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not lowest <= value <= 10:
            raise KnowledgeError(TABLE, f"{name}.{key} is no number from {lowest:g} to 10")
        numbers[key] = float(value)
    return numbers


def _require(holds: bool, rule: str) -> None:
    if not holds:
        raise KnowledgeError(TABLE, rule)
