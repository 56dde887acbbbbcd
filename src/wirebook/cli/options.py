"""Options that several commands share, and the parsing of their values."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated

import typer

from wirebook.errors import UsageError

DEFAULT_BOOK = "wirebook.db"


class Format(StrEnum):
    """How a command prints: for people, or for programs."""

    TABLE = "table"
    JSON = "json"


def parse_day(text: str) -> datetime.date:
    """An ISO day. Raises UsageError for anything else."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageError(text, "this is no date; write it as 2024-08-04") from None


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help='Files, folders, JSON Lines of {"url", "date", "title", "text"}, feeds, or - for standard input.',
        show_default=False,
    ),
]
Book = Annotated[
    str,
    typer.Option("--book", metavar="BOOK", help="The book: a SQLite file, or a postgresql:// address."),
]
Published = Annotated[
    datetime.date | None,
    typer.Option(
        "--published", metavar="DATE", parser=parse_day, help="Day of publication of the pages that carry none."
    ),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", min=1, help="Processes that code pages; the output stays in order."),
]
OutputFormat = Annotated[Format, typer.Option("--format", help="Tables for people, or JSON.")]


def day_option(name: str, help_text: str) -> object:
    """An option whose value is an ISO day."""
    return typer.Option(name, metavar="DATE", parser=parse_day, help=help_text)
