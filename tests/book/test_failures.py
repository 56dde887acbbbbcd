from __future__ import annotations

import errno
import importlib.util
import multiprocessing
import os
import sqlite3
import threading
import time
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.book.factories import claim, coded, impact, step
from wirebook.book import Book, Summary
from wirebook.book import engine as engine_module
from wirebook.book.failures import told_as_book_errors
from wirebook.book.schema import REVISION
from wirebook.errors import (
    BookDamaged,
    BookDiskFull,
    BookError,
    BookMissing,
    BookReadOnly,
    BookVersion,
    MissingExtra,
    UsageError,
)

ARTICLE = coded("One.", claim(day=date(2031, 3, 9)), impact(), step())


def test_a_missing_book_is_named_and_not_made(tmp_path):
    path = tmp_path / "none.db"
    with pytest.raises(BookMissing, match=r"WB305.*none\.db"):
        Book(path, create=False)
    assert not path.exists()


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(BookMissing, match="there is no folder"):
        Book(tmp_path / "no" / "b.db")


def test_an_empty_file_becomes_a_book_only_when_asked(tmp_path):
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(BookMissing):
        Book(path, create=False)
    assert path.read_bytes() == b""
    with Book(path) as book:
        assert book.summary() == Summary()


def test_a_folder_is_no_book(tmp_path):
    with pytest.raises(BookDamaged, match="a folder"):
        Book(tmp_path)


def test_another_file_is_no_book_and_stays_as_it_is(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes. " * 100)
    with pytest.raises(BookDamaged, match=r"notes\.txt"):
        Book(path)
    assert path.read_text() == "These are my notes. " * 100


def test_a_database_of_something_else_is_no_book(tmp_path):
    path = tmp_path / "places.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE places (name TEXT)")
    connection.close()
    with pytest.raises(BookDamaged, match="something else"):
        Book(path)


def test_a_later_version_is_named_with_our_own(tmp_path):
    path = tmp_path / "b.db"
    Book(path).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE wirebook_schema SET version_num = '0042'")
    connection.commit()
    connection.close()
    with pytest.raises(BookVersion, match=rf"b\.db: its schema is 0042, this version knows {REVISION}"):
        Book(path)


def test_a_book_without_a_version_is_damaged(tmp_path):
    path = tmp_path / "b.db"
    Book(path).close()
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM wirebook_schema")
    connection.commit()
    connection.close()
    with pytest.raises(BookDamaged, match="which version"):
        Book(path)


def test_pages_overwritten_are_found(tmp_path):
    path = tmp_path / "b.db"
    with Book(path) as book:
        book.add_many(coded(f"Text {number}.", claim()) for number in range(50))
    content = bytearray(path.read_bytes())
    content[8192:-4096] = b"\xff" * (len(content) - 12288)
    path.write_bytes(content)
    with pytest.raises(BookDamaged), Book(path, create=False) as book:
        list(book.coded_articles())


def test_a_record_changed_by_another_hand_is_found(tmp_path):
    path = tmp_path / "b.db"
    with Book(path) as book:
        book.add(ARTICLE)
        assert book.check().problems == ()
        assert book.check().holds == Summary(articles=1, claims=1, impacts=1, aid=1, events=1)
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM impacts")
    connection.execute(
        "INSERT INTO parties (article, record, key, role, position, name, sector) "
        "VALUES ('gone', 'claim', 'k', 'actor', 0, 'n', '')"
    )
    connection.commit()
    with Book(path) as book:
        problems = book.check().problems
        assert "1 rows belong to no article" in problems
        assert any(ARTICLE.article.id in problem for problem in problems)
    connection.execute("UPDATE claims SET record = '{}'")
    connection.commit()
    connection.close()
    with Book(path) as book:
        assert any("cannot be read" in problem for problem in book.check().problems)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder in which nobody can make a file")
def test_a_folder_that_cannot_be_written():
    with pytest.raises(BookReadOnly, match=r"WB302.*book\.db"):
        Book("/proc/self/book.db")


def test_a_read_only_book_can_be_read_and_says_so_when_written(tmp_path, monkeypatch):
    path = tmp_path / "b.db"
    with Book(path) as book:
        book.add(ARTICLE)
    connect = sqlite3.connect
    monkeypatch.setattr(
        "sqlite3.dbapi2.connect", lambda name, **options: connect(f"file:{name}?mode=ro", uri=True, **options)
    )
    with Book(path, create=False) as book:
        assert list(book.coded_articles()) == [ARTICLE]
        with pytest.raises(BookReadOnly, match=r"b\.db.*read-only"):
            book.add(coded("Two.", claim()))
        assert book.summary().articles == 1


