"""A book that is open: its file or server, its transactions, its connections."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import local
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from wirebook.book.engine import WRITES, engine_of, look_at_file, name_of, url_of
from wirebook.book.failures import told_as_book_errors
from wirebook.book.migrate import migrate, require_revision, revision_of
from wirebook.book.revision import Revisions
from wirebook.errors import BookError


class _Underway(local):
    """The transaction of a thread. Others neither see it nor write into it: they wait for their turn."""

    batch: Connection | None = None
    failure: BookError | None = None


class OpenedBook:
    """The database of a book, which `wirebook.Book` puts its questions to; that class says what opening does."""

    def __init__(self, location: str | Path = "wirebook.db", *, create: bool = True) -> None:
        url = url_of(location)
        self.name = name_of(url)
        """What errors call the book: its path, or its URL without the password."""
        self._file = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
        self._underway = _Underway()
        made = self._file is not None and not self._file.exists()
        if self._file is not None:
            look_at_file(url, create=create)
        self._engine = engine_of(url)
        self._revisions = Revisions(self._engine, self._file, self.name)
        try:
            self._open(create=create)
        except BaseException:
            self._engine.dispose()
            # A book that could not be made leaves nothing behind.
            if made and self._file is not None and self._file.stat().st_size == 0:
                self._file.unlink()
            raise

    def _open(self, *, create: bool) -> None:
        with self._reading() as connection:
            outdated = require_revision(revision_of(connection, self.name), self.name, create=create)
        if outdated:
            with self.transaction(), self._reading() as connection:
                # Another process may have done it while this one waited for its turn.
                if require_revision(revision_of(connection, self.name), self.name, create=create):
                    migrate(connection)

    def close(self) -> None:
        """Close the book. Nothing is left beside its file."""
        self._revisions.close()
        self._engine.dispose()

    def revision(self) -> str:
        """A word that is another one after every write, whoever wrote; it holds as long as the book is open."""
        return self._revisions.now()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _dialect(self) -> str:
        """What kind of database it is: `sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is added within is stored together at the end, or not at all; other writers wait as long.

        Within another transaction it is a part of that one. Where an `add` within failed, nothing is stored, and its
        error is raised again at the end if it was caught before.
        """
        if self._underway.batch is not None:
            yield
            return
        self._underway.failure = None
        # Only what the database says is told as the book's error: the body may fail for reasons of its own.
        with told_as_book_errors(self.name):
            connection = self._engine.connect().execution_options(**WRITES)
        try:
            with told_as_book_errors(self.name):
                transaction = connection.begin()
            self._underway.batch = connection
            yield
            if self._underway.failure is not None:
                raise self._underway.failure
            with told_as_book_errors(self.name):
                transaction.commit()
        finally:
            self._underway.batch = None
            # Closing gives up what was not committed.
            with told_as_book_errors(self.name):
                connection.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection for one question: that of the batch, which sees what the batch has added, or a short one."""
        with told_as_book_errors(self.name):
            if self._underway.batch is not None:
                yield self._underway.batch
            else:
                with self._engine.connect() as connection, connection.begin():
                    yield connection
