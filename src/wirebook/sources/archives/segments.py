"""The bytes of an archive in stretches that are whole: a damaged gzip member ends one, the next member begins another.

A packed archive is a row of gzip members, one a record. Where one is cut or broken, libraries stop; here the loss is
told and reading goes on at the next member, known by the three bytes that all begin with.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from wirebook.sources.stream import Readable

CHUNK = 64 * 1024
MEMBER_START = b"\x1f\x8b\x08"
OnDamage = Callable[[str], None]


class _Stretch(io.RawIOBase):
    """What is read of the members until one is damaged."""

    def __init__(self, members: Members) -> None:
        self._members = members

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        chunk = self._members.take(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


class Members:
    """The gzip members of a stream, unpacked one after another."""

    def __init__(self, raw: Readable, on_damage: OnDamage) -> None:
        """`raw` gives the packed bytes; `on_damage` hears where and how they are damaged."""
        self._raw, self._on_damage = raw, on_damage
        self._packed, self._offset = b"", 0
        self._unpacker: zlib._Decompress | None = None
        self._is_damaged = self._is_over = False

    def stretches(self) -> Iterator[BinaryIO]:
        """Readers of the unpacked bytes, one for each stretch without damage."""
        while not self._is_over:
            self._is_damaged = False
            yield io.BufferedReader(_Stretch(self), CHUNK)

    def take(self, size: int) -> bytes:
        """Up to `size` unpacked bytes; none at the end of a stretch."""
        while not (self._is_damaged or self._is_over):
            if self._unpacker is None and not self._begin():
                break
            assert self._unpacker is not None
            try:
                found = self._unpacker.decompress(self._packed, size)
            except zlib.error as error:
                self._damaged(f"the gzip member at byte {self._offset:,} is broken ({error})")
                break
            left = self._unpacker.unused_data if self._unpacker.eof else self._unpacker.unconsumed_tail
            self._offset += len(self._packed) - len(left)
            self._packed = left
            if self._unpacker.eof:
                self._unpacker = None
            elif not found and not self._packed and not self._more():
                self._on_damage(f"the last gzip member is cut at byte {self._offset:,}")
                self._is_over = True
            if found:
                return found
        return b""

    def _begin(self) -> bool:
        """Go to the next member; False where there is none."""
        while not self._packed.startswith(MEMBER_START):
            if len(self._packed) < len(MEMBER_START):
                if self._more():
                    continue
                self._is_over = True
                return False
            start = self._packed.find(MEMBER_START)
            if self._packed.strip(b"\0"):  # padding at the end is no loss
                self._damaged(f"there is no gzip member at byte {self._offset:,}")
                return False
            self._skip(start if start >= 0 else len(self._packed) - len(MEMBER_START) + 1)
        self._unpacker = zlib.decompressobj(wbits=31)
        return True

    def _damaged(self, how: str) -> None:
        """Tell of damage, and step over it to where another member begins."""
        self._on_damage(how)
        self._is_damaged, self._unpacker = True, None
        self._skip(min(1, len(self._packed)))
        while (start := self._packed.find(MEMBER_START)) < 0:
            self._skip(max(0, len(self._packed) - len(MEMBER_START) + 1))
            if not self._more():
                self._is_over = True
                return
        self._skip(start)

    def _skip(self, count: int) -> None:
        self._offset += count
        self._packed = self._packed[count:]

    def _more(self) -> bool:
        chunk = self._raw.read(CHUNK)
        self._packed += chunk
        return bool(chunk)