def limit_pages(book: Book, more: int) -> None:
    """Let the file grow by no more than so many pages: SQLite then answers as on a full disk."""

    def limit(connection, _record):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + more}")

    book._engine.dispose()
    event.listen(book._engine, "connect", limit)


def test_a_full_disk_loses_the_last_article_and_no_other(tmp_path):
    path = tmp_path / "b.db"
    stored = 0
    with Book(path) as book:
        limit_pages(book, 12)

        def fill():
            nonlocal stored
            for number in range(1000):
                book.add(coded(f"Text {number}. " * 50, claim(), impact(), step()))
                stored += 1

        with pytest.raises(BookDiskFull, match=r"WB303.*b\.db"):
            fill()
        assert 1 < stored < 1000
        assert book.summary() == Summary(articles=stored, claims=stored, impacts=stored, aid=stored, events=1)
    with Book(path) as book:
        assert book.check().problems == ()
        book.add(ARTICLE)
        assert book.summary().articles == stored + 1
    assert [one.name for one in tmp_path.iterdir()] == ["b.db"]


def test_a_batch_in_which_an_article_failed_is_not_stored(tmp_path):
    with Book(tmp_path / "b.db") as book:
        limit_pages(book, 4)

        def batch():
            with book.transaction():
                book.add(ARTICLE)
                for number in range(100):
                    try:
                        book.add(coded(f"Text {number}. " * 200, claim()))
                    except BookDiskFull:
                        return

        with pytest.raises(BookDiskFull):
            batch()
        assert book.summary() == Summary()
        assert book.add(ARTICLE).articles == 1


def test_a_disk_full_while_a_book_is_made_leaves_nothing(tmp_path, monkeypatch):
    prepare = engine_module._prepare_sqlite

    def small(connection, record):
        prepare(connection, record)
        connection.execute("PRAGMA max_page_count = 5")

    monkeypatch.setattr(engine_module, "_prepare_sqlite", small)
    with pytest.raises(BookDiskFull):
        Book(tmp_path / "b.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, BookDiskFull), (errno.EROFS, BookReadOnly), (errno.EACCES, BookReadOnly), (errno.EIO, BookError)],
)
def test_what_the_system_says_is_told_by_its_kind(number, kind):
    with pytest.raises(BookError, match=r"b\.db") as caught, told_as_book_errors("b.db"):
        raise OSError(number, os.strerror(number))
    assert type(caught.value) is kind


def test_a_writer_that_waits_too_long_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.1)
    with Book(tmp_path / "b.db") as one, Book(tmp_path / "b.db") as other, one.transaction():
        one.add(ARTICLE)
        with pytest.raises(BookError, match="another process"):
            other.add(coded("Two.", claim()))


def test_a_writer_waits_for_the_other(tmp_path):
    with Book(tmp_path / "b.db") as one, Book(tmp_path / "b.db") as other:
        begun = threading.Event()

        def slowly():
            with one.transaction():
                begun.set()
                one.add(ARTICLE)
                time.sleep(0.3)

        thread = threading.Thread(target=slowly)
        thread.start()
        begun.wait()
        other.add(coded("Two.", claim()))
        thread.join()
        assert other.summary().articles == 2


def _write(path: Path, number: int) -> None:
    with Book(path) as book:
        for article in range(20):
            book.add(coded(f"Text {article}.", claim()))
            book.add(coded(f"Text {number} {article}.", claim()))


@pytest.mark.slow
def test_two_processes_make_and_write_one_book(tmp_path):
    path = tmp_path / "b.db"
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_write, args=(path, number)) for number in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    with Book(path) as book:
        assert book.summary().articles == 60
        assert book.check().problems == ()
    assert [one.name for one in tmp_path.iterdir()] == ["b.db"]


@pytest.mark.parametrize("location", ["", "mysql://server/book", "sqlite://", "://"])
def test_what_can_be_no_book_is_wrong_use(location):
    with pytest.raises(UsageError):
        Book(location)


def test_postgresql_without_its_driver_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"wirebook\[postgres\]") as caught:
        Book("postgresql://reader:secret@server/book")
    assert "secret" not in str(caught.value)
