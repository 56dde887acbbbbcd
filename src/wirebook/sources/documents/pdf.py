"""PDF files, such as the situation reports of humanitarian agencies: one page, its paragraphs a line each."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from wirebook.errors import EmptyInput, InputError, MissingExtra, TooLargeInput, UnreadableItem
from wirebook.record import Page
from wirebook.sources.documents.exports import pages_of_lines, split_export
from wirebook.sources.documents.layout import Line, lines_of
from wirebook.sources.documents.prose import body_size, paragraphs, title_at, without_running
from wirebook.sources.stream import PAGE_LIMIT, Stream

if TYPE_CHECKING:
    from pypdf import PdfReader

PAGES_LIMIT = 2_000
_BROKEN = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RuntimeError, OSError,
    EOFError, zlib.error,
)  # fmt: skip
"""What pypdf raises for damaged files beside its own errors."""
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)\b.*|untitled.*|(?:document|presentation|layout|slide)\s*\d*|\S*|"
    r".*\.(?:docx?|pptx?|xlsx?|indd|pdf|qxd|rtf|pub|ai))",
    re.IGNORECASE,
)
"""Titles that programs write into a file by themselves: the file's name, or what stands for it."""


def read_pdf(stream: Stream, on_error: Callable[[InputError], None]) -> Iterator[Page]:
    """The text of a PDF as one page; of an export of a news database, a page for each article.

    A page of the file that is damaged is reported, and the rest goes on. Raises InputError where the file is
    encrypted or damaged, EmptyInput where its pages hold no text, as scans do, TooLargeInput beyond PAGES_LIMIT pages
    or PAGE_LIMIT bytes, MissingExtra where pypdf is not installed.
    """
    reader, broken = _opened(stream.read_all(), stream.name)
    pages = without_running(_pages(reader, broken, stream.name, on_error))
    lines = [line for page in pages for line in page]
    if not lines:
        raise EmptyInput(stream.name, "the PDF has no text: its pages are pictures, as of a scan; run OCR on it first")
    texts = paragraphs(lines)
    if split_export(texts):
        yield from pages_of_lines(texts, stream, on_error)
        return
    first = next(page for page in pages if page)
    place = title_at(first, body_size(lines))
    title = _metadata_title(reader, broken)
    if place is not None:
        title = " ".join(line.text for line in first[place])
        del first[place]
        texts = paragraphs([line for page in pages for line in page])
    yield Page(
        content="\n".join(texts).encode("utf-8", "replace"),
        media_type="application/json",
        file=stream.file,
        title=title,
    )


def _opened(content: bytes, name: str) -> tuple[PdfReader, tuple[type[Exception], ...]]:
    """The reader of a file, and all that may be raised while it is read."""
    try:
        from pypdf import PasswordType, PdfReader
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError as error:
        raise MissingExtra(
            name, "reading PDF needs pypdf, which is not installed: pip install 'wirebook[documents]'"
        ) from error
    # pypdf writes what it finds wrong with a file to its log, which would land among the output
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    broken = (*_BROKEN, PyPdfError)
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        # a file that everyone may read but not change is encrypted with the empty password
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise InputError(name, "the PDF is encrypted, and needs a password: save it without one")
        number = len(reader.pages)
    except DependencyError as error:
        reason = "the PDF is encrypted (AES): pip install cryptography, or save it without encryption"
        raise InputError(name, reason) from error
    except broken as error:
        raise InputError(name, f"the PDF is damaged: {error}") from error
    if number > PAGES_LIMIT:
        raise TooLargeInput(name, f"it has {number:,} pages, more than the limit of {PAGES_LIMIT:,}")
    return reader, broken


def _pages(
    reader: PdfReader, broken: tuple[type[Exception], ...], name: str, on_error: Callable[[InputError], None]
) -> Sequence[Sequence[Line]]:
    from wirebook.sources.documents.fragments import fragments_of

    pages: list[list[Line]] = []
    failed = size = 0
    for number in range(len(reader.pages)):
        try:
            fragments = fragments_of(reader, number)
        except broken as error:
            on_error(UnreadableItem(f"{name}, page {number + 1}", f"the page is damaged: {error}"))
            failed += 1
            continue
        size += sum(len(fragment.text.encode("utf-8", "replace")) for fragment in fragments)
        if size > PAGE_LIMIT:
            raise TooLargeInput(name, f"its text is larger than the limit of {PAGE_LIMIT // 2**20} MB for one page")
        pages.append(lines_of(fragments))
    if failed and not any(pages):
        raise InputError(name, "the PDF is damaged: none of its pages can be read")
    return pages


def _metadata_title(reader: PdfReader, broken: tuple[type[Exception], ...]) -> str | None:
    """The title in the file's properties, unless a program wrote it there by itself."""
    try:
        title = reader.metadata.title if reader.metadata else None
    except broken:
        return None
    title = " ".join(title.split()) if title else ""
    return None if _NO_TITLE.fullmatch(title) else title
