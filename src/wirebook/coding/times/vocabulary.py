"""The words that time expressions are made of, from `tables/`."""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType

CAPITALISED = frozenset({"MONTH", "MONTH_OR_WORD", "MONTH_SHORT", "WEEKDAY", "WEEKDAYS", "WEEKDAY_SHORT"})
"""Classes whose words count only with a capital: the verbs "may" and "march", "sat" and "sun" are no dates."""


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of this package."""
    path = resources.files(__package__) / "tables" / name
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@functools.cache
def classes() -> Mapping[str, Mapping[str, str]]:
    """Class to word to value."""
    found: dict[str, dict[str, str]] = {}
    for row in table("vocabulary.tsv"):
        found.setdefault(row["class"], {})[row["word"]] = row["value"]
    return MappingProxyType({name: MappingProxyType(words) for name, words in found.items()})


@functools.cache
def holidays() -> Mapping[str, str]:
    """Name of a holiday, in lower case, to the rule of its day."""
    return MappingProxyType({row["name"]: row["day"] for row in table("holidays.tsv")})
