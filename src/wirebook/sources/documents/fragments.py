"""What pypdf reads on a page, as fragments at their places. Needs the extra `documents`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import chain
from string import ascii_lowercase

from pypdf import PdfReader
from pypdf.generic import ContentStream, FloatObject, NameObject

from wirebook.sources.documents.layout import Fragment

_IDENTITY = [FloatObject(value) for value in (1, 0, 0, 1, 0, 0)]
_MOVES = frozenset({b"Td", b"TD", b"Tm", b"T*"})
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xa0": " ", "\0": ""}
)
# Widths in a common typeface without serifs, in thousandths of the size, by which those of others are scaled.
_WIDTH_OF = dict.fromkeys("ijlt.,;:'|!()[]/ fIr-", 278) | dict.fromkeys("mwMW%@", 850)
_CAPITAL, _OTHER = 680, 540


def fragments_of(reader: PdfReader, number: int) -> list[Fragment]:
    """The fragments of a page, counted from 0, in the order in which the file draws them, without text set sideways.

    Raises what pypdf raises for damaged files.
    """
    page = reader.pages[number]
    if page.get_contents() is None:
        return []
    content = ContentStream(page["/Contents"], reader, "bytes")
    turn = math.radians(-page.rotation)
    upright = [FloatObject(value) for value in (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0, 0)]
    # pypdf hands out text only where the line, the font or the coordinates change, and so puts together what stands in
    # two columns. A change of coordinates that changes nothing, before each move, makes it hand out every piece.
    pieces = (
        ((_IDENTITY, b"cm"), operation) if operation[1] in _MOVES else (operation,) for operation in content.operations
    )
    content.operations = [(upright, b"cm"), *chain.from_iterable(pieces)]
    page[NameObject("/Contents")] = content
    collector = _Collector()
    page.extract_text(orientations=(0,), visitor_text=collector.visit)
    return collector.fragments


class _Collector:
    """Takes what pypdf hands out. A blank at the end of a piece or before it says that a gap follows."""

    def __init__(self) -> None:
        self.fragments: list[Fragment] = []
        self._goes_on = False
        self._scales: dict[int, float] = {}

    def visit(
        self,
        text: str,
        coordinates: Sequence[float],
        matrix: Sequence[float],
        font: Mapping[str, object] | None,
        size: float,
    ) -> None:
        """Take one piece of text, with the matrices that were in force where it began."""
        if not text:
            return
        if not text.strip():
            self._goes_on = False
            return
        a, b = _product(matrix[:4], coordinates)
        x = matrix[4] * coordinates[0] + matrix[5] * coordinates[2] + coordinates[4]
        y = matrix[4] * coordinates[1] + matrix[5] * coordinates[3] + coordinates[5]
        real_size = abs(size) * (math.hypot(*b) or math.hypot(*a)) or 1.0
        plain = text.translate(_LIGATURES)
        width = _width(plain.strip()) * self._scale(font) * abs(size) * math.hypot(*a)
        follows = self._goes_on and not plain[0].isspace()
        self.fragments.append(Fragment(" ".join(plain.split()), x, y, real_size, width, follows))
        self._goes_on = not plain[-1].isspace()

    def _scale(self, font: Mapping[str, object] | None) -> float:
        """How wide a font is beside the common one."""
        if font is None:
            return 1.0
        if id(font) not in self._scales:
            self._scales[id(font)] = _scale(font)
        return self._scales[id(font)]


def _product(matrix: Sequence[float], other: Sequence[float]) -> tuple[tuple[float, float], tuple[float, float]]:
    """The rows of the product of two matrices, without what they move."""
    a, b, c, d = matrix
    return (
        (a * other[0] + b * other[2], a * other[1] + b * other[3]),
        (c * other[0] + d * other[2], c * other[1] + d * other[3]),
    )


def _width(text: str) -> float:
    """About how long a text is, in its size."""
    return sum(_WIDTH_OF.get(character, _CAPITAL if character.isupper() else _OTHER) for character in text) / 1000


def _scale(font: Mapping[str, object]) -> float:
    first, widths = font.get("/FirstChar"), font.get("/Widths")
    if not isinstance(first, int) or not isinstance(widths, Sequence):
        return 0.9 if "Times" in str(font.get("/BaseFont")) else 1.0
    real = common = 0.0
    for letter in ascii_lowercase:
        place = ord(letter) - first
        value = widths[place] if 0 <= place < len(widths) else 0
        if isinstance(value, int | float) and value > 0:
            real += float(value)
            common += 1000 * _width(letter)
    return min(2.0, max(0.5, real / common)) if common else 1.0
