"""`wirebook show`: what is in the book, as tables."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from wirebook.cli.options import DEFAULT_BOOK, Book, Format, OutputFormat, day_option
from wirebook.cli.output import console, write_array
from wirebook.errors import UsageError

if TYPE_CHECKING:
    from wirebook.book import Book as OpenBook
    from wirebook.record import Record


class What(StrEnum):
    """The tables of the book."""

    ARTICLES = "articles"
    CLAIMS = "claims"
    EVENTS = "events"
    AID = "aid"
    IMPACTS = "impacts"
    RELATIONS = "relations"


class Period(StrEnum):
    """The periods by which relations are summed."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Filters:
    """The options that narrow a table."""

    on: datetime.date | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    event: str | None = None
    actor: str | None = None
    recipient: str | None = None
    status: str | None = None
    hazard: str | None = None
    country: str | None = None
    by: Period | None = None

    def given(self) -> set[str]:
        """The names of those that were given."""
        return {name for name, value in vars(self).items() if value is not None}


APPLIES = {
    What.ARTICLES: {"since", "until"},
    What.CLAIMS: {"since", "until", "event", "actor", "recipient", "status"},
    What.EVENTS: {"since", "until", "event", "actor", "recipient"},
    What.AID: {"on", "actor", "recipient"},
    What.IMPACTS: {"hazard", "country"},
    What.RELATIONS: {"since", "until", "actor", "recipient", "by"},
}


def show(
    what: Annotated[What, typer.Argument(help="Which table.", show_default=False)],
    book: Book = DEFAULT_BOOK,
    on: Annotated[datetime.date | None, day_option("--on", "How aid matters stood on that day.")] = None,
    since: Annotated[datetime.date | None, day_option("--since", "From that day on.")] = None,
    until: Annotated[datetime.date | None, day_option("--until", "Up to and with that day.")] = None,
    event: Annotated[str | None, typer.Option(metavar="TYPE", help="PLOVER type, as AID or ACCUSE.")] = None,
    actor: Annotated[str | None, typer.Option(metavar="CODE", help="Who acts, as RUS; of aid, the donor.")] = None,
    recipient: Annotated[str | None, typer.Option(metavar="CODE", help="To whom, as PRK.")] = None,
    status: Annotated[str | None, typer.Option(metavar="STATUS", help="Of claims, as offered or denied.")] = None,
    hazard: Annotated[str | None, typer.Option(metavar="HAZARD", help="Of impacts, as flood.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Of impacts: where, as PRK.")] = None,
    by: Annotated[Period | None, typer.Option(help="The period by which relations are summed.")] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="No more than N rows.")] = None,
    output_format: OutputFormat = Format.TABLE,
) -> None:
    """Show a table of the book.

    The tables are articles, claims, events, the aid ledger, impacts and relations.

    \b
    Examples:
      wirebook show claims --event ACCUSE --since 2024-08-01
      wirebook show aid --recipient PRK --on 2024-08-10
      wirebook show impacts --hazard flood --format json
      wirebook show relations --actor RUS --recipient PRK --by week
    """
    from wirebook.record import EventType, Hazard, Status

    filters = Filters(
        on=on,
        since=since,
        until=until,
        event=_one_of("--event", event, get_args(EventType)),
        actor=actor,
        recipient=recipient,
        status=_one_of("--status", status, get_args(Status)),
        hazard=_one_of("--hazard", hazard, get_args(Hazard)),
        country=country and country.upper(),
        by=by,
    )
    surplus = sorted(filters.given() - APPLIES[what])
    if surplus:
        raise UsageError(f"--{surplus[0]}", f"it does not apply to {what}; there is {_names(APPLIES[what])}")
    from wirebook.book import Book as OpenBook

    with OpenBook(book, create=False) as store:
        records = itertools.islice(_query(store, what, filters), limit)
        if output_format is Format.JSON:
            write_array(records)
        else:
            _print(what, records)


def _names(filters: Iterable[str]) -> str:
    return ", ".join(f"--{name}" for name in sorted(filters))


def _query(store: OpenBook, what: What, filters: Filters) -> Iterable[Record]:
    """The records of a table, narrowed."""
    since, until = filters.since, filters.until
    match what:
        case What.ARTICLES:
            return (article for article in store.articles() if _within(article.published, filters))
        case What.CLAIMS:
            return store.claims(
                event=filters.event,
                actor=filters.actor,
                recipient=filters.recipient,
                status=filters.status,
                since=since,
                until=until,
            )
        case What.EVENTS:
            return store.events(
                event=filters.event, actor=filters.actor, recipient=filters.recipient, since=since, until=until
            )
        case What.AID:
            return store.aid_threads(on=filters.on, donor=filters.actor, recipient=filters.recipient)
        case What.IMPACTS:
            return store.impact_series(hazard=filters.hazard, country=filters.country)
        case What.RELATIONS:
            by: Literal["week", "month"] = "week" if filters.by is Period.WEEK else "month"
            return store.relations(a=filters.actor, b=filters.recipient, by=by, since=since, until=until)


def _one_of(option: str, value: str | None, names: Iterable[str]) -> str | None:
    """The name that was meant, in whatever case. Raises UsageError where there is none."""
    if value is None:
        return None
    for name in names:
        if name.lower() == value.lower():
            return name
    raise UsageError(f"{option} {value}", f"there is no such value; there are {', '.join(names)}")


def _within(day: datetime.date | None, filters: Filters) -> bool:
    if day is None:
        return filters.since is None and filters.until is None
    return (filters.since or day) <= day <= (filters.until or day)


def _print(what: What, records: Iterable[Record]) -> None:
    from wirebook.views import terminal

    terminal.show(what.value, records, console())
