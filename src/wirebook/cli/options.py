"""Options that several commands share, and the parsing of their values."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from wirebook.errors import UsageError

if TYPE_CHECKING:
    from wirebook.knowledge.joined import OwnTables
    from wirebook.sources.web import WebOptions

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


def one_of(option: str, value: str | None, names: Iterable[str]) -> str | None:
    """The name that was meant, in whatever case. Raises UsageError where there is none."""
    if value is None:
        return None
    for name in names:
        if name.lower() == value.lower():
            return name
    raise UsageError(f"{option} {value}", f"there is no such value; there are {', '.join(names)}")


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="Files, folders, addresses of pages, feeds or sitemaps, or - for standard input. HTML, text, RSS, Atom, "
        'WARC, messages, PDF, Word, exports of Nexis, Factiva and ProQuest, JSON Lines of {"url", "date", "title", '
        '"text"}.',
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
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Read addresses in private networks and on this machine too.")
]
Fast = Annotated[
    bool, typer.Option("--fast", help="Find the story of web pages the quick way, right less often: for archives.")
]
Lexicon = Annotated[
    list[str] | None,
    typer.Option(
        "--lexicon",
        metavar="FILE",
        help="Your own words, before ours; may be repeated. Without: the files that WIREBOOK_LEXICON names.",
    ),
]
Knowledge = Annotated[
    list[str] | None,
    typer.Option(
        "--knowledge",
        metavar="FILE",
        help="Your own actors, before ours; may be repeated. Without: the files that WIREBOOK_KNOWLEDGE names.",
    ),
]
OutputFormat = Annotated[Format, typer.Option("--format", help="Tables for people, or JSON.")]


def day_option(name: str, help_text: str) -> object:
    """An option whose value is an ISO day."""
    return typer.Option(name, metavar="DATE", parser=parse_day, help=help_text)


def own_tables(lexicon: list[str] | None, knowledge: list[str] | None) -> OwnTables:
    """The tables that these options name, else the environment. Raises OwnTableMissing or OwnTableWrong."""
    from wirebook.knowledge.joined import read_tables

    return read_tables(lexicon or None, knowledge or None)


def web_options(allow_private: bool) -> WebOptions:
    """How the web is read by these options."""
    from wirebook.sources.web import WebOptions

    return WebOptions(allow_private=allow_private)
