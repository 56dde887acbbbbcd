"""Corrections in the tables, in a transaction that the caller holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Connection, Table, delete, insert, select, update

from wirebook.book import rows
from wirebook.book.corrections import Correction, apply
from wirebook.book.schema import aid_steps, articles, claim_words, claims, corrections, impacts, parties
from wirebook.book.standing import AnyRecord, Stated, StatedArticle, as_coded
from wirebook.record import AidStep, Article, Claim, CodedArticle, Impact

KINDS: tuple[tuple[Table, type[AnyRecord]], ...] = ((claims, Claim), (impacts, Impact), (aid_steps, AidStep))
"""The tables of records, each with the type of its records."""

T = TypeVar("T", Claim, Impact, AidStep)


def stated_rows(stated: StatedArticle, dialect: str) -> dict[Table, list[rows.Row]]:
    """What the tables of a database of this dialect hold of the records of an article."""
    return {
        claims: rows.claim_rows(stated),
        impacts: rows.impact_rows(stated),
        aid_steps: rows.aid_rows(stated),
        parties: rows.party_rows(stated),
        claim_words: rows.word_rows(stated, dialect),
    }


def insert_rows(connection: Connection, new: dict[Table, list[rows.Row]]) -> None:
    """Put rows into their tables."""
    for table, table_rows in new.items():
        if table_rows:
            connection.execute(insert(table), table_rows)


def state(connection: Connection, coded: CodedArticle) -> StatedArticle:
    """The records of an article as its corrections leave them; each correction learns what it found."""
    plain = as_coded(coded)
    kept = corrections_of(connection, coded.article.id)
    if not kept:
        return StatedArticle.of(coded.article, plain)
    stated, found = apply(plain, kept)
    for one in kept:
        if one.matched != found[one.id]:
            replace(connection, one.model_copy(update={"matched": found[one.id]}))
    return StatedArticle.of(coded.article, stated)


def restate(connection: Connection, article: str) -> None:
    """Bring the records of an article in line with its corrections, if the book holds it."""
    stated = stated_article(connection, article)
    if stated is None:
        return
    new = stated_rows(state(connection, coded_of(stated)), connection.dialect.name)
    for table in new:
        connection.execute(delete(table).where(table.c.article == article))
    insert_rows(connection, new)


def stated_article(connection: Connection, article: str) -> StatedArticle | None:
    """An article with its records as they stand."""
    record = connection.execute(select(articles.c.record).where(articles.c.id == article)).scalar_one_or_none()
    if record is None:
        return None
    stated = (one for table, kind in KINDS for one in _stated(connection, table, kind, article))
    return StatedArticle.of(Article.model_validate_json(record), stated)


def _stated(connection: Connection, table: Table, kind: type[AnyRecord], article: str) -> Iterator[Stated]:
    query = select(table.c.record, table.c.standing, table.c.coded).where(table.c.article == article)
    for record, standing, coded in connection.execute(query.order_by(table.c.key)):
        whole = kind.model_validate_json(record)
        if standing == "added":
            yield Stated(None, whole, standing)
        else:
            yield Stated(kind.model_validate_json(coded) if coded else whole, whole, standing)


def coded_of(stated: StatedArticle) -> CodedArticle:
    """An article with what the coder read in it, whatever persons said later."""
    return CodedArticle(
        article=stated.article,
        claims=tuple(_coded(stated.claims, Claim)),
        impacts=tuple(_coded(stated.impacts, Impact)),
        aid=tuple(_coded(stated.aid, AidStep)),
    )


def _coded(stated: Iterable[Stated], kind: type[T]) -> Iterator[T]:
    return (one.coded for one in stated if isinstance(one.coded, kind))


def corrections_of(connection: Connection, article: str) -> list[Correction]:
    """The corrections to an article, undone ones included, in the order of their time."""
    query = select(corrections.c.record).where(corrections.c.article == article)
    found = connection.execute(query.order_by(corrections.c.at, corrections.c.number)).scalars()
    return [Correction.model_validate_json(record) for record in found]


def correction_of(connection: Connection, name: str) -> Sequence[Correction]:
    """The corrections whose ids begin like this, two at most."""
    starts = corrections.c.id.startswith(name, autoescape=True)
    found = connection.execute(select(corrections.c.record).where(starts).order_by(corrections.c.id).limit(2))
    return [Correction.model_validate_json(record) for record in found.scalars()]


def keep(connection: Connection, correction: Correction) -> bool:
    """Store a correction; False where the book holds it."""
    known = select(corrections.c.number).where(corrections.c.id == correction.id)
    if connection.execute(known).scalar_one_or_none() is not None:
        return False
    connection.execute(insert(corrections), [_row(correction)])
    return True


def replace(connection: Connection, correction: Correction) -> None:
    """Store a correction in the place of the one of its id."""
    connection.execute(update(corrections).where(corrections.c.id == correction.id).values(_row(correction)))


def _row(correction: Correction) -> rows.Row:
    return {
        "id": correction.id,
        "at": correction.at.isoformat(),
        "by": correction.by,
        "action": correction.action,
        "kind": correction.record,
        "article": correction.article,
        "matched": bool(correction.matched),
        "undone": correction.is_undone,
        "record": correction.model_dump_json(),
    }
