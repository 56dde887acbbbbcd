"""Printed pages to lines in the order in which they are read: fragments of text at their places in, lines out.

Places are in points, x from the left and y from the bottom, as in a PDF. Two columns are told from a table by the
length of what stands side by side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

_CELL_GAP = 1.2
"""Blank between two fragments, in their size, from which they are cells of a table or stand in two columns."""
_WORD_GAP = 0.15
_SAME_LINE = 0.45
"""Difference in height, in the larger size, up to which two fragments stand on one line."""
_LEAST_LINES = 4
"""Lines on each side of the gap between two columns."""
_MOST_CROSSING = 0.4
"""Share of the page's pieces that may run across that gap, as headings do."""
_SHORT_CELL = 25
"""Characters of a cell of a table."""
_NUMBER = re.compile(r"[(<>~≈+±-]?\$?\d[\d.,:/]*(?:%|[km])?\)?[*†]?$|[-–—]$|n/a$", re.IGNORECASE)


@dataclass(frozen=True)
class Fragment:
    """Text at a place: its baseline begins at `x`, `y`; `size` is that of its font, `width` its length.

    `follows` says that it goes on where the fragment before it ended, without a blank.
    """

    text: str
    x: float
    y: float
    size: float
    width: float
    follows: bool = False

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width


@dataclass(frozen=True)
class Line:
    """A line in a column that reaches from `left` to `limit`; `cells` are its pieces with wide gaps between them."""

    cells: tuple[str, ...]
    x: float
    y: float
    size: float
    right: float
    left: float
    limit: float

    @property
    def text(self) -> str:
        """The line's words, its cells parted by blanks."""
        return " ".join(self.cells)

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table: short cells side by side, or mostly numbers."""
        words = self.text.split()
        numbers = sum(1 for word in words if _NUMBER.match(word))
        if 2 * numbers > len(words) or (len(words) == 2 and numbers == 1 and len(self.cells) == 2):
            return True
        return len(self.cells) > 1 and median(len(cell) for cell in self.cells) <= _SHORT_CELL


def lines_of(fragments: Sequence[Fragment]) -> list[Line]:
    """The lines of one page in the order in which they are read, column by column. Blank fragments are dropped."""
    return _in_order(_pieces(fragments))


def _pieces(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Fragments that follow one another on a line, put together up to the next wide gap."""
    pieces: list[Fragment] = []
    for fragment in fragments:
        if not fragment.text.strip():
            continue
        last = pieces[-1] if pieces else None
        gap = fragment.x - last.right if last else 0.0
        if (
            last is None
            or not _on_one_line(last, fragment)
            or (not fragment.follows and not _near(gap, last, fragment))
        ):
            pieces.append(replace(fragment, text=fragment.text.strip(), follows=False))
            continue
        between = "" if fragment.follows or (abs(gap) < _WORD_GAP * last.size and fragment.text[0] != " ") else " "
        larger = last if last.size >= fragment.size else fragment
        pieces[-1] = Fragment(
            text=last.text + between + fragment.text.strip(),
            x=min(last.x, fragment.x),
            y=larger.y,
            size=larger.size,
            width=max(last.right, fragment.right) - min(last.x, fragment.x),
        )
    return pieces


def _on_one_line(one: Fragment, other: Fragment) -> bool:
    return abs(one.y - other.y) <= _SAME_LINE * max(one.size, other.size)


def _near(gap: float, one: Fragment, other: Fragment) -> bool:
    """Whether a gap is one between words. Widths are estimates, so that a piece may seem to reach into the next."""
    return -max(2 * one.size, 0.15 * one.width) <= gap <= _CELL_GAP * max(one.size, other.size)


def _in_order(pieces: Sequence[Fragment]) -> list[Line]:
    gap = _gap_between_columns(pieces)
    if gap is None:
        return _rows(pieces)
    lines: list[Line] = []
    left: list[Fragment] = []
    right: list[Fragment] = []
    crossing: list[Fragment] = []
    across = _across(pieces, gap)
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if id(piece) in across:
            lines += [*_in_order(left), *_in_order(right)]
            left, right = [], []
            crossing.append(piece)
            continue
        lines += _rows(crossing)
        crossing = []
        (right if piece.x >= gap else left).append(piece)
    return [*lines, *_rows(crossing), *_in_order(left), *_in_order(right)]


def _gap_between_columns(pieces: Sequence[Fragment]) -> float | None:
    """Where the right one of two columns begins; None where there are none."""
    if len(pieces) < 2 * _LEAST_LINES:
        return None
    edge = min(piece.x for piece in pieces)
    width = max(piece.right for piece in pieces) - edge
    starts = Counter(round(piece.x / 4) for piece in pieces if 0.15 * width < piece.x - edge < 0.85 * width)
    best: tuple[int, float] | None = None
    for start, _count in starts.most_common(8):
        gap = min(piece.x for piece in pieces if round(piece.x / 4) == start) - 1
        across = _across(pieces, gap)
        left = [piece for piece in pieces if id(piece) not in across and piece.x < gap]
        right = [piece for piece in pieces if id(piece) not in across and piece.x >= gap]
        if (
            len(across) <= _MOST_CROSSING * len(pieces)
            and min(len(left), len(right)) >= _LEAST_LINES
            and median(len(piece.text) for piece in left) >= 0.6 * _SHORT_CELL
            and median(len(piece.text) for piece in right) >= 0.6 * _SHORT_CELL
            and (best is None or len(across) < best[0])
        ):
            best = len(across), gap
    return best[1] if best else None


def _across(pieces: Sequence[Fragment], gap: float) -> set[int]:
    """The pieces (by their `id`) that run across a gap, and those that are cells of a table's row."""
    edge = min(piece.x for piece in pieces)
    crossing = {id(piece) for piece in pieces if piece.x < gap < piece.right - piece.size - 0.1 * max(0.0, gap - edge)}
    for row in _grouped(pieces):
        if len(row) > 2 and median(len(piece.text) for piece in row) < 0.6 * _SHORT_CELL:
            crossing |= {id(piece) for piece in row}
    return crossing


def _grouped(pieces: Sequence[Fragment]) -> list[list[Fragment]]:
    """Pieces that stand at one height together, from the top of the page, each row from left to right."""
    rows: list[list[Fragment]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if rows and _on_one_line(rows[-1][0], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.x) for row in rows]


def _rows(pieces: Sequence[Fragment]) -> list[Line]:
    if not pieces:
        return []
    left = min(piece.x for piece in pieces)
    limit = max(piece.right for piece in pieces)
    lines: list[Line] = []
    for row in _grouped(pieces):
        cells = [row[0].text]
        for before, piece in pairwise(row):
            if _near(piece.x - before.right, before, piece):
                cells[-1] += " " + piece.text
            else:
                cells.append(piece.text)
        size = max(row, key=lambda piece: len(piece.text)).size
        lines.append(Line(tuple(cells), row[0].x, row[0].y, size, row[-1].right, left, limit))
    return lines
