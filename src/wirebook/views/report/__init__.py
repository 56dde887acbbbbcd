"""The report: a book as one HTML page that needs nothing else, neither a server nor a network.

The page holds what the book holds and nothing of the moment or the machine, so the same book gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from wirebook.views import words
from wirebook.views.palette import EVENT_STYLES, QUAD_CLASSES
from wirebook.views.report.articles import SHOWN_ARTICLES, ArticleView, article_view, most_recent
from wirebook.views.report.events import LISTED_EVENTS, event_list
from wirebook.views.report.impacts import sheet_views
from wirebook.views.report.ledger import thread_views
from wirebook.views.report.relations import matrix_view
from wirebook.views.report.timeline import LANE_HEIGHT, timeline_view
from wirebook.views.source import BookView

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["render"]

FEW = 3
"""So many articles stand open together."""
UNFOLDED = 24
"""So many rows of a ledger stand before the rest is folded away."""


def render(book: BookView) -> str:
    """The report of a book.

    The most recent 200 articles stand in it with their text; ledger, impact sheet, timeline and relations cover the
    whole book. Everything that comes from a page is escaped.
    """
    articles = [article_view(coded) for coded in most_recent(book.coded_articles())]
    notes = frozenset(note.anchor for article in articles for note in article.notes)
    sheets = sheet_views(book.impact_series(), notes)
    listed = event_list(book.events(), notes)
    published = [article.published for article in articles if article.published != "not dated"]
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            summary=book.summary(),
            articles=articles,
            shown_articles=SHOWN_ARTICLES,
            newest=published[0] if published else "",
            oldest=published[-1] if published else "",
            threads=thread_views(book.aid_threads(), notes),
            sheets=sheets,
            rules=sorted({series.rule for sheet in sheets for series in sheet.series}),
            listed=UNFOLDED,
            unfolded=_unfolded(articles),
            timeline=timeline_view(listed),
            lane_height=LANE_HEIGHT,
            matrix=matrix_view(book.relations(), listed),
            events=listed,
            listed_events=LISTED_EVENTS,
            styles=EVENT_STYLES,
            quads=QUAD_CLASSES,
        )
    )


def _unfolded(articles: Sequence[ArticleView]) -> frozenset[str]:
    """The articles that stand open: all of a few, else the newest in which something was read."""
    if len(articles) <= FEW:
        return frozenset(article.anchor for article in articles)
    return frozenset(islice((article.anchor for article in articles if article.notes), 1))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("wirebook.views.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = words.number
    return environment
