"""Actors: who acts in the book."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from wirebook.book import Actor
from wirebook.errors import NothingHere
from wirebook.views import words
from wirebook.web.api.lists import Derivation, Listed, page_of
from wirebook.web.api.parameters import Asked, Code
from wirebook.web.api.routing import tagged_router
from wirebook.web.opened import OpenedBook, RoomBook

router = tagged_router("actors")


class NamedActor(Actor):
    """A party with a code, by what it is called."""

    name: str


class Bearer(BaseModel):
    """A name under which a party stands in the book."""

    name: str
    records: int


class ActorPage(NamedActor):
    """A party with the names under which it stands in the book, the most frequent first."""

    names: list[Bearer] = Field(description="In lower case, as parties are compared.")


@router.get("/actors", response_model=Listed[NamedActor])
def actors(request: Request, book: OpenedBook, asked: Annotated[Asked, Query()]) -> Response:
    """Every party with a code, those in most records first, with the counts of its roles."""
    return page_of(request, all_actors(book), asked)


@router.get("/actors/{code}")
def actor(book: OpenedBook, code: Code) -> ActorPage:
    """One party."""
    known = next((one for one in all_actors(book).items if one.code == code.upper()), None)
    if known is None:
        raise NothingHere(code, "nobody of this code acts in the book")
    found = book.derived.get(book.revision(), ("names", known.code), lambda: book.names_of(known.code))
    return ActorPage(**dict(known), names=[Bearer(name=name, records=count) for name, count in found])


def all_actors(book: RoomBook) -> Derivation[NamedActor]:
    """The parties of the book."""

    def work() -> Derivation[NamedActor]:
        named = (NamedActor(**dict(one), name=words.code_name(one.code)) for one in book.actors())
        return Derivation(named, lambda one: f"{10**9 - one.records:010d} {one.code}")

    return book.derived.get(book.revision(), "actors", work)
