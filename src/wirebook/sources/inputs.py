"""What a person types (a file, a folder, an address, `-`) to pages. Every failure is reported, and the rest goes on."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from wirebook.errors import EmptyInput, InputError, MissingExtra, MissingInput, UnsupportedInput
from wirebook.record import Page
from wirebook.sources.kinds import KIND_OF_EXTENSION, extension_of, kind_of
from wirebook.sources.readers import READERS, OnError
from wirebook.sources.stream import damaged, open_stream

if TYPE_CHECKING:
    from wirebook.sources.online import Online
    from wirebook.sources.web import Web, WebOptions

STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://")


def read_inputs(inputs: Sequence[str], *, on_error: OnError, web: WebOptions | None = None) -> Iterator[Page]:
    """The pages of all inputs, in the order given; those of a folder in the order of their names.

    An input that cannot be read, or one item of it, goes to `on_error`; nothing is raised for it. `web` says how
    addresses are read.
    """
    reader = _Inputs(on_error, web)
    try:
        for name in inputs:
            try:
                yield from reader.read(name)
            except InputError as error:
                on_error(error)
            except MissingExtra as error:  # the rest needs no extra
                on_error(UnsupportedInput(name, error.reason))
    finally:
        reader.close()


def size_of(inputs: Sequence[str]) -> int:
    """Bytes of all files together, for a progress bar; 0 where it cannot be known, as for standard input."""
    total = 0
    for name in inputs:
        if name == STANDARD_INPUT or _ADDRESS.match(name):
            return 0
        path = Path(name)
        try:
            files = _files_in(path, _pass_over) if path.is_dir() else [path]
            total += sum(file.stat().st_size for file in files)
        except (OSError, ValueError):
            continue
    return total


class _Inputs:
    """Inputs of every kind, with what they share: where failures go, and one client for the web."""

    def __init__(self, on_error: OnError, web: WebOptions | None) -> None:
        self._on_error, self._options = on_error, web
        self._web: Web | None = None

    def close(self) -> None:
        """Close the connections that were opened."""
        if self._web is not None:
            self._web.close()

    @property
    def _online(self) -> Online:
        """A reader of addresses; the client is made when one is first asked for."""
        from wirebook.sources.online import Online
        from wirebook.sources.web import Web, WebOptions

        if self._web is None:
            self._web = Web(self._options or WebOptions())
        return Online(self._web, self._on_error)

    def read(self, name: str) -> Iterator[Page]:
        """The pages of one input. Raises InputError where nothing of it can be read."""
        if name == STANDARD_INPUT:
            yield from self._stream(sys.stdin.buffer, STANDARD_INPUT, None)
            return
        if scheme := _ADDRESS.match(name):
            if scheme[0].lower() not in {"http://", "https://"}:
                raise UnsupportedInput(name, "only addresses with http or https are read")
            yield from self._online.read(name)
            return
        path = Path(name)
        try:
            mode = path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError) as error:
            raise MissingInput(name, "there is no such file or folder") from error
        except (OSError, ValueError) as error:  # ValueError: a NUL in the path
            raise _unopened(name, error) from error
        if stat.S_ISDIR(mode):
            yield from self._folder(path)
        else:
            yield from self._file(path)

    def _folder(self, folder: Path) -> Iterator[Page]:
        found = False
        for path in _files_in(folder, self._on_error):
            found = True
            try:
                yield from self._file(path)
            except UnsupportedInput as error:
                # A folder may hold JSON that was never meant as articles: settings, annotations.
                if extension_of(path.name) != ".json":
                    self._on_error(error)
            except InputError as error:
                self._on_error(error)
            except MissingExtra as error:
                self._on_error(UnsupportedInput(str(path), error.reason))
        if not found:
            known = ", ".join(KIND_OF_EXTENSION)
            raise EmptyInput(str(folder), f"the folder holds no file that can be read ({known})")

    def _file(self, path: Path) -> Iterator[Page]:
        try:
            raw = path.open("rb")
        except OSError as error:
            raise _unopened(str(path), error) from error
        with raw:
            yield from self._stream(raw, str(path), path.name)

    def _stream(self, raw: BinaryIO, name: str, file: str | None) -> Iterator[Page]:
        stream = open_stream(raw, name, file)
        kind = kind_of(stream.head, name)
        if kind == "addresses":
            yield from self._online.addresses(stream)
        elif kind == "sitemap":
            yield from self._online.sitemap(stream)
        else:
            yield from READERS[kind](stream, self._on_error)


def _files_in(folder: Path, on_error: OnError) -> Iterator[Path]:
    """Files with a known extension, sorted by name, hidden ones and hidden folders left out. Links are not followed
    to folders, which could lead in a circle.
    """

    def report(error: OSError) -> None:
        on_error(_unopened(str(error.filename or folder), error))

    for place, folders, files in os.walk(folder, onerror=report):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if not name.startswith(".") and extension_of(name) in KIND_OF_EXTENSION and path.is_file():
                yield path


def _unopened(name: str, error: Exception) -> InputError:
    if isinstance(error, PermissionError):
        return InputError(name, "it cannot be opened: permission denied")
    return damaged(name, error)


def _pass_over(error: InputError) -> None:
    """What cannot be opened has no size; reading reports it."""
