"""Records as data frames: the columns of a record type, and what `Book.claims()` and its like give.

The columns follow the record types, so a row read back is a record again (`Claim.model_validate(row)`); the Parquet
export has the same. Needs the extra `parquet`; pandas and polars, where they are wanted, the extra `frames`.
"""

from __future__ import annotations

import datetime
import types
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, Generic, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from wirebook.book.model import Event, EventRow
from wirebook.errors import MissingExtra
from wirebook.notebooks import shown
from wirebook.record import AidStep, Claim, Impact, Record

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

ROWS_SHOWN = 20
"""Records that a notebook shows."""

ROWS_IN_BATCH = 5_000
"""Rows held in memory at a time."""

T = TypeVar("T", bound=Record)


class Records(Iterator[T], Generic[T]):
    """Records one after another, as they are read from the book, or all that are left as a data frame.

    Like any iterator it is gone through once. Events stand in a data frame by `EventRow`, without their claims' fields.
    """

    def __init__(self, records: Iterable[T], model: type[T]) -> None:
        self._records = iter(records)
        self._model = model

    def __next__(self) -> T:
        return next(self._records)

    def _repr_html_(self) -> str:
        """The first of those that are left, as a notebook shows them; none is gone through by it."""
        first = list(islice(self._records, ROWS_SHOWN + 1))
        self._records = chain(first, self._records)
        return shown("table", first[:ROWS_SHOWN], len(first) > ROWS_SHOWN)

    def to_batches(self, rows: int = ROWS_IN_BATCH) -> pyarrow.RecordBatchReader:
        """Arrow record batches, read from the book as they are asked for: memory holds `rows` records at a time.

        Raises MissingExtra where pyarrow is not installed.
        """
        columns = schema(row_model(self._model))
        import pyarrow

        return pyarrow.RecordBatchReader.from_batches(columns, batches(self, row_model(self._model), rows))

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table. Raises MissingExtra where pyarrow is not installed."""
        return self.to_batches().read_all()

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas data frame, days as `datetime64`. Raises MissingExtra where pyarrow or pandas is not installed."""
        if find_spec("pandas") is None:  # Arrow makes the frame, and would tell its absence less kindly
            raise _missing("to_pandas", "pandas", "frames")
        return self.to_arrow().to_pandas(date_as_object=False)

    def to_polars(self) -> polars.DataFrame:
        """A polars data frame. Raises MissingExtra where pyarrow or polars is not installed."""
        try:
            import polars
        except ImportError as error:
            raise MissingExtra("to_polars", "polars is not installed; get it with: pip install polars") from error
        return polars.from_arrow(self.to_arrow())


def row_model(model: type[Record]) -> type[Record]:
    """The type whose fields are the columns of a record type."""
    return EventRow if model is Event else model


def row_of(record: Record) -> Record:
    """A record as it stands in a row: an event without the claims themselves."""
    return EventRow.of(record) if isinstance(record, Event) else record


def batches(records: Iterable[Record], model: type[Record], rows: int) -> Iterator[pyarrow.RecordBatch]:
    """Arrow record batches of `rows` records each. Raises MissingExtra without pyarrow."""
    columns = schema(model)
    import pyarrow

    values = (_values(row_of(record)) for record in records)
    while batch := list(islice(values, rows)):
        yield pyarrow.RecordBatch.from_pylist(batch, schema=columns)


def schema(model: type[BaseModel]) -> pyarrow.Schema:
    """The Arrow schema of a record type: a column a field, in order. Raises MissingExtra without pyarrow."""
    try:
        import pyarrow
    except ImportError as error:
        raise _missing("data frames and Parquet", "pyarrow", "parquet") from error
    return pyarrow.schema([pyarrow.field(name, _arrow_type(field)) for name, field in _fields(model)])


def _missing(what: str, library: str, extra: str) -> MissingExtra:
    return MissingExtra(what, f"{library} is not installed; get it with: pip install 'wirebook[{extra}]'")


def _values(record: Record) -> dict[str, object]:
    values = record.model_dump(round_trip=True)
    # `round_trip` keeps what the field's own serializer would round.
    if isinstance(record, Claim | Impact | AidStep):
        values["confidence"] = round(record.confidence, 3)
    return values


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
