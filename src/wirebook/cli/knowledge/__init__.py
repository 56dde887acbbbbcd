"""`wirebook knowledge`: who and what the coder knows, ours and one's own. One file a command."""

from __future__ import annotations

import typer

from wirebook.cli.knowledge import lint, lookup

app = typer.Typer(
    name="knowledge",
    help="Look up, check and import who and what the coder knows.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command()(lookup.lookup)
app.command()(lint.lint)
