"""Putting books together: articles by the rules of reading, and what persons said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from wirebook.book import correcting
from wirebook.book.corrections import Correction
from wirebook.book.schema import articles
from wirebook.record import CodedArticle

if TYPE_CHECKING:
    from wirebook.book.queries import Connect

TOGETHER = 50
"""Articles, and corrections, that are stored in one transaction."""


def readings(connect: Connect, coded: Iterable[CodedArticle]) -> Iterator[tuple[CodedArticle, str]]:
    """Articles with who coded them, which records say only where there are any."""
    for one in coded:
        with connect() as connection:
            query = select(articles.c.coder).where(articles.c.id == one.article.id)
            coder = connection.execute(query).scalar_one_or_none()
        if coder is not None:
            yield one, coder


def keep_corrections(connection: Connection, corrections: Iterable[Correction]) -> int:
    """Store the corrections of another book; how many are new. What was taken back in one book is taken back."""
    new = 0
    touched: dict[str, None] = {}
    for correction in corrections:
        known = correcting.correction_of(connection, correction.id)
        if not known:
            new += correcting.keep(connection, correction)
        elif correction.is_undone and not known[0].is_undone:
            correcting.replace(connection, correction)
        else:
            continue
        touched[correction.article] = None
    for article in touched:
        correcting.restate(connection, article)
    return new
