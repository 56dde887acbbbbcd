"""The book: the database that holds articles and their records, and what follows from them.

`Book` and what goes with it are loaded when they are first asked for, so that the types alone cost no database library.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from wirebook.book.model import (
    Actor,
    AidThread,
    BookArticle,
    BookCheck,
    Compaction,
    Edition,
    Event,
    ImpactSeries,
    Merged,
    Relation,
    RelationPoint,
    Summary,
)

if TYPE_CHECKING:
    from wirebook.book.corrections import Correction as Correction
    from wirebook.book.corrections import History as History
    from wirebook.book.sampling import Drawn as Drawn
    from wirebook.book.sampling import Precision as Precision
    from wirebook.book.sampling import precision_of as precision_of
    from wirebook.book.store import Book as Book

__all__ = [
    "Actor",
    "AidThread",
    "Book",
    "BookArticle",
    "BookCheck",
    "Compaction",
    "Correction",
    "Drawn",
    "Edition",
    "Event",
    "History",
    "ImpactSeries",
    "Merged",
    "Precision",
    "Relation",
    "RelationPoint",
    "Summary",
    "precision_of",
]

_HOMES = {
    "Book": "wirebook.book.store",
    "Drawn": "wirebook.book.sampling",
    "Precision": "wirebook.book.sampling",
    "precision_of": "wirebook.book.sampling",
    "Correction": "wirebook.book.corrections",
    "History": "wirebook.book.corrections",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
