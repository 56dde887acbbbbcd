"""Lines of a raw text dump, told apart: what kind each is by itself.

The features are those a person uses: length, end of sentence, bullets, capitals, words of promotion and credit.
"""

from __future__ import annotations

import csv
import functools
import io
import re
from dataclasses import dataclass
from importlib import resources
from typing import Literal

from wirebook.pages.captions import depicts
from wirebook.pages.dateline import dateline_alone, dateline_at
from wirebook.pages.days import day_in

UnitKind = Literal["prose", "short", "furniture", "credit", "caption", "meta", "dateline"]
BULLET = re.compile(r"\s*(?:[•·*▪►»›–-]|\d{1,2}[.)])\s+")
_NUMBERED = re.compile(r"\s*\d{1,2}[.)]\s")
_SIGNATURE = r"\s*[(\[][^()\[\]]{2,30}[)\]]|\s+[-–—]{1,2}\s?[A-Z][\w ./-]{1,25}|\s*-0-"
_SENTENCE_END = re.compile(rf"[.!?:;][\"'”’)\]]*(?:{_SIGNATURE})?$")
_PARTED = re.compile(r"\s[|·•]\s")
_SIGNED = re.compile(r"[.!?][\"'”’]*\s+[(\[][A-Z][^()\[\]]{1,30}[)\]]$")
_HALF_OF_DAY = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
_FUNCTION_WORDS = frozenset([
    "the", "a", "an", "of", "in", "on", "at", "to", "for", "and", "but", "that", "which", "was", "were", "is", "are",
    "has", "have", "had", "it", "he", "she", "they", "with", "from", "by", "as", "said",
])  # fmt: skip
_EMPTY_WORDS = frozenset([
    "about", "after", "also", "been", "every", "from", "have", "into", "more", "over", "page", "said", "some",
    "that", "their", "them", "then", "there", "they", "this", "today", "were", "what", "when", "which", "will",
    "with", "your",
])  # fmt: skip
LONGEST_HEADLINE = 30
LONGEST_DATE_LINE = 24
LEAST_OF_CAPTION = 8
LONGEST_CROSSHEAD = 8
LEAST_OF_NUMBERED = 10
LONGEST_PROMOTION = 60
PROSE_WORDS = 25
PROSE_WORDS_WITH_END = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or line: `text[start:end]` without blanks around it, and what it is by itself."""

    start: int
    end: int
    kind: UnitKind
    words: int
    bullet: bool
    ends: bool
    """Whether it ends like a sentence or a quotation."""
    signed: bool
    """Whether a name in brackets stands behind its last sentence: of an agency at a story's end, else of a picture."""
    joined: bool
    """Whether no blank line parts it from the unit above."""


@functools.cache
def _promotions() -> tuple[re.Pattern[str], ...]:
    """What a site offers in whole sentences, which are furniture however much they run like prose."""
    return tuple(re.compile(pattern, re.IGNORECASE) for kind, pattern in _table() if kind == "promotion")


@functools.cache
def _patterns() -> tuple[tuple[UnitKind, re.Pattern[str]], ...]:
    flags = {"caption": re.NOFLAG}
    return tuple(
        (kind, re.compile(pattern, flags.get(kind, re.IGNORECASE)))  # type: ignore[misc]
        for kind, pattern in _table()
        if kind != "promotion"
    )


def _table() -> list[tuple[str, str]]:
    text = (resources.files("wirebook.pages") / "tables" / "furniture.tsv").read_text(encoding="utf8")
    rows = csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(row["kind"], row["pattern"]) for row in rows]


def kind_of_line(text: str) -> tuple[UnitKind, int, bool]:
    """Kind, number of words, and whether a bullet leads, of one line or paragraph."""
    bullet = bool(BULLET.match(text))
    bare = without_bullet(text).strip()
    words = bare.split()
    count = len(words)
    if count <= 14 and dateline_alone(bare) is not None:
        return "dateline", count, bullet
    flat = " ".join(words)
    if count <= LONGEST_PROMOTION and any(pattern.search(flat) for pattern in _promotions()):
        return "furniture", count, bullet
    for kind, pattern in _patterns():
        if (count <= 40 or kind == "caption" or (kind == "credit" and bare[:1] == "(")) and pattern.search(flat):
            if kind == "furniture" and count > PROSE_WORDS and _is_prose(bare, words):
                continue
            if kind == "meta" and count > 16:
                continue
            return kind, count, bullet
    if count >= LEAST_OF_CAPTION and depicts(bare):
        return "caption", count, bullet
    longest = LONGEST_DATE_LINE if _PARTED.search(bare) else 14
    if count <= longest and day_in(bare) is not None and not _SENTENCE_END.search(_HALF_OF_DAY.sub("", bare)):
        return "meta", count, bullet
    if (not bullet or _is_numbered_prose(text, count)) and (
        _is_prose(bare, words) or (count >= 8 and dateline_at(bare) is not None)
    ):
        return "prose", count, bullet
    return "short", count, bullet


