"""Groups of commands: `wirebook book check`."""

from __future__ import annotations

import typer


def group(name: str, help_text: str) -> typer.Typer:
    """A group without commands yet; alone it shows its help."""
    return typer.Typer(name=name, help=help_text, no_args_is_help=True, rich_markup_mode=None)
