"""Relations: two parties' events over time, scored."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from wirebook.book import Relation
from wirebook.errors import NothingHere
from wirebook.web.api.lists import Derivation, Listed, page_of
from wirebook.web.api.parameters import Code, ForRelation, ForRelations
from wirebook.web.api.routing import tagged_router
from wirebook.web.opened import OpenedBook, RoomBook

router = tagged_router("relations")


@router.get("/relations", response_model=Listed[Relation])
def relations(request: Request, book: OpenedBook, asked: Annotated[ForRelations, Query()]) -> Response:
    """The relations between parties with a code, by pair; with `actor` and `recipient` only theirs."""
    return page_of(request, _relations(book, asked, asked.actor, asked.recipient), asked)


@router.get("/relations/{a}/{b}")
def relation(book: OpenedBook, a: Code, b: Code, asked: Annotated[ForRelation, Query()]) -> Relation:
    """The relation of two parties, in whatever order."""
    found = _relations(book, asked, a.upper(), b.upper()).items
    if not found or a.upper() == b.upper():
        raise NothingHere(f"{a}/{b}", "the book has no event between them")
    return found[0]


def _relations(book: RoomBook, asked: ForRelation, a: str | None, b: str | None) -> Derivation[Relation]:
    question = ("relations", a, b, asked.by, asked.since, asked.until, asked.rejected)

    def work() -> Derivation[Relation]:
        found = book.relations(a, b, asked.by, asked.since, asked.until, asked.rejected)
        return Derivation(found, lambda one: f"{one.a}\x1f{one.b}")

    return book.derived.get(book.revision(), question, work)
