"""`wirebook knowledge lookup`: everything that a name can stand for."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from wirebook.cli.options import Format, Knowledge, OutputFormat, day_option, own_tables
from wirebook.cli.output import console, note, write_line

if TYPE_CHECKING:
    from wirebook.knowledge.lookup import Found


def lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, in any case.", show_default=False)],
    on: Annotated[datetime.date | None, day_option("--on", "What holds on that day.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Only what is of that country, as GEO.")] = None,
    knowledge: Knowledge = None,
    output_format: OutputFormat = Format.TABLE,
) -> None:
    """Show what a name can stand for.

    Countries, peoples, people with their terms of office, offices, organisations and places, what the coder prefers
    first, each with its dates, table and line. Exit status 1 where there is none.

    \b
    Examples:
      wirebook knowledge lookup Georgia
      wirebook knowledge lookup Bush --on 2003-03-20
      wirebook knowledge lookup "foreign ministry"
      wirebook knowledge lookup Springfield --country USA --format json
    """
    show_records(name, on, country, knowledge, output_format)


def show_records(
    name: str,
    on: datetime.date | None,
    country: str | None,
    knowledge: list[str] | None,
    output_format: Format,
) -> None:
    """Print every record of a name; exit status 1 where there is none."""
    from wirebook.knowledge.joined import using
    from wirebook.knowledge.lookup import look_up

    with using(own_tables([], knowledge)):
        found = look_up(name, on, country)
    if output_format is Format.JSON:
        write_line(json.dumps([asdict(one) for one in found], ensure_ascii=False, default=str))
    elif found:
        _show(found)
    if not found:
        limits = [f"on {on}"] * (on is not None) + [f"in {country}"] * (country is not None)
        note(" ".join((f"no record of {name!r}", *limits)))
        raise typer.Exit(1)


def _show(found: Sequence[Found]) -> None:
    from wirebook.views.terminal.layout import Layout

    layout = Layout(console())
    layout.column("Kind", 12)
    layout.column("Name", share=4)
    layout.column("Code", 4)
    layout.column("Sector", 6)
    layout.column("Office, what it is", share=4)
    layout.column("From, until", 11)
    layout.column("Source", share=4)
    for one in found:
        layout.row(
            one.kind,
            "\n".join(filter(None, (one.name, one.identifier))),
            one.code or "",
            " ".join(one.sectors),
            "\n".join(filter(None, (one.office, one.note))),
            f"{one.since or '…'}\n{one.until or '…'}" if one.since or one.until else "",
            one.source,
        )
    layout.show("record", "records", "")
