"""Parquet: every field with its type, lists as lists and parties as structs, written a row group at a time.

The columns are those of the data frames (`wirebook.book.frames`), so a row read back is a record again
(`Claim.model_validate(row)`). Needs the extra `parquet`. https://parquet.apache.org/docs/file-format/
"""

from __future__ import annotations

from typing import BinaryIO

from wirebook.book.frames import ROWS_IN_BATCH, batches, row_model, schema
from wirebook.views.export.selection import MODELS, Kind, Selection, Tell

SUFFIX = "parquet"
TAGGED = False
KINDS: tuple[Kind, ...] = ("claims", "impacts", "aid", "events")


def write(selection: Selection, what: Kind, stream: BinaryIO, *, hxl: bool, tell: Tell) -> int:
    """Write a Parquet file, in row groups. Raises MissingExtra where pyarrow is not installed."""
    model = row_model(MODELS[what])
    columns = schema(model)
    from pyarrow.parquet import ParquetWriter

    written = 0
    with ParquetWriter(stream, columns, compression="zstd") as writer:
        for batch in batches(selection.records(what), model, ROWS_IN_BATCH):
            writer.write_batch(batch)
            written += batch.num_rows
    return written
