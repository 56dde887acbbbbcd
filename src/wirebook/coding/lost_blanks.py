"""Where a page lost the blanks around a name ("ComradeKim Jong Unvisited"), tokens end; offsets stay as they are."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from wirebook.knowledge.people import all_people

_BEFORE = """
of to by at in and for the with from that when When by
Comrade respected Marshal General Commander Secretary Chairman Excellency President Premier Minister Leader
"""
BEFORE_NAMES = tuple(rf"(?<=\b{word})(?=[A-Z][a-z])" for word in dict.fromkeys(_BEFORE.split()))
"""Infixes of the tokenizer: a blank was lost before a name ("offered toKim")."""

ENDINGS = frozenset({"as", "es", "ism", "isms", "ist", "ists", "ian", "ians", "ite", "ites", "esque", "ing"})
"""What a name takes on in one word, with no blank lost: "Clintonian"."""


@cache
def _last_words() -> dict[str, frozenset[tuple[str, ...]]]:
    """The words before the last one of the full names of the tables, by the last."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for person in all_people():
        for name in (person.name, *person.aliases):
            *before, last = name.split()
            if before:
                found.setdefault(last, set()).add(tuple(before))
    return {last: frozenset(before) for last, before in found.items()}


def split_names(doc: Doc) -> None:
    """Cut the words that a full name of the tables has run into: "Kim Jong *Un|visited*"."""
    cuts = [(token, length) for token in doc if (length := _length_of_name(token))]
    if not cuts:
        return
    with doc.retokenize() as retokenizer:
        for token, length in cuts:
            retokenizer.split(token, [token.text[:length], token.text[length:]], heads=[(token, 0), (token, 1)])


def _length_of_name(token: Token) -> int:
    """How many characters of a token end a full name; 0 where none does or the token is the name's own word."""
    text = token.text
    if len(text) < 4 or not (text[0].isupper() and text.isalpha()):
        return 0
    for length in range(2, len(text) - 1):
        if text[length:] in ENDINGS:
            continue
        for before in _last_words().get(text[:length], ()):
            first = token.i - len(before)
            if first >= 0 and tuple(t.text for t in token.doc[first : token.i]) == before:
                return length
    return 0
