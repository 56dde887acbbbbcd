"""The sentences of a generated page, read from `wordings.toml`: for each slot of the story several wordings."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Disaster(_Table):
    """A hazard, the words for it, and the wordings of its two figures, {first} and {second}."""

    hazard: str
    cause: str
    """After "hit by"."""
    damage: str
    relief: str
    first: tuple[str, str]
    """Exposure and kind of the first figure, which has a lower bound ("more than")."""
    second: tuple[str, str]
    """Exposure and kind of the second, which is approximate ("some")."""
    harm: tuple[str, ...]


class Sentences(_Table):
    """Slot by slot, the wordings of a page's sentences."""

    title: tuple[str, ...]
    caption: tuple[str, ...]
    lead: tuple[str, ...]
    message: tuple[str, ...]
    answer: tuple[str, ...]
    silence: tuple[str, ...]
    ready: tuple[str, ...]
    ties: tuple[str, ...]
    credits: tuple[str, ...]
    promotion: tuple[str, ...]
    more: tuple[str, ...]


class _File(_Table):
    sentences: Sentences
    disasters: tuple[Disaster, ...]


_FILE = _File.model_validate(tomllib.loads((Path(__file__).parent / "wordings.toml").read_text(encoding="utf-8")))
SENTENCES = _FILE.sentences
DISASTERS = _FILE.disasters
SIDES = ("north", "south", "east", "west")
"""As in "the country's north" and "the north of the country"."""
