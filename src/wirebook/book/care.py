"""Whether a book is whole.

A check looks at the database itself, at every article and at every correction. Of an article it asks whether its text
is the one that it was stored under, whether its records are those that were stored and what the corrections make of
them, whether every column says what the record says, and whether all evidence lies inside the text. A correction that
finds no record any more is a problem too: what a person said is not in force. One article at a time is in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import ValidationError
from sqlalchemy import Connection, Table, func, select, table

from wirebook.book import rows
from wirebook.book.correcting import coded_of, corrections_of, stated_article, stated_rows
from wirebook.book.corrections import Correction, apply
from wirebook.book.queries import PAGE, Connect, keys_of
from wirebook.book.schema import articles, claim_words, corrections
from wirebook.book.standing import AnyRecord, StatedArticle, as_coded
from wirebook.errors import BookDamaged
from wirebook.pages.sameness import traits
from wirebook.record import Article, Span, text_hash

EVIDENCE = ("trigger", "actor", "recipient", "channel", "date", "place", "amounts", "attribution")


def problems_of(connect: Connect) -> Iterator[str]:
    """What is wrong with a book, a sentence each, of what it is about first."""
    try:
        yield from _problems_of_file(connect)
        for key in keys_of(connect, articles):
            with connect() as connection:
                found = list(_problems_of_article(connection, key))
            yield from found
        yield from _problems_of_corrections(connect)
    except BookDamaged as error:
        yield error.reason


def _problems_of_file(connect: Connect) -> Iterator[str]:
    with connect() as connection:
        if connection.dialect.name != "sqlite":
            return
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        sentences = connection.execute(select(func.count()).select_from(claim_words)).scalar_one()
        indexed = connection.execute(select(func.count()).select_from(table("claim_words_index_docsize"))).scalar_one()
    yield from (str(line) for line in found if line != "ok")
    if loose:
        yield f"{len(loose)} rows belong to no article"
    if sentences != indexed:
        yield f"the index of words holds {indexed} sentences of {sentences}"


def _problems_of_article(connection: Connection, key: str) -> Iterator[str]:
    row = connection.execute(select(articles).where(articles.c.key == key)).mappings().one_or_none()
    if row is None:
        return  # replaced since its key was read
    name = f"article {row['id']}"
    try:
        stated = stated_article(connection, str(row["id"]))
        kept = corrections_of(connection, str(row["id"]))
    except ValidationError as error:
        yield f"{name}: a record cannot be read: {error.errors()[0]['msg']}"
        return
    if stated is None:
        return
    coded = coded_of(stated)
    if rows.fingerprint(coded) != row["fingerprint"]:
        yield f"the records of {name} are not those that were stored"
    if text_hash(stated.article.text) != stated.article.id or stated.article.id != row["id"]:
        yield f"{name}: its text is not the one that it was stored under"
    made, _ = apply(as_coded(coded), kept)
    if StatedArticle.of(stated.article, made) != stated:
        yield f"{name}: its records are not what its corrections make of them"
    expected = rows.article_row(coded, str(row["coder"])) | rows.traits_row(traits(stated.article))
    yield from _differences(name, dict(row), expected)
    yield from _problems_of_columns(connection, name, stated)
    for one in (each for stated_one in stated.records for each in (stated_one.record, stated_one.coded)):
        if one is not None:
            yield from (f"{name}: {problem}" for problem in _problems_of_evidence(one, stated.article))


def _problems_of_columns(connection: Connection, name: str, stated: StatedArticle) -> Iterator[str]:
    for of, expected in stated_rows(stated, connection.dialect.name).items():
        order = [of.c.key] if of.name != "parties" else [of.c.number]
        query = select(of).where(of.c.article == stated.article.id).order_by(*order)
        found = [dict(row) for row in connection.execute(query).mappings()]
        if len(found) != len(expected):
            yield f"{name}: {of.name} has {len(found)} rows for it instead of {len(expected)}"
            continue
        for stored, made in zip(found, expected, strict=True):
            yield from _differences(f"{name}: {_row_name(of, stored)}", stored, made)


def _row_name(of: Table, stored: Mapping[str, object]) -> str:
    return f"{of.name} {stored.get('id') or stored.get('key')}"


def _differences(name: str, stored: Mapping[str, object], expected: Mapping[str, object]) -> Iterator[str]:
    for column, value in expected.items():
        if column in {"words", "fingerprint", "record", "coded"}:
            # The records were compared whole; PostgreSQL writes words in an order of its own.
            continue
        if stored[column] != value and not _is_rounded(column, stored[column], value):
            yield f"{name}: column {column} holds {stored[column]!r}, its record says {value!r}"


def _is_rounded(column: str, stored: object, value: object) -> bool:
    """Whether a confidence differs by no more than what the record rounds away."""
    numbers = isinstance(stored, float) and isinstance(value, float | int)
    return column == "confidence" and numbers and abs(float(str(stored)) - float(str(value))) <= 0.0005


def _problems_of_evidence(record: AnyRecord, article: Article) -> Iterator[str]:
    evidence = record.evidence
    name = f"{record.record} {record.id}"
    if not 0 <= evidence.block < len(article.blocks):
        yield f"{name}: its evidence is in block {evidence.block}, the article has {len(article.blocks)}"
    outside = [role for role in EVIDENCE if not all(_inside(span, article) for span in getattr(evidence, role))]
    if not _inside((evidence.start, evidence.end), article):
        outside.insert(0, "sentence")
    if outside:
        yield f"{name}: evidence lies outside the text: {', '.join(outside)}"
    elif article.text[evidence.start : evidence.end] != record.text:
        yield f"{name}: its sentence is not what the article has there"


def _inside(span: Span, article: Article) -> bool:
    return 0 <= span[0] <= span[1] <= len(article.text)


def _problems_of_corrections(connect: Connect) -> Iterator[str]:
    columns = (corrections.c.number, corrections.c.id, corrections.c.record, articles.c.id.label("known"))
    joined = corrections.join(articles, corrections.c.article == articles.c.id, isouter=True)
    last = 0
    while True:
        query = select(*columns).select_from(joined).where(corrections.c.number > last)
        with connect() as connection:
            found = connection.execute(query.order_by(corrections.c.number).limit(PAGE)).all()
        for _, name, record, known in found:
            try:
                one = Correction.model_validate_json(record)
            except ValidationError as error:
                yield f"correction {name} cannot be read: {error.errors()[0]['msg']}"
                continue
            if one.is_undone:
                continue
            if known is None:
                yield f"correction {name} ({one.action} by {one.by}) is of article {one.article}, which is not here"
            elif not one.matched:
                yield f"correction {name} ({one.action} by {one.by}) finds no record: {one.before[0].text}"
        if len(found) < PAGE:
            return
        last = found[-1][0]