def _is_numbered_prose(text: str, count: int) -> bool:
    """Whether a line with a number before it is a whole sentence: a step or reason of a story, not a headline."""
    return count >= LEAST_OF_NUMBERED and _NUMBERED.match(text) is not None and text.endswith(".")


def without_bullet(text: str) -> str:
    """A line without the bullet or number that leads it."""
    found = BULLET.match(text)
    return text[found.end() :] if found else text


def runs(unit: Unit) -> bool:
    """Whether a unit inside a story is running text of it: prose, or a short line that ends like a sentence."""
    return unit.kind == "prose" or (unit.kind == "short" and unit.ends and not unit.bullet)


def _is_prose(text: str, words: list[str]) -> bool:
    count = len(words)
    if count < PROSE_WORDS_WITH_END or (count <= LONGEST_CROSSHEAD and text.isupper()):
        return False
    bare = [word.strip(".,\"'“”") for word in words]
    running = sum(word.lower() in _FUNCTION_WORDS for word in bare)
    if _SENTENCE_END.search(text) or text[-1] in '"”' or (text[-1] == "’" and count >= PROSE_WORDS):
        return running >= 1 or count >= 10
    # menus run together have capitals: "Notes From The South Of The Border"
    return count >= PROSE_WORDS and sum(word in _FUNCTION_WORDS for word in bare) >= count // 8


def units_of(text: str) -> list[Unit]:
    """The units of a dump: lines, or blocks of lines where the text is wrapped at a fixed width."""
    units: list[Unit] = []
    for start, end in _spans(text):
        raw = text[start:end]
        lead = len(raw) - len(raw.lstrip())
        if not raw.strip():
            continue
        first, last = start + lead, start + len(raw.rstrip())
        kind, count, bullet = kind_of_line(text[first:last].replace("\n", " "))
        ends = bool(_SENTENCE_END.search(text[first:last])) and not text[first:last].isupper()
        joined = bool(units) and len(text[units[-1].end : first + 1].splitlines()) <= 2
        units.append(Unit(first, last, kind, count, bullet, ends, bool(_SIGNED.search(text, first, last)), joined))
    return units


def _spans(text: str) -> list[tuple[int, int]]:
    """Spans of paragraphs. Lines that follow each other are one where the block is wrapped, else one each."""
    lines: list[tuple[int, int]] = []
    position = 0
    for line in text.splitlines(keepends=True):
        lines.append((position, position + len(line.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))))
        position += len(line)
    spans: list[tuple[int, int]] = []
    group: list[tuple[int, int]] = []
    for span in [*lines, (position, position)]:
        if text[span[0] : span[1]].strip():
            group.append(span)
            continue
        if group:
            spans += [(group[0][0], group[-1][1])] if _is_wrapped(text, group) else group
        group = []
    return spans


def _is_wrapped(text: str, group: list[tuple[int, int]]) -> bool:
    """Whether lines are one paragraph wrapped at a width: all but the last nearly as long as the longest."""
    if len(group) < 2:
        return False
    lengths = [len(text[s:e].rstrip()) for s, e in group]
    width = max(lengths)
    if not 40 <= width <= 110 or any(BULLET.match(text[s:e]) for s, e in group):
        return False
    full = sum(length >= width - 22 for length in lengths[:-1])
    ends = sum(bool(_SENTENCE_END.search(text[s:e].rstrip())) for s, e in group[:-1])
    going_on = sum(not text[s:e].lstrip()[:1].isupper() for s, e in group[1:])
    rest = len(group) - 1
    # a list of headlines has lines as long, but each begins with a capital
    return full >= 0.8 * rest and ends <= 0.5 * rest and going_on >= 0.4 * rest


def stems(text: str) -> set[str]:
    """The words of a text that carry meaning, cut to six letters, so that forms of a word are one."""
    return {word[:6] for word in re.findall(r"[a-z]{4,}", text.lower()) if word not in _EMPTY_WORDS}
