"""The book as files for other tools: one module a format, all with the same `write`.

JSON Lines and Parquet carry every field of a record as it is. CSV has one row a record, lists joined (see
`wirebook.views.export.cells`), and may carry a row of HXL tags.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Literal, Protocol, cast, get_args

from wirebook.errors import UsageError
from wirebook.record import AidStep, Claim, Impact
from wirebook.views.source import RecordView

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FORMATS", "Kind", "export", "opened"]

Kind = Literal["claims", "impacts", "aid"]

FORMATS: Final[dict[str, str]] = {
    "csv": "wirebook.views.export.csv_rows",
    "parquet": "wirebook.views.export.parquet",
    "plover-jsonl": "wirebook.views.export.plover_jsonl",
}
"""Each format and the module that writes it; a module is loaded when its format is asked for."""

MODELS: Final[dict[Kind, type[Claim | Impact | AidStep]]] = {"claims": Claim, "impacts": Impact, "aid": AidStep}


class Writer(Protocol):
    """What a module of a format offers."""

    SUFFIX: str
    """The suffix of its files, without the dot."""
    TAGGED: bool
    """Whether the format can carry HXL tags."""

    def write(
        self,
        records: Iterable[Claim | Impact | AidStep],
        model: type[Claim | Impact | AidStep],
        stream: BinaryIO,
        *,
        hxl: bool,
    ) -> int:
        """Write records of one type to a stream; how many there were."""


def export(
    book: RecordView,
    format: str,
    out: Path | BinaryIO | None = None,
    *,
    what: Kind | None = None,
    hxl: bool = False,
) -> int:
    """Write the records of a book in one of `FORMATS`; how many were written.

    `out` is a file, which gets its content only once that is whole, a binary stream, or None for standard output; they
    take one kind of record, claims unless `what` says otherwise. A folder, or a path without a suffix, gets a file of
    each kind: `claims.csv`, `impacts.csv`, `aid.csv`, or only the one that `what` names.

    Raises UsageError for an unknown format or kind, for HXL tags where the format has none, and for a path that cannot
    be written; MissingExtra where the format needs a library that is not installed.
    """
    if format not in FORMATS:
        raise UsageError(format, f"no such format; there are {', '.join(FORMATS)}")
    if what is not None and what not in get_args(Kind):
        raise UsageError(what, f"no such kind of record; there are {', '.join(get_args(Kind))}")
    writer = cast(Writer, importlib.import_module(FORMATS[format]))
    if hxl and not writer.TAGGED:
        raise UsageError("--hxl", f"{format} has no row of tags; csv has")
    if isinstance(out, Path) and (out.is_dir() or not out.suffix):
        kinds = [what] if what else list(MODELS)
        return sum(_write(book, writer, out / f"{kind}.{writer.SUFFIX}", kind, hxl) for kind in kinds)
    return _write(book, writer, out, what or "claims", hxl)


def _write(book: RecordView, writer: Writer, out: Path | BinaryIO | None, what: Kind, hxl: bool) -> int:
    with opened(out) as stream:
        return writer.write(_records(book, what), MODELS[what], stream, hxl=hxl)


def _records(book: RecordView, what: Kind) -> Iterable[Claim | Impact | AidStep]:
    if what == "claims":
        return book.claims()
    return book.impacts() if what == "impacts" else book.aid_steps()


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
