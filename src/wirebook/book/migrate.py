"""Bringing a book's schema to the one that this version reads and writes, in one transaction."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from wirebook.book.schema import REVISION, VERSION_TABLE
from wirebook.errors import BookDamaged, BookMissing, BookVersion

MIGRATIONS = Path(__file__).parent / "migrations"


def revision_of(connection: Connection, subject: str) -> str | None:
    """The schema of an open book; None for a database with nothing in it.

    Raises BookDamaged where the database holds something that is no book.
    """
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE not in tables:
        if connection.dialect.name == "sqlite" and tables:
            raise BookDamaged(subject, "it is a database of something else")
        return None
    revisions = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalars().all()
    if len(revisions) != 1:
        raise BookDamaged(subject, "it does not say which version of the schema it has")
    return str(revisions[0])


def require_revision(revision: str | None, subject: str, *, create: bool) -> bool:
    """Whether a book of `revision` has to be migrated before use.

    Raises BookMissing for an empty database that is not to become a book, and BookVersion for a schema that this
    version does not know: the book of a later one.
    """
    if revision == REVISION:
        return False
    if revision is None:
        if not create:
            raise BookMissing(subject, "it holds no book; `wirebook read` makes one")
        return True
    if revision not in known_revisions():
        raise BookVersion(
            subject, f"its schema is {revision}, this version knows {REVISION}: another version of wirebook wrote it"
        )
    return True


def known_revisions() -> tuple[str, ...]:
    """Every schema there has been, newest first."""
    from alembic.script import ScriptDirectory

    return tuple(script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions())


def migrate(connection: Connection, revision: str = REVISION) -> None:
    """Make the tables, or change them to `revision`, in the transaction of `connection`, which the caller commits."""
    # Alembic is loaded only here: a book that is up to date opens without it.
    from alembic import command
    from alembic.config import Config

    # A percent sign in the path of the installation would be read as the start of a variable.
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, revision)
