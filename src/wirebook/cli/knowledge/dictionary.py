"""`wirebook knowledge import`: dictionaries of PETRARCH and TABARI into one's own table."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wirebook.cli.output import counted, note, write_line
from wirebook.errors import MissingInput, UsageError

if TYPE_CHECKING:
    from wirebook.knowledge.dictionaries import Imported


class Dialect(StrEnum):
    """Whose dictionary it is."""

    PETRARCH = "petrarch"
    TABARI = "tabari"


def import_dictionary(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A dictionary of actors or of agents.", show_default=False)
    ],
    dialect: Annotated[Dialect, typer.Option("--format", help="Whose dictionary it is.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to; without, to standard output."),
    ] = None,
) -> None:
    """Turn a dictionary of PETRARCH or TABARI into a table of your own.

    Names, plural forms, CAMEO codes and times are taken over. What did not fit is listed on standard error by line,
    with the reason; names that ours know already with the same code are left out and counted. Join the table with
    --knowledge.

    \b
    Examples:
      wirebook knowledge import mine.actors.txt --format petrarch -o my_actors.tsv
      wirebook knowledge import mine.agents --format tabari -o my_agents.tsv
    """
    from wirebook.knowledge.dictionaries import read_dictionary
    from wirebook.knowledge.dictionaries.writing import as_table

    if output is not None and output.exists():
        raise UsageError(str(output), "there is such a file already, and it may be edited; give another name")
    try:
        content = file.read_bytes()
    except OSError as error:
        raise MissingInput(str(file), error.strerror or "it cannot be read") from error
    imported = read_dictionary(content, "petrarch" if dialect is Dialect.PETRARCH else "tabari")
    table = as_table(imported.entries, f"From {file.name}, a dictionary of {dialect.value.upper()}")
    if output is None:
        write_line(table.removesuffix("\n"))
    else:
        try:
            output.write_text(table, encoding="utf-8")
        except OSError as error:
            raise UsageError(str(output), error.strerror or "it cannot be written") from error
    _tell(imported, file)


def _tell(imported: Imported, file: Path) -> None:
    """List what did not fit, and sum up."""
    for one in imported.notes:
        typer.echo(f"{file}:{one.number}: {'' if one.taken else 'left out: '}{one.subject}: {one.reason}", err=True)
    dropped = sum(not one.taken for one in imported.notes)
    note(
        f"{counted(len(imported.entries), 'line')} written; {counted(imported.known, 'name')} known already, "
        f"{dropped:,} left out, {len(imported.notes) - dropped:,} taken with a change"
    )
