"""`wirebook report`: the book as one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wirebook.cli.options import DEFAULT_BOOK, Book
from wirebook.cli.output import note
from wirebook.errors import UsageError


def report(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write the page.")] = Path(
        "report.html"
    ),
    book: Book = DEFAULT_BOOK,
) -> None:
    """Write the report as one HTML page.

    The page needs no network: evidence highlighted in every article, aid ledger, impacts, timeline, relations.

    \b
    Examples:
      wirebook report
      wirebook report --book floods.db -o floods.html
    """
    from wirebook.book import Book as OpenBook
    from wirebook.views.report import render

    with OpenBook(book, create=False) as store:
        page = render(store)
    try:
        output.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(str(output), f"the report cannot be written there: {error.strerror or error}") from error
    note(f"the report is {output}")
