"""One spelling for the many ways in which a name is written and cut into words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae"})
_PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
_SEPARATORS = re.compile(r"[-‐‑‒–—−'’‘ʼʻ`´\s]+")


@lru_cache(maxsize=65536)
def pieces(word: str) -> tuple[str, ...]:
    """The comparable pieces of a word or name, case kept.

    Diacritics and the dots of abbreviations go; hyphens and apostrophes of any shape part pieces, so that `Kim
    Jong-un` is the same three pieces however a tokenizer cuts it. A word of signs alone has none, except that other
    punctuation stays, so that no name reaches across a comma.
    """
    folded = word if word.isascii() else _folded(word)
    bare = folded.replace(".", "")
    if not bare and folded:
        return (folded,)
    return tuple(piece for piece in _SEPARATORS.split(bare) if piece)


def _folded(word: str) -> str:
    parted = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


def key(name: str) -> str:
    """The key under which a name is filed: its pieces in lower case with single spaces."""
    if _PLAIN.fullmatch(name):
        return name.lower()
    return " ".join(pieces(name)).casefold()
