"""Opening the database of a book: SQLite in a file, or PostgreSQL for a team.

SQLite keeps its plain rollback journal: it works on every file system, a read-only medium included, and leaves nothing
beside the book once it is closed. A second process waits for the first one's transaction.
"""

from __future__ import annotations

import importlib.util
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from wirebook.errors import BookDamaged, BookMissing, BookReadOnly, MissingExtra, UsageError

BUSY_SECONDS = 60.0
"""How long a process waits for another that writes; one article's transaction takes milliseconds."""

POOL = {"pool_size": 8, "max_overflow": 56}
"""Connections that stay open, and further ones: a server asks a book from 40 threads, and none should wait for one."""

WRITES = {"wirebook_writes": True}
"""Execution options of a connection that is going to write."""

_WRITERS_LOCK = 0x77697265626F6F6B
"""PostgreSQL advisory lock of a book's writers: `wirebook` in ASCII."""


def url_of(location: str | Path) -> URL:
    """The database at `location`: a path, or a `sqlite:` or `postgresql:` URL.

    Raises UsageError for another kind of URL, and MissingExtra where the driver of PostgreSQL is not installed.
    """
    if isinstance(location, Path) or "://" not in location:
        if not str(location):
            raise UsageError("--book", "the name of the book is empty")
        return URL.create("sqlite", database=str(location))
    try:
        url = make_url(location)
    except ArgumentError as error:
        raise UsageError(location, "it is no database URL") from error
    backend = url.get_backend_name()
    if backend == "postgresql":
        if importlib.util.find_spec("psycopg") is None:
            raise MissingExtra(name_of(url), "a book in PostgreSQL needs psycopg: pip install 'wirebook[postgres]'")
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database:
        return URL.create("sqlite", database=url.database)
    raise UsageError(name_of(url), "a book is a file or a postgresql:// URL")


def name_of(url: URL) -> str:
    """What errors call the book: its path, or its URL without the password."""
    return url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def engine_of(url: URL) -> Engine:
    """An engine whose transactions begin as the book needs; nothing is opened yet."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, **POOL)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        engine = create_engine(url, **POOL)
        event.listen(engine, "begin", _begin_postgresql)
    return engine


def look_at_file(url: URL, *, create: bool) -> None:
    """Say what is wrong with a SQLite book's path before SQLite is asked, which would only say that it cannot.

    Raises BookMissing, BookDamaged or BookReadOnly.
    """
    path = Path(url.database or "")
    if path.is_dir():
        raise BookDamaged(str(path), "it is a folder, a book is a file")
    if path.exists():
        return
    if not path.parent.is_dir():
        raise BookMissing(str(path), f"there is no folder {path.parent}")
    if not create:
        raise BookMissing(str(path), "there is no book of this name; `wirebook read` makes one")
    try:
        # SQLite takes an empty file for an empty database.
        path.touch()
    except OSError as error:
        raise BookReadOnly(str(path), f"no file can be made in {path.parent.resolve()}: {error.strerror}") from error


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions begin too late to hold a schema change or a first read; `_begin_sqlite` does it.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: two that read first and then both want to write could never both go on.
    writes = connection.get_execution_options().get("wirebook_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("wirebook_writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")
