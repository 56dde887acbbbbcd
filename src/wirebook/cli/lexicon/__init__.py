"""`wirebook lexicon`: the words by which acts are read, ours and one's own. One file a command."""

from __future__ import annotations

import typer

from wirebook.cli.lexicon import find, lint, test

app = typer.Typer(
    name="lexicon",
    help="Look up, check and test the words by which acts are read.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command()(find.find)
app.command()(lint.lint)
app.command("test")(test.run_examples)
