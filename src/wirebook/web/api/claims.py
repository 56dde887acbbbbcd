"""Claims: the unit that is coded."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from wirebook.book import Event, History
from wirebook.errors import NothingHere
from wirebook.record import Claim
from wirebook.web.api.lists import Listed, page, stream, wanted_format
from wirebook.web.api.parameters import ForClaims, FullId, RecordId
from wirebook.web.api.routing import JSON_LINES_AND_CSV, tagged_router
from wirebook.web.opened import OpenedBook

router = tagged_router("claims")


@router.get("/claims", response_model=Listed[Claim], responses=JSON_LINES_AND_CSV)
def claims(request: Request, book: OpenedBook, asked: Annotated[ForClaims, Query()]) -> Response:
    """The claims that meet every condition."""
    filters = asked.filters(asked.article)
    wanted = wanted_format(request, asked)
    if wanted != "json":
        records = book.claims(
            filters.event, filters.actor, filters.recipient, filters.status, filters.since, filters.until,
            filters.article, filters.country, filters.mode, filters.said_by, filters.context, filters.search,
            asked.rejected,
        )  # fmt: skip
        return stream(records, asked, wanted, "claims", "claims")
    found = book.page_of_claims(
        filters, after=asked.after, limit=asked.limit, order=asked.order, rejected=asked.rejected
    )
    return page(request, found.records, found.after)


@router.get("/claims/{id}", response_model=Claim)
def claim(book: OpenedBook, id: FullId) -> Response:
    """One claim, as it stands; rejected ones too."""
    found = book.claim_of(id)
    if found is None:
        raise NothingHere(id, "the book holds no claim of this id")
    return Response(found.encode("utf-8", "replace"), media_type="application/json")


@router.get("/claims/{id}/event")
def event_of_claim(book: OpenedBook, id: FullId) -> Event:
    """The event that a claim is about, with everything else that is claimed of it."""
    found = book.event_with(id)
    if found is None:
        raise NothingHere(id, "the book holds no claim of this id that stands")
    return found


@router.get("/records/{id}/history")
def history(book: OpenedBook, id: RecordId) -> History:
    """How a claim, an impact or an aid step came to stand as it does: what was read, and every correction."""
    return book.history(id)
