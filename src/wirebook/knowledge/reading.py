"""Tables to typed rows, with the table and the line in every complaint."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TypeVar

from pydantic import ValidationError

from wirebook.errors import KnowledgeError
from wirebook.knowledge.schema import Row

RowType = TypeVar("RowType", bound=Row)


def lines_of(table: str) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each line of a shipped table, the header first; blank and `#` lines are passed over.

    Raises KnowledgeError where the table is missing or a line has another number of cells than the header.
    """
    try:
        content = (files("wirebook.knowledge") / "tables" / table).read_bytes()
    except OSError as failure:
        raise KnowledgeError(table, "the table is missing") from failure
    text = (gzip.decompress(content) if table.endswith(".gz") else content).decode("utf-8")
    width = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        width = width or len(cells)
        if len(cells) != width:
            raise KnowledgeError(f"{table}:{number}", f"{len(cells)} cells where the header has {width}")
        yield number, cells


def read_numbered(table: str, row_type: type[RowType]) -> Iterator[tuple[int, RowType]]:
    """Line number and row of each line of a shipped table. Raises KnowledgeError at one that breaks the schema."""
    lines = lines_of(table)
    header = next(lines, (0, []))[1]
    for number, cells in lines:
        try:
            yield number, row_type.model_validate(dict(zip(header, cells, strict=True)))
        except ValidationError as failure:
            first = failure.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            raise KnowledgeError(f"{table}:{number}", f"{field}: {first['msg']}") from failure


@cache
def read_table(table: str, row_type: type[RowType]) -> tuple[RowType, ...]:
    """All rows of a shipped table, read once. Raises KnowledgeError at the first line that breaks the schema."""
    return tuple(row for _, row in read_numbered(table, row_type))
