"""What is done: the coded chunks of archives that are being read, and the reports of those that were read whole.

A chunk's file holds its report and its coded articles; that the file is there says that the chunk is done. When an
archive's chunks are all there they become Parquet, and its report is written, last of all: with it the chunks' files
have done their work and go. Killed at any moment, a run leaves each of these files whole or absent.
"""

from __future__ import annotations

import gzip
import platform
import zlib
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version

from pydantic import ValidationError

from wirebook.archive.model import FORMAT, ArchiveReport, ChunkReport, Placed, Settings, Tally
from wirebook.archive.storage import Storage
from wirebook.record import Record

FOLDER = "_wirebook"
"""Begins with an underscore, so that DuckDB's and Spark's readers of a data set pass it over."""
LIBRARIES = ("wirebook", "trafilatura", "spacy", "onnxruntime", "pyarrow", "fsspec")


class Manifest(Record):
    """What a data set was made of, and with what."""

    format: int = FORMAT
    settings: Settings
    versions: dict[str, str]
    total: Tally
    archives: tuple[ArchiveReport, ...]


class Ledger:
    """The ledger of a data set under given settings: what was done under others is not gone on with."""

    def __init__(self, storage: Storage, settings: Settings) -> None:
        self._storage, self._settings = storage, settings

    @property
    def storage(self) -> Storage:
        """The folder of the data set."""
        return self._storage

    @property
    def settings(self) -> Settings:
        """What the chunks are coded with."""
        return self._settings

    def keep(self, placed: Sequence[Placed], report: ChunkReport) -> None:
        """Write a chunk down as done."""
        lines = [report.model_dump_json(), *(one.model_dump_json() for one in placed)]
        packed = gzip.compress("\n".join(lines).encode(), compresslevel=1, mtime=0)
        self._storage.write(self._chunk(report.archive, report.number), packed)

    def chunks(self, archive: str) -> dict[int, ChunkReport]:
        """The reports of the chunks of an archive that are done, by number."""
        found: dict[int, ChunkReport] = {}
        for name in self._storage.names(self._chunks(archive)):
            number = name.partition(".")[0]
            lines = self._lines(archive, int(number)) if number.isdigit() else None
            if lines:
                found[int(number)] = ChunkReport.model_validate_json(lines[0])
        return found

    def placed(self, archive: str, number: int) -> Iterator[Placed]:
        """The coded articles of a chunk that is done."""
        for line in (self._lines(archive, number) or [])[1:]:
            yield Placed.model_validate_json(line)

    def finish(self, report: ArchiveReport) -> None:
        """Write an archive down as read whole, and take its chunks away."""
        self._storage.write(self._report(report.archive), report.model_dump_json(indent=1).encode())
        self.forget_chunks(report.archive)

    def forget_chunks(self, archive: str) -> None:
        """Take away what is kept of an archive's chunks, under these settings."""
        for name in self._storage.names(self._chunks(archive)):
            self._storage.remove(f"{self._chunks(archive)}/{name}")

    def sweep(self) -> None:
        """Take away the chunks of archives that were read whole, and those coded under other settings."""
        for name in self._storage.all_names(f"{FOLDER}/chunks"):
            archive, _, mark = name.split("/")[2].rpartition(".")
            if mark != self._settings.mark or self.finished(archive) is not None:
                self._storage.remove(name)

    def finished(self, archive: str) -> ArchiveReport | None:
        """The report of an archive that was read whole, or None."""
        content = self._storage.read(self._report(archive))
        try:
            return ArchiveReport.model_validate_json(content) if content else None
        except ValidationError:
            return None

    def all_finished(self) -> list[ArchiveReport]:
        """The reports of all archives that were read whole, by name."""
        names = (name.removesuffix(".json") for name in self._storage.names(f"{FOLDER}/archives"))
        return [report for name in names if (report := self.finished(name)) is not None]

    def write_manifest(self) -> Manifest:
        """Write down what the data set now holds and with what it was made."""
        archives = tuple(self.all_finished())
        total = Tally()
        for report in archives:
            total += report.tally
        manifest = Manifest(settings=self._settings, versions=versions(), total=total, archives=archives)
        self._storage.write(f"{FOLDER}/manifest.json", manifest.model_dump_json(indent=1).encode())
        return manifest

    def _lines(self, archive: str, number: int) -> list[str] | None:
        packed = self._storage.read(self._chunk(archive, number))
        try:
            return gzip.decompress(packed).decode().split("\n") if packed else None
        except (OSError, EOFError, zlib.error):  # a disk that failed; the chunk is coded again
            return None

    def _chunks(self, archive: str) -> str:
        return f"{FOLDER}/chunks/{archive}.{self._settings.mark}"

    def _chunk(self, archive: str, number: int) -> str:
        return f"{self._chunks(archive)}/{number:07}.jsonl.gz"

    @staticmethod
    def _report(archive: str) -> str:
        return f"{FOLDER}/archives/{archive}.json"


def versions() -> dict[str, str]:
    """The versions of what takes part in reading."""
    found = {"python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
