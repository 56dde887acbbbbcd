"""`wirebook lexicon lint`: what is wrong with a lexicon file."""

from __future__ import annotations

from typing import Annotated

import typer

from wirebook.cli.output import counted, note, write_line

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE...]", help="Lexicon files; without, ours and those of WIREBOOK_LEXICON.", show_default=False
    ),
]


def lint(files: Files = None) -> None:
    """Check lexicon files.

    Each problem is a line: file, line and reason. Unknown types, modes, slots, classes and contexts, an example without
    what it yields, a frame that stands twice, and one that can never speak since an earlier one always holds.

    \b
    Examples:
      wirebook lexicon lint my_words.tsv
      wirebook lexicon lint
    """
    from wirebook.coding.events.lexicon import our_files
    from wirebook.coding.events.lexicon.lint import lint as problems_of
    from wirebook.knowledge.joined import read_tables

    own = [(file.name, file.text) for file in read_tables(lexicon=files or None, knowledge=[]).lexicon]
    checked = own if files else [*own, *our_files()]
    problems = problems_of(checked)
    for problem in problems:
        write_line(str(problem))
    note(f"{counted(len(problems), 'problem')} in {counted(len(checked), 'file')}")
    if problems:
        raise typer.Exit(1)
