"""The tables of a book.

Each record stands in a row of columns to search by, and whole, as its own JSON, in `record`: what is read back is
always the JSON, so nothing is lost to a column's type. Where a person corrected a record, the columns and `record` are
those of what stands, `standing` says how it stands, and `coded` keeps what the coder had read. `key` puts records in
the order of the book: publication, article, place in the article. Migrations in `migrations/versions` make these
tables; a test holds the two together.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

REVISION = "0004"
"""The schema that this version reads and writes: the last of `migrations/versions`."""

VERSION_TABLE = "wirebook_schema"
"""Where a book says which schema it has."""

UNDATED = "9999-99-99"
"""Stands for the publication date in the key of a record without one, so that it comes last."""

FALLEN_WHERE = "standing IN ('rejected', 'merged')"
"""What persons took away: few rows, which an index holds, so that those that stand are counted without reading all."""

KEY = String(64).with_variant(String(64, collation="C"), "postgresql")
"""Keys compare by their bytes in every database, so that the order of a book is one order."""

metadata = MetaData()

articles = Table(
    "articles",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("published", Date, index=True),
    Column("published_rule", Text),
    Column("title", Text),
    Column("publisher", Text),
    Column("agency", Text),
    Column("language", Text),
    Column("url", Text),
    Column("file", Text),
    Column("coder", Text, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("record", Text, nullable=False),
    Column("text", String(16), nullable=False, server_default="", index=True),
    Column("address", String(16), index=True),
    Column("heading", String(16), index=True),
    Column("moment", Text),
)
"""The last four are from `pages.sameness.Traits`: `text` is the story hash, the id of a row of `texts`; `moment` is the
time as ISO 8601 has it. `text` has a default as SQLite adds no other columns that are never null."""

texts = Table(
    "texts",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("shingles", Integer, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)
"""The different texts of the articles: copies share one. `signature` as `pages.sameness.Signature.packed` makes it."""

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("text", String(16), primary_key=True),
    sqlite_with_rowid=False,
)
"""By which a text's likes are found among all. It is the largest of these tables, so that it has its key alone: what
belongs to a text that is gone is taken out by the bands of its signature."""

likes = Table(
    "likes",
    metadata,
    Column("text", String(16), ForeignKey("texts.id", ondelete="CASCADE"), primary_key=True),
    Column("other", String(16), ForeignKey("texts.id", ondelete="CASCADE"), primary_key=True, index=True),
)
"""Pairs of texts that are one text, cut or retouched; `text` sorts before `other`."""

versions = Table(
    "versions",
    metadata,
    Column("earlier", String(32), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("later", String(32), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, index=True),
)
"""Pairs of articles of which one is a later version of the other."""


def _record_columns() -> tuple[
    Column[str], Column[str], Column[str], Column[date], Column[str], Column[str], Column[str]
]:
    return (
        Column("key", KEY, primary_key=True),
        Column("id", String(32), nullable=False, index=True),
        Column("article", String(32), ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
        Column("published", Date),
        Column("record", Text, nullable=False),
        Column("standing", String(8), nullable=False, server_default="coded"),
        Column("coded", Text),
    )


claims = Table(
    "claims",
    metadata,
    *_record_columns(),
    Column("event", Text, nullable=False),
    Column("mode", Text),
    Column("status", Text, nullable=False),
    Column("negated", Boolean, nullable=False),
    Column("date", Date),
    Column("enddate", Date),
    Column("actors", Text, nullable=False),
    Column("recipients", Text, nullable=False),
    Column("sides", String(16), nullable=False, index=True),
    Column("place", Text),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("confidence", Float, nullable=False),
    Column("wording", String(16), nullable=False, server_default=""),
    Column("context", Text, nullable=False, server_default=" "),
)
"""`actors` and `recipients` as `party.to_column` writes them; `sides` is a hash of the event type and both; `wording`
is one of the words of the sentence; `context` has a blank before and after each, in lower case."""

impacts = Table(
    "impacts",
    metadata,
    *_record_columns(),
    Column("hazard", Text, index=True),
    Column("exposure", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("low", Float),
    Column("high", Float),
    Column("unit", Text),
    Column("place", Text),
    Column("country", Text, index=True),
    Column("date", Date),
    Column("enddate", Date),
    Column("as_of", Date),
    Column("negated", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
)

aid_steps = Table(
    "aid_steps",
    metadata,
    *_record_columns(),
    Column("stage", Text, nullable=False),
    Column("donors", Text, nullable=False),
    Column("recipients", Text, nullable=False),
    Column("sides", String(16), nullable=False, index=True),
    Column("what", Text),
    Column("date", Date),
    Column("enddate", Date),
    Column("confidence", Float, nullable=False),
)
"""`donors` and `recipients` as `party.to_column` writes them; `sides` is a hash of both."""

parties = Table(
    "parties",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("article", String(32), ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("record", String(8), nullable=False),
    Column("key", KEY, nullable=False),
    Column("role", String(16), nullable=False),
    Column("position", Integer, nullable=False),
    Column("code", Text),
    Column("name", Text, nullable=False),
    Column("identifier_id", Text),
    Column("sector", Text, nullable=False),
)
"""Every actor, recipient, channel, donor and speaker of every record; `name` is casefolded."""
Index("ix_parties_code", parties.c.code, parties.c.record, parties.c.role, parties.c.key)
Index("ix_parties_name", parties.c.name, parties.c.record, parties.c.role, parties.c.key)
Index("ix_parties_key", parties.c.key)

claim_words = Table(
    "claim_words",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("article", String(32), ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("key", KEY, nullable=False, index=True),
    Column("words", Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
)
"""The words of each claim's sentence, as `search` makes them. In SQLite an FTS5 table over `words`, which triggers keep
up to date, finds them; in PostgreSQL `words` is a tsvector with a GIN index. The migration makes both."""

Index("ix_claims_place", claims.c.country, claims.c.key)
_when = (claims.c.date, claims.c.enddate, claims.c.published)
Index("ix_claims_when", claims.c.sides, *_when, claims.c.standing, claims.c.key)
for _table in (claims, impacts, aid_steps):
    _fallen = text(FALLEN_WHERE)
    Index(f"ix_{_table.name}_fallen", _table.c.standing, sqlite_where=_fallen, postgresql_where=_fallen)

corrections = Table(
    "corrections",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("at", String(32), nullable=False),
    Column("by", Text, nullable=False),
    Column("action", String(8), nullable=False, index=True),
    Column("kind", String(8), nullable=False),
    Column("article", String(32), nullable=False, index=True),
    Column("matched", Boolean, nullable=False),
    Column("undone", Boolean, nullable=False),
    Column("record", Text, nullable=False),
)
"""What persons said of records. `article` is no foreign key: a correction outlives every reading of its article."""
