"""The book: the database that holds articles and their records, and what follows from them.

`Book` is loaded when it is first asked for, so that the types alone cost no database library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirebook.book.model import (
    AidThread,
    BookArticle,
    BookCheck,
    Edition,
    Event,
    ImpactSeries,
    Relation,
    RelationPoint,
    Summary,
)

if TYPE_CHECKING:
    from wirebook.book.store import Book as Book

__all__ = [
    "AidThread",
    "Book",
    "BookArticle",
    "BookCheck",
    "Edition",
    "Event",
    "ImpactSeries",
    "Relation",
    "RelationPoint",
    "Summary",
]


def __getattr__(name: str) -> object:
    if name == "Book":
        from wirebook.book.store import Book

        return Book
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
