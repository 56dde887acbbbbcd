"""Reading numbers as news writes them: digits, words, and both with a scale word.

The values are those of the standard English number names; a composed number is read left to right, units adding up to
the next scale word (`hundred`, `thousand`, `million`...), which multiplies them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import MappingProxyType

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

SIMPLE = MappingProxyType(
    {word: value for value, word in enumerate(_ONES.split())}
    | {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
)
"""Number words below a hundred that are one word."""

SCALES = MappingProxyType(
    {
        "dozen": 12,
        "hundred": 100,
        "thousand": 1_000,
        "lakh": 100_000,
        "million": 1_000_000,
        "crore": 10_000_000,
        "billion": 1_000_000_000,
        "trillion": 1_000_000_000_000,
    }
)
"""Words that multiply what stands before them."""

SCALE_SUFFIXES = MappingProxyType(
    {
        "k": 1_000,
        "m": 1_000_000,
        "mn": 1_000_000,
        "mln": 1_000_000,
        "b": 1_000_000_000,
        "bn": 1_000_000_000,
        "bln": 1_000_000_000,
        "tn": 1_000_000_000_000,
        "trn": 1_000_000_000_000,
    }
)
"""Letters written on to the digits of a sum of money."""

_GROUPING = re.compile(r"[,\s](?=\s?\d{3})|\s(?=\d{3})|,(?=\d\d,)")
_IGNORED = frozenset({"and", "-", "of"})


def read_digits(text: str) -> float | None:
    """The value of digits with separators (`4,000`, `1.5`, `12`, `1/2`), or None where they are no one number."""
    over, slash, under = text.partition("/")
    if slash:
        return int(over) / int(under) if over.isdecimal() and under.isdecimal() and int(under) else None
    try:
        return float(_GROUPING.sub("", text))
    except ValueError:
        return None


def read_number(words: Iterable[str]) -> float | None:
    """The value of a number in words or digits, or None where a word is no part of a number.

    `["two", "hundred", "and", "five"]` is 205, `["1.5", "million"]` 1,500,000, `["half", "a", "million"]` 500,000,
    `["three", "quarters", "of", "a", "million"]` 750,000.
    """
    total, group = 0.0, 0.0
    seen = halved = False
    for word in (word.lower() for word in words):
        if word in _IGNORED:
            continue
        if word == "half":
            # "half a million" halves what follows, "two and a half million" adds to what precedes.
            halved, group = not seen, group + 0.5
        elif word in {"quarter", "quarters"}:
            group = 0.25 * (group or 1.0)
        elif word in {"a", "an"}:
            group = group if halved or seen else 1.0
        elif word in SIMPLE:
            group += SIMPLE[word]
        elif word in SCALES:
            scale = SCALES[word]
            group = (group or 1.0) * scale
            if scale >= 1_000:
                total, group = total + group, 0.0
        else:
            value = read_digits(word)
            if value is None or not word[0].isdigit():
                return None
            group += value
        seen = True
    return total + group if seen else None
