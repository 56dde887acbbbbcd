"""What goes wrong in a database, as the errors of wirebook: the one place that knows the drivers' codes."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from wirebook.errors import BookDamaged, BookDiskFull, BookError, BookMissing, BookReadOnly

DISK_FULL = "the disk is full; what was read before stands, the last article was not stored"
READ_ONLY = "it cannot be written: the file or its folder is read-only"
DAMAGED = "it is no wirebook book, or it is damaged"
BUSY = "another process has been writing to it for too long; try again when that is done"

_SQLITE: dict[int, tuple[type[BookError], str]] = {
    sqlite3.SQLITE_FULL: (BookDiskFull, DISK_FULL),
    sqlite3.SQLITE_READONLY: (BookReadOnly, READ_ONLY),
    sqlite3.SQLITE_PERM: (BookReadOnly, READ_ONLY),
    # The file's folder was seen before: what cannot be opened is then the file, or the journal beside it.
    sqlite3.SQLITE_CANTOPEN: (BookReadOnly, READ_ONLY),
    sqlite3.SQLITE_NOTADB: (BookDamaged, DAMAGED),
    sqlite3.SQLITE_CORRUPT: (BookDamaged, DAMAGED),
    sqlite3.SQLITE_BUSY: (BookError, BUSY),
    sqlite3.SQLITE_LOCKED: (BookError, BUSY),
}

_SQLSTATE: dict[str, tuple[type[BookError], str]] = {
    "53100": (BookDiskFull, DISK_FULL),
    "25006": (BookReadOnly, "the database is read-only"),
    "42501": (BookReadOnly, "the database does not let this user write"),
    "3D000": (BookMissing, "the server has no such database"),
    "55P03": (BookError, BUSY),
}

_ERRNO: dict[int, tuple[type[BookError], str]] = {
    errno.ENOSPC: (BookDiskFull, DISK_FULL),
    errno.EDQUOT: (BookDiskFull, DISK_FULL),
    errno.EROFS: (BookReadOnly, READ_ONLY),
    errno.EACCES: (BookReadOnly, READ_ONLY),
    errno.EPERM: (BookReadOnly, READ_ONLY),
}


@contextmanager
def told_as_book_errors(subject: str) -> Iterator[None]:
    """Turn a driver's or the system's error into a `BookError` that names the book."""
    try:
        yield
    except DBAPIError as error:
        raise _of_driver(subject, error.orig or error) from error
    except sqlite3.Error as error:
        raise _of_driver(subject, error) from error
    except OSError as error:
        kind, reason = _ERRNO.get(error.errno or 0, (BookError, error.strerror or str(error)))
        raise kind(subject, reason) from error


def _of_driver(subject: str, error: BaseException) -> BookError:
    first_line = (str(error).splitlines() or [type(error).__name__])[0]
    if isinstance(error, sqlite3.Error):
        # The low byte is the primary code; the rest says more than a reader needs.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        kind, reason = _SQLITE.get(code, (BookError, first_line))
        return kind(subject, reason)
    kind, reason = _SQLSTATE.get(str(getattr(error, "sqlstate", "")), (BookError, first_line))
    return kind(subject, reason)
