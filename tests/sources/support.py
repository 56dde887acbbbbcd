"""Reading inputs in tests: pages and errors side by side."""

from __future__ import annotations

from pathlib import Path

from wirebook.errors import InputError
from wirebook.record import Page
from wirebook.sources import read_inputs


def read(*inputs: str | Path) -> tuple[list[Page], list[InputError]]:
    """The pages of inputs and what was reported on the way."""
    errors: list[InputError] = []
    pages = list(read_inputs([str(name) for name in inputs], on_error=errors.append))
    return pages, errors


def only_page(path: Path) -> Page:
    """The one page of an input that reads without a report."""
    pages, errors = read(path)
    assert not errors
    assert len(pages) == 1
    return pages[0]


def only_error(path: str | Path) -> InputError:
    """The one report of an input that yields no page."""
    pages, errors = read(path)
    assert not pages
    assert len(errors) == 1
    return errors[0]
