from __future__ import annotations

import pytest

from tests.cli.running import here, wirebook
from tests.cli.test_read import PAGE


@pytest.fixture(scope="session")
def book_as_read(tmp_path_factory):
    """The bytes of a book in which a page was read, so that each test has a copy of its own."""
    folder = tmp_path_factory.mktemp("correct")
    (folder / "page.txt").write_text(PAGE)
    assert wirebook("read", folder / "page.txt", "--book", folder / "news.db", "--published", "2024-08-04").status == 0
    return (folder / "news.db").read_bytes()


@pytest.fixture
def book(tmp_path, book_as_read):
    path = tmp_path / "news.db"
    path.write_bytes(book_as_read)
    return path


@pytest.fixture
def run(monkeypatch, capfd, book):
    """Runs a command on the book."""
    monkeypatch.setenv("COLUMNS", "180")
    return lambda *arguments: here(monkeypatch, capfd, *arguments, "--book", book)
