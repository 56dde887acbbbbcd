"""wirebook reads the news wire and keeps the book: who did what to whom, when, where, how much, and who says so.

`load` gives the coder as a spaCy pipeline, `read` codes inputs one after another, `Book` keeps what was read. The parts
are imported when they are first asked for, so that the command line starts at once.
"""

from __future__ import annotations

import importlib
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirebook.book import Book
    from wirebook.coding.pipeline import load
    from wirebook.reading import read
    from wirebook.record import AidStep, Article, Claim, CodedArticle, Impact, Page

__all__ = ["AidStep", "Article", "Book", "Claim", "CodedArticle", "Impact", "Page", "__version__", "load", "read"]

__version__ = version("wirebook")

_HOMES = {
    "AidStep": "wirebook.record",
    "Article": "wirebook.record",
    "Book": "wirebook.book",
    "Claim": "wirebook.record",
    "CodedArticle": "wirebook.record",
    "Impact": "wirebook.record",
    "Page": "wirebook.record",
    "load": "wirebook.coding.pipeline",
    "read": "wirebook.reading",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'wirebook' has no attribute {name!r}")
