"""A stream of bytes whose beginning has been looked at, packed or not, read under a limit."""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from wirebook.errors import InputError, TooLargeInput, UnreadableItem
from wirebook.sources.kinds import ARCHIVE_MAGIC, HEAD_SIZE

PAGE_LIMIT = 64 * 1024 * 1024
"""Bytes of a single page, feed or JSON document."""
LINE_LIMIT = 16 * 1024 * 1024
"""Bytes of one line of JSON Lines; the file has no limit."""

GZIP_MAGIC = b"\x1f\x8b"


class Readable(Protocol):
    """What is asked of a stream."""

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes; none at the end."""


class _Rewound(io.RawIOBase):
    """A stream with the bytes that were taken from its beginning put back."""

    def __init__(self, head: bytes, rest: Readable) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        chunk = self._head[: len(buffer)] if self._head else self._rest.read(len(buffer))
        self._head = self._head[len(chunk) :]
        buffer[: len(chunk)] = chunk
        return len(chunk)


@dataclass(frozen=True)
class Stream:
    """An open input. `name` is what the user wrote, `file` the base name, `head` its first bytes."""

    name: str
    file: str | None
    head: bytes
    lines: BinaryIO
    is_packed: bool = False
    """Whether `lines` are still packed: those of a web archive, whose gzip members are read one by one."""

    def read_all(self, limit: int = PAGE_LIMIT) -> bytes:
        """The whole content. Raises TooLargeInput beyond `limit` bytes, InputError for a damaged archive."""
        content = self._guarded(limit)
        if len(content) > limit:
            raise TooLargeInput(self.name, f"it is larger than the limit of {limit // 2**20} MB for one page")
        return content

    def read_line(self, number: int) -> bytes:
        """The next line, empty at the end. Raises UnreadableItem beyond LINE_LIMIT, once that line is passed over."""
        try:
            line = self.lines.readline(LINE_LIMIT)
            if len(line) < LINE_LIMIT or line.endswith(b"\n"):
                return line
            while line and not line.endswith(b"\n"):
                line = self.lines.readline(LINE_LIMIT)
        except (OSError, EOFError, zlib.error) as error:
            raise damaged(self.name, error) from error
        raise UnreadableItem(f"{self.name}, line {number}", f"it is longer than {LINE_LIMIT // 2**20} MB")

    def _guarded(self, limit: int) -> bytes:
        try:
            return self.lines.read(limit + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise damaged(self.name, error) from error


def open_stream(raw: BinaryIO, name: str, file: str | None) -> Stream:
    """Look at the beginning of `raw`, unpack gzip, and hand back a stream that starts at the first byte.

    Raises InputError where nothing can be read.
    """
    try:
        head = _read_head(raw)
        rewound = io.BufferedReader(_Rewound(head, raw), HEAD_SIZE)
        if head.startswith(GZIP_MAGIC):
            beginning = _unpacked_head(head)
            if beginning.startswith(ARCHIVE_MAGIC):
                return Stream(name, file.removesuffix(".gz") if file else None, beginning, rewound, is_packed=True)
            unpacked = gzip.GzipFile(fileobj=rewound)
            head = _read_head(unpacked)
            rewound = io.BufferedReader(_Rewound(head, unpacked), HEAD_SIZE)
    except (OSError, EOFError, zlib.error) as error:
        raise damaged(name, error) from error
    return Stream(name, file.removesuffix(".gz") if file else None, head, rewound)


def _unpacked_head(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, HEAD_SIZE)
    except zlib.error:
        return b""


def damaged(name: str, error: Exception) -> InputError:
    """The error of a stream that broke while it was read."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(name, f"it cannot be read: {reason}")


def _read_head(stream: Readable) -> bytes:
    """Up to HEAD_SIZE bytes; a pipe may hand out less than is asked for at a time."""
    head = b""
    while len(head) < HEAD_SIZE:
        chunk = stream.read(HEAD_SIZE - len(head))
        if not chunk:
            break
        head += chunk
    return head
