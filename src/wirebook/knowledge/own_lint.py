"""Checks of a user's tables of actors: every line that breaks the schema, and lines that contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from wirebook.errors import OwnTableWrong
from wirebook.knowledge.joined import OwnFile
from wirebook.knowledge.normal import key
from wirebook.knowledge.own import NOUNS, Numbered, lines_of_file, row_of


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line: where it stands, and why."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


def lint_files(files: Iterable[OwnFile]) -> list[Problem]:
    """Every problem of tables, in the order of their lines."""
    problems: list[Problem] = []
    lines: list[Numbered] = []

    def note(error: OwnTableWrong) -> None:
        problems.append(Problem(error.subject, error.reason))

    for file in files:
        try:
            for where, cells in lines_of_file(file, note):
                try:
                    lines.append(row_of(where, cells))
                except OwnTableWrong as error:
                    note(error)
        except OwnTableWrong as error:
            note(error)
    return problems + list(_contradictions(lines))


def _contradictions(lines: Iterable[Numbered]) -> Iterator[Problem]:
    """Lines that give a name for the same days, or a noun, what another line gives it otherwise, or a second time."""
    of_name: dict[str, list[Numbered]] = {}
    for line in lines:
        names = dict.fromkeys(map(key, (*line.row.names, *line.row.plural)))
        for name in names:
            for earlier in of_name.get(name, ()):
                if reason := _conflict(earlier, line):
                    yield Problem(line.source, reason)
                    break
            else:
                continue
            break
        for name in names:
            of_name.setdefault(name, []).append(line)


def _conflict(earlier: Numbered, line: Numbered) -> str | None:
    one, other = earlier.row, line.row
    if (one.kind in NOUNS) is not (other.kind in NOUNS):
        return None  # a noun in any case beside a name with its capital
    if one == other:
        return f"it is the same as {earlier.source}"
    if one.kind != other.kind:
        return f"{other.name} is a {one.kind} in {earlier.source} and a {other.kind} here; the first one counts"
    if one.kind in {"person", "organisation"}:
        # An open time is that of all other days, so that only bounded ones can overlap.
        if not _is_dated(one.since, one.until) and not _is_dated(other.since, other.until):
            return f"{other.name} is without dates here and in {earlier.source}; the first one counts"
        return None
    return f"{other.name} has another line, {earlier.source}; the first one counts"


def _is_dated(since: date | None, until: date | None) -> bool:
    return bool(since or until)
