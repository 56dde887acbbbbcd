"""Word documents (DOCX): exports of news databases, or one page."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from wirebook.errors import InputError, MissingExtra, TooLargeInput, UnsupportedInput
from wirebook.record import Page
from wirebook.sources.documents.exports import pages_of_lines, split_export
from wirebook.sources.documents.parts import clean
from wirebook.sources.stream import Stream

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

UNPACKED_LIMIT = 512 * 1024 * 1024
"""Bytes of all files in a document together, unpacked."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_MAIN_PART = "word/document.xml"
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError, RuntimeError, OSError, EOFError)
"""What the libraries raise for damaged documents; lxml's errors of syntax are Python's."""


def read_docx(stream: Stream, on_error: Callable[[InputError], None]) -> Iterator[Page]:
    """The articles of an export, or the document as one page with its first heading as title.

    A row of a table is a line, its cells parted by tabs. Raises InputError where it is damaged or holds no text,
    TooLargeInput where it would unpack to more than UNPACKED_LIMIT, UnsupportedInput for any other ZIP file,
    MissingExtra where python-docx is not installed.
    """
    paragraphs = _paragraphs(stream.read_all(), stream.name)
    lines = [line for text, _ in paragraphs for line in text.split("\n")]
    if split_export(lines):
        yield from pages_of_lines(lines, stream, on_error)
        return
    heading = next((index for index, (text, is_heading) in enumerate(paragraphs) if is_heading and text.strip()), None)
    title = None
    # what stands alone in its document is its text, heading or not
    if heading is not None and any(text.strip() for index, (text, _) in enumerate(paragraphs) if index != heading):
        title = clean(paragraphs[heading][0])
        del paragraphs[heading]
    yield from pages_of_lines([line for text, _ in paragraphs for line in text.split("\n")], stream, on_error, title)


def _paragraphs(content: bytes, name: str) -> list[tuple[str, bool]]:
    """The paragraphs and rows in order, each with whether it is a heading."""
    try:
        import docx
    except ImportError as error:
        raise MissingExtra(
            name, "reading DOCX needs python-docx, which is not installed: pip install 'wirebook[documents]'"
        ) from error
    _check(content, name)
    try:
        document = docx.Document(io.BytesIO(content))
        return [found for item in document.iter_inner_content() for found in _texts(item)]
    except (*_BROKEN, zipfile.BadZipFile, zlib.error) as error:
        raise InputError(name, f"the DOCX is damaged: {error}") from error


def _check(content: bytes, name: str) -> None:
    """Refuse what is no Word document, or would grow beyond all bounds when it is unpacked.

    The sizes in the directory can be trusted: no more than that is unpacked of a file.
    """
    if content.startswith(_OLD_OFFICE):
        raise UnsupportedInput(name, "this is an old office document or one with a password: save it as plain DOCX")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError(name, f"the DOCX is damaged: {error}") from error
    if sum(member.file_size for member in members) > UNPACKED_LIMIT:
        raise TooLargeInput(name, f"it would unpack to more than the limit of {UNPACKED_LIMIT // 2**20} MB")
    if all(member.filename != _MAIN_PART for member in members):
        raise UnsupportedInput(name, "this is a ZIP file, but no Word document: unpack it or save its text")


def _texts(item: Paragraph | Table) -> Iterator[tuple[str, bool]]:
    from docx.text.paragraph import Paragraph

    if isinstance(item, Paragraph):
        style = (item.style.name or "") if item.style is not None else ""
        yield item.text, style.startswith(("Title", "Heading"))
        return
    for row in item.rows:
        cells: list[str] = []
        before: object = None
        for cell in row.cells:
            if cell._tc is not before:  # a cell over several columns comes once for each
                cells.append(clean(cell.text))
            before = cell._tc
        yield "\t".join(cells), False
