"""Today: what is new, what changed, what disagrees."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wirebook.web.opened import OpenedBook
from wirebook.web.pages.rendering import page

router = APIRouter()


@router.get("/")
def today(request: Request, book: OpenedBook) -> HTMLResponse:
    """The start page."""
    return page(request, "today.html.j2", {"section": "/", "summary": book.summary()})
