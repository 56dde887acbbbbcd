"""`wirebook show`: what is in the book, as tables."""

from __future__ import annotations

import datetime
import functools
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal, Protocol, TypeVar, get_args

import typer

from wirebook.cli import conditions
from wirebook.cli.knowledge.lookup import show_records
from wirebook.cli.options import DEFAULT_BOOK, Book, Format, OutputFormat, day_option, one_of
from wirebook.cli.output import console, write_array
from wirebook.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from wirebook.book import Book as OpenBook
    from wirebook.book import Event, Relation
    from wirebook.record import Claim, Record


class What(StrEnum):
    """The tables of the book, and the one record that is looked up by name."""

    ARTICLES = "articles"
    CLAIMS = "claims"
    EVENTS = "events"
    AID = "aid"
    IMPACTS = "impacts"
    RELATIONS = "relations"
    ACTOR = "actor"


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
    mode: str | None = None
    said_by: str | None = None
    context: str | None = None
    search: str | None = None
    by: Period | None = None
    ids: bool | None = None
    rejected: bool | None = None

    def given(self) -> set[str]:
        """The names of those that were given."""
        return {name for name, value in vars(self).items() if value is not None}


Shown = TypeVar("Shown", bound="Record", contravariant=True)

OF_CLAIMS = {
    "since", "until", "event", "mode", "actor", "recipient", "status", "country", "said_by", "context", "search",
    "rejected",
}  # fmt: skip

APPLIES = {
    What.ARTICLES: {"since", "until"},
    What.CLAIMS: OF_CLAIMS | {"ids"},
    What.EVENTS: OF_CLAIMS,
    What.AID: {"on", "actor", "recipient", "ids", "rejected"},
    What.IMPACTS: {"hazard", "country", "ids", "rejected"},
    What.RELATIONS: {"since", "until", "actor", "recipient", "by", "rejected"},
    What.ACTOR: {"on", "country"},
}


def show(
    what: Annotated[What, typer.Argument(help="Which table.", show_default=False)],
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Of actor: whose record.", show_default=False)
    ] = None,
    book: Book = DEFAULT_BOOK,
    on: Annotated[datetime.date | None, day_option("--on", "How aid matters stood, who an actor was, then.")] = None,
    since: conditions.Since = None,
    until: conditions.Until = None,
    event: conditions.Event = None,
    actor: conditions.Actor = None,
    recipient: conditions.Recipient = None,
    status: conditions.Status = None,
    mode: Annotated[str | None, typer.Option(metavar="MODE", help="Of claims: PLOVER mode, as visit.")] = None,
    said_by: Annotated[str | None, typer.Option("--said-by", metavar="CODE", help="Who says so, as KCNA.")] = None,
    context: conditions.Context = None,
    search: conditions.Search = None,
    hazard: conditions.Hazard = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Where, as PRK; of an actor, whose.")] = None,
    by: Annotated[Period | None, typer.Option(help="The period by which relations are summed.")] = None,
    ids: Annotated[bool, typer.Option("--ids", help="The beginning of each record's id, to correct it by.")] = False,
    rejected: Annotated[bool, typer.Option("--rejected", help="What was rejected too.")] = False,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="No more than N rows.")] = None,
    output_format: OutputFormat = Format.TABLE,
) -> None:
    """Show a table of the book.

    The tables are articles, claims, events, the aid ledger, impacts and relations. Articles say which are printings of
    one text and versions of one article; an event counts these as one report. Parties and speakers are codes or names.
    An event is shown where one of its claims meets all conditions. An actor's record needs no book: it is what the
    tables of names know, as with knowledge lookup.

    \b
    Examples:
      wirebook show claims --event ACCUSE --since 2024-08-01
      wirebook show claims --search "flood relief" --said-by KCNA --status offered
      wirebook show events --country PRK --context disasters --search "tent*"
      wirebook show aid --recipient PRK --on 2024-08-10
      wirebook show impacts --hazard flood --format json
      wirebook show relations --actor RUS --recipient PRK --by week
      wirebook show actor "Vladimir Putin" --on 2024-08-04
    """
    from wirebook.record import EventType, Hazard, Status

    filters = Filters(
        on=on,
        since=since,
        until=until,
        event=one_of("--event", event, get_args(EventType)),
        actor=actor,
        recipient=recipient,
        status=one_of("--status", status, get_args(Status)),
        hazard=one_of("--hazard", hazard, get_args(Hazard)),
        country=country and country.upper(),
        mode=mode and mode.lower(),
        said_by=said_by,
        context=context,
        search=search,
        by=by,
        ids=ids or None,
        rejected=rejected or None,
    )
    surplus = sorted(filters.given() - APPLIES[what])
    if surplus:
        raise UsageError(_option(surplus[0]), f"it does not apply to {what}; there is {_names(APPLIES[what])}")
    if what is What.ACTOR:
        if name is None:
            raise UsageError("show actor", "whose record? Give a name")
        show_records(name, on, country, None, output_format)
        return
    if name is not None:
        raise UsageError(name, f"{what} takes no name; filters narrow it: {_names(APPLIES[what])}")
    from wirebook.book import Book as OpenBook
    from wirebook.views import terminal

    output = Output(output_format, limit, filtered=bool(filters.given() - {"ids", "rejected"}), ids=ids)
    with OpenBook(book, create=False) as store:
        match what:
            case What.ARTICLES:
                articles = (article for article in store.editions() if _within(article.published, filters))
                _print(articles, terminal.show_articles, output)
            case What.CLAIMS:
                _print_with_ids(_claims(store, filters), terminal.show_claims, output)
            case What.EVENTS:
                _print(_events(store, filters), terminal.show_events, output)
            case What.AID:
                threads = store.aid_threads(on=on, donor=actor, recipient=recipient, rejected=rejected)
                _print_with_ids(threads, terminal.show_aid, output)
            case What.IMPACTS:
                series = store.impact_series(hazard=filters.hazard, country=filters.country, rejected=rejected)
                _print_with_ids(series, terminal.show_impacts, output)
            case What.RELATIONS:
                _print(_relations(store, filters), terminal.show_relations, output)


