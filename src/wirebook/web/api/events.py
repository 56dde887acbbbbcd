"""Events: what one or more claims, in one or more articles, are about."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from wirebook.book import Event
from wirebook.errors import NothingHere
from wirebook.web.api.lists import Listed, page, stream, wanted_format
from wirebook.web.api.parameters import FullId, OfClaims
from wirebook.web.api.routing import JSON_LINES_AND_CSV, tagged_router
from wirebook.web.opened import SMALL, OpenedBook

router = tagged_router("events")


@router.get("/events", response_model=Listed[Event], responses=JSON_LINES_AND_CSV)
def events(request: Request, book: OpenedBook, asked: Annotated[OfClaims, Query()]) -> Response:
    """The events of which one claim meets every condition; `newest` begins with what was reported last.

    A page may be shorter than asked, or empty, and have a next one.
    """
    filters = asked.filters()
    wanted = wanted_format(request, asked)
    if wanted != "json":
        records = book.events(
            filters.event, filters.actor, filters.recipient, filters.since, filters.until, filters.country,
            filters.status, filters.mode, filters.said_by, filters.context, filters.search, asked.rejected,
        )  # fmt: skip
        return stream(records, asked, wanted, "events", "events")
    found = book.page_of_events(
        filters, after=asked.after, limit=asked.limit, order=asked.order, rejected=asked.rejected
    )
    return page(request, (event.model_dump_json() for event in found.events), found.after)


@router.get("/events/{id}")
def event(book: OpenedBook, id: FullId) -> Event:
    """One event, by its id or by the id of any of its claims.

    In a book of more than 20,000 claims only by the id of a claim, as the id of an event alone does not tell where it
    is.
    """
    found = book.event_with(id)
    if found is None and book.derived.get(book.revision(), "counts", book.counts).claims <= SMALL:
        known = book.derived.get(
            book.revision(), "events by id", lambda: {one.id: one.claims[0].id for one in book.events() if one.claims}
        )
        found = book.event_with(known[id]) if id in known else None
    if found is None:
        raise NothingHere(id, "the book knows no event by this id; the id of one of its claims leads to it always")
    return found
