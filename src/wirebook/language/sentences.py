"""Where sentences may start: what is certain without reading, and what must not be.

Between the two the network decides. A passage from one certain start to the next is read as one sentence; where the
network sees a start inside it, the parts are read again by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

FULL_STOPS = frozenset({".", "!", "?", "…", "..."})
CLOSERS = frozenset({'"', "”", "’", "'", "''", ")", "]", "»"})
OPENERS = frozenset({'"', "“", "‘", "'", "``", "(", "[", "«"})
ENDS = FULL_STOPS | CLOSERS | {":", ";", "-", "–", "—", "*", "•", "|"}
"""Tokens behind which a sentence may start in running text."""
TITLES = frozenset(
    {
        "adm", "brig", "capt", "cmdr", "col", "cpl", "dr", "fr", "gen", "gov", "hon", "lt", "maj", "mr", "mrs", "ms",
        "msgr", "mt", "pres", "prof", "rep", "rev", "sen", "sgt", "st",
    }
)  # fmt: skip
"""Abbreviations that always stand before a name."""
AFTER_TEXT = 0.4
ELSEWHERE = 0.5
"""The chance from which the network's word is taken: behind the end of a sentence, and where nothing ended."""


def _behind_stop(doc: Doc, i: int) -> bool:
    """Whether token `i` follows a full stop and a blank and looks like a beginning, beyond doubt."""
    token, j = doc[i], i - 1
    if not doc[j].whitespace_ and not doc[j].is_space:
        return False
    while j > 0 and doc[j].is_space:
        j -= 1
    if not (token.text[0].isupper() or token.text[0].isdigit() or token.text in OPENERS):
        return False
    closed = False
    while j > 0 and doc[j].text in CLOSERS:
        closed, j = True, j - 1
    if doc[j].text not in FULL_STOPS or j == 0:
        return False
    if doc[j].text != "." and closed:
        return False  # "Ready?" Kim asked
    before = doc[j - 1].text
    return before.lower() not in TITLES and not (len(before) == 1 and before.isupper()) and before.lower() != "no"


def _is_certain(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.is_sent_start is True:
        return True
    before = doc[i - 1]
    if before.is_space and before.text.count("\n") > 1:
        return True
    return token.is_sent_start is None and _behind_stop(doc, i)


def passages(doc: Doc) -> list[list[int]]:
    """The words of a `Doc` (positions of tokens, blanks left out), cut where a sentence starts for certain.

    A token whose `is_sent_start` was set to True starts one.
    """
    found: list[list[int]] = []
    for token in doc:
        if token.is_space:
            continue
        if not found or (token.i and _is_certain(doc, token.i)):
            found.append([])
        found[-1].append(token.i)
    return found


def _least(token: Token) -> float:
    """The chance that the network must give for a start at a token; above 1 where none may be."""
    if token.is_sent_start is False:
        return 2.0
    before = token.nbor(-1)
    if before.is_space:
        return AFTER_TEXT
    if before.text == "." and token.i > 1 and token.nbor(-2).lower_ in TITLES:
        return 2.0
    if token.text in FULL_STOPS | CLOSERS - OPENERS:
        return 2.0
    return AFTER_TEXT if before.text in ENDS or before.text[-1] in FULL_STOPS else ELSEWHERE


def cut(doc: Doc, passage: list[int], chances: Sequence[float]) -> list[list[int]]:
    """A passage cut where the network sees a sentence start; `chances` runs over the passage's words."""
    found = [[passage[0]]]
    for i, chance in zip(passage[1:], list(chances)[1:], strict=True):
        if chance > _least(doc[i]):
            found.append([])
        found[-1].append(i)
    return found


def within(doc: Doc, passage: list[int], most: int) -> list[list[int]]:
    """A passage in parts of at most `most` words, cut behind its last semicolon or comma that fits, else anywhere."""
    found: list[list[int]] = []
    rest = passage
    while len(rest) > most:
        size = next((k for k in range(most, most // 2, -1) if doc[rest[k - 1]].text in {";", ",", ":"}), most)
        found.append(rest[:size])
        rest = rest[size:]
    return [*found, rest]
