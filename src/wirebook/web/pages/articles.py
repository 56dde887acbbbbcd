"""Articles: the list."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wirebook.web.opened import OpenedBook
from wirebook.web.pages.conditions import asked
from wirebook.web.pages.listing import article_rows
from wirebook.web.pages.rendering import page

SHOWN = 40

router = APIRouter()


@router.get("/articles")
def articles(request: Request, book: OpenedBook) -> HTMLResponse:
    """The articles of a book, newest first."""
    conditions = asked(request, "search", "publisher", "since", "until")
    found = book.newest_articles(
        SHOWN,
        conditions.before,
        search=conditions.text("search"),
        publisher=conditions.text("publisher"),
        since=conditions.day("since"),
        until=conditions.day("until"),
    )
    ids = [article.id for article in found.records]
    values = {
        "section": "/articles",
        "conditions": conditions,
        "articles": article_rows(found.records, book.records_in(ids), book.editions_of(ids)),
        "older": found.older,
    }
    return page(request, "articles.html.j2", values)
