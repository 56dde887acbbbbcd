"""What both kinds of dictionary share: comments, codes in brackets, dates, names in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from wirebook.knowledge import names
from wirebook.knowledge.joined import NONE, using
from wirebook.knowledge.own import Kind
from wirebook.knowledge.schema import Sector

Dialect = Literal["petrarch", "tabari"]

_REMARK = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_COMMENT = re.compile(r"(\[[^\[\]]*\])|[#;].*")
_SMALL = frozenset(
    {
        "a",
        "an",
        "and",
        "at",
        "by",
        "de",
        "del",
        "des",
        "du",
        "for",
        "from",
        "in",
        "la",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
    }
)
CENTURY_TURNS = 30
"""Of a year in two digits, those up to this one are of this century: TABARI's rule, which PETRARCH kept."""
SHORT = 3
"""A single word of no more letters is an abbreviation, and means it in capitals alone."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its comments: its number in the file and its words."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table to be written."""

    names: tuple[str, ...]
    kind: Kind
    code: str | None = None
    sectors: tuple[Sector, ...] = ()
    since: date | None = None
    until: date | None = None
    plural: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What a line says that the table does not. `taken` tells whether the rest of it was."""

    number: int
    subject: str
    reason: str
    taken: bool


@dataclass
class Imported:
    """What was read: the lines of the table, what did not fit, and how many names ours know already."""

    entries: list[Entry] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    known: int = 0

    def drop(self, number: int, subject: str, reason: str) -> None:
        """Note that something was left out."""
        self.notes.append(Note(number, subject, reason, taken=False))

    def change(self, number: int, subject: str, reason: str) -> None:
        """Note that something was taken, and means less or other than it did."""
        self.notes.append(Note(number, subject, reason, taken=True))


def lines_in(text: str) -> Iterator[Line]:
    """The lines that say something. Comments begin with `#` or `;` outside of brackets, or stand in `<!-- -->`."""
    bare = _REMARK.sub(lambda remark: "\n" * remark[0].count("\n"), text.replace("\r\n", "\n"))
    for number, line in enumerate(bare.split("\n"), start=1):
        said = _COMMENT.sub(lambda found: found[1] or "", line).strip()
        if said and not said.startswith("<!"):
            yield Line(number, said)


def is_agents(lines: Iterable[Line]) -> bool:
    """Whether a dictionary is one of agents: its codes are added to another, which `~` stands for."""
    codes = [code for line in lines for code in _BRACKET.findall(line.text)]
    return 2 * sum("~" in code for code in codes) > len(codes)


def phrase_and_codes(line: str) -> tuple[str, tuple[str, ...]]:
    """What stands before the brackets of a line, and what stands in each."""
    return line.partition("[")[0].strip(), tuple(code.strip() for code in _BRACKET.findall(line))


def day(digits: str) -> date:
    """A day as YYYYMMDD or YYMMDD. Raises ValueError for one that is none."""
    if len(digits) == 6:
        year = int(digits[:2])
        digits = f"{2000 + year if year <= CENTURY_TURNS else 1900 + year}{digits[2:]}"
    if len(digits) != 8 or not digits.isdigit():
        raise ValueError(digits)
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def words_of(phrase: str) -> str:
    """A phrase with blanks for its underscores."""
    return " ".join(phrase.replace("_", " ").split())


def as_written(words: str) -> str:
    """A name in capitals as the news writes it: as ours has it, else with a capital for each word."""
    with using(NONE):
        known = [reading.form for reading in names.index().of_name(words) if reading.kind not in {"place", "office"}]
    if known:
        return known[0]
    parts = words.split(" ")
    if len(parts) == 1 and _is_abbreviation(words):
        return words.upper()
    return " ".join(_capital(part, first=position == 0) for position, part in enumerate(parts))


def _is_abbreviation(word: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", word)
    return (
        "." in word or any(map(str.isdigit, word)) or len(letters) <= SHORT or not re.search("[AEIOUY]", word.upper())
    )


def _capital(word: str, *, first: bool) -> str:
    if re.fullmatch(r"(?:[A-Z]\.?)+", word) and ("." in word or len(word) == 1):
        return word
    if word.lower() in _SMALL and not first:
        return word.lower()
    return re.sub(r"(?:^|(?<=[-/])|(?<=\b\w'))\w", lambda letter: letter[0].upper(), word.lower())
