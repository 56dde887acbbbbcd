"""CSV: one row a record, in UTF-8, with a header and, where asked for, a row of HXL tags below it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from wirebook.record import AidStep, Claim, Impact
from wirebook.views.export.columns import (
    AID_TAGS,
    CLAIM_TAGS,
    IMPACT_TAGS,
    Cells,
    claim_cells,
    impact_cells,
    step_cells,
)

SUFFIX = "csv"
TAGGED = True


def write(
    records: Iterable[Claim | Impact | AidStep],
    model: type[Claim | Impact | AidStep],
    stream: BinaryIO,
    *,
    hxl: bool,
) -> int:
    """Write a header and a row for each record."""
    tags = CLAIM_TAGS if model is Claim else IMPACT_TAGS if model is Impact else AID_TAGS
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        rows = csv.DictWriter(text, list(tags))
        rows.writeheader()
        if hxl:
            rows.writerow(tags)
        written = 0
        for record in records:
            rows.writerow(_cells(record))
            written += 1
        return written
    finally:
        text.detach()


def _cells(record: Claim | Impact | AidStep) -> Cells:
    if isinstance(record, Claim):
        return claim_cells(record)
    return impact_cells(record) if isinstance(record, Impact) else step_cells(record)
