"""Sample documents, made on the spot: a PDF of texts at places, an RTF of lines, and their reading."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence

from wirebook.errors import InputError
from wirebook.record import Page
from wirebook.sources.stream import Stream, open_stream

Placed = tuple[float, float, float, str]
"""Where a text begins (x, y), its size and its words."""

_ESCAPES = {"\\": "\\\\", "(": "\\(", ")": "\\)"}


def read_with(
    reader: Callable[[Stream, Callable[[InputError], None]], Iterator[Page]], content: bytes, file: str = "sample"
) -> tuple[list[Page], list[InputError]]:
    """The pages that a reader makes of some bytes, and what it reports."""
    errors: list[InputError] = []
    return list(reader(open_stream(io.BytesIO(content), f"in/{file}", file), errors.append)), errors


def text_of(page: Page) -> list[str]:
    """The lines of a page."""
    return page.content.decode().split("\n")


def pdf_of(pages: Sequence[Sequence[Placed]], title: str | None = None) -> bytes:
    """A PDF with a page for each list of placed texts, in Helvetica."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, placed in enumerate(pages):
        drawn = "\n".join(_drawn(*item) for item in placed)
        place = f"/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * number} 0 R"
        objects.append(f"<</Type/Page{place}/Resources<</Font<</F1 3 0 R>>>>>>")
        objects.append(f"<</Length {len(drawn.encode('cp1252'))}>>\nstream\n{drawn}\nendstream")
    trailer = "/Root 1 0 R"
    if title is not None:
        objects.append(f"<</Title({_escaped(title)})>>")
        trailer += f"/Info {len(objects)} 0 R"
    return _assembled(objects, trailer)


def _drawn(x: float, y: float, size: float, text: str) -> str:
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj ET"


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in text)


def _assembled(objects: Sequence[str], trailer: str) -> bytes:
    content = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(content)
    size = len(objects) + 1
    content += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}{trailer}>>\n".encode()
    return content + f"startxref\n{start}\n%%EOF\n".encode()


def column(x: float, top: float, lines: Sequence[str], size: float = 10, leading: float = 12) -> list[Placed]:
    """Lines below one another; an empty one leaves room."""
    return [(x, top - leading * number, size, line) for number, line in enumerate(lines) if line]


def rtf_of(lines: Sequence[str]) -> bytes:
    """An RTF document with a paragraph for each line."""
    return ("{\\rtf1\\ansi\\ansicpg1252\\deff0 " + "\\par\n".join(_rtf(line) for line in lines) + "}").encode("ascii")


def _rtf(line: str) -> str:
    units = line.encode("utf-16-be")
    codes = [int.from_bytes(units[place : place + 2]) for place in range(0, len(units), 2)]
    return "".join(
        f"\\{chr(code)}" if chr(code) in "\\{}" else chr(code) if code < 128 else f"\\u{code - 65536 * (code > 32767)}?"
        for code in codes
    )
