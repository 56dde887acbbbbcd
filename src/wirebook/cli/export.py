"""`wirebook export`: the book for other tools."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from wirebook.cli.options import DEFAULT_BOOK, Book
from wirebook.cli.output import hang_up, note
from wirebook.errors import UsageError


class ExportFormat(StrEnum):
    """The formats that the book is exported in."""

    PLOVER_JSONL = "plover-jsonl"
    CSV = "csv"
    PARQUET = "parquet"


class Kind(StrEnum):
    """The records that are exported."""

    CLAIMS = "claims"
    IMPACTS = "impacts"
    AID = "aid"


def export(
    export_format: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help="The format.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Where to write; standard output without."),
    ] = None,
    what: Annotated[Kind, typer.Option("--what", help="Which records.")] = Kind.CLAIMS,
    book: Book = DEFAULT_BOOK,
    hxl: Annotated[bool, typer.Option("--hxl", help="Of CSV: a row of HXL tags below the header.")] = False,
) -> None:
    """Export the book for other tools.

    Formats are plover-jsonl, csv (with --hxl a row of tags) and parquet; one file holds records of one kind.

    \b
    Examples:
      wirebook export plover-jsonl > book.jsonl
      wirebook export csv --what impacts --hxl -o impacts.csv
      wirebook export parquet --what aid -o aid.parquet
    """
    from wirebook.book import Book as OpenBook
    from wirebook.views.export import export as write

    if export_format is ExportFormat.PARQUET and output is None and sys.stdout.isatty():
        raise UsageError("parquet", "it is not for a terminal to show; give --output")
    with OpenBook(book, create=False) as store:
        try:
            number = write(store, export_format.value, output, what=what.value, hxl=hxl)
        except BrokenPipeError:
            hang_up()
    if output is not None:
        note(f"{number:,} {what} in {output}")
