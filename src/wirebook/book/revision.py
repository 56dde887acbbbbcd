"""The revision of a book: a word that is another one after every write, whoever wrote.

SQLite counts the writes of a file and says, to a connection that stays open, whether another one wrote since
(`PRAGMA data_version`); PostgreSQL names the transactions that a reader sees. Both cost some microseconds. A revision
means something only as long as its `Revisions` lives.
"""

from __future__ import annotations

import secrets
import sqlite3
from pathlib import Path
from threading import Lock

from sqlalchemy import Engine, text

from wirebook.book.engine import BUSY_SECONDS
from wirebook.book.failures import told_as_book_errors


class Revisions:
    """Tells the revision of the book that `engine` opens; `file` is that of a SQLite book."""

    def __init__(self, engine: Engine, file: Path | None, name: str) -> None:
        self._engine = engine
        self._file = file
        self._name = name
        self._own = secrets.token_hex(4)
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None

    def now(self) -> str:
        """The revision. Raises BookError where the book cannot be asked."""
        if self._file is None:
            with told_as_book_errors(self._name), self._engine.connect() as connection:
                return f"{self._own}-{connection.execute(text('SELECT pg_current_snapshot()::text')).scalar_one()}"
        with self._lock, told_as_book_errors(self._name):
            if self._connection is None:
                # A connection of its own: the one that writes does not count its own writes.
                self._connection = sqlite3.connect(self._file, timeout=BUSY_SECONDS, check_same_thread=False)
            return f"{self._own}-{self._connection.execute('PRAGMA data_version').fetchone()[0]}"

    def close(self) -> None:
        """Ask no more."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
