"""Words for what a hazard did, and for what it did it to."""

from __future__ import annotations

from functools import cache

from wirebook.knowledge.reading import read_table
from wirebook.knowledge.schema import ExposureWord, ImpactWord

__all__ = ["ExposureWord", "ImpactWord", "exposure", "exposure_words", "impact_words", "kind"]


def exposure_words() -> tuple[ExposureWord, ...]:
    """Every line of the table of exposures."""
    return read_table("exposures.tsv", ExposureWord)


def impact_words() -> tuple[ImpactWord, ...]:
    """Every line of the table of kinds of impact."""
    return read_table("impact_kinds.tsv", ImpactWord)


@cache
def _exposures() -> dict[str, ExposureWord]:
    return {form: row for row in exposure_words() for form in row.forms}


@cache
def _kinds() -> dict[str, tuple[ImpactWord, ...]]:
    found: dict[str, tuple[ImpactWord, ...]] = {}
    for row in impact_words():
        found[row.lemma] = (*found.get(row.lemma, ()), row)
    return found


def exposure(word: str) -> ExposureWord | None:
    """The exposure of a noun, singular or plural, in any case, or None."""
    return _exposures().get(word.lower())


def kind(lemma: str, pos: str | None = None) -> ImpactWord | None:
    """The kind of impact of a lemma or phrase in any case; with `pos`, only as that part of speech."""
    lines = _kinds().get(lemma.lower(), ())
    return next((row for row in lines if pos is None or row.pos == pos), None)
