"""A folder, here or on an object store, in which a file is there whole or not at all.

On a local disk a file is written beside and renamed; object stores show an object only once it is complete. Everything
goes through fsspec: `s3://bucket/folder` needs s3fs, `gs://` gcsfs, and so on.
"""

from __future__ import annotations

import itertools
import os
from pathlib import Path, PurePosixPath
from tempfile import gettempdir
from typing import TYPE_CHECKING, BinaryIO, cast

from wirebook.errors import InputError, MissingExtra, MissingInput, UsageError

if TYPE_CHECKING:
    from fsspec.spec import AbstractFileSystem

SCRATCH = "_wirebook/scratch"
_numbers = itertools.count()


def file_system(address: str) -> tuple[AbstractFileSystem, str]:
    """The file system of an address, and the path on it. Raises MissingExtra without what it needs."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        reason = "fsspec is not installed; get it with: pip install 'wirebook[archive]'"
        raise MissingExtra("reading archives", reason) from error
    try:
        system, path = url_to_fs(address)
    except ImportError as error:  # s3fs, gcsfs and the like: fsspec says which
        raise MissingExtra(address, str(error)) from error
    except ValueError as error:
        raise UsageError(address, str(error)) from error
    return system, str(path)


def is_local(system: AbstractFileSystem) -> bool:
    """Whether a file system is this machine's own."""
    protocol = system.protocol
    return "file" in ((protocol,) if isinstance(protocol, str) else protocol)


class Storage:
    """A folder by its address. Names of files in it are relative, with slashes."""

    def __init__(self, address: str) -> None:
        """Raises MissingExtra without fsspec or what the address needs, UsageError where it is no folder."""
        self.address = address
        self._system, path = file_system(address)
        self._root = path.rstrip("/")
        self._is_local = is_local(self._system)
        if self._is_local and Path(self._root).is_file():
            raise UsageError(address, "this is a file; give a folder for the data set")

    @property
    def local_root(self) -> Path | None:
        """The folder, where it is on this machine."""
        return Path(self._root) if self._is_local else None

    def read(self, name: str) -> bytes | None:
        """A file's content, or None where there is none."""
        try:
            return cast(bytes, self._system.cat_file(self._path(name)))
        except FileNotFoundError:
            return None

    def names(self, folder: str) -> list[str]:
        """The files right in a folder, sorted; none where there is no such folder."""
        try:
            found = self._system.ls(self._path(folder), detail=True, refresh=True)
        except (FileNotFoundError, NotADirectoryError):
            return []
        return sorted(PurePosixPath(one["name"]).name for one in found if one["type"] == "file")

    def all_names(self, folder: str) -> list[str]:
        """The files in a folder and in those below, by their whole names, sorted."""
        self._system.invalidate_cache()  # other processes write there too
        try:
            found = self._system.find(self._path(folder))
        except FileNotFoundError:
            return []
        return sorted(str(path)[len(self._root) + 1 :] for path in found)

    def write(self, name: str, content: bytes) -> None:
        """Put a file there, whole or not at all. Raises UsageError where that cannot be done."""
        if not self._is_local:
            self._system.pipe_file(self._path(name), content)
            return
        scratch = self.scratch()
        try:
            with scratch.open("wb") as stream:
                stream.write(content)
            self.adopt(scratch, name)
        except OSError as error:
            raise UsageError(f"{self.address}/{name}", f"cannot be written: {error.strerror or error}") from error

    def scratch(self) -> Path:
        """The path of a file of this machine that nobody else uses, to be given to `adopt`."""
        folder = Path(self._root, SCRATCH) if self._is_local else Path(gettempdir())
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"wirebook-{os.getpid()}-{next(_numbers)}.part"

    def adopt(self, scratch: Path, name: str) -> None:
        """Move a finished file to its place, at one stroke."""
        if not self._is_local:
            self._system.put_file(str(scratch), self._path(name))
            scratch.unlink()
            return
        target = Path(self._path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        with scratch.open("rb") as stream:
            os.fsync(stream.fileno())
        scratch.replace(target)

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        try:
            self._system.rm_file(self._path(name))
        except FileNotFoundError:
            return

    def clear_scratch(self) -> None:
        """Take away what killed processes left half written."""
        if self._is_local:
            for path in Path(self._root, SCRATCH).glob("wirebook-*.part"):
                path.unlink(missing_ok=True)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"


def open_archive(address: str) -> tuple[BinaryIO, int | None]:
    """An archive's bytes as a stream, and how many there are if that is known. Raises InputError."""
    system, path = file_system(address)
    try:
        size = system.size(path)
        return cast(BinaryIO, system.open(path, "rb")), size
    except FileNotFoundError as error:
        raise MissingInput(address, "there is no such archive") from error
    except OSError as error:
        raise InputError(address, f"it cannot be read: {error.strerror or error}") from error


def size_of(address: str) -> int | None:
    """Bytes of an archive, None where it cannot be known."""
    system, path = file_system(address)
    try:
        size = system.size(path)
    except OSError:
        return None
    return int(size) if size is not None else None


def archives_at(address: str) -> list[str]:
    """The archives that an address stands for, by their whole addresses: a file, those of a folder or of a pattern.

    Raises MissingInput where there is none.
    """
    system, path = file_system(address)
    if any(sign in path for sign in "*?["):
        found = sorted(str(one) for one in system.glob(path))
    elif system.isdir(path):
        found = sorted(str(one) for one in system.find(path) if str(one).endswith(_ENDINGS))
    else:
        found = [path]
    if not found:
        raise MissingInput(address, "there is no archive there")
    return [one if is_local(system) else str(system.unstrip_protocol(one)) for one in found]


_ENDINGS = (".warc", ".warc.gz", ".wet", ".wet.gz", ".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
