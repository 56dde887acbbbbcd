"""Events: the list with its filters, and one event with its reports side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from wirebook.book.model import Event
from wirebook.record import Claim
from wirebook.views import words
from wirebook.views.palette import EVENT_STYLES, QUAD_CLASSES
from wirebook.views.report.notes import Link, chain
from wirebook.web.opened import OpenedBook
from wirebook.web.pages.conditions import asked
from wirebook.web.pages.excerpts import Excerpt, excerpt
from wirebook.web.pages.listing import NO_DATE, address, distinct, event_rows, parties_of
from wirebook.web.pages.rendering import missing, page
from wirebook.web.pages.tables import table

SHOWN = 50
"""Events that stand on one page."""

router = APIRouter()


class Report(NamedTuple):
    """What one article says of an event."""

    href: str
    title: str
    published: str
    status: str
    negated: bool
    denies: bool
    when: str
    where: str
    how_much: str
    chain: tuple[Link, ...]
    words: Excerpt


class Difference(NamedTuple):
    """A field in which the reports are not alike, and what they say, most frequent first."""

    name: str
    values: tuple[str, ...]


@router.get("/events")
def events(request: Request, book: OpenedBook) -> HTMLResponse:
    """The events that the newest claims are about."""
    conditions = asked(
        request, "search", "event", "status", "actor", "recipient", "said_by", "country", "context", "since", "until"
    )
    found = book.page_of_events(
        conditions.claims(), after=conditions.before, limit=SHOWN, order="newest", rejected=conditions.rejected
    )
    ordered = sorted(found.events, key=lambda event: not event.disputed)
    values = {
        "section": "/events",
        "conditions": conditions,
        "events": event_rows(ordered),
        "older": found.after,
    }
    return page(request, "events.html.j2", values)


@router.get("/events/{claim}")
def event(request: Request, book: OpenedBook, claim: str) -> HTMLResponse:
    """One event, by the id of one of its claims or by its own."""
    found = book.event_with(claim) or book.recent_event(claim)
    if found is None:
        return missing(request, "/events", "No event of this address is in the book; it may have been rejected.")
    quad = QUAD_CLASSES[EVENT_STYLES[found.event].quad]
    values = {
        "section": "/events",
        "event": found,
        "parties": parties_of(found),
        "when": words.interval(found.date, found.enddate) or NO_DATE,
        "where": words.code_name(found.country) if found.country else "",
        "label": words.event_label(found.event, found.mode),
        "glyph": quad.glyph,
        "quad": quad.name,
        "reports": _reports(found),
        "differences": _differences(found),
    }
    return page(request, "event.html.j2", values)


@router.get("/events/{claim}/table.csv")
def event_table(book: OpenedBook, claim: str) -> Response:
    """The reports of one event as CSV."""
    found = book.event_with(claim)
    header = (
        "claim",
        "article",
        "title",
        "published",
        "status",
        "negated",
        "date",
        "enddate",
        "place",
        "said_by",
        "words",
    )
    rows = (
        (
            one.id, one.article, one.cite_info.title, one.cite_info.published, one.status, one.negated, one.date,
            one.enddate, _place(one), words.says_who(one.attribution), one.text,
        )
        for one in (found.claims if found else ())
    )  # fmt: skip
    return table("event", header, rows)


FIELDS: tuple[tuple[str, Callable[[Claim], str]], ...] = (
    ("whether", lambda claim: "denied" if _denies(claim) else "stated"),
    ("status", lambda claim: claim.status),
    ("when", lambda claim: words.interval(claim.date, claim.enddate)),
    ("where", lambda claim: _place(claim)),
    ("how much", lambda claim: words.amounts(claim.amounts)),
)


def _denies(claim: Claim) -> bool:
    return claim.negated or claim.status == "denied"


def _place(claim: Claim) -> str:
    return "" if claim.event_loc is None else words.plain(claim.event_loc.name or claim.event_loc.text)


def _differences(event: Event) -> tuple[Difference, ...]:
    """Fields for which two values are given; that one report says nothing is no difference."""
    found = []
    for name, value in FIELDS:
        counts = Counter(said for claim in event.claims if (said := value(claim)))
        if len(counts) > 1:
            found.append(Difference(name, distinct([said for said, _ in counts.most_common()])))
    return tuple(found)


def _reports(event: Event) -> tuple[Report, ...]:
    """Denials first, then what is said by fewest; the first report first among equals."""
    counts = [Counter(value(claim) for claim in event.claims) for _, value in FIELDS]

    def likeness(claim: Claim) -> tuple[bool, int]:
        agreeing = (count[value(claim)] for count, (_, value) in zip(counts, FIELDS, strict=True))
        return not _denies(claim), sum(agreeing)

    return tuple(_report(claim) for claim in sorted(event.claims, key=likeness))


def _report(claim: Claim) -> Report:
    return Report(
        href=address(claim),
        title=words.plain(claim.cite_info.title or "") or "Untitled",
        published=words.day(claim.cite_info.published) if claim.cite_info.published else NO_DATE,
        status=claim.status,
        negated=claim.negated,
        denies=_denies(claim),
        when=words.interval(claim.date, claim.enddate),
        where=_place(claim),
        how_much=words.amounts(claim.amounts),
        chain=chain(claim.cite_info, claim.attribution),
        words=excerpt(claim),
    )
