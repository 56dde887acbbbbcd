"""`wirebook book check`: whether books are whole."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from wirebook.cli.options import DEFAULT_BOOK, Format, OutputFormat
from wirebook.cli.output import counted, write_line
from wirebook.errors import BookDamaged

Books = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[BOOK...]",
        help=f"Books: SQLite files, or postgresql:// addresses. Without: {DEFAULT_BOOK}.",
        show_default=False,
    ),
]

SHOWN = 50
"""Problems of a book that are shown before the rest is counted."""


def check(books: Books = None, output_format: OutputFormat = Format.TABLE) -> None:
    """Check that books are whole.

    The database itself; every record against the columns that it is found by, and against what the coder read and
    persons corrected; that all evidence lies inside its article; corrections that find no record any more. Exit status
    1 where there is a problem.

    \b
    Examples:
      wirebook book check
      wirebook book check news.db floods.db --format json
    """
    from wirebook.book import Book as OpenBook

    faulty = False
    for name in books or [DEFAULT_BOOK]:
        try:
            with OpenBook(name, create=False) as store:
                checked = store.check()
        except BookDamaged as error:
            problems: tuple[str, ...] = (error.reason,)
            holds = ""
        else:
            problems = checked.problems
            holds = f"{counted(checked.holds.articles, 'article')}, {counted(checked.holds.claims, 'claim')}"
        faulty |= bool(problems)
        if output_format is Format.JSON:
            write_line(json.dumps({"book": name, "whole": not problems, "problems": problems}, ensure_ascii=False))
            continue
        verdict = counted(len(problems), "problem") if problems else "whole"
        write_line(f"{name}: {verdict}{f' ({holds})' if holds else ''}")
        for problem in problems[:SHOWN]:
            write_line(f"  {problem}")
        if len(problems) > SHOWN:
            write_line(f"  and {len(problems) - SHOWN:,} more; --format json lists them all")
    if faulty:
        raise typer.Exit(1)
