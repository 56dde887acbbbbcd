"""Search: sentences of claims, and actors."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel

from wirebook.book.filters import ClaimFilters
from wirebook.record import Claim
from wirebook.web.api.actors import NamedActor, all_actors
from wirebook.web.api.parameters import ForSearch
from wirebook.web.api.routing import tagged_router
from wirebook.web.opened import OpenedBook

router = tagged_router("search")

MOST_ACTORS = 10


class Findings(BaseModel):
    """What was found."""

    claims: list[Claim]
    actors: list[NamedActor]
    next: str | None
    """The cursor of more claims."""


@router.get("/search")
def search(book: OpenedBook, asked: Annotated[ForSearch, Query()]) -> Findings:
    """Claims by the words of their sentences, those published last first, and actors by code or name."""
    found = book.page_of_claims(ClaimFilters(search=asked.q), after=asked.after, limit=asked.limit, order="newest")
    words = asked.q.strip().casefold()
    actors = [
        one
        for one in all_actors(book).items
        if words and (one.code.casefold() == words or one.name.casefold().startswith(words))
    ]
    return Findings(
        claims=[Claim.model_validate_json(record) for record in found.records],
        actors=actors[:MOST_ACTORS],
        next=None if found.after is None else found.after.encode().hex(),
    )
