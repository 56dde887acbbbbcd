"""Corrections: what persons say of records, and how each record stands; contexts and words of claims, to search by.

What the tables held when this was the last schema is written out here, as later versions may change them.
"""

from __future__ import annotations

import json
import re
import unicodedata

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0003"
down_revision = "0002"

PAGE = 1000
KEY = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")

FULL_TEXT = (
    """CREATE VIRTUAL TABLE claim_words_index
    USING fts5(words, content='claim_words', content_rowid='number', tokenize='ascii')""",
    """CREATE TRIGGER claim_words_inserted AFTER INSERT ON claim_words BEGIN
    INSERT INTO claim_words_index(rowid, words) VALUES (new.number, new.words);
    END""",
    """CREATE TRIGGER claim_words_deleted AFTER DELETE ON claim_words BEGIN
    INSERT INTO claim_words_index(claim_words_index, rowid, words) VALUES ('delete', old.number, old.words);
    END""",
)
"""What SQLite finds words by; the ASCII tokenizer leaves alone what we have cut and folded already."""


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("article", sa.String(length=32), nullable=False),
        sa.Column("matched", sa.Boolean(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_corrections_action", "corrections", ["action"], unique=False)
    op.create_index("ix_corrections_article", "corrections", ["article"], unique=False)
    for table in ("claims", "impacts", "aid_steps"):
        op.add_column(table, sa.Column("standing", sa.String(length=8), nullable=False, server_default="coded"))
        op.add_column(table, sa.Column("coded", sa.Text(), nullable=True))
    op.add_column("claims", sa.Column("context", sa.Text(), nullable=False, server_default=" "))
    op.create_table(
        "claim_words",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("article", sa.String(length=32), nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("words", sa.Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_claim_words_article", "claim_words", ["article"], unique=False)
    op.create_index("ix_claim_words_key", "claim_words", ["key"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("ix_claim_words_words", "claim_words", ["words"], unique=False, postgresql_using="gin")
    else:
        for statement in FULL_TEXT:
            op.execute(statement)
    _fill()


def _fill() -> None:
    """Fill in contexts and words of the claims that are there, a page at a time."""
    claims = sa.table("claims", *(sa.column(name) for name in ("key", "article", "record", "context")))
    words_type = sa.Text().with_variant(TSVECTOR(), "postgresql")
    claim_words = sa.table("claim_words", sa.column("article"), sa.column("key"), sa.column("words", words_type))
    connection = op.get_bind()
    update = claims.update().where(claims.c.key == sa.bindparam("old")).values(context=sa.bindparam("contexts"))
    last = ""
    while True:
        query = sa.select(claims.c.key, claims.c.article, claims.c.record).where(claims.c.key > last)
        rows = connection.execute(query.order_by(claims.c.key).limit(PAGE)).all()
        contexts = []
        words = []
        for key, article, record in rows:
            claim = json.loads(record)
            text = str(claim["text"])
            words.append({"article": article, "key": key, "words": _words(text, connection.dialect.name)})
            if claim["context"]:
                named = "".join(f" {context}" for context in claim["context"]).lower() + " "
                contexts.append({"old": key, "contexts": named.replace("\0", "\N{REPLACEMENT CHARACTER}")})
        if words:
            connection.execute(claim_words.insert(), words)
        if contexts:
            connection.execute(update, contexts)
        if len(rows) < PAGE:
            return
        last = rows[-1][0]


def _words(text: str, dialect: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    words = [word[:200] for word in re.findall(r"[^\W_]+", bare)][:2000]
    if dialect == "postgresql":
        return " ".join(f"'{word}':{place}" for place, word in enumerate(words, start=1))
    return " ".join(words)
