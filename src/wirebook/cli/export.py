"""`wirebook export`: the book for other tools."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from wirebook.cli.options import DEFAULT_BOOK, Book
from wirebook.cli.output import note


class ExportFormat(StrEnum):
    """The formats that the book is exported in."""

    PLOVER_JSONL = "plover-jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def export(
    export_format: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help="The format.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="PATH", help="A file, or a folder for a format of several files."),
    ] = None,
    book: Book = DEFAULT_BOOK,
    hxl: Annotated[bool, typer.Option("--hxl", help="Of CSV: a row of HXL tags below the header.")] = False,
) -> None:
    """Export the book for other tools.

    Formats are plover-jsonl, csv (with --hxl a row of tags) and parquet. Without --output, the formats that are text
    go to standard output.

    \b
    Examples:
      wirebook export plover-jsonl > book.jsonl
      wirebook export csv -o tables/ --hxl
      wirebook export parquet -o tables/
    """
    from wirebook.book import Book as OpenBook
    from wirebook.views.export import export as write

    with OpenBook(book, create=False) as store:
        write(store, export_format.value, output, hxl=hxl)
    if output is not None:
        note(f"exported to {output}")
