"""Text to tokens, each with one character that stands for its word or shape.

A grammar over words becomes a regular expression over those characters: one character a token, whatever the words'
lengths, so that the regular expression engine of the standard library does the matching.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

OTHER = "·"
BREAK = "¶"

_TOKEN = re.compile(
    r"""(?P<meridiem>[ap]\.[ ]?m\b\.?|[ap]m\b|AM\b|PM\b|A\.M\.?|P\.M\.?)
    |(?P<word>[^\W\d_]+)
    |(?P<break>\n[^\S\n]*\n\s*)
    |(?P<iso>\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-]))
    |(?P<numeric>\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)(?:\d{4}|\d{2})(?![\w/]))
    |(?P<decade>\d{3}0['’]?s\b|['’]\d0['’]?s\b)
    |(?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?![\w:]))
    |(?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)
    |(?P<fraction>\d/\d(?![\d/]))
    |(?P<number>\d+(?:[.,]\d+)*)
    |(?P<possessive>['’]s\b)
    |(?P<mark_other>\S)""",
    re.VERBOSE,
)

SHAPES = {
    "ISO": "①",
    "NUMERIC": "②",
    "DECADE": "③",
    "CLOCK": "④",
    "ORDINAL_DIGITS": "⑤",
    "FRACTION": "⑥",
    "SMALL": "⑦",  # 1 to 12: hour, day or month
    "HOUR": "⑧",  # 13 to 24
    "DAY": "⑨",  # 25 to 31
    "YEAR": "⑩",  # four digits, 1400 to 2199
    "QUANTITY": "⑪",  # any other number
    "MERIDIEM": "⑫",
    "POSSESSIVE": "⑬",
    "COMMA": ",",
    "DASH": "-",
    "DOT": ".",
    "TWO_DIGITS": "⑭",  # '98
}
"""Shapes of tokens, by the names that the grammar uses."""

_FIXED = {
    "iso": SHAPES["ISO"],
    "numeric": SHAPES["NUMERIC"],
    "decade": SHAPES["DECADE"],
    "clock": SHAPES["CLOCK"],
    "ordinal": SHAPES["ORDINAL_DIGITS"],
    "fraction": SHAPES["FRACTION"],
    "meridiem": SHAPES["MERIDIEM"],
    "possessive": SHAPES["POSSESSIVE"],
    "break": BREAK,
}
_MARKS = {",": ",", "-": "-", "–": "-", "—": OTHER, ".": "."}


class Tokens(NamedTuple):
    """`shapes[i]` stands for the token `text[starts[i]:ends[i]]`."""

    text: str
    shapes: str
    starts: list[int]
    ends: list[int]

    def word(self, index: int) -> str:
        """The token, in lower case."""
        return self.text[self.starts[index] : self.ends[index]].lower()


@functools.cache
def _number_shape(digits: str) -> str:
    if not digits.isdecimal():
        return SHAPES["QUANTITY"]
    value = int(digits[:6])
    if len(digits) == 4 and 1400 <= value < 2200:
        return SHAPES["YEAR"]
    if len(digits) > 2 or value > 31 or value == 0:
        return SHAPES["QUANTITY"]
    return SHAPES["SMALL"] if value <= 12 else SHAPES["HOUR"] if value <= 24 else SHAPES["DAY"]


class Lexer:
    """Knows a set of words; every word has a character of its own, so that it may be in many classes."""

    def __init__(self, words: Iterable[str], capitalised: Iterable[str]) -> None:
        first = 0xE000  # the private use area: no character of it occurs in a grammar
        self.characters = {word: chr(first + index) for index, word in enumerate(sorted(set(words)))}
        capitalised = frozenset(capitalised)
        self._forms: dict[str, str] = {}
        for word, character in self.characters.items():
            if word not in capitalised:
                self._forms[word] = character
            self._forms[word.capitalize()] = self._forms[word.upper()] = character

    def tokens(self, text: str) -> Tokens:
        """The tokens of `text`; a blank line is a token that nothing matches."""
        shapes: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        known = self._forms.get
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            kind = match.lastgroup
            if kind == "word":
                shapes.append(known(match[0].replace("’", "'"), OTHER))
            elif kind == "mark_other":
                shapes.append(_MARKS.get(match[0], OTHER))
            elif kind == "number":
                shapes.append(_number_shape(match[0]))
            else:
                shapes.append(_FIXED[str(kind)])
            starts.append(start)
            ends.append(end)
        return Tokens(text, "".join(shapes), starts, ends)
