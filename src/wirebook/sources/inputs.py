"""What a person types (a file, a folder, `-`) to pages. Every failure is reported, and the rest goes on."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from wirebook.errors import EmptyInput, InputError, MissingInput, UnsupportedInput
from wirebook.record import Page
from wirebook.sources.kinds import KIND_OF_EXTENSION, extension_of, kind_of
from wirebook.sources.readers import READERS, OnError
from wirebook.sources.stream import damaged, open_stream

STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://")


def read_inputs(inputs: Sequence[str], *, on_error: OnError) -> Iterator[Page]:
    """The pages of all inputs, in the order given; those of a folder in the order of their names.

    An input that cannot be read, or one item of it, goes to `on_error`; nothing is raised for it.
    """
    for name in inputs:
        try:
            yield from _read_input(name, on_error)
        except InputError as error:
            on_error(error)


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


def _read_input(name: str, on_error: OnError) -> Iterator[Page]:
    if name == STANDARD_INPUT:
        yield from _read_stream(sys.stdin.buffer, STANDARD_INPUT, None, on_error)
        return
    if _ADDRESS.match(name):
        reason = "this is a web address, and reading the web comes in a later version: save the page and give its file"
        raise UnsupportedInput(name, reason)
    path = Path(name)
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingInput(name, "there is no such file or folder") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise _unopened(name, error) from error
    if stat.S_ISDIR(mode):
        yield from _read_folder(path, on_error)
    else:
        yield from _read_file(path, on_error)


def _read_folder(folder: Path, on_error: OnError) -> Iterator[Page]:
    found = False
    for path in _files_in(folder, on_error):
        found = True
        try:
            yield from _read_file(path, on_error)
        except UnsupportedInput as error:
            # A folder may hold JSON that was never meant as articles: settings, annotations.
            if extension_of(path.name) != ".json":
                on_error(error)
        except InputError as error:
            on_error(error)
    if not found:
        raise EmptyInput(str(folder), f"the folder holds no file that can be read ({', '.join(KIND_OF_EXTENSION)})")


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


def _read_file(path: Path, on_error: OnError) -> Iterator[Page]:
    try:
        raw = path.open("rb")
    except OSError as error:
        raise _unopened(str(path), error) from error
    with raw:
        yield from _read_stream(raw, str(path), path.name, on_error)


def _read_stream(raw: BinaryIO, name: str, file: str | None, on_error: OnError) -> Iterator[Page]:
    stream = open_stream(raw, name, file)
    kind = kind_of(stream.head, name)
    yield from READERS[kind](stream, on_error)


def _unopened(name: str, error: Exception) -> InputError:
    if isinstance(error, PermissionError):
        return InputError(name, "it cannot be opened: permission denied")
    return damaged(name, error)


def _pass_over(error: InputError) -> None:
    """What cannot be opened has no size; reading reports it."""
