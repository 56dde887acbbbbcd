"""The command line: one file a command.

Nothing heavy is imported until a command runs, so that `wirebook --help` answers at once.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from wirebook.cli import (
    book,
    code,
    correct,
    evaluate,
    explain,
    export,
    knowledge,
    lexicon,
    read,
    report,
    sample,
    serve,
    show,
    watch,
)
from wirebook.errors import (
    BookMissing,
    MissingExtra,
    OwnTableMissing,
    OwnTableWrong,
    UnknownRecord,
    UsageError,
    WirebookError,
    WrongCorrection,
)

USAGE_ERRORS = (
    UsageError,
    BookMissing,
    MissingExtra,
    OwnTableMissing,
    OwnTableWrong,
    UnknownRecord,
    WrongCorrection,
)
"""What the caller can put right by calling otherwise: exit 2, every other failure 1."""

app = typer.Typer(
    name="wirebook",
    help="Reads the news wire and keeps the book: who did what to whom, when, where, how much, and who says so.",
    epilog="Exit status: 0 done, 1 some inputs could not be read (each is named, the rest is kept), 2 wrong use.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(code.code)
app.command()(read.read)
app.command()(watch.watch)
app.command()(show.show)
app.command()(correct.correct)
app.command()(sample.sample)
app.command()(report.report)
app.command()(serve.serve)
app.command()(export.export)
app.command()(explain.explain)
app.command()(evaluate.evaluate)
app.add_typer(book.app)
app.add_typer(knowledge.app)
app.add_typer(lexicon.app)


def _print_version(wanted: bool) -> None:
    if wanted:
        from wirebook import __version__

        typer.echo(f"wirebook {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Options of the program itself; the callback of each does its work."""


def main() -> None:
    """Run the command line; every error of wirebook ends as one line on standard error and an exit status."""
    try:
        app()
    except WirebookError as error:
        typer.echo(f"wirebook: {error}", err=True)
        sys.exit(2 if isinstance(error, USAGE_ERRORS) else 1)
