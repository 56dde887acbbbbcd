"""One article of an export, and what the readers of all exports share: lines, labels, blocks and paragraphs."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wirebook.pages.days import day_in

_FINAL = (".", "!", "?", '"', "”", "’")
_WRAPPED = range(45, 101)
"""Characters of a line that a program broke at its own margin."""


@dataclass(frozen=True)
class Part:
    """One article of an export: what stands beside it, and the paragraphs of its body, none where it is missing."""

    title: str | None
    publisher: str | None
    published: datetime.date | None
    author: str | None
    section: str | None
    body: tuple[str, ...]


def clean(line: str) -> str:
    """A line with its white space made plain: no run of blanks, none at its ends."""
    return " ".join(line.split())


def filled(lines: Iterable[str]) -> list[str]:
    """The lines that hold something, each made plain."""
    return [text for line in lines if (text := clean(line))]


def day_line(line: str) -> datetime.date | None:
    """The day of a line that says little else: `Sunday, August 4, 2024 8:15 AM GMT`; None for any other line."""
    return day_in(line) if len(line.split()) <= 9 and len(line) <= 80 else None


def blocks_of(lines: Iterable[str]) -> list[list[str]]:
    """The lines that blank lines keep together."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if text := clean(line):
            blocks[-1].append(text)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def paragraphs_of(lines: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs of a text: a line each, but lines that a program broke at its margin are put together again.

    Only blank lines can say that a line is not a paragraph, so that a text without any stays as it is.
    """
    blocks = blocks_of(lines)
    if len(blocks) < 2:
        return tuple(line for block in blocks for line in block)
    paragraphs: list[str] = []
    for block in blocks:
        if _is_wrapped(block):
            paragraphs.append(" ".join(block))
        else:
            paragraphs += block
    return tuple(paragraphs)


def label_pattern(names: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """What finds `Name: value` at the start of a line; its groups are `name` and `value`."""
    choice = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"\s*(?P<name>{choice})\s?:\s*(?P<value>.*)$", flags | re.DOTALL)


def _is_wrapped(block: Sequence[str]) -> bool:
    *upper, _last = block
    return (
        bool(upper)
        and all(len(line) in _WRAPPED for line in upper)
        and not all(line.endswith(_FINAL) for line in upper)
    )
