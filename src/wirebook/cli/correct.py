"""`wirebook correct`: what a person says of records."""

from __future__ import annotations

import datetime
import getpass
import json
import os
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer

from wirebook.cli.options import DEFAULT_BOOK, Book, Format, OutputFormat
from wirebook.cli.output import console, counted, note, write_array, write_line
from wirebook.errors import UsageError

if TYPE_CHECKING:
    from wirebook.book import Book as OpenBook
    from wirebook.book import Correction
    from wirebook.book.corrections import Action


class Deed(StrEnum):
    """What `correct` does."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"
    LIST = "list"
    HISTORY = "history"


TAKES: Mapping[Deed, frozenset[str]] = {
    Deed.ACCEPT: frozenset({"ID", "--by", "--why", "--at"}),
    Deed.REJECT: frozenset({"ID", "--by", "--why", "--at"}),
    Deed.EDIT: frozenset({"ID", "--set", "--by", "--why", "--at"}),
    Deed.MERGE: frozenset({"ID", "--set", "--by", "--why", "--at"}),
    Deed.SPLIT: frozenset({"ID", "--part", "--by", "--why", "--at"}),
    Deed.UNDO: frozenset({"ID", "--by", "--why", "--at"}),
    Deed.LIST: frozenset({"--unmatched"}),
    Deed.HISTORY: frozenset({"ID"}),
}
"""What goes with each."""


def parse_moment(text: str) -> datetime.datetime:
    """An ISO day and time. Raises UsageError for anything else."""
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(text, "this is no time; write it as 2024-08-04T12:30") from None


By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who says so; without, $WIREBOOK_BY or the name of the login."),
]
At = Annotated[
    datetime.datetime | None,
    typer.Option("--at", metavar="TIME", parser=parse_moment, help="When, as 2024-08-04T12:30 (UTC); now without."),
]


def who(by: str | None) -> str:
    """Who says so. Raises UsageError where nothing tells."""
    try:
        return by or os.environ.get("WIREBOOK_BY") or getpass.getuser()
    except (KeyError, OSError):
        raise UsageError("--by", "nobody is logged in; give a name") from None


def correct(
    deed: Annotated[Deed, typer.Argument(metavar="DEED", help="What to do.", show_default=False)],
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID...", help="Records, of undo corrections, each by the beginning of its id.", show_default=False
        ),
    ] = None,
    book: Book = DEFAULT_BOOK,
    set_fields: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Of edit and merge: what is right.")
    ] = None,
    parts: Annotated[
        list[str] | None,
        typer.Option("--part", metavar="FIELD=VALUE;...", help="Of split: what one of the parts has, twice or more."),
    ] = None,
    by: By = None,
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason.")] = None,
    at: At = None,
    unmatched: Annotated[
        bool, typer.Option("--unmatched", help="Of list: only those that no longer match a record.")
    ] = False,
    output_format: OutputFormat = Format.TABLE,
) -> None:
    """Accept, reject, edit, merge or split what was read.

    Deeds are accept, reject, edit, merge (the claims that follow into the first one), split, undo, list and history.
    Corrections stay when a newer version reads the article again; those that then match no record are listed.
    `wirebook show claims --ids` gives the ids of claims.

    \b
    Examples:
      wirebook correct reject 5b1f --why "a caption of last year"
      wirebook correct edit 5b1f --set status=happened --set date=2024-08-03
      wirebook correct edit 5b1f --set "actor=RUS GOV: the Kremlin" --by Maria
      wirebook correct merge 5b1f 77a0
      wirebook correct split 5b1f --part actor=RUS --part "actor=CHN; status=planned"
      wirebook correct history 5b1f
      wirebook correct list --unmatched
      wirebook correct undo 90ce
    """
    from wirebook.book import Book as OpenBook
    from wirebook.views import terminal

    names = ids or []
    given = {
        "ID": bool(names), "--set": bool(set_fields), "--part": bool(parts), "--by": by is not None,
        "--why": why is not None, "--at": at is not None, "--unmatched": unmatched,
    }  # fmt: skip
    for option, is_given in given.items():
        if is_given and option not in TAKES[deed]:
            raise UsageError(option, f"it does not go with {deed}; there is {', '.join(sorted(TAKES[deed]))}")
    if "ID" in TAKES[deed] and not names:
        raise UsageError(deed, "it needs the id of a record; `wirebook show claims --ids` gives those of claims")
    with OpenBook(book, create=False) as store:
        match deed:
            case Deed.LIST:
                listed = store.corrections(matched=False if unmatched else None)
                if output_format is Format.JSON:
                    write_array(listed)
                else:
                    terminal.show_corrections(listed, console(), filtered=unmatched)
                return
            case Deed.HISTORY:
                for name in names:
                    history = store.history(name)
                    if output_format is Format.JSON:
                        write_line(history.model_dump_json())
                    else:
                        terminal.show_history(history, console())
                return
            case Deed.UNDO:
                with store.transaction():
                    made = [store.undo(name, by=who(by), why=why, at=at) for name in names]
            case _:
                fields = _fields(set_fields or [])
                split = [_fields(part.split(";")) if not part.startswith("{") else _json(part) for part in parts or []]
                with store.transaction():
                    made = _correct(store, cast("Action", deed.value), names, fields, split, by=who(by), why=why, at=at)
    if output_format is Format.JSON:
        write_array(made)
        return
    terminal.show_corrections(made, console())
    _note_dangling(made)


def _correct(
    store: OpenBook,
    action: Action,
    names: Sequence[str],
    fields: Mapping[str, object],
    parts: Sequence[Mapping[str, object]],
    *,
    by: str,
    why: str | None,
    at: datetime.datetime | None,
) -> list[Correction]:
    """One correction for each name; a merge takes them all together."""
    groups = [names] if action == "merge" else [[name] for name in names]
    return [
        store.correct(first, action, by=by, why=why, at=at, fields=fields, others=others, parts=parts)
        for first, *others in groups
    ]


def _fields(typed: Sequence[str]) -> dict[str, object]:
    """`FIELD=VALUE` as fields. Raises UsageError for anything else."""
    fields: dict[str, object] = {}
    for one in typed:
        name, sign, value = one.partition("=")
        if not sign:
            raise UsageError(one, "it sets no field; write it as status=happened")
        fields[name.strip()] = value.strip()
    return fields


def _json(typed: str) -> dict[str, object]:
    try:
        return dict(json.loads(typed))
    except (ValueError, TypeError):
        raise UsageError(typed, "it is no JSON object") from None


def _note_dangling(made: Sequence[Correction]) -> None:
    """Say which corrections are not in force although they were just made."""
    lost = [one for one in made if not one.matched and not one.is_undone]
    if lost:
        note(f"{counted(len(lost), 'correction')} found no record; `wirebook correct list --unmatched` shows them")
