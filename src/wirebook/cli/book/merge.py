"""`wirebook book merge`: several books into one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from wirebook.cli.options import Format, OutputFormat
from wirebook.cli.output import counted, write_line
from wirebook.errors import UsageError


def merge(
    books: Annotated[
        list[str],
        typer.Argument(
            metavar="OTHER... INTO",
            help="Books: SQLite files, or postgresql:// addresses. The last one takes the others in, and is made where "
            "there is none.",
            show_default=False,
        ),
    ],
    output_format: OutputFormat = Format.TABLE,
) -> None:
    """Add all articles of other books to a book.

    As if it had read them: the same article twice changes nothing, the reading of the later coder stands. Corrections
    and labels come along. The other books stay as they are.

    \b
    Examples:
      wirebook book merge monday.db tuesday.db week.db
      wirebook book merge mine.db postgresql://team@server/news
    """
    from wirebook.book import Book as OpenBook

    *others, into = books
    if not others:
        raise UsageError("merge", "it needs two books or more; the last one takes the others in")
    for other in others:
        if _place(other) == _place(into):
            raise UsageError(other, "a book cannot be merged into itself")
        # Before anything is written: a name that is misspelt last would leave half a merge.
        OpenBook(other, create=False).close()
    with OpenBook(into) as store:
        for other in others:
            with OpenBook(other, create=False) as source:
                merged = store.merge(source)
            new = merged.new
            if output_format is Format.JSON:
                line = {"book": other, "into": into, "new": new.model_dump(), "corrections": merged.corrections}
                write_line(json.dumps(line, ensure_ascii=False))
                continue
            counts = (
                counted(new.articles, "article"),
                counted(new.claims, "claim"),
                counted(new.impacts, "impact"),
                counted(new.aid, "aid step"),
                counted(merged.corrections, "correction"),
            )
            write_line(f"New from {other}: {', '.join(counts)}.")


def _place(book: str) -> str:
    """Where a book is, however its name is written."""
    return book if "://" in book else str(Path(book).resolve())
