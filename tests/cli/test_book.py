import json
import sqlite3

import pytest

from tests.cli.running import here


@pytest.fixture
def care(monkeypatch, capfd):
    return lambda *arguments: here(monkeypatch, capfd, "book", *arguments)


def test_a_whole_book_is_said_to_be_whole(care, book):
    result = care("check", book)
    assert (result.status, result.out.startswith(f"{book}: whole (1 article, ")) == (0, True)
    assert json.loads(care("check", book, "--format", "json").out) == {"book": str(book), "whole": True, "problems": []}


def test_faults_are_listed_and_the_status_says_so(care, book, tmp_path):
    connection = sqlite3.connect(book)
    connection.execute("UPDATE claims SET status = 'denied', event = 'AID', mode = 'x', country = 'y', negated = 1")
    connection.commit()
    connection.close()
    (tmp_path / "none.db").write_text("This is a letter, not a book. " * 50)
    result = care("check", book, tmp_path / "none.db")
    assert result.status == 1
    assert "column status holds 'denied', its record says" in result.out
    assert "none.db: 1 problem\n  it is no wirebook book, or it is damaged" in result.out
    lines = [
        json.loads(line) for line in care("check", book, tmp_path / "none.db", "--format", "json").out.splitlines()
    ]
    assert [line["whole"] for line in lines] == [False, False]


def test_many_faults_are_counted(care, book, monkeypatch):
    monkeypatch.setattr("wirebook.cli.book.check.SHOWN", 1)
    connection = sqlite3.connect(book)
    connection.execute("UPDATE parties SET code = 'XYZ'")
    connection.commit()
    connection.close()
    assert "more; --format json lists them all" in care("check", book).out


def test_a_book_that_is_not_there_is_wrong_use(care, tmp_path):
    for command in ("check", "compact"):
        assert care(command, tmp_path / "none.db").status == 2
    assert care("merge", tmp_path / "none.db", tmp_path / "new.db").status == 2
    assert not (tmp_path / "new.db").exists()


def test_books_are_merged_into_a_new_one(care, book, run, tmp_path):
    (first, *_) = json.loads(run("show", "claims", "--format", "json").out)
    run("correct", "reject", first["id"], "--by", "Maria")
    result = care("merge", book, tmp_path / "all.db")
    assert result.status == 0
    assert f"New from {book}: 1 article, " in result.out
    assert "1 correction." in result.out
    again = json.loads(care("merge", book, tmp_path / "all.db", "--format", "json").out)
    assert (again["new"]["articles"], again["corrections"]) == (0, 0)
    assert care("check", tmp_path / "all.db").status == 0


def test_a_book_is_not_merged_into_itself(care, book):
    assert care("merge", book).status == 2
    result = care("merge", book, book.parent / "." / book.name)
    assert (result.status, "into itself" in result.err) == (2, True)


def test_compacting_says_how_large_books_were_and_are(care, book):
    assert " before, " in care("compact", book).out
    sizes = json.loads(care("compact", book, "--format", "json").out)
    assert sizes["after"] == book.stat().st_size
