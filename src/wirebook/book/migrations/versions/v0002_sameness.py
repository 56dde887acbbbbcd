"""Which articles are one text, and which are versions of one article; filled in from the articles that the book holds.

What the tables held when this was the last schema is written out here, as later versions may change them.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from wirebook.pages.sameness import Signature, Traits, alike, bands, traits, wording
from wirebook.record import Article

revision = "0002"
down_revision = "0001"

PAGE = 200

articles = sa.table(
    "articles",
    *(sa.column(name) for name in ("key", "id", "text", "address", "heading", "moment", "record")),
    sa.column("published", sa.Date()),
)
claims = sa.table("claims", *(sa.column(name) for name in ("key", "record", "wording")))
texts = sa.table("texts", *(sa.column(name) for name in ("id", "shingles")), sa.column("signature", sa.LargeBinary()))
bands_table = sa.table("bands", sa.column("band", sa.BigInteger()), sa.column("text"))
likes = sa.table("likes", sa.column("text"), sa.column("other"))
versions = sa.table("versions", sa.column("earlier"), sa.column("later"))


def upgrade() -> None:
    op.add_column("articles", sa.Column("text", sa.String(length=16), nullable=False, server_default=""))
    op.add_column("articles", sa.Column("address", sa.String(length=16), nullable=True))
    op.add_column("articles", sa.Column("heading", sa.String(length=16), nullable=True))
    op.add_column("articles", sa.Column("moment", sa.Text(), nullable=True))
    op.add_column("claims", sa.Column("wording", sa.String(length=16), nullable=False, server_default=""))
    op.create_index("ix_articles_text", "articles", ["text"], unique=False)
    op.create_index("ix_articles_address", "articles", ["address"], unique=False)
    op.create_index("ix_articles_heading", "articles", ["heading"], unique=False)
    op.create_table(
        "texts",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("shingles", sa.Integer(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("band", "text"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "likes",
        sa.Column("text", sa.String(length=16), nullable=False),
        sa.Column("other", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["text"], ["texts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other"], ["texts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("text", "other"),
    )
    op.create_index("ix_likes_other", "likes", ["other"], unique=False)
    op.create_table(
        "versions",
        sa.Column("earlier", sa.String(length=32), nullable=False),
        sa.Column("later", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["earlier"], ["articles.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["later"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("earlier", "later"),
    )
    op.create_index("ix_versions_later", "versions", ["later"], unique=False)
    connection = op.get_bind()
    _fill_articles(connection)
    _fill_claims(connection)
    _fill_likes(connection)
    _fill_versions(connection)


def _fill_articles(connection: sa.Connection) -> None:
    known: set[str] = set()
    for rows in _pages(connection, articles):
        for key, record in rows:
            of = traits(Article.model_validate_json(record))
            connection.execute(
                sa.update(articles)
                .where(articles.c.key == key)
                .values(
                    text=of.story,
                    address=of.address,
                    heading=of.heading,
                    moment=of.time.isoformat() if of.time else None,
                )
            )
            if of.story in known:
                continue
            known.add(of.story)
            sample = of.signature
            connection.execute(
                sa.insert(texts), [{"id": of.story, "shingles": sample.shingles, "signature": sample.packed()}]
            )
            found = [{"band": band, "text": of.story} for band in bands(sample)]
            if found:
                connection.execute(sa.insert(bands_table), found)


def _fill_claims(connection: sa.Connection) -> None:
    for rows in _pages(connection, claims):
        connection.execute(
            sa.update(claims).where(claims.c.key == sa.bindparam("of")).values(wording=sa.bindparam("words")),
            [{"of": key, "words": wording(str(json.loads(record)["text"]))} for key, record in rows],
        )


def _fill_likes(connection: sa.Connection) -> None:
    one, other = bands_table.alias(), bands_table.alias()
    joined = one.join(other, sa.and_(one.c.band == other.c.band, one.c.text < other.c.text))
    pairs = connection.execute(sa.select(one.c.text, other.c.text).select_from(joined).distinct()).all()
    for first, second in pairs:
        if alike(_signature(connection, first), _signature(connection, second)):
            connection.execute(sa.insert(likes), [{"text": first, "other": second}])


def _fill_versions(connection: sa.Connection) -> None:
    one, other = articles.alias(), articles.alias()
    near = sa.or_(one.c.address == other.c.address, one.c.heading == other.c.heading)
    joined = one.join(other, sa.and_(near, one.c.id < other.c.id, one.c.text != other.c.text))
    for row in connection.execute(sa.select(one.c.id, other.c.id).select_from(joined)).all():
        ids = str(row[0]), str(row[1])
        first, second = (_traits(connection, article) for article in ids)
        for pair, is_version in ((ids, first.has_version(second)), (ids[::-1], second.has_version(first))):
            if is_version:
                connection.execute(sa.insert(versions), [{"earlier": pair[0], "later": pair[1]}])


def _pages(connection: sa.Connection, table: sa.TableClause) -> Iterator[list[tuple[str, str]]]:
    """Key and record of all rows, a page at a time."""
    last = ""
    while True:
        query = sa.select(table.c.key, table.c.record).where(table.c.key > last).order_by(table.c.key).limit(PAGE)
        rows = [(str(key), str(record)) for key, record in connection.execute(query)]
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def _signature(connection: sa.Connection, text: str) -> Signature:
    row = connection.execute(sa.select(texts.c.signature, texts.c.shingles).where(texts.c.id == text)).one()
    return Signature.unpacked(row[0], row[1])


def _traits(connection: sa.Connection, article: str) -> Traits:
    row = connection.execute(sa.select(articles).where(articles.c.id == article)).one()
    return Traits(
        story=row.text,
        signature=_signature(connection, row.text),
        address=row.address,
        heading=row.heading,
        time=datetime.datetime.fromisoformat(row.moment) if row.moment else None,
        day=row.published,
    )
