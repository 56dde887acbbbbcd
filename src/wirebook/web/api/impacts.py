"""Impacts: what a hazard did, and everybody's figures side by side."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from wirebook.book import ImpactSeries
from wirebook.record import Impact
from wirebook.web.api.lists import Derivation, Listed, page, page_of, stream, wanted_format
from wirebook.web.api.parameters import ForImpacts, ForSeries
from wirebook.web.api.routing import JSON_LINES_AND_CSV, tagged_router
from wirebook.web.opened import OpenedBook

router = tagged_router("impacts")


@router.get("/impacts", response_model=Listed[Impact], responses=JSON_LINES_AND_CSV)
def impacts(request: Request, book: OpenedBook, asked: Annotated[ForImpacts, Query()]) -> Response:
    """The impacts that meet every condition."""
    conditions = {"hazard": asked.hazard, "country": asked.country and asked.country.upper()}
    wanted = wanted_format(request, asked)
    if wanted != "json":
        records = book.impacts(**conditions, since=asked.since, until=asked.until, rejected=asked.rejected)
        return stream(records, asked, wanted, "impacts", "impacts")
    found = book.page_of_impacts(
        **conditions,
        since=asked.since,
        until=asked.until,
        after=asked.after,
        limit=asked.limit,
        order=asked.order,
        rejected=asked.rejected,
    )
    return page(request, found.records, found.after)


@router.get("/impact-series", response_model=Listed[ImpactSeries])
def impact_series(request: Request, book: OpenedBook, asked: Annotated[ForSeries, Query()]) -> Response:
    """Everybody's figures of one kind for one disaster, side by side, never added up."""
    country = asked.country and asked.country.upper()
    question = ("impact series", asked.hazard, country, asked.rejected)

    def work() -> Derivation[ImpactSeries]:
        return Derivation(book.impact_series(asked.hazard, country, asked.rejected), _place)

    return page_of(request, book.derived.get(book.revision(), question, work), asked)


def _place(series: ImpactSeries) -> str:
    first = series.figures[0]
    day = first.as_of or first.cite_info.published
    return "\x1f".join((series.hazard or "~", series.country or "~", str(day or "~"), series.id))
