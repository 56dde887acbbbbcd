"""Articles, claims and events as the rows of lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from wirebook.book.model import Edition, Event, Summary
from wirebook.record import AidStep, Article, Claim, Impact
from wirebook.views import words
from wirebook.views.palette import EVENT_STYLES, QUAD_CLASSES
from wirebook.views.report.notes import anchor
from wirebook.web.pages.excerpts import Excerpt, excerpt

NO_DATE = "not dated"


class ArticleRow(NamedTuple):
    """One article of a list."""

    href: str
    title: str
    source: str
    published: str
    claims: int
    impacts: int
    aid: int
    edition: str
    """What it is among its like, as `version 2`; empty for a first one."""


class ClaimRow(NamedTuple):
    """One claim of a list."""

    href: str
    when: str
    parties: str
    style: str
    glyph: str
    quad: str
    label: str
    status: str
    negated: bool
    speaker: str
    source: str
    published: str
    words: Excerpt


class EventRow(NamedTuple):
    """One event of a list, with the words of its newest report."""

    href: str
    when: str
    parties: str
    style: str
    glyph: str
    quad: str
    label: str
    statuses: tuple[str, ...]
    disputed: bool
    reports: int
    source: str
    words: Excerpt | None


def article_rows(
    articles: Iterable[Article], counts: Mapping[str, Summary], editions: Mapping[str, Edition]
) -> list[ArticleRow]:
    """Articles with how much was read in each."""
    return [
        ArticleRow(
            href=f"/articles/{article.id}",
            title=title_of(article),
            source=source_of(article),
            published=words.day(article.published) if article.published else NO_DATE,
            claims=counts[article.id].claims,
            impacts=counts[article.id].impacts,
            aid=counts[article.id].aid,
            edition=_edition(editions.get(article.id)),
        )
        for article in articles
    ]


def title_of(article: Article) -> str:
    """The title of an article on one line, in ordinary letters where the page shouts."""
    return words.plain(article.title or "") or "Untitled"


def source_of(article: Article) -> str:
    """Who wrote and who printed an article."""
    names = [words.plain(name) for name in (article.agency, article.publisher) if name]
    return " · ".join(dict.fromkeys(names)) or words.plain(article.file or article.url or "")


def _edition(edition: Edition | None) -> str:
    if edition is None or edition.relation == "first":
        return ""
    return f"version {edition.version}" if edition.relation == "version" else "another printing"


def claim_rows(claims: Iterable[Claim]) -> list[ClaimRow]:
    """Claims as rows."""
    return [_claim_row(claim) for claim in claims]


def _claim_row(claim: Claim) -> ClaimRow:
    quad = QUAD_CLASSES[EVENT_STYLES[claim.event].quad]
    return ClaimRow(
        href=address(claim),
        when=words.interval(claim.date, claim.enddate) or NO_DATE,
        parties=words.who_whom(words.parties(claim.actor), words.parties(claim.recipient)),
        style=claim.event,
        glyph=quad.glyph,
        quad=quad.name,
        label=words.event_label(claim.event, claim.mode),
        status=claim.status,
        negated=claim.negated,
        speaker=words.says_who(claim.attribution),
        source=words.printed_by(claim.cite_info),
        published=words.day(claim.cite_info.published) if claim.cite_info.published else "",
        words=excerpt(claim),
    )


def event_rows(events: Iterable[Event]) -> list[EventRow]:
    """Events as rows."""
    return [_event_row(event) for event in events]


def _event_row(event: Event) -> EventRow:
    quad = QUAD_CLASSES[EVENT_STYLES[event.event].quad]
    last = event.claims[-1] if event.claims else None
    return EventRow(
        href=f"/events/{event.claims[0].id}" if event.claims else "/events",
        when=words.interval(event.date, event.enddate) or NO_DATE,
        parties=parties_of(event),
        style=event.event,
        glyph=quad.glyph,
        quad=quad.name,
        label=words.event_label(event.event, event.mode),
        statuses=event.statuses,
        disputed=event.disputed,
        reports=event.reports,
        source=words.printed_by(last.cite_info) if last else "",
        words=excerpt(last) if last else None,
    )


def parties_of(event: Event) -> str:
    """Who did it to whom, by name."""
    actor = words.names(event.actor, (party for claim in event.claims for party in claim.actor))
    recipient = words.names(event.recipient, (party for claim in event.claims for party in claim.recipient))
    return words.who_whom(actor, recipient)


def address(record: Claim | Impact | AidStep) -> str:
    """Where the words of a record stand in the reader; an aid step is shown at the claim that it was read off."""
    shown = record.claims[0] if isinstance(record, AidStep) and record.claims else record.id
    return f"/articles/{record.article}?note={shown}#{anchor(shown)}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 claim`, `2,000 claims`."""
    return f"{words.number(count)} {one if count == 1 else many or one + 's'}"


def distinct(items: Sequence[str]) -> tuple[str, ...]:
    """Each once, in order; blanks left out."""
    return tuple(dict.fromkeys(item for item in items if item))
