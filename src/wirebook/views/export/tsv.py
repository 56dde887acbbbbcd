"""Lines of tab-separated values as event data come: nothing quoted, nothing escaped, always as many cells.

Readers of these formats split at tabs, some by the rules of CSV and some without: so a cell holds no tab, no line break
and no straight double quote, which those would take for the start of a quoted cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import BinaryIO

from wirebook.views.export.cells import guarded

Cell = str | int | float | date | None

_BREAKING = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class TabWriter:
    """Writes lines of a fixed number of cells, in UTF-8, each ended by a line feed."""

    def __init__(self, stream: BinaryIO, width: int) -> None:
        self._stream = stream
        self._width = width
        self.lines = 0
        """How many were written."""

    def write(self, cells: Sequence[Cell]) -> None:
        """Write one line. Raises ValueError where the number of cells is not the format's."""
        if len(cells) != self._width:
            raise ValueError(f"{len(cells)} cells for {self._width} columns")
        self._stream.write("\t".join(map(plain, cells)).encode("utf-8", "replace") + b"\n")
        self.lines += 1


def plain(value: Cell) -> str:
    """One value as a cell: empty for None, ISO days, numbers without needless `.0`, text on one line.

    Text that a spreadsheet would run as a formula gets an apostrophe in front, as in CSV (`cells.guarded`).
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, str):
        return guarded(_BREAKING.sub(" ", value).strip().replace('"', "'"))
    return str(value)
