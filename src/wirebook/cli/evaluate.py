"""`wirebook evaluate`: scores against gold sets, and the floors below which they may not fall."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wirebook.cli.output import console, note, write_line

if TYPE_CHECKING:
    from wirebook.evaluate.floors import Verdict

FLOORS = "floors"
DEFAULT_FLOORS = Path("benchmarks/floors.toml")


def evaluate(
    suite: Annotated[str, typer.Argument(metavar="SUITE", help="The suite, or `floors`.", show_default=False)],
    path: Annotated[
        Path | None,
        typer.Argument(metavar="PATH", help="The gold set in its own format; of `floors`, the file of floors."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
    update: Annotated[bool, typer.Option("--update", help="Of `floors`: raise what can be raised.")] = False,
) -> None:
    """Score against a gold set.

    Each suite reads the format of its sets; one that does not exist is answered with those that do. `wirebook evaluate
    floors` checks every floor in benchmarks/floors.toml and fails where a score fell.

    \b
    Examples:
      wirebook evaluate relations relations.tsv --json
      wirebook evaluate articles gold/articles
      wirebook evaluate floors --update
    """
    if suite == FLOORS:
        _check_floors(path or DEFAULT_FLOORS, update, as_json)
        return
    from wirebook.errors import UsageError
    from wirebook.evaluate import run, suite_named

    takes = suite_named(suite).takes
    if update:
        raise UsageError("--update", f"it goes with {FLOORS} alone")
    if path is None:
        raise UsageError(suite, f"it needs a PATH: {takes}")
    scores = run(suite, path)
    if as_json:
        write_line(json.dumps(scores))
    else:
        _print_scores(scores)


def _print_scores(scores: dict[str, object]) -> None:
    from rich.table import Table

    from wirebook.evaluate import flattened

    table = Table("score", "value", box=None)
    table.columns[1].justify = "right"
    for key, value in flattened(scores).items():
        table.add_row(key, f"{value:.0f}" if value.is_integer() and value > 1 else f"{value:.3f}")
    console().print(table)


def _check_floors(file: Path, update: bool, as_json: bool) -> None:
    from wirebook.evaluate.floors import check, raised, read_floors, write_floors

    verdicts = [check(floor, file) for floor in read_floors(file)]
    if as_json:
        write_line(json.dumps([_as_object(verdict) for verdict in verdicts]))
    else:
        for verdict in verdicts:
            _print_verdict(verdict)
    if update:
        write_floors(file, [raised(verdict, file) for verdict in verdicts])
        note(f"{file} is up to date")
    if any(verdict.problems for verdict in verdicts):
        raise typer.Exit(1)


def _as_object(verdict: Verdict) -> dict[str, object]:
    return {
        "suite": verdict.floor.suite,
        "path": verdict.floor.path,
        "absent": verdict.absent,
        "reached": verdict.reached,
        "problems": verdict.problems,
        "could_be_raised": verdict.could_be_raised,
    }


def _print_verdict(verdict: Verdict) -> None:
    name = f"{verdict.floor.suite} on {verdict.floor.path}"
    if verdict.absent:
        write_line(f"{name}: not on this machine, passed over")
        return
    write_line(f"{name}: {'below its floor' if verdict.problems else 'holds'}")
    for line in (*verdict.problems, *verdict.could_be_raised):
        write_line(f"  {line}")
