"""What the coder gets wrong of the metamorphic pages today: expected failures, listed one a line; the list shrinks."""

from __future__ import annotations

from pathlib import Path

import pytest

KNOWN_FAULTS = Path(__file__).with_name("known_faults.txt")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    known = set(KNOWN_FAULTS.read_text(encoding="utf8").splitlines())
    for item in items:
        if item.nodeid.rpartition("/")[2] in known:
            item.add_marker(pytest.mark.xfail(reason="a known fault of the coder: see known_faults.txt", strict=False))
