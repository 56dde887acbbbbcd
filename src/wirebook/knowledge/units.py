"""Words and signs for money and measures."""

from __future__ import annotations

from functools import cache

from wirebook.knowledge.reading import read_table
from wirebook.knowledge.schema import UnitWord

__all__ = ["UnitWord", "by_word", "find", "words"]


def words() -> tuple[UnitWord, ...]:
    """Every line, in the order of the table."""
    return read_table("units.tsv", UnitWord)


@cache
def by_word() -> dict[str, tuple[UnitWord, ...]]:
    """Every form in lower case with its lines: several for a word such as `dollar` that currencies share."""
    found: dict[str, tuple[UnitWord, ...]] = {}
    for row in words():
        for form in row.forms:
            found[form.lower()] = (*found.get(form.lower(), ()), row)
    return found


def find(word: str, country: str | None = None) -> UnitWord | None:
    """The unit of a word, sign or phrase in any case, or None.

    `country` is the alpha-3 code of an adjective before it, or else of the country spoken of: `dollar` with AUS is
    AUD. Without a country a word that no currency has to itself (peso, dinar) means none.
    """
    lines = by_word().get(word.lower(), ())
    plain = next((row for row in lines if row.country is None), None)
    return next((row for row in lines if country and row.country == country), plain)
