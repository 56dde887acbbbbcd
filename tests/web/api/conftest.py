from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.api.asking import book_of
from wirebook.web import Settings


@pytest.fixture(scope="session")
def read_book(tmp_path_factory) -> Path:
    """A book that no test writes to."""
    return book_of(tmp_path_factory.mktemp("room") / "read.db")


@pytest.fixture
def own_book(tmp_path) -> Path:
    """A book that the test may write to."""
    return book_of(tmp_path / "own.db", articles=3)


@pytest.fixture
def room(read_book) -> Settings:
    return Settings(book=read_book, login="ines")
