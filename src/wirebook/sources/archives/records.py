"""The records of an archive: found by their own lengths, and where these are wrong by the line that begins the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from wirebook.sources.archives.segments import OnDamage
from wirebook.sources.stream import PAGE_LIMIT

VERSION = b"WARC/"
LONGEST_LINE = 64 * 1024
MOST_HEADERS = 200
LONGEST_STEP = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its headers by their names in small letters, and its block."""

    headers: dict[str, str]
    block: bytes

    @property
    def kind(self) -> str:
        """`response`, `request`, `warcinfo`..."""
        return self.headers.get("warc-type", "").lower()


class _Lines:
    """A reader to which bytes can be given back."""

    def __init__(self, reader: BinaryIO) -> None:
        self._reader, self._returned = reader, b""

    def line(self) -> bytes:
        """A line with its end, at most `LONGEST_LINE` long; none at the end."""
        if not self._returned:
            return self._reader.readline(LONGEST_LINE)
        end = self._returned.find(b"\n") + 1
        if not end:
            self._returned += self._reader.readline(LONGEST_LINE)
            end = self._returned.find(b"\n") + 1 or len(self._returned)
        line, self._returned = self._returned[:end], self._returned[end:]
        return line

    def read(self, size: int) -> bytes:
        """`size` bytes, fewer at the end."""
        found, self._returned = self._returned[:size], self._returned[size:]
        return found + self._reader.read(size - len(found))

    def give_back(self, data: bytes) -> None:
        """Bytes that will be read again, first of all."""
        self._returned = data + self._returned


def records_of(reader: BinaryIO, on_damage: OnDamage) -> Iterator[Record]:
    """The records of one stretch of an archive. `on_damage` hears of what is no record; the rest goes on."""
    lines = _Lines(reader)
    while line := lines.line():
        if not line.strip():
            continue
        if not line.startswith(VERSION):
            on_damage("there are bytes that belong to no record")
            if not _find_next(lines):
                return
            continue
        headers = _headers(lines)
        length = headers.get("content-length", "")
        if not length.isascii() or not length.isdigit():
            on_damage("a record does not say how long it is")
            if not _find_next(lines):
                return
            continue
        if block := _block(lines, int(length), on_damage):
            yield Record(headers, block)


def _headers(lines: _Lines) -> dict[str, str]:
    found: dict[str, str] = {}
    for _ in range(MOST_HEADERS):
        line = lines.line().decode("utf-8", "replace").strip()
        if not line:
            break
        name, _, value = line.partition(":")
        found[name.strip().lower()] = value.strip()
    return found


def _block(lines: _Lines, length: int, on_damage: OnDamage) -> bytes | None:
    """The block of a record, as far as it goes; None where it is longer than a page may be."""
    if length > PAGE_LIMIT:
        on_damage(f"a record of {length:,} bytes is longer than the limit")
        left = length
        while left and (step := lines.read(min(left, LONGEST_STEP))):
            left -= len(step)
        return None
    block = lines.read(length)
    end = lines.read(4)
    if len(block) < length:
        start = _inside(block)
        on_damage(f"a record is cut: {len(block):,} of {length:,} bytes")
        if start < 0:
            return block
        lines.give_back(block[start:])
        return block[:start]
    if end == b"\r\n\r\n" or not end:
        return block
    if end.startswith(VERSION[:4]) or not end.strip():
        lines.give_back(end.lstrip())
        return block
    # the length is wrong: too great if the next record begins within, else too small
    start = _inside(block)
    lines.give_back(block[start:] + end if start >= 0 else end)
    return block[:start].rstrip() if start >= 0 else block


def _inside(block: bytes) -> int:
    """Where another record begins inside a block, or -1."""
    start = block.find(b"\n" + VERSION + b"1.")
    return start + 1 if start >= 0 else -1


def _find_next(lines: _Lines) -> bool:
    """Step to the next line that begins a record; False where there is none."""
    while line := lines.line():
        if line.startswith(VERSION):
            lines.give_back(line)
            return True
    return False
