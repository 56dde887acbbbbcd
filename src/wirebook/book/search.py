"""Full text: the words of a claim's sentence, found by SQLite's FTS5 and by PostgreSQL's tsvector alike.

Both are given words that are made here: what lies between other characters than letters and digits, without case and
accents. Neither cuts a text itself, so that both find the same. A query holds words that all have to be there, in any
order; `"two words"` in quotes, or joined as in `flood-hit`, stand next to each other; `flood*` is the beginning of a
word. Any other character only separates words, so that no query is wrong; one without a word finds nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, cast, column, false, select, table
from sqlalchemy.dialects.postgresql import TSQUERY

from wirebook.book.schema import claim_words, claims

LONGEST_WORD = 200
"""Characters by which words are told apart: PostgreSQL takes no more than 2,046 bytes."""
MOST_WORDS = 2000
"""Words of a sentence that are found; one of more is no sentence."""
LONGEST_QUERY = 100
"""Words of a query that are looked for."""

_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r'"([^"]*)("\*?|$)|(\S+)')

_INDEX = table("claim_words_index", column("rowid"))


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand next to each other; with `begins` the last one may go on."""

    words: tuple[str, ...]
    begins: bool = False


def words_of(text: str) -> list[str]:
    """The words of a text in one form."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    return [word[:LONGEST_WORD] for word in _WORD.findall(bare)]


def terms_of(query: str) -> list[Term]:
    """What a query looks for, each once."""
    found: dict[Term, None] = {}
    left = LONGEST_QUERY
    for match in _PART.finditer(query):
        part = match[3] if match[3] is not None else match[1]
        words = words_of(part)[:left]
        left -= len(words)
        if words:
            found[Term(tuple(words), match[0].endswith("*"))] = None
    return list(found)


def column_of(text: str, dialect: str) -> str:
    """The words of a text as the column of `claim_words` has them."""
    words = words_of(text)[:MOST_WORDS]
    if dialect == "postgresql":
        return " ".join(f"'{word}':{place}" for place, word in enumerate(words, start=1))
    return " ".join(words)


def found_by(query: str, dialect: str) -> ColumnElement[bool]:
    """The condition that the sentence of a claim meets a query."""
    terms = terms_of(query)
    if not terms:
        return false()
    if dialect == "postgresql":
        meets = claim_words.c.words.op("@@", is_comparison=True)(cast(_for_postgresql(terms), TSQUERY))
    else:
        match = column("claim_words_index").op("MATCH", is_comparison=True)(_for_sqlite(terms))
        meets = claim_words.c.number.in_(select(_INDEX.c.rowid).where(match))
    return claims.c.key.in_(select(claim_words.c.key).where(meets))


def _for_sqlite(terms: Iterable[Term]) -> str:
    return " AND ".join(f'"{" ".join(term.words)}"{" *" if term.begins else ""}' for term in terms)


def _for_postgresql(terms: Iterable[Term]) -> str:
    return " & ".join(
        "(" + " <-> ".join(f"'{word}'" for word in term.words) + (":*" if term.begins else "") + ")" for term in terms
    )
