"""Aid: the steps, and the threads that they make."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from wirebook.book import AidThread
from wirebook.record import AidStep
from wirebook.web.api.lists import Derivation, Listed, page, page_of, stream, wanted_format
from wirebook.web.api.parameters import ForSteps, ForThreads
from wirebook.web.api.routing import JSON_LINES_AND_CSV, tagged_router
from wirebook.web.opened import OpenedBook

router = tagged_router("aid")


@router.get("/aid", response_model=Listed[AidStep], responses=JSON_LINES_AND_CSV)
def aid_steps(request: Request, book: OpenedBook, asked: Annotated[ForSteps, Query()]) -> Response:
    """The aid steps that meet every condition."""
    wanted = wanted_format(request, asked)
    if wanted != "json":
        records = book.aid_steps(
            asked.stage, asked.actor, asked.recipient, asked.since, asked.until, rejected=asked.rejected
        )
        return stream(records, asked, wanted, "aid", "aid")
    found = book.page_of_aid_steps(
        stage=asked.stage,
        donor=asked.actor,
        recipient=asked.recipient,
        since=asked.since,
        until=asked.until,
        after=asked.after,
        limit=asked.limit,
        order=asked.order,
        rejected=asked.rejected,
    )
    return page(request, found.records, found.after)


@router.get("/aid-threads", response_model=Listed[AidThread])
def aid_threads(request: Request, book: OpenedBook, asked: Annotated[ForThreads, Query()]) -> Response:
    """The aid ledger: each matter between a donor and a recipient, as it stood on a day; by donor and recipient."""
    question = ("aid threads", asked.on, asked.actor, asked.recipient, asked.rejected)

    def work() -> Derivation[AidThread]:
        return Derivation(book.aid_threads(asked.on, asked.actor, asked.recipient, asked.rejected), _place)

    return page_of(request, book.derived.get(book.revision(), question, work), asked)


def _place(thread: AidThread) -> str:
    first = thread.steps[0]
    day = first.date or first.enddate or first.cite_info.published
    return "\x1f".join(("|".join(thread.donor), "|".join(thread.recipient), str(day or ""), thread.id))