def _names(filters: Iterable[str]) -> str:
    return ", ".join(_option(name) for name in sorted(filters))


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _claims(store: OpenBook, filters: Filters) -> Iterable[Claim]:
    return store.claims(
        event=filters.event,
        actor=filters.actor,
        recipient=filters.recipient,
        status=filters.status,
        since=filters.since,
        until=filters.until,
        country=filters.country,
        mode=filters.mode,
        said_by=filters.said_by,
        context=filters.context,
        search=filters.search,
        rejected=bool(filters.rejected),
    )


def _events(store: OpenBook, filters: Filters) -> Iterable[Event]:
    return store.events(
        event=filters.event,
        actor=filters.actor,
        recipient=filters.recipient,
        since=filters.since,
        until=filters.until,
        country=filters.country,
        status=filters.status,
        mode=filters.mode,
        said_by=filters.said_by,
        context=filters.context,
        search=filters.search,
        rejected=bool(filters.rejected),
    )


def _relations(store: OpenBook, filters: Filters) -> Iterable[Relation]:
    """The busiest pairs first, so that --limit keeps those."""
    by: Literal["week", "month"] = "week" if filters.by is Period.WEEK else "month"
    relations = store.relations(
        a=filters.actor,
        b=filters.recipient,
        by=by,
        since=filters.since,
        until=filters.until,
        rejected=bool(filters.rejected),
    )
    return sorted(relations, key=lambda one: (-(one.cooperation + one.conflict + one.requests), one.a, one.b))


def _within(day: datetime.date | None, filters: Filters) -> bool:
    if day is None:
        return filters.since is None and filters.until is None
    return (filters.since or day) <= day <= (filters.until or day)


@dataclass(frozen=True)
class Output:
    """How a table is printed."""

    format: Format
    limit: int | None
    filtered: bool
    ids: bool = False


class View(Protocol[Shown]):
    """A table of the terminal: a function of `wirebook.views.terminal`."""

    def __call__(self, records: Iterable[Shown], console: Console, /, *, filtered: bool) -> int:
        """Print the records; how many there were."""


class ViewWithIds(Protocol[Shown]):
    """A table that can show the beginnings of ids."""

    def __call__(self, records: Iterable[Shown], console: Console, /, *, filtered: bool, ids: bool) -> int:
        """Print the records; how many there were."""


def _print(records: Iterable[Shown], view: View[Shown], output: Output) -> None:
    shown = itertools.islice(records, output.limit)
    if output.format is Format.JSON:
        write_array(shown)
    else:
        view(shown, console(), filtered=output.filtered)


def _print_with_ids(records: Iterable[Shown], view: ViewWithIds[Shown], output: Output) -> None:
    """Print a table that can show the ids of its records."""
    _print(records, functools.partial(view, ids=output.ids), output)
