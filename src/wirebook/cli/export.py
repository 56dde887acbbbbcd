"""`wirebook export`: the book for other tools."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wirebook.cli.options import DEFAULT_BOOK, Book
from wirebook.cli.output import hang_up, note
from wirebook.errors import UsageError

if TYPE_CHECKING:
    from wirebook.book import Book as OpenBook
    from wirebook.record import AidStep, Claim, Impact


class ExportFormat(StrEnum):
    """The formats that the book is exported in."""

    PLOVER_JSONL = "plover-jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    CORRECTIONS = "corrections"


class Kind(StrEnum):
    """The records that are exported."""

    CLAIMS = "claims"
    IMPACTS = "impacts"
    AID = "aid"


class WithRejected:
    """A book whose records that were rejected are among the others, for the exports."""

    def __init__(self, book: OpenBook) -> None:
        self._book = book

    def claims(self) -> Iterable[Claim]:
        """Every claim."""
        return self._book.claims(rejected=True)

    def impacts(self) -> Iterable[Impact]:
        """Every impact."""
        return self._book.impacts(rejected=True)

    def aid_steps(self) -> Iterable[AidStep]:
        """Every aid step."""
        return self._book.aid_steps(rejected=True)


def export(
    export_format: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help="The format.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Where to write; standard output without."),
    ] = None,
    what: Annotated[Kind, typer.Option("--what", help="Which records.")] = Kind.CLAIMS,
    book: Book = DEFAULT_BOOK,
    hxl: Annotated[bool, typer.Option("--hxl", help="Of CSV: a row of HXL tags below the header.")] = False,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="Records that were rejected too, marked as such.")
    ] = False,
) -> None:
    """Export the book for other tools.

    Formats are plover-jsonl, csv (with --hxl a row of tags) and parquet; one file holds records of one kind.
    `corrections` are what persons said of records, as JSON Lines to train with.

    \b
    Examples:
      wirebook export plover-jsonl > book.jsonl
      wirebook export csv --what impacts --hxl -o impacts.csv
      wirebook export parquet --what aid -o aid.parquet
      wirebook export corrections -o corrections.jsonl
    """
    from wirebook.book import Book as OpenBook
    from wirebook.views.export import export as write
    from wirebook.views.export import opened

    if export_format is ExportFormat.PARQUET and output is None and sys.stdout.isatty():
        raise UsageError("parquet", "it is not for a terminal to show; give --output")
    with OpenBook(book, create=False) as store:
        try:
            if export_format is ExportFormat.CORRECTIONS:
                from wirebook.views.export import corrections

                with opened(output) as stream:
                    number = corrections.write(store.corrections(), stream)
            else:
                view = WithRejected(store) if rejected else store
                number = write(view, export_format.value, output, what=what.value, hxl=hxl)
        except BrokenPipeError:
            hang_up()
    if output is not None:
        note(f"{number:,} {export_format if export_format is ExportFormat.CORRECTIONS else what} in {output}")
