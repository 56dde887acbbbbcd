"""An archive cut into runs of records, the same whoever cuts it and whatever was read before.

The cut depends on the records and the settings alone, so that a run that goes on finds the chunks of the one before.
The cheapest filters work here, where the bytes are: what kind of record it is, and whether its bytes were seen before
in this archive.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from wirebook.archive.filters import body_of, record_refused
from wirebook.archive.model import Settings
from wirebook.archive.storage import open_archive
from wirebook.errors import InputError
from wirebook.record import Page
from wirebook.sources.archives import Record, archive_records
from wirebook.sources.kinds import kind_of
from wirebook.sources.readers import READERS
from wirebook.sources.stream import Stream, open_stream

DIGEST = 8
"""Bytes of the hash by which bodies are known again: a million bodies have a like by chance once in 30 million runs."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive by its address; `id` names its rows and its place in the ledger."""

    name: str

    @property
    def id(self) -> str:
        """The file's base name and a mark of the whole address: two archives of one name are told apart."""
        stem = PurePosixPath(self.file).name
        for ending in (".gz", ".warc", ".wet", ".jsonl", ".ndjson"):
            stem = stem.removesuffix(ending)
        safe = "".join(letter if letter.isalnum() or letter in "-._" else "_" for letter in stem)[:80]
        return f"{safe.lstrip('._') or 'archive'}-{hashlib.sha256(self.name.encode()).hexdigest()[:8]}"

    @property
    def file(self) -> str:
        """The base name."""
        return PurePosixPath(self.name.replace("\\", "/")).name


@dataclass(frozen=True, slots=True)
class Piece:
    """One record of an archive of pages, or one page of another container, with its number from 1."""

    position: int
    content: Record | Page


@dataclass(slots=True)
class Chunk:
    """A run of records: what a process takes at a time. `pieces` are those that may hold a page."""

    archive: Archive
    number: int
    pieces: list[Piece] = field(default_factory=list)
    records: int = 0
    size: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)
    losses: list[str] = field(default_factory=list)
    is_last: bool = False
    careful: bool = False
    """Whether the pieces are to be taken one by one, because one of them ended a process."""
    avoid: dict[int, str] = field(default_factory=dict)
    """Records that are not to be tried again, with the reason."""
    read_to: int = 0
    """Bytes of the archive that were taken so far; for the estimate alone."""


def chunks_of(archive: Archive, settings: Settings, wanted: frozenset[int] | None = None) -> Iterator[Chunk]:
    """The chunks of an archive in order; the last one says that it is. There is one at least.

    `wanted` are the numbers of the records that are of interest; None for all. What is damaged is counted and told in
    the chunk in which it stands. Raises InputError where nothing can be read.
    """
    raw, _ = open_archive(archive.name)
    with raw:
        chunk = Chunk(archive, 0)
        seen: set[bytes] = set()
        lost: list[str] = []
        for piece in _pieces(raw, archive, lost.append):
            chunk.losses += lost
            lost.clear()
            if chunk.records >= settings.records_in_chunk or chunk.size >= settings.bytes_in_chunk:
                chunk.read_to = _position(raw)
                yield chunk
                chunk = Chunk(archive, chunk.number + 1)
            chunk.records += 1
            if wanted is not None and piece.position not in wanted:
                continue
            reason = _refused(piece, seen)
            if reason is not None:
                chunk.passed_over[reason] += 1
                continue
            chunk.pieces.append(piece)
            chunk.size += len(_body(piece))
        chunk.losses += lost
        chunk.is_last, chunk.read_to = True, _position(raw)
        yield chunk


def _pieces(raw: BinaryIO, archive: Archive, on_loss: Callable[[str], None]) -> Iterator[Piece]:
    stream: Stream = open_stream(raw, archive.name, archive.file)
    kind = kind_of(stream.head, archive.name)
    try:
        if kind == "archive":
            for position, record in archive_records(stream, on_loss):
                yield Piece(position, record)
            return
        if kind not in READERS:
            raise InputError(archive.name, "this is no archive of pages")
        pages = READERS[kind](stream, lambda error: on_loss(str(error)))
        yield from (Piece(position, page) for position, page in enumerate(pages, 1))
    except (OSError, EOFError) as error:
        on_loss(f"the archive ends in damage: {error}")


def _refused(piece: Piece, seen: set[bytes]) -> str | None:
    if isinstance(piece.content, Record) and (reason := record_refused(piece.content)) is not None:
        return reason
    digest = hashlib.blake2b(_body(piece), digest_size=DIGEST).digest()
    if digest in seen:
        return "seen before"
    seen.add(digest)
    return None


def _body(piece: Piece) -> bytes:
    return body_of(piece.content) if isinstance(piece.content, Record) else piece.content.content


def _position(raw: BinaryIO) -> int:
    try:
        return raw.tell()
    except (OSError, ValueError):
        return 0
