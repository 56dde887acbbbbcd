"""Tables of what persons said of records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from wirebook.book.edits import named
from wirebook.book.standing import AnyRecord
from wirebook.record import AidStep, Claim
from wirebook.views import words
from wirebook.views.terminal.layout import SHORT_ID, Layout

if TYPE_CHECKING:
    from rich.console import Console

    from wirebook.book.corrections import Correction, History


def show_corrections(corrections: Iterable[Correction], console: Console, *, filtered: bool = False) -> int:
    """Corrections with when, who and why, and whether each has found its record; how many."""
    layout = Layout(console)
    layout.column("When", 10)
    layout.column("Who", share=2)
    layout.column("Says", share=3)
    layout.column("Of what was read as", share=4)
    layout.column("Is", 9)
    layout.column("Id", SHORT_ID, quiet=True)
    for one in corrections:
        layout.row(
            one.at.date().isoformat(),
            one.by,
            "\n".join(part for part in (said(one), one.why) if part),
            "\n".join((headline(one.before[0]), f"“{one.trigger}”")),
            "undone" if one.is_undone else "in force" if one.matched else "unmatched",
            one.id[:SHORT_ID],
        )
    return layout.show("correction", "corrections", "No corrections match." if filtered else "No corrections.")


def show_history(history: History, console: Console) -> None:
    """What was coded, every correction, and how the record stands."""
    if history.coded is not None:
        _line(console, f"coded     {headline(history.coded)}  ({history.coded.coder})")
    for one in history.corrections:
        at = one.at.isoformat(sep=" ", timespec="minutes").removesuffix("+00:00")
        _line(console, f"{at}  {one.by}: {said(one)}{f' ({one.why})' if one.why else ''}  [{one.id[:SHORT_ID]}]")
        if one.undone_at is not None:
            at = one.undone_at.isoformat(sep=" ", timespec="minutes").removesuffix("+00:00")
            _line(console, f"{at}  {one.undone_by} took it back{f' ({one.undone_why})' if one.undone_why else ''}")
    if history.record is None:
        _line(console, "now       no record of the book matches")
    else:
        _line(console, f"{history.standing or '':9} {headline(history.record)}")
        _line(console, f"          {words.plain(history.record.text)}")


def _line(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False, soft_wrap=True)


def said(one: Correction) -> str:
    """What a correction does, in a few words."""
    if one.action == "label":
        wrong = one.fields.get("wrong")
        fields = f" ({', '.join(str(name) for name in wrong)})" if isinstance(wrong, list) and wrong else ""
        return f"{one.fields.get('verdict')}{fields}"
    if one.action == "split":
        return f"split into {len(one.parts)}"
    fields = ", ".join(named(one.fields))
    return f"{one.action} {fields}".strip()


def headline(record: AnyRecord) -> str:
    """A record in a few words: who did what to whom, what harm, what step."""
    if isinstance(record, Claim):
        who = words.who_whom(words.short_parties(record.actor), words.short_parties(record.recipient))
        dates = words.iso_interval(record.date, record.enddate)
        return " ".join(
            part for part in (who, words.event_label(record.event, record.mode), record.status, dates) if part
        )
    if isinstance(record, AidStep):
        who = words.who_whom(words.short_parties(record.donor), words.short_parties(record.recipient))
        return f"{who} {record.stage} {words.iso_interval(record.date, record.enddate)}".strip()
    return f"{words.figure(record)} {words.impact_label(record)} {record.country or ''}".strip()
