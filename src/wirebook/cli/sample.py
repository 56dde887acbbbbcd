"""`wirebook sample`: how often claims are right on one's own news."""

from __future__ import annotations

import datetime
import functools
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from wirebook.cli import conditions
from wirebook.cli.correct import At, By, who
from wirebook.cli.options import DEFAULT_BOOK, Book, Format, OutputFormat, one_of
from wirebook.cli.output import console, counted, note, write_line
from wirebook.errors import UsageError

if TYPE_CHECKING:
    from wirebook.book import Book as OpenBook
    from wirebook.book import Drawn, Precision
    from wirebook.book.sampling import Label


def sample(
    number: Annotated[int, typer.Argument(metavar="N", min=1, help="How many claims to draw.", show_default=False)],
    book: Book = DEFAULT_BOOK,
    seed: Annotated[int, typer.Option("--seed", metavar="SEED", help="Another one draws other claims.")] = 0,
    labels: Annotated[
        Path | None,
        typer.Option("--labels", metavar="FILE", help="Labels as JSON Lines instead of keys; - for standard input."),
    ] = None,
    since: conditions.Since = None,
    until: conditions.Until = None,
    event: conditions.Event = None,
    actor: conditions.Actor = None,
    recipient: conditions.Recipient = None,
    status: conditions.Status = None,
    country: conditions.Country = None,
    context: conditions.Context = None,
    search: conditions.Search = None,
    by: By = None,
    at: At = None,
    output_format: OutputFormat = Format.TABLE,
) -> None:
    """Label claims drawn at random, and see how often they are right.

    Each claim is shown with its evidence: press r where it is right, w and the keys of the fields where it is wrong, s
    to skip it, b to go back, q to quit. Labels are kept in the book, so that the next run goes on where this one ended.
    Then follows the precision, by type and overall, with a 95% interval.

    The same seed draws the same claims. Without a terminal nothing is asked; --format json prints the claims that were
    drawn, and --labels takes lines such as {"id": "...", "verdict": "wrong", "wrong": ["date"]}.

    \b
    Examples:
      wirebook sample 100
      wirebook sample 50 --event ACCUSE --since 2024-08-01 --by Maria
      wirebook sample 50 --format json > drawn.json
      wirebook sample 50 --labels labels.jsonl --format json
    """
    from wirebook.book import Book as OpenBook
    from wirebook.book import precision_of
    from wirebook.record import EventType, Status
    from wirebook.views import terminal

    asked = functools.partial(
        OpenBook.sample,
        number=number,
        seed=seed,
        event=one_of("--event", event, get_args(EventType)),
        actor=actor,
        recipient=recipient,
        status=one_of("--status", status, get_args(Status)),
        since=since,
        until=until,
        country=country and country.upper(),
        context=context,
        search=search,
    )
    name = who(by)
    with OpenBook(book, create=False) as store:
        if labels is not None:
            _take(store, labels, name, at)
        drawn = asked(store)
        if labels is None and output_format is Format.TABLE and sys.stdin.isatty() and sys.stdout.isatty():
            drawn = _ask(store, drawn, name, at)
    precision = precision_of(drawn)
    if output_format is Format.JSON:
        _print_json(seed, number, drawn, precision)
        return
    terminal.show_precision(precision, console())
    if not drawn:
        note("no claims are there to draw; leave conditions out, or read pages with: wirebook read INPUT")
    elif precision.labelled < precision.drawn:
        left = counted(precision.drawn - precision.labelled, "claim")
        note(f"{left} without a label; go on in a terminal, or give --labels FILE")


def _ask(store: OpenBook, drawn: list[Drawn], by: str, at: datetime.datetime | None) -> list[Drawn]:
    """Have a person label the claims that were drawn."""
    from wirebook.cli.labelling import Dialogue, label_claims
    from wirebook.views.terminal import show_card

    screen = console()

    def show(position: int, one: Drawn) -> None:
        article = store.articles_by_id([one.claim.article]).get(one.claim.article)
        screen.print()
        show_card(one.claim, article, screen, heading=f"claim {position + 1} of {len(drawn)}")

    def undo(label: Label) -> None:
        store.undo(label.id, by=by, at=at)

    dialogue = Dialogue(
        key=Keys(),
        show=show,
        say=lambda line: screen.print(line, style="dim", highlight=False),
        label=functools.partial(store.label, by=by, at=at),
        undo=undo,
    )
    return label_claims(drawn, dialogue)


class Keys:
    """The keys that are pressed, one at a time, even where several wait; those that are no characters are left out."""

    def __init__(self, read: Callable[[], str] = typer.getchar) -> None:
        self._read = read
        self._waiting: list[str] = []

    def __call__(self) -> str:
        """The next key; empty where there is none any more."""
        while not self._waiting:
            try:
                typed = self._read()
            except (KeyboardInterrupt, EOFError):
                return ""
            if not typed:
                return ""
            # An arrow or the like is an escape with more behind it.
            self._waiting = [] if typed.startswith("\x1b") and len(typed) > 1 else list(typed)
        return self._waiting.pop(0)


def _take(store: OpenBook, file: Path, by: str, at: datetime.datetime | None) -> None:
    """Keep the labels of a file, all or none. Raises UsageError for a line that is no label."""
    from pydantic import ValidationError

    from wirebook.book.sampling import GivenLabel

    try:
        lines = (sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(str(file), f"the labels cannot be read: {error}") from error
    with store.transaction():
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                given = GivenLabel.model_validate_json(line)
            except ValidationError as error:
                first = error.errors()[0]
                raise UsageError(f"{file} line {number}", f"this is no label: {first['msg']}") from error
            store.label(given.id, given.verdict, given.wrong, by=given.by or by, why=given.why, at=given.at or at)


def _print_json(seed: int, number: int, drawn: Sequence[Drawn], precision: Precision) -> None:
    claims = [
        {
            "verdict": one.label.verdict if one.label else None,
            "wrong": list(one.label.wrong) if one.label else [],
            "by": one.label.by if one.label else None,
            "claim": one.claim.model_dump(mode="json"),
        }
        for one in drawn
    ]
    result = {"seed": seed, "asked": number, "precision": precision.model_dump(mode="json"), "claims": claims}
    write_line(json.dumps(result, ensure_ascii=False))
