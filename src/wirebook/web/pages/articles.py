"""Articles: the list."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from wirebook.book import Book
from wirebook.book.browsing import Newest
from wirebook.record import Article
from wirebook.web.opened import OpenedBook
from wirebook.web.pages.conditions import Conditions, asked
from wirebook.web.pages.listing import article_rows
from wirebook.web.pages.rendering import page
from wirebook.web.pages.tables import table

SHOWN = 40
IN_A_FILE = 10_000
"""Rows of the table as CSV, the newest ones."""
FILTERS = ("search", "publisher", "since", "until")

router = APIRouter()


@router.get("/articles")
def articles(request: Request, book: OpenedBook) -> HTMLResponse:
    """The articles of a book, newest first."""
    conditions = asked(request, *FILTERS)
    found = _newest(book, conditions, SHOWN)
    ids = [article.id for article in found.records]
    values = {
        "section": "/articles",
        "conditions": conditions,
        "articles": article_rows(found.records, book.records_in(ids), book.editions_of(ids)),
        "older": found.older,
    }
    return page(request, "articles.html.j2", values)


@router.get("/articles/table.csv")
def articles_table(request: Request, book: OpenedBook) -> Response:
    """The same as CSV, without the texts."""
    found = _newest(book, asked(request, *FILTERS), IN_A_FILE)
    header = ("id", "published", "publisher", "agency", "title", "url", "file", "language")
    rows = (
        (one.id, one.published, one.publisher, one.agency, one.title, one.url, one.file, one.language)
        for one in found.records
    )
    return table("articles", header, rows)


def _newest(book: Book, conditions: Conditions, most: int) -> Newest[Article]:
    return book.newest_articles(
        most,
        conditions.before,
        search=conditions.text("search"),
        publisher=conditions.text("publisher"),
        since=conditions.day("since"),
        until=conditions.day("until"),
    )
