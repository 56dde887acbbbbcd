"""`wirebook knowledge lint`: what is wrong with a table of actors."""

from __future__ import annotations

from typing import Annotated

import typer

from wirebook.cli.output import counted, note, write_line


def lint(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE...]",
            help="Tables of actors; without, ours and those of WIREBOOK_KNOWLEDGE.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Check tables of actors.

    Each problem is a line: file, line and reason. Unknown columns, kinds, codes and sectors, dates that are none or end
    before they begin, and lines of one name that contradict each other.

    \b
    Examples:
      wirebook knowledge lint my_actors.tsv
      wirebook knowledge lint
    """
    from wirebook.knowledge import lint as lint_ours
    from wirebook.knowledge.joined import read_tables
    from wirebook.knowledge.own_lint import lint_files

    own = read_tables([], files or None).knowledge
    problems = [*map(str, lint_files(own)), *([] if files else lint_ours())]
    for problem in problems:
        write_line(problem)
    note(f"{counted(len(problems), 'problem')} in {'our tables and ' if not files else ''}{counted(len(own), 'file')}")
    if problems:
        raise typer.Exit(1)
