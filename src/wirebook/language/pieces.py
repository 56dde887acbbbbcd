"""Words as the encoder reads them: word pieces, which know no capitals, and beside them the case of each word.

The pieces are BERT's (Devlin et al. 2019: lower case, no accents, the longest piece first). A word is split by itself,
so that every piece belongs to one word. Training and running share this file.
"""

from __future__ import annotations

import functools
import unicodedata
from importlib import resources
from typing import NamedTuple

PADDING, UNKNOWN, FIRST, LAST = "[PAD]", "[UNK]", "[CLS]", "[SEP]"
MOST_PIECES = 8
"""Of one word: a link or a string of digits says no more for being read to its end."""
MOST_LETTERS = 64

CASES = ("none", "lower", "title", "upper", "letter", "mixed", "number", "digits", "other")
"""What a word's letters look like; `none` for padding and for a word whose case is not to be looked at."""
_CASE = {name: number for number, name in enumerate(CASES)}

_ASCII = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


class Encoded(NamedTuple):
    """A sentence for the encoder. `first` and `last` give each word's first and last piece, [CLS] counted."""

    pieces: list[int]
    cases: list[int]
    first: list[int]
    last: list[int]


def case_of(word: str) -> int:
    """The number of a word's case in `CASES`."""
    if word.isalpha():
        if word.islower():
            return _CASE["lower"]
        if word.isupper():
            return _CASE["upper"] if len(word) > 1 else _CASE["letter"]
        return _CASE["title"] if word[0].isupper() and word[1:].islower() else _CASE["mixed"]
    letters = any(c.isalpha() for c in word)
    if any(c.isdigit() for c in word):
        return _CASE["digits"] if letters else _CASE["number"]
    if not letters:
        return _CASE["other"]
    if word.isupper():
        return _CASE["upper"]
    return _CASE["lower"] if word.islower() else _CASE["mixed"]


def _bare(word: str) -> str:
    """Lower case without accents, typographic marks as plain ones."""
    word = word.translate(_ASCII).lower()
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")


def _runs(word: str) -> list[str]:
    """A word cut at its marks: `U.S.` is `u . s .`."""
    runs: list[str] = []
    open_run = False
    for character in word:
        joins = character.isalnum()
        if joins and open_run:
            runs[-1] += character
        elif not character.isspace():
            runs.append(character)
        open_run = joins
    return runs


class Pieces:
    """The list of word pieces, and how words are cut into them."""

    def __init__(self, vocabulary: list[str]) -> None:
        """`vocabulary` is the encoder's list: a piece a line, its number the line's."""
        self._number = {piece: number for number, piece in enumerate(vocabulary)}
        self.padding, self.unknown = self._number[PADDING], self._number[UNKNOWN]
        self._first, self._last = self._number[FIRST], self._number[LAST]
        self.of_word = functools.lru_cache(maxsize=50_000)(self._of_word)

    def _of_word(self, word: str) -> tuple[int, ...]:
        found: list[int] = []
        for run in _runs(_bare(word[:MOST_LETTERS])):
            start = 0
            while start < len(run) and len(found) < MOST_PIECES:
                end = len(run)
                while end > start and (("##" if start else "") + run[start:end]) not in self._number:
                    end -= 1
                if end == start:
                    found.append(self.unknown)
                    break
                found.append(self._number[("##" if start else "") + run[start:end]])
                start = end
        return tuple(found[:MOST_PIECES]) or (self.unknown,)

    def encode(self, words: list[str]) -> Encoded:
        """A sentence's words as pieces, with the marks that the encoder expects at both ends."""
        pieces, cases = [self._first], [0]
        first: list[int] = []
        last: list[int] = []
        for word in words:
            own = self.of_word(word)
            first.append(len(pieces))
            pieces += own
            cases += [case_of(word)] * len(own)
            last.append(len(pieces) - 1)
        pieces.append(self._last)
        cases.append(0)
        return Encoded(pieces, cases, first, last)


@functools.cache
def shipped_pieces() -> Pieces:
    """The list that ships beside the weights."""
    text = (resources.files("wirebook.language") / "weights" / "vocabulary.txt").read_text(encoding="utf8")
    return Pieces(text.split("\n"))
