"""`wirebook book`: care of the database. One file a command."""

from __future__ import annotations

import typer

from wirebook.cli.book import check, compact, merge

app = typer.Typer(
    name="book",
    help="Check books, put them together, make them small.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command()(check.check)
app.command()(merge.merge)
app.command()(compact.compact)
