"""Timeline: the events of the newest claims, by month."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wirebook.book.event_pages import EventSlice
from wirebook.book.model import Event
from wirebook.views import words
from wirebook.views.charts import Chart
from wirebook.views.charts import timeline as drawn_timeline
from wirebook.web.opened import OpenedBook, RoomBook
from wirebook.web.pages.conditions import Conditions, asked
from wirebook.web.pages.drawing import add_chart
from wirebook.web.pages.listing import EventRow, event_rows
from wirebook.web.pages.places import FILTERS
from wirebook.web.pages.rendering import page

SHOWN = 200
"""Events that stand on one page."""

router = APIRouter()


class Month(NamedTuple):
    """The events of a month."""

    name: str
    anchor: str
    events: tuple[EventRow, ...]


@router.get("/timeline")
def timeline(request: Request, book: OpenedBook) -> HTMLResponse:
    """The events that the newest claims are about, in order of time."""
    conditions = asked(request, *FILTERS)
    found = _page(book, conditions)
    values = {
        "section": "/timeline",
        "conditions": conditions,
        "months": _months(found.events),
        "older": found.after,
        "count": len(found.events),
    }
    return page(request, "timeline.html.j2", values)


def _page(book: RoomBook, conditions: Conditions) -> EventSlice:
    return book.page_of_events(
        conditions.claims(), after=conditions.before, limit=SHOWN, order="newest", rejected=conditions.rejected
    )


def _months(events: tuple[Event, ...]) -> list[Month]:
    """Newest month first, and in it the newest event; what no words date comes last."""
    ordered = sorted(events, key=lambda event: (_day(event) or date.min, event.id), reverse=True)
    return [
        Month(_name(start), start.strftime("m%Y-%m") if start else "undated", tuple(event_rows(group)))
        for start, group in groupby(ordered, key=_month)
    ]


def _month(event: Event) -> date | None:
    day = _day(event)
    return day.replace(day=1) if day else None


def _day(event: Event) -> date | None:
    return words.middle(event.date, event.enddate)


def _name(start: date | None) -> str:
    return f"{words.MONTHS[start.month - 1]} {start.year}" if start else "Not dated"


def _draw(request: Request, book: RoomBook, width: int) -> Chart:
    conditions = asked(request, *FILTERS)
    found = _page(book, conditions)
    return drawn_timeline(found.events, width)


add_chart(router, "/timeline", _draw)
