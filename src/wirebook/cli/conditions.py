"""The filters that several commands put to a book, as options."""

from __future__ import annotations

import datetime
from typing import Annotated

import typer

from wirebook.cli.options import day_option

Since = Annotated[datetime.date | None, day_option("--since", "From that day on.")]
Until = Annotated[datetime.date | None, day_option("--until", "Up to and with that day.")]
Event = Annotated[str | None, typer.Option(metavar="TYPE", help="PLOVER type, as AID or ACCUSE.")]
Actor = Annotated[str | None, typer.Option(metavar="CODE", help="Who acts, as RUS; of aid, the donor.")]
Recipient = Annotated[str | None, typer.Option(metavar="CODE", help="To whom, as PRK.")]
Status = Annotated[str | None, typer.Option(metavar="STATUS", help="Of claims, as offered or denied.")]
Context = Annotated[str | None, typer.Option(metavar="CONTEXT", help="PLOVER context, as disasters.")]
Country = Annotated[str | None, typer.Option(metavar="CODE", help="Where, as PRK.")]
Hazard = Annotated[str | None, typer.Option(metavar="HAZARD", help="Of impacts, as flood.")]
Search = Annotated[
    str | None,
    typer.Option(metavar="WORDS", help='Words of the sentence, as flood; "flood relief" in a row; flood*.'),
]
