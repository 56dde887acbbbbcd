"""What all commands do with standard output and standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NoReturn

import typer

from wirebook.views.counting import counted as counted

if TYPE_CHECKING:
    from rich.console import Console

    from wirebook.cli.coder import Unread
    from wirebook.record import Record

LISTED = 20
"""How many inputs that could not be read are named before the rest is counted."""


def write_line(text: str) -> None:
    """One line of UTF-8 to standard output, whatever the locale."""
    try:
        sys.stdout.buffer.write(text.encode() + b"\n")
    except BrokenPipeError:
        hang_up()


def flush() -> None:
    """Hand on what was written, so that a pipe's reader need not wait."""
    try:
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        hang_up()


def hang_up() -> NoReturn:
    """Whoever read our output has had enough: end quietly, and keep what is buffered from being written at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(0)


def write_array(records: Iterable[Record]) -> None:
    """A JSON array, one record a line."""
    separator = "["
    for record in records:
        write_line(separator + record.model_dump_json())
        separator = ","
    write_line("]" if separator == "," else "[]")
    flush()


def note(message: str) -> None:
    """One line to standard error."""
    typer.echo(f"wirebook: {message}", err=True)


def note_unread(unread: list[Unread]) -> None:
    """Name the inputs that could not be read, with the reasons; from the twenty-first on, count them."""
    if not unread:
        return
    note(f"{counted(len(unread), 'input')} could not be read:")
    for one in unread[:LISTED]:
        typer.echo(f"  {one}", err=True)
    if len(unread) > LISTED:
        typer.echo(f"  and {len(unread) - LISTED:,} more; --format json lists them all", err=True)


def note_languages(languages: Mapping[str, int]) -> None:
    """Say how many articles are kept and left uncoded because of their language."""
    if languages:
        number = sum(languages.values())
        named = ", ".join(f"{language} {count:,}" for language, count in sorted(languages.items()))
        note(f"{counted(number, 'article')} in other languages than English left uncoded: {named}")


def console() -> Console:
    """Where tables go: standard output, in colour where it is a terminal."""
    from rich.console import Console

    return Console(highlight=False)
