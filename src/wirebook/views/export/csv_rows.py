"""CSV (RFC 4180): one row a record, in UTF-8, with a header and, where asked for, a row of HXL tags below it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from wirebook.book.model import Event, EventRow
from wirebook.record import AidStep, Claim, Impact, Record
from wirebook.views.export.columns import (
    AID_TAGS,
    CLAIM_TAGS,
    EVENT_TAGS,
    IMPACT_TAGS,
    Cells,
    claim_cells,
    event_cells,
    impact_cells,
    step_cells,
)
from wirebook.views.export.selection import Kind, Selection, Tell

SUFFIX = "csv"
TAGGED = True
KINDS: tuple[Kind, ...] = ("claims", "impacts", "aid", "events")

TAGS: dict[Kind, Cells] = {"claims": CLAIM_TAGS, "impacts": IMPACT_TAGS, "aid": AID_TAGS, "events": EVENT_TAGS}


def write(selection: Selection, what: Kind, stream: BinaryIO, *, hxl: bool, tell: Tell) -> int:
    """Write a header and a row for each record."""
    written = -2 if hxl else -1
    for line in lines(selection.records(what), what, hxl=hxl):
        stream.write(line.encode())
        written += 1
    return written


def lines(records: Iterable[Record], what: Kind, *, hxl: bool = False) -> Iterator[str]:
    """The header, with `hxl` the row of tags, and a row for each record."""
    tags = TAGS[what]
    text = io.StringIO(newline="")
    rows = csv.DictWriter(text, list(tags))
    rows.writeheader()
    yield _taken(text)
    if hxl:
        rows.writerow(tags)
        yield _taken(text)
    for record in records:
        rows.writerow(_cells(record))
        yield _taken(text)


def _taken(text: io.StringIO) -> str:
    """What was written, taken out."""
    line = text.getvalue()
    text.seek(0)
    text.truncate()
    return line


def _cells(record: Record) -> Cells:
    match record:
        case Claim():
            return claim_cells(record)
        case Impact():
            return impact_cells(record)
        case AidStep():
            return step_cells(record)
        case Event():
            return event_cells(EventRow.of(record))
    raise TypeError(f"{type(record).__name__} has no columns")
