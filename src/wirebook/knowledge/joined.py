"""Tables that a user joins to ours: read once, carried by a pipeline, in force while one of its components runs.

Look-ups take no tables as an argument: they ask for those that are `current`, which a pipeline sets for itself. Two
pipelines with different tables therefore do not disturb each other, in one thread or in several.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

from wirebook.errors import OwnTableMissing, OwnTableWrong

LEXICON_VARIABLE = "WIREBOOK_LEXICON"
"""The environment variable that names lexicon files, parted as in PATH."""
KNOWLEDGE_VARIABLE = "WIREBOOK_KNOWLEDGE"
"""The environment variable that names tables of actors, parted as in PATH."""
DIGEST_LETTERS = 8

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A table as it was read: the name that messages give it, and its text."""

    name: str
    text: str

    @classmethod
    def read(cls, path: str | Path) -> OwnFile:
        """The file at a path. Raises OwnTableMissing where there is none, OwnTableWrong where it is no UTF-8."""
        try:
            return cls(str(path), Path(path).read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
        except OSError as failure:
            raise OwnTableMissing(str(path), failure.strerror or "it cannot be read") from failure
        except UnicodeDecodeError as failure:
            raise OwnTableWrong(str(path), "it is not in UTF-8; save it so") from failure


@dataclass(frozen=True, eq=False)
class OwnTables:
    """The tables that are joined to ours, in order: the first goes before the next, and all before ours.

    They hold the text of the files, so that worker processes code by just what the first one read. Two of them are
    equal only if they are one and the same: what is made of them is kept on them.
    """

    lexicon: tuple[OwnFile, ...] = ()
    knowledge: tuple[OwnFile, ...] = ()
    _made: dict[object, object] = field(default_factory=dict, repr=False)

    def __bool__(self) -> bool:
        return bool(self.lexicon or self.knowledge)

    def __reduce__(self) -> tuple[type[OwnTables], tuple[tuple[OwnFile, ...], tuple[OwnFile, ...]]]:
        return OwnTables, (self.lexicon, self.knowledge)

    @property
    def digest(self) -> str:
        """A short mark of what the tables hold, whatever the files are called; empty where nothing is joined.

        Letters alone: the numbers in a record's `coder` are its version, by which the book ranks readings.
        """
        if not self:
            return ""
        sums = [
            hashlib.sha256(file.text.encode()).hexdigest() for files in (self.lexicon, self.knowledge) for file in files
        ]
        whole = hashlib.sha256(f"{len(self.lexicon)} {' '.join(sums)}".encode()).digest()
        return "".join(chr(ord("a") + byte % 26) for byte in whole[:DIGEST_LETTERS])

    def once(self, make: Callable[[], Made]) -> Made:
        """What `make` makes of these tables, made at the first call."""
        try:
            return cast(Made, self._made[make])
        except KeyError:
            made = self._made[make] = make()
            return made


NONE = OwnTables()
"""Nothing joined: ours alone."""
_current: ContextVar[OwnTables] = ContextVar("wirebook_tables", default=NONE)


def current() -> OwnTables:
    """The tables that are in force here and now."""
    return _current.get()


@contextmanager
def using(tables: OwnTables | None) -> Iterator[None]:
    """Put tables in force for a while; None stands for ours alone."""
    token = _current.set(tables if tables is not None else NONE)
    try:
        yield
    finally:
        _current.reset(token)


def once_for_tables(make: Callable[[], Made]) -> Callable[[], Made]:
    """Keep what a function without arguments returns, for each set of joined tables by itself."""

    def kept() -> Made:
        return _current.get().once(make)

    kept.__doc__, kept.__name__ = make.__doc__, make.__name__
    return kept


def read_tables(
    lexicon: Sequence[str | Path] | None = None, knowledge: Sequence[str | Path] | None = None
) -> OwnTables:
    """The tables at these paths; None, unlike an empty list, stands for those that the environment names.

    Raises OwnTableMissing or OwnTableWrong where a file cannot be read.
    """
    tables = OwnTables(_read(lexicon, LEXICON_VARIABLE), _read(knowledge, KNOWLEDGE_VARIABLE))
    return tables if tables else NONE


def _read(given: Sequence[str | Path] | None, variable: str) -> tuple[OwnFile, ...]:
    named = [path for path in os.environ.get(variable, "").split(os.pathsep) if path]
    return tuple(map(OwnFile.read, given if given is not None else named))
