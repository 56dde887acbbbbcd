"""Words for hazards."""

from __future__ import annotations

from functools import cache

from wirebook.knowledge.reading import read_table
from wirebook.knowledge.schema import HazardWord

__all__ = ["HazardWord", "by_word", "find", "words"]


def words() -> tuple[HazardWord, ...]:
    """Every word, in the order of the table."""
    return read_table("hazards.tsv", HazardWord)


@cache
def by_word() -> dict[str, HazardWord]:
    """Every form in lower case, phrases with single spaces, with its line."""
    return {form: row for row in words() for form in (row.word, *row.forms)}


def find(word: str) -> HazardWord | None:
    """The hazard of a word or phrase in any case, or None."""
    return by_word().get(word.lower())
