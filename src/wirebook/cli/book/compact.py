"""`wirebook book compact`: books made small."""

from __future__ import annotations

import json

from wirebook.cli.book.check import Books
from wirebook.cli.options import DEFAULT_BOOK, Format, OutputFormat
from wirebook.cli.output import write_line

UNITS = ("bytes", "kB", "MB", "GB", "TB")


def compact(books: Books = None, output_format: OutputFormat = Format.TABLE) -> None:
    """Give back the room of what was replaced, and say how large books were and are.

    Of a SQLite file, a log beside it goes into it. On a server, the tables of the book cannot be used meanwhile.

    \b
    Examples:
      wirebook book compact
      wirebook book compact news.db floods.db
    """
    from wirebook.book import Book as OpenBook

    for name in books or [DEFAULT_BOOK]:
        with OpenBook(name, create=False) as store:
            size = store.compact()
        if output_format is Format.JSON:
            write_line(json.dumps({"book": name, **size.model_dump()}, ensure_ascii=False))
        else:
            write_line(f"{name}: {_size(size.before)} before, {_size(size.after)} now")


def _size(number: int) -> str:
    """`512 bytes`, `1.2 MB`."""
    size, unit = float(number), 0
    while size >= 1000 and unit < len(UNITS) - 1:
        size, unit = size / 1000, unit + 1
    return f"{number:,} bytes" if unit == 0 else f"{size:.1f} {UNITS[unit]}"
