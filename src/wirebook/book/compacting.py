"""Making a book small: giving back the room of what was replaced."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, text

from wirebook.book.model import Compaction
from wirebook.book.schema import metadata

BESIDE = ("", "-wal", "-shm", "-journal")
"""The endings of the files that a book in SQLite may have."""


def compact(engine: Engine, file: Path | None) -> Compaction:
    """Compact the book in `file`, or on a server where there is none; how large it was and is."""
    if file is not None:
        before = _size_of_files(file)
        connection = engine.raw_connection()
        try:
            # A log that another program left in WAL mode belongs to the book, and goes into it.
            for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", _OPTIMIZE_WORDS, "VACUUM", "PRAGMA optimize"):
                cursor = connection.cursor()
                cursor.execute(statement)
                cursor.close()
        finally:
            connection.close()
        return Compaction(before=before, after=_size_of_files(file))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as server:
        before = int(server.execute(text(_SIZE_ON_SERVER)).scalar_one())
        # FULL writes the tables anew, which gives the room back to the system; nobody can use them meanwhile.
        server.execute(text(f"VACUUM (FULL, ANALYZE) {', '.join(sorted(metadata.tables))}"))
        return Compaction(before=before, after=int(server.execute(text(_SIZE_ON_SERVER)).scalar_one()))


_OPTIMIZE_WORDS = "INSERT INTO claim_words_index(claim_words_index) VALUES ('optimize')"
_SIZE_ON_SERVER = "SELECT " + " + ".join(f"pg_total_relation_size('{name}')" for name in sorted(metadata.tables))


def _size_of_files(file: Path) -> int:
    files = (file.with_name(file.name + ending) for ending in BESIDE)
    return sum(one.stat().st_size for one in files if one.exists())
