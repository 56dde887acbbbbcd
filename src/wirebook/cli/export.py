"""`wirebook export`: the book for other tools."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from wirebook.cli import conditions
from wirebook.cli.options import DEFAULT_BOOK, Book, one_of
from wirebook.cli.output import counted, hang_up, note
from wirebook.errors import UsageError

if TYPE_CHECKING:
    from wirebook.views.export import selection as export_kinds


class ExportFormat(StrEnum):
    """The formats that the book is exported in."""

    PLOVER_JSONL = "plover-jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    POLECAT = "polecat"
    GDELT = "gdelt"
    GEOJSON = "geojson"
    JSON_LD = "json-ld"
    CORRECTIONS = "corrections"


class Kind(StrEnum):
    """The records that are exported."""

    CLAIMS = "claims"
    IMPACTS = "impacts"
    AID = "aid"
    EVENTS = "events"
    MENTIONS = "mentions"


def export(
    export_format: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help="The format.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Where to write; standard output without."),
    ] = None,
    what: Annotated[
        Kind | None,
        typer.Option("--what", help="Which records; without, events for gdelt and claims for all others."),
    ] = None,
    book: Book = DEFAULT_BOOK,
    hxl: Annotated[bool, typer.Option("--hxl", help="Of CSV: a row of HXL tags below the header.")] = False,
    since: conditions.Since = None,
    until: conditions.Until = None,
    event: conditions.Event = None,
    actor: conditions.Actor = None,
    recipient: conditions.Recipient = None,
    status: conditions.Status = None,
    country: conditions.Country = None,
    hazard: conditions.Hazard = None,
    rejected: Annotated[bool, typer.Option("--rejected", help="What was rejected too, marked as such.")] = False,
) -> None:
    """Export the book for other tools.

    plover-jsonl, csv and parquet hold claims, impacts, aid or events; polecat and json-ld claims; geojson claims or
    events; gdelt events or mentions. A file holds records of one kind; a folder gets a file of each. corrections are
    what persons said of records, as JSON Lines to train with.

    \b
    Examples:
      wirebook export plover-jsonl > book.jsonl
      wirebook export csv --what impacts --hxl -o impacts.csv
      wirebook export parquet --what aid --recipient PRK -o aid.parquet
      wirebook export gdelt --since 2024-08-01 -o events.CSV
      wirebook export gdelt --what mentions -o mentions.CSV
      wirebook export geojson --status happened -o map.geojson
      wirebook export corrections -o corrections.jsonl
    """
    from wirebook.book import Book as OpenBook
    from wirebook.record import EventType, Hazard, Status
    from wirebook.views.export import Filters
    from wirebook.views.export import export as write

    if export_format is ExportFormat.PARQUET and output is None and sys.stdout.isatty():
        raise UsageError("parquet", "it is not for a terminal to show; give --output")
    filters = Filters(
        since=since,
        until=until,
        event=one_of("--event", event, get_args(EventType)),
        actor=actor,
        recipient=recipient,
        status=one_of("--status", status, get_args(Status)),
        country=country and country.upper(),
        hazard=one_of("--hazard", hazard, get_args(Hazard)),
    )
    kind: export_kinds.Kind | None = what.value if what else None
    if export_format is ExportFormat.CORRECTIONS and (what or hxl or rejected or filters != Filters()):
        raise UsageError("corrections", "they are exported all together; no other option applies than --output")
    with OpenBook(book, create=False) as store:
        try:
            if export_format is ExportFormat.CORRECTIONS:
                from wirebook.views.export import corrections, opened

                with opened(output) as stream:
                    number = corrections.write(store.corrections(labels=True), stream)
            else:
                number = write(
                    store,
                    export_format.value,
                    output,
                    what=kind,
                    hxl=hxl,
                    filters=filters,
                    rejected=rejected,
                    tell=note,
                )
        except BrokenPipeError:
            hang_up()
    if output is not None:
        of_corrections = export_format is ExportFormat.CORRECTIONS
        written = counted(number, "correction") if of_corrections else f"{number:,} {what or 'records'}"
        note(f"{written} in {output}")
