"""Marked sentences for the event scorer: our own tables, and the lexicon's examples as the coder reads them.

A table has the columns type, mode and sentence. In the sentence `[S ...]` marks the party that acts, `[T ...]` the
party that it acts upon and `<...>` the words that say the act:

    REQUEST	assist	[S Kenya] on Tuesday <appealed to> [T the Dutch government] for pumps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from wirebook.coding.events.scorer import TYPES

Range = tuple[int, int]
MARK = re.compile(r"\[([ST]) |([\]<>])")


@dataclass(frozen=True)
class Marked:
    """A sentence and its marks, as ranges of characters; `trigger` is None where no words say an act."""

    text: str
    source: Range
    target: Range
    trigger: Range | None
    event: str


def read_marked(event: str, sentence: str) -> Marked:
    """One sentence with its marks. Raises ValueError where a mark is missing, doubled or crossed."""
    text = ""
    opened: list[tuple[str, int]] = []
    found: dict[str, Range] = {}
    end = 0
    for mark in MARK.finditer(sentence):
        text += sentence[end : mark.start()]
        end = mark.end()
        kind = mark[1] or mark[2]
        if kind in "ST<":
            opened.append((kind, len(text)))
            continue
        name, start = opened.pop() if opened else ("", 0)
        if (name == "<") != (kind == ">") or not name or name in found:
            raise ValueError(f"marks do not fit: {sentence}")
        found[name] = (start, len(text))
    text += sentence[end:]
    if not {"S", "T"} <= set(found) or opened or event not in TYPES:
        raise ValueError(f"two parties and a type are wanted: {event} {sentence}")
    return Marked(text, found["S"], found["T"], found.get("<"), event)


def read_table(path: Path) -> list[Marked]:
    """The sentences of a table. Raises ValueError with the line where one is wrong."""
    rows: list[Marked] = []
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        cells = line.split("\t")
        if not line:
            continue
        try:
            event, _, sentence = cells
            rows.append(read_marked(event, sentence))
        except ValueError as error:
            raise ValueError(f"{path}:{number}: {error}") from error
    return rows


def written(row: Marked) -> str:
    """A marked sentence in the form that `read_marked` reads, without its type."""
    marks = [(row.source[0], row.source[1], "[S ", "]"), (row.target[0], row.target[1], "[T ", "]")]
    if row.trigger is not None:
        marks.append((row.trigger[0], row.trigger[1], "<", ">"))
    text = row.text
    for start, end, before, after in sorted(marks, reverse=True):
        text = text[:start] + before + text[start:end] + after + text[end:]
    return text
