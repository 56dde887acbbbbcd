"""The data set: one folder a kind of record, in it one a month of publication, in it one file an archive.

`claims/month=2024-08/CC-NEWS-20240804-1a2b3c4d.parquet`: DuckDB, Spark, Arrow and pandas read `month` off the path.
What carries no date lies under `month=__HIVE_DEFAULT_PARTITION__`, which they read as null. The columns of claims,
impacts and aid steps are those of the records, as in `wirebook export parquet`; rows stand in the order of the archive.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from wirebook.archive.ledger import Ledger
from wirebook.archive.model import ArchiveReport, ArticleRow, Aside, ChunkReport, Placed, Tally
from wirebook.archive.storage import Storage
from wirebook.book.frames import batches, schema
from wirebook.record import AidStep, Claim, Impact, Record

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetWriter

KINDS: dict[str, type[Record]] = {"articles": ArticleRow, "claims": Claim, "impacts": Impact, "aid": AidStep}
"""The folders of a data set, and the type whose fields are their columns."""
ROWS_IN_GROUP = 5_000
ROWS_WAITING = 20_000
"""Rows held in memory until they are written; those of the fullest file go first."""
UNDATED = "__HIVE_DEFAULT_PARTITION__"

Key = tuple[str, str]
"""Kind and month."""


def month_of(day: datetime.date | None) -> str:
    """The month of a day as it stands in a path."""
    return f"{day.year:04}-{day.month:02}" if day is not None else UNDATED


def rows_of(placed: Placed, archive: str) -> Iterator[tuple[str, Record]]:
    """The rows of a coded article, each with its kind."""
    yield "articles", ArticleRow.of(placed, archive)
    yield from (("claims", claim) for claim in placed.coded.claims)
    yield from (("impacts", impact) for impact in placed.coded.impacts)
    yield from (("aid", step) for step in placed.coded.aid)


class Files:
    """The Parquet files of one archive while they are written; `placed` puts them where they belong, at the end."""

    def __init__(self, storage: Storage, name: str) -> None:
        """`name` is that of the files, without ending. Raises MissingExtra without pyarrow."""
        schema(Claim)
        self._storage, self._name = storage, name
        self._waiting: dict[Key, list[Record]] = {}
        self._writers: dict[Key, tuple[Path, ParquetWriter]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for path, writer in self._writers.values():
            writer.close()
            path.unlink(missing_ok=True)

    def add(self, kind: str, month: str, row: Record) -> None:
        """One row more."""
        rows = self._waiting.setdefault((kind, month), [])
        rows.append(row)
        if len(rows) >= ROWS_IN_GROUP:
            self._write((kind, month))
        elif sum(map(len, self._waiting.values())) >= ROWS_WAITING:
            self._write(max(self._waiting, key=lambda key: (len(self._waiting[key]), key)))

    def place(self) -> tuple[str, ...]:
        """Finish all files and put each in its place; their names."""
        for key in sorted(self._waiting):
            self._write(key)
        names = []
        for key in sorted(self._writers):
            path, writer = self._writers.pop(key)
            writer.close()
            kind, month = key
            names.append(f"{kind}/month={month}/{self._name}.parquet")
            self._storage.adopt(path, names[-1])
        return tuple(names)

    def _write(self, key: Key) -> None:
        from pyarrow.parquet import ParquetWriter

        rows = self._waiting.pop(key, [])
        if not rows:
            return
        model = KINDS[key[0]]
        if key not in self._writers:
            path = self._storage.scratch()
            self._writers[key] = path, ParquetWriter(str(path), schema(model), compression="zstd")
        for batch in batches(rows, model, len(rows)):
            self._writers[key][1].write_batch(batch)


def write_archive(
    ledger: Ledger,
    archive: str,
    name: str,
    size: int | None,
    reports: Iterable[ChunkReport],
    before: ArchiveReport | None = None,
) -> ArchiveReport:
    """Make Parquet of an archive whose chunks are all done, and write it down as read whole.

    `before` is its report where records that were set aside have been tried again: the files then stand beside its own.
    """
    retries = before.retries + 1 if before is not None else 0
    tally, chunks = Tally(), 0
    losses: list[str] = []
    found: list[Aside] = []
    with Files(ledger.storage, f"{archive}-retry{retries}" if retries else archive) as files:
        for report in reports:
            for placed in ledger.placed(archive, report.number):
                month = month_of(placed.coded.article.published)
                for kind, row in rows_of(placed, archive):
                    files.add(kind, month, row)
            tally += report.tally
            losses += report.losses
            found += report.aside
            chunks += 1
        names = files.place()
    if before is not None:
        again = tally.model_copy(update={"records": 0, "pages": 0, "passed_over": {}, "losses": 0, "aside": 0})
        tally = (before.tally + again).model_copy(update={"aside": len(found)})
        names, losses, chunks = (*before.files, *names), list(before.losses), before.chunks
    report_of_all = ArchiveReport(
        archive=archive,
        name=name,
        size=size,
        settings=ledger.settings,
        chunks=chunks,
        tally=tally,
        files=names,
        losses=tuple(losses),
        aside=tuple(found),
        retries=retries,
    )
    ledger.finish(report_of_all)
    return report_of_all
