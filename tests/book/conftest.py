from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from wirebook.book import Book


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book(tmp_path / "wirebook.db") as opened:
        yield opened
