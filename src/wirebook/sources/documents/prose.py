"""Lines of printed pages to paragraphs: running heads and feet off, the title apart, broken lines and words whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile
from statistics import median

from wirebook.sources.documents.layout import Line

_OUTERMOST = 4
"""Lines at the top and at the bottom of a page among which running heads and feet stand."""
_MOST_PAGES = 0.4
"""Share of the pages on which a line repeats: the left pages and the right ones may differ, and the first has none."""
_SAME_PLACE = 6.0
"""Points."""
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.)\s*\d{1,4}(?:\s*(?:of|/|\|)\s*\d{1,4})?|\d{1,4}\s*(?:of|/)\s*\d{1,4}|[-–—|]\s*\d{1,4}\s*[-–—|]",
    re.IGNORECASE,
)
_LONE_NUMBER = re.compile(r"\d{1,4}")
_BULLET = re.compile(r"[•●▪■◦‣⁃\uf0b7\uf0a7*–—-]\s+\S|[•●▪■◦‣⁃\uf0b7\uf0a7]|\(?\d{1,2}[.)]\s+\S|[a-z]\)\s")
_SENTENCE_END = re.compile(r"[.!?:;][\"”’')\]]*\d{0,2}$")
_BROKEN_WORD = re.compile(r"([^\W\d_]{2,})[-\xad]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_BIG = 1.2
"""How much bigger than the text a title is set."""
_SAME_SIZE = 0.08
_WIDE_LEADING = 1.35
_SHORT_LINE = 0.8
"""The share of its column up to which a line with a full stop at its end is the last of a paragraph."""
_HEADING_LINE = 0.6
"""So short a line ends its paragraph even without a full stop."""
_INDENT = 0.8
"""The blank before a paragraph's first line, in its size."""


def without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without the lines that repeat on most of them at the same place, and without page numbers.

    A line goes only where all that stand further out on its page go too.
    """
    edges = [_edges(page) for page in pages]
    seen = Counter(key for page in edges for key in {_key(line, 0) for edge in page for line in edge})
    least = max(2.0, _MOST_PAGES * len(pages))
    offset = _page_offset([[line for edge in page for line in edge] for page in edges])

    def is_running(line: Line, number: int) -> bool:
        if _PAGE_NUMBER.fullmatch(line.text):
            return True
        if not _WORD.search(line.text):
            return offset is not None and line.text == str(number + offset)
        return max(seen[_key(line, shift)] for shift in (-1, 0, 1)) >= least

    kept: list[list[Line]] = []
    for number, page in enumerate(pages):
        running = {
            line
            for edge in edges[number]
            for line in takewhile(lambda line: is_running(line, number), edge)  # noqa: B023
        }
        kept.append([line for line in page if line not in running])
    return kept


def body_size(lines: Iterable[Line]) -> float:
    """The size in which most characters are set; 0 where there are none."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size, 1)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def title_at(page: Sequence[Line], text_size: float) -> slice | None:
    """Where the title stands among the lines of a first page: those set biggest, if clearly bigger than the text."""
    able = [line for line in page if len(_WORD.findall(line.text)) > 1 and not line.is_row]
    size = max((line.size for line in able), default=0.0)
    if size < _BIG * text_size:
        return None
    start = next(index for index, line in enumerate(page) if line in able and _alike(line.size, size))
    end = start + 1
    while end < len(page) and _alike(page[end].size, size) and 0 < page[end - 1].y - page[end].y < 2 * size:
        end += 1
    return slice(start, end) if end - start < len(page) and end - start <= _OUTERMOST else None


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """The paragraphs of the lines of all pages. Rows of tables stay lines of their own, their cells parted by tabs."""
    words = frozenset(word.lower() for line in lines for word in _WORD.findall(line.text.rstrip("-\xad")))
    leading = _leading(lines)
    found: list[str] = []
    opening: Line | None = None
    before: Line | None = None
    for line in lines:
        text = "\t".join(line.cells) if line.is_row else line.text
        if before is None or opening is None or _begins_anew(line, before, opening, leading):
            found.append(text)
            opening = line
        else:
            found[-1] = _joined(found[-1], text, words)
        before = line
    return [text.replace("\xad", "") for text in found]


def _edges(page: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The outermost lines at the top and at the bottom of a page, from the edge inwards."""
    by_height = sorted(page, key=lambda line: -line.y)
    return by_height[:_OUTERMOST], by_height[::-1][:_OUTERMOST]


def _key(line: Line, shift: int) -> tuple[str, int]:
    """What a line is at its place, whatever its numbers."""
    return re.sub(r"\d+", "#", line.text.lower()), round(line.y / _SAME_PLACE) + shift


def _page_offset(pages: Sequence[Sequence[Line]]) -> int | None:
    """What to add to a page's place in the file for the number printed on it; None where no number is printed."""
    offsets: Counter[int] = Counter()
    for number, lines in enumerate(pages):
        offsets.update({int(line.text) - number for line in lines if _LONE_NUMBER.fullmatch(line.text)})
    best = offsets.most_common(1)
    return best[0][0] if best and best[0][1] >= max(2, len(pages) / 2) else None


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME_SIZE * max(one, other)


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance between two lines of a paragraph, in their size."""
    steps = [
        (before.y - line.y) / line.size
        for before, line in pairwise(lines)
        if line.size > 0 and _alike(before.size, line.size) and 0 < before.y - line.y < 3 * line.size
    ]
    return median(steps) if steps else 1.2


def _begins_anew(line: Line, before: Line, opening: Line, leading: float) -> bool:
    """Whether a paragraph begins with `line`; `opening` is the first line of the one before it."""
    if line.is_row or before.is_row or not _alike(line.size, before.size) or _BULLET.match(line.text):
        return True
    has_ended = _SENTENCE_END.search(before.text) is not None
    step = before.y - line.y
    if step <= 0 or step > 6 * line.size:  # the next column or page
        return has_ended or not (line.text[:1].islower() or _reach(before) >= _SHORT_LINE)
    if step > _WIDE_LEADING * leading * line.size:
        return True
    is_hanging = _BULLET.match(opening.text) is not None
    goes_on = line.text[:1].islower() and not has_ended
    if not is_hanging and not goes_on and line.x - max(before.x, line.left) > _INDENT * line.size:
        return True
    if is_hanging and opening.x - line.x > _INDENT * line.size:
        return True
    reach = _reach(before)
    return reach < _SHORT_LINE if has_ended else reach < _HEADING_LINE and not line.text[:1].islower()


def _reach(line: Line) -> float:
    """How far a line reaches to its column's right edge: one that was broken there comes near to 1."""
    return (line.right - line.left) / (line.limit - line.left) if line.limit > line.left else 1.0


def _joined(text: str, line: str, words: frozenset[str]) -> str:
    """A paragraph and its next line: a word that a hyphen breaks is made whole, one that has a hyphen keeps it."""
    broken, first = _BROKEN_WORD.search(text), _FIRST_WORD.match(line)
    if broken is None or first is None:
        joint = "" if text.endswith("-") and line[:1].isdigit() else " "  # `COVID-` and `19`
        return text + joint + line
    hyphenated = f"{broken[1]}-{first[0]}".lower()
    whole = (broken[1] + first[0]).lower()
    keeps = not first[0][0].islower() or (hyphenated in words and whole not in words)
    return text + line if keeps and text.endswith("-") else text[:-1] + line
