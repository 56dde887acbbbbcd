"""Whether a book is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import ValidationError
from sqlalchemy import select

from wirebook.book.queries import Connect
from wirebook.book.rows import fingerprint
from wirebook.book.schema import articles
from wirebook.errors import BookDamaged
from wirebook.record import CodedArticle


def problems_of(connect: Connect, coded: Iterable[CodedArticle]) -> Iterator[str]:
    """What is wrong with a book, a sentence each: the file, the links between its tables, the records.

    `coded` are all its articles with their records; each is compared with the hash that was stored with it.
    """
    try:
        yield from _problems_of_file(connect)
        yield from _problems_of_records(connect, coded)
    except BookDamaged as error:
        yield error.reason


def _problems_of_file(connect: Connect) -> Iterator[str]:
    with connect() as connection:
        if connection.dialect.name != "sqlite":
            return
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    yield from (str(line) for line in found if line != "ok")
    if loose:
        yield f"{len(loose)} rows belong to no article"


def _problems_of_records(connect: Connect, coded: Iterable[CodedArticle]) -> Iterator[str]:
    with connect() as connection:
        stored = {row[0]: row[1] for row in connection.execute(select(articles.c.id, articles.c.fingerprint))}
    try:
        for one in coded:
            if fingerprint(one) != stored.get(one.article.id):
                yield f"the records of article {one.article.id} are not those that were stored"
    except ValidationError as error:
        yield f"a record cannot be read: {error.errors()[0]['msg']}"
