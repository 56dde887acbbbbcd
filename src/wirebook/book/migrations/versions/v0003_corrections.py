"""Corrections: what persons say of records, and how each record stands; the contexts of claims, to search by."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

PAGE = 1000


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
    _fill()


def _fill() -> None:
    """Fill the new column of the claims that are there, a page at a time."""
    claims = sa.table(
        "claims",
        sa.column("key", sa.String),
        sa.column("record", sa.Text),
        sa.column("context", sa.Text),
    )
    connection = op.get_bind()
    last = ""
    while True:
        query = sa.select(claims.c.key, claims.c.record).where(claims.c.key > last)
        rows = connection.execute(query.order_by(claims.c.key).limit(PAGE)).all()
        changed = [
            {"old": key, "contexts": f" {' '.join(contexts)} ".lower().replace("\0", "\N{REPLACEMENT CHARACTER}")}
            for key, contexts in ((key, json.loads(record)["context"]) for key, record in rows)
            if contexts
        ]
        if changed:
            update = claims.update().where(claims.c.key == sa.bindparam("old"))
            connection.execute(update.values(context=sa.bindparam("contexts")), changed)
        if len(rows) < PAGE:
            return
        last = rows[-1][0]
