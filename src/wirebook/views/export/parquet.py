"""Parquet: every field with its type, lists as lists and parties as structs, written a row group at a time.

The schema follows the record types of `wirebook.record`, so a row read back is a record again
(`Claim.model_validate(row)`). Needs the extra `parquet`.
"""

from __future__ import annotations

import datetime
import types
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from wirebook.errors import MissingExtra
from wirebook.record import AidStep, Claim, Impact

if TYPE_CHECKING:
    import pyarrow

SUFFIX = "parquet"
TAGGED = False
ROWS_IN_GROUP = 5_000
"""Rows held in memory at a time."""


def write(
    records: Iterable[Claim | Impact | AidStep],
    model: type[Claim | Impact | AidStep],
    stream: BinaryIO,
    *,
    hxl: bool,
) -> int:
    """Write a Parquet file, in row groups. Raises MissingExtra where pyarrow is not installed."""
    arrow_schema = schema(model)
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    written = 0
    rows = (record.model_dump(round_trip=True) for record in records)
    with ParquetWriter(stream, arrow_schema, compression="zstd") as writer:
        while group := list(islice(_rounded(rows), ROWS_IN_GROUP)):
            writer.write_table(pyarrow.Table.from_pylist(group, schema=arrow_schema))
            written += len(group)
    return written


def schema(model: type[BaseModel]) -> pyarrow.Schema:
    """The Arrow schema of a record type: a column a field, in order. Raises MissingExtra without pyarrow."""
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtra(
            "export parquet", "pyarrow is not installed; get it with: pip install 'wirebook[parquet]'"
        ) from error
    return pyarrow.schema([pyarrow.field(name, _arrow_type(field)) for name, field in _fields(model)])


def _rounded(rows: Iterator[dict[str, object]]) -> Iterator[dict[str, object]]:
    for row in rows:
        confidence = row["confidence"]
        yield {**row, "confidence": round(confidence, 3)} if isinstance(confidence, float) else row


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, object]]:
    return ((name, field.annotation) for name, field in model.model_fields.items())


def _arrow_type(annotation: object) -> pyarrow.DataType:
    import pyarrow

    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _arrow_type(arguments[0])
    if origin in {Union, types.UnionType}:
        return _arrow_type(next(argument for argument in arguments if argument is not type(None)))
    if origin is Literal:
        return _arrow_type(type(arguments[0]))
    if origin is tuple:
        length = -1 if arguments[-1] is Ellipsis else len(arguments)
        return pyarrow.list_(_arrow_type(arguments[0]), length)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return pyarrow.struct([pyarrow.field(name, _arrow_type(field)) for name, field in _fields(annotation)])
    plain: dict[object, pyarrow.DataType] = {
        str: pyarrow.string(),
        bool: pyarrow.bool_(),
        int: pyarrow.int64(),
        float: pyarrow.float64(),
        datetime.date: pyarrow.date32(),
    }
    return plain[annotation]
