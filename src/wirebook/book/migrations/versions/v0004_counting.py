"""Indexes for large books: where claims took place, and what persons took away."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

FALLEN = sa.text("standing IN ('rejected', 'merged')")


def upgrade() -> None:
    op.create_index("ix_claims_place", "claims", ["country", "key"], unique=False)
    when = ["sides", "date", "enddate", "published", "standing", "key"]
    op.create_index("ix_claims_when", "claims", when, unique=False)
    for table in ("claims", "impacts", "aid_steps"):
        op.create_index(
            f"ix_{table}_fallen",
            table,
            ["standing"],
            unique=False,
            sqlite_where=FALLEN,
            postgresql_where=FALLEN,
        )


def downgrade() -> None:
    raise NotImplementedError("a book is not taken back to an older version")
