"""Tables of what pages say: articles and claims; and the count of it all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from wirebook.book.model import BookArticle, Edition, Summary
from wirebook.record import Article, Claim
from wirebook.views import words
from wirebook.views.terminal.layout import SHORT_ID, Layout, event_cell, nothing

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def show_articles(articles: Iterable[Article], console: Console, *, filtered: bool = False) -> int:
    """Articles with their date, source and title, and which are printings or versions of which; how many.

    What an article is among the others is known of a `BookArticle`. In a narrow terminal it stands below the id.
    """
    layout = Layout(console)
    layout.column("Published", 10)
    layout.column("Source", share=1)
    layout.column("Title", share=3)
    if layout.wide:
        layout.column("Same text", 29)
    layout.column("Id", 16, quiet=True)
    for article in articles:
        names = [name for name in (article.agency, article.publisher) if name]
        source = ", ".join(dict.fromkeys(names)) or article.file or article.url or ""
        published = article.published.isoformat() if article.published else "—"
        same = _same(article.edition) if isinstance(article, BookArticle) else []
        if layout.wide:
            layout.row(published, source, article.title or "—", "\n".join(same), article.id)
        else:
            below = [line.replace(" of ", " of\n") for line in same]
            layout.row(published, source, article.title or "—", "\n".join([article.id, *below]))
    return layout.show("article", "articles", nothing("articles", filtered))


def _same(edition: Edition) -> list[str]:
    """What there is to say of an article that is not the only one of its text."""
    printings, versions = len(edition.printings), len(edition.versions)
    if edition.relation == "printing":
        return [f"printing of {edition.of}"]
    return [
        *([f"version {edition.version} of {edition.of}"] if edition.relation == "version" else []),
        *([f"printings {printings}"] if printings > 1 else []),
        *([f"versions {versions}"] if edition.relation == "first" and versions > 1 else []),
    ]


def show_claims(claims: Iterable[Claim], console: Console, *, filtered: bool = False, ids: bool = False) -> int:
    """Claims with who did what to whom, when, who says so, and the words around the trigger; how many.

    What persons said of a claim stands below its words; with `ids` the beginning of its id below its date.
    """
    layout = Layout(console)
    layout.column("Date", 10)
    layout.column("Who → whom", share=3)
    layout.column("What", 18 if layout.wide else 15)
    if layout.wide:
        layout.column("Status", 15)
    layout.column("Says who", share=2)
    layout.column("Words", share=5 if layout.wide else 4, quiet=True)
    width = 110 if layout.wide else 60
    for claim in claims:
        status = f"{claim.status}, negated" if claim.negated else claim.status
        cells: list[str | Text] = [
            _date(claim) + (f"\n{claim.id[:SHORT_ID]}" if ids else ""),
            words.who_whom(words.parties(claim.actor), words.parties(claim.recipient)),
            event_cell(claim.event, claim.mode, "" if layout.wide else status),
            *([status] if layout.wide else []),
            words.voice(claim),
            "\n".join(part for part in (words.evidence_words(claim, width), words.mark(claim)) if part),
        ]
        layout.row(*cells)
    return layout.show("claim", "claims", nothing("claims", filtered))


def _date(claim: Claim) -> str:
    """A day, or both ends of an interval under each other."""
    if claim.date is None:
        return "—"
    if claim.enddate is None or claim.enddate == claim.date:
        return claim.date.isoformat()
    return f"{claim.date.isoformat()}\n{claim.enddate.isoformat()}"


def show_summary(summary: Summary, console: Console, *, title: str = "The book holds") -> None:
    """The counts of a book, or of what one reading added, on one line."""
    counts = (
        (summary.articles, "article"),
        (summary.claims, "claim"),
        (summary.events, "event"),
        (summary.aid, "aid step"),
        (summary.impacts, "impact"),
    )
    listed = ", ".join(f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in counts)
    console.print(f"{title} {listed}.", markup=False, highlight=False)
