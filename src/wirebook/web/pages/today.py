"""Today: what is new, what changed, what disagrees; and the search over everything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wirebook.book import Book
from wirebook.book.corrections import Correction
from wirebook.book.filters import ClaimFilters
from wirebook.book.model import ImpactSeries
from wirebook.book.search import words_of
from wirebook.record import Article
from wirebook.views import words
from wirebook.web.opened import OpenedBook
from wirebook.web.pages.conditions import asked
from wirebook.web.pages.figures import SeriesView, differs, latest, series_view, sheet_title
from wirebook.web.pages.listing import address, article_rows, claim_rows, event_rows, title_of
from wirebook.web.pages.rendering import page
from wirebook.web.pages.threads import thread_views

ARTICLES, THREADS, DISPUTES, FIGURES, CORRECTIONS, VERSIONS = 8, 6, 5, 5, 6, 5
LOOKED_AT = 60
"""Articles among which later versions are looked for."""
STEPS, IMPACTS, CLAIMS = 60, 300, 1000
"""Records that the view looks at, the newest of each kind."""
MATTERS = 3
"""Aid matters that a search shows."""
FOUND = 40
"""Claims that a search shows."""

DEEDS = {"accept": "accepted", "reject": "rejected", "edit": "corrected", "merge": "merged", "split": "split"}

router = APIRouter()


class Differing(NamedTuple):
    """Figures of one kind of harm that are not all the same."""

    title: str
    series: SeriesView


class Change(NamedTuple):
    """Something that is otherwise than it was."""

    what: str
    words: str
    detail: str
    href: str


@router.get("/")
def today(request: Request, book: OpenedBook) -> HTMLResponse:
    """The start page."""
    values = book.derived.get(book.revision(), "today", lambda: _today(book))
    return page(request, "today.html.j2", values)


def _today(book: Book) -> dict[str, object]:
    """What the start page shows, the same for everybody as long as the book stays as it is."""
    recent = book.newest_articles(LOOKED_AT).records
    articles = recent[:ARTICLES]
    threads = book.recent_threads(STEPS).found
    series = sorted(book.recent_series(IMPACTS).found, key=latest, reverse=True)
    return {
        "section": "/",
        "counts": book.counts(),
        "articles": _rows(book, articles),
        "threads": thread_views(threads[:THREADS]),
        "more_threads": len(threads) > THREADS,
        "disputes": event_rows(book.recent_disputes(CLAIMS).found[:DISPUTES]),
        "differing": list(_differing(series)),
        "corrections": [_correction(one) for one in book.last_corrections(CORRECTIONS)],
        "versions": _versions(book, recent),
        "revised": _revised(series),
    }


@router.get("/search")
def search(request: Request, book: OpenedBook) -> HTMLResponse:
    """What the words of a search find: statements, then articles."""
    conditions = asked(request, "search")
    query = conditions.text("search") or ""
    widened = ""
    claims = book.newest_claims(FOUND, conditions.before, ClaimFilters(search=query)) if query else None
    if claims is not None and not claims.records and not conditions.before:
        widened = " ".join(f"{word}*" for word in words_of(query))
        claims = book.newest_claims(FOUND, None, ClaimFilters(search=widened)) if widened else None
    articles = book.newest_articles(ARTICLES, search=widened or query).records if query else ()
    found = claims is not None and bool(claims.records)
    values = {
        "section": "/search",
        "conditions": conditions,
        "query": query,
        "threads": thread_views(book.threads_about(claims.records)[:MATTERS] if claims else ()),
        "widened": widened if found else "",
        "claims": claim_rows(claims.records) if claims else [],
        "older": claims.older if claims else None,
        "articles": _rows(book, articles),
        "data": f"/api/v1/claims{conditions.query(search=widened if found and widened else query)}",
    }
    return page(request, "search.html.j2", values)


def _rows(book: Book, articles: Iterable[Article]) -> list[object]:
    shown = list(articles)
    ids = [article.id for article in shown]
    return list(article_rows(shown, book.records_in(ids), book.editions_of(ids)))


def _differing(series: Iterable[ImpactSeries]) -> Iterable[Differing]:
    unlike = [item for item in series if differs(item)][:FIGURES]
    return (Differing(sheet_title(item.hazard or "", item.country or ""), series_view(item)) for item in unlike)


def _revised(series: Iterable[ImpactSeries]) -> list[Change]:
    """Figures that a later day gave anew."""
    found = []
    for item in series:
        days = sorted({one.as_of for one in item.figures if one.as_of})
        earlier = [one for one in item.figures if one.as_of == days[0]] if len(days) > 1 else []
        if not earlier or item.displayed.as_of == days[0]:
            continue
        was, now = words.figure(earlier[-1]), words.figure(item.displayed)
        if was and now and was != now:
            label = f"{words.impact_label(item.displayed)}, {sheet_title(item.hazard or '', item.country or '')}"
            since = words.day(days[0])
            found.append(Change(label, f"{was} → {now}", f"since {since}", address(item.displayed)))
    return found[:FIGURES]


def _versions(book: Book, recent: Iterable[Article]) -> list[Change]:
    shown = list(recent)
    editions = book.editions_of([article.id for article in shown])
    later = [article for article in shown if editions[article.id].relation == "version"]
    return [
        Change(
            f"version {editions[article.id].version}",
            title_of(article),
            words.day(article.published) if article.published else "",
            f"/articles/{article.id}",
        )
        for article in later[:VERSIONS]
    ]


def _correction(one: Correction) -> Change:
    deed = "undone: " + DEEDS.get(one.action, one.action) if one.is_undone else DEEDS.get(one.action, one.action)
    record = one.matched[0] if one.matched else one.before[0].id
    return Change(
        deed,
        words.plain(one.trigger) or one.record,
        f"{words.plain(one.by)}, {words.day(one.at.date())}",
        f"/articles/{one.article}?note={record}#n-{record}",
    )
