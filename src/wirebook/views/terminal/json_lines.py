"""Records as JSON Lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from wirebook.record import Record


def print_json(records: Iterable[Record], stream: TextIO) -> int:
    """Write one JSON object a line, as the record itself goes to JSON; how many there were."""
    written = 0
    for record in records:
        stream.write(record.model_dump_json() + "\n")
        written += 1
    return written
