from __future__ import annotations

import sqlite3
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tests.book.factories import claim, coded
from tests.book.printings import answers, book_of_0001, some_articles
from wirebook.book import Book, migrate
from wirebook.book.engine import engine_of, url_of
from wirebook.book.schema import REVISION, VERSION_TABLE, metadata

FULL_TEXT = "claim_words_index"


def test_the_migrations_make_the_tables_of_the_schema(tmp_path):
    Book(tmp_path / "b.db").close()
    engine = engine_of(url_of(tmp_path / "b.db"))
    with engine.connect() as connection:
        # SQLite keeps a full-text table in tables of its own.
        opts = {"version_table": VERSION_TABLE, "include_name": lambda name, *_: not str(name).startswith(FULL_TEXT)}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_last_migration_is_the_revision_of_the_schema():
    assert migrate.known_revisions()[0] == REVISION


def everything_stored(path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of all tables."""
    connection = sqlite3.connect(path)
    columns = dict.fromkeys(metadata.tables, "*") | {"claim_words": "article, key, words"}
    found = {name: sorted(connection.execute(f"SELECT {columns[name]} FROM {name}"), key=repr) for name in columns}
    connection.close()
    return found


def test_a_book_of_the_first_schema_is_as_if_it_were_read_anew(tmp_path):
    book_of_0001(tmp_path / "old.db", some_articles())
    with Book(tmp_path / "old.db", create=False) as old, Book(tmp_path / "new.db") as new:
        new.add_many(some_articles())
        assert answers(old) == answers(new)
        assert old.check().problems == ()
    assert everything_stored(tmp_path / "old.db") == everything_stored(tmp_path / "new.db")
    assert len(everything_stored(tmp_path / "old.db")["likes"]) == 6
    assert len(everything_stored(tmp_path / "old.db")["versions"]) == 2


@pytest.fixture
def older(tmp_path, monkeypatch):
    """A book of this version, and migrations to a later one that fails or succeeds as its file says."""
    folder = tmp_path / "migrations %"
    (folder / "versions").mkdir(parents=True)
    for source in [*migrate.MIGRATIONS.glob("*.py"), *migrate.MIGRATIONS.glob("versions/*.py")]:
        (folder / source.relative_to(migrate.MIGRATIONS)).write_text(source.read_text())
    path = tmp_path / "b.db"
    with Book(path) as book:
        book.add(coded("One.", claim()))
    for module in ("migrate", "schema"):
        monkeypatch.setattr(f"wirebook.book.{module}.REVISION", "next")
    monkeypatch.setattr(migrate, "MIGRATIONS", folder)
    monkeypatch.setattr(migrate.migrate, "__defaults__", ("next",))
    return path, folder / "versions" / "next.py"


NEXT = f"""
from alembic import op
import sqlalchemy as sa
revision = "next"
down_revision = "{REVISION}"
def upgrade():
    op.add_column("articles", sa.Column("note", sa.Text()))
    {{more}}
"""


def columns(path) -> list[str]:
    connection = sqlite3.connect(path)
    found = [row[1] for row in connection.execute("PRAGMA table_info(articles)")]
    connection.close()
    return found


def test_an_older_book_is_brought_up_to_date(older):
    path, migration = older
    migration.write_text(NEXT.format(more=""))
    with Book(path, create=False) as book:
        assert book.summary().articles == 1
    assert "note" in columns(path)


def test_a_migration_that_fails_leaves_the_book_as_it_was(older, monkeypatch):
    path, migration = older
    migration.write_text(NEXT.format(more="raise RuntimeError('half way')"))
    before = path.read_bytes()
    with pytest.raises(RuntimeError):
        Book(path)
    assert path.read_bytes() == before
    monkeypatch.undo()
    with Book(path) as book:
        assert book.check().problems == ()


def test_the_types_of_the_book_cost_no_database_library():
    code = "import sys, wirebook.book; wirebook.book.Summary; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_up_to_date_book_opens_without_the_migrations(tmp_path):
    Book(tmp_path / "b.db").close()
    code = "import sys; from wirebook.book import Book; Book(sys.argv[1]).close(); sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path / "b.db")], check=False).returncode == 0
