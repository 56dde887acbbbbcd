"""The book as files for other tools: one module a format, all with the same `write`.

JSON Lines and Parquet carry every field of a record as it is, CSV has one row a record with lists joined (see
`wirebook.views.export.cells`) and may carry a row of HXL tags. The others are the formats of other projects, which hold
less: each module says what becomes of the rest.
"""

from __future__ import annotations

import importlib
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol, cast, get_args

from wirebook.errors import UsageError
from wirebook.views.export.selection import MODELS, Filters, Kind, Selection, Tell
from wirebook.views.source import BookView

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FORMATS", "MODELS", "Filters", "Kind", "export", "opened"]

FORMATS: Final[dict[str, str]] = {
    "csv": "wirebook.views.export.csv_rows",
    "gdelt": "wirebook.views.export.gdelt",
    "geojson": "wirebook.views.export.geojson",
    "json-ld": "wirebook.views.export.json_ld",
    "parquet": "wirebook.views.export.parquet",
    "plover-jsonl": "wirebook.views.export.plover_jsonl",
    "polecat": "wirebook.views.export.polecat",
}
"""Each format and the module that writes it; a module is loaded when its format is asked for."""


class Writer(Protocol):
    """What a module of a format offers."""

    SUFFIX: str
    """The suffix of its files, without the dot."""
    TAGGED: bool
    """Whether the format can carry HXL tags."""
    KINDS: tuple[Kind, ...]
    """The kinds of record that it can hold, that which it is for first."""

    def write(self, selection: Selection, what: Kind, stream: BinaryIO, *, hxl: bool, tell: Tell) -> int:
        """Write the records of one kind to a stream; how many were written."""


def export(
    book: BookView,
    format: str,
    out: Path | BinaryIO | None = None,
    *,
    what: Kind | None = None,
    hxl: bool = False,
    filters: Filters | None = None,
    rejected: bool = False,
    tell: Tell = str,
) -> int:
    """Write the records of a book in one of `FORMATS`; how many were written.

    `out` is a file, which gets its content only once that is whole, a binary stream, or None for standard output; they
    take one kind of record, that which the format is for unless `what` says otherwise. A folder, or a path without a
    suffix, gets a file of each kind: `claims.csv`, `impacts.csv` and so on, or only the one that `what` names.
    `filters` narrows them, `rejected` adds what persons rejected. `tell` is given a sentence about what the format
    could not hold.

    Raises UsageError for an unknown format or kind, for HXL tags where the format has none, for filters that do not
    apply, and for a path that cannot be written; MissingExtra where the format needs a library that is not installed.
    """
    if format not in FORMATS:
        raise UsageError(format, f"no such format; there are {', '.join(FORMATS)}")
    if what is not None and what not in get_args(Kind):
        raise UsageError(what, f"no such kind of record; there are {', '.join(get_args(Kind))}")
    writer = cast(Writer, importlib.import_module(FORMATS[format]))
    if what is not None and what not in writer.KINDS:
        raise UsageError(what, f"{format} does not hold them; it holds {', '.join(writer.KINDS)}")
    if hxl and not writer.TAGGED:
        raise UsageError("--hxl", f"{format} has no row of tags; csv has")
    selection = Selection(book, filters or Filters(), rejected)
    files: dict[Kind, Path | BinaryIO | None]
    if isinstance(out, Path) and (out.is_dir() or not out.suffix):
        files = {kind: out / f"{kind}.{writer.SUFFIX}" for kind in ([what] if what else writer.KINDS)}
    else:
        files = {what or writer.KINDS[0]: out}
    for kind in files:
        selection.filters.check(kind)
    written = 0
    for kind, place in files.items():
        with opened(place) as stream:
            written += writer.write(selection, kind, stream, hxl=hxl, tell=tell)
    return written


@contextmanager
def opened(out: Path | BinaryIO | None) -> Iterator[BinaryIO]:
    """The stream to write to: a file that gets its content once it is whole, standard output for None."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif isinstance(out, Path):
        with _whole_file(out) as stream:
            yield stream
    else:
        yield out


@contextmanager
def _whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its place only when it is whole, so that nobody reads half an export."""
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(exist_ok=True)
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(str(path), f"cannot be written: {error.strerror or error}") from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
