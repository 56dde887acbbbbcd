"""RTF documents: exports of news databases, or one page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from wirebook.errors import InputError, MissingExtra
from wirebook.record import Page
from wirebook.sources.documents.exports import pages_of_lines, split_export
from wirebook.sources.documents.parts import clean
from wirebook.sources.stream import Stream

_LONGEST_HEADING = 20
"""Words."""


def read_rtf(stream: Stream, on_error: Callable[[InputError], None]) -> Iterator[Page]:
    """The articles of an export, or the document as one page.

    Raises InputError where it is damaged or holds no text, MissingExtra where striprtf is not installed.
    """
    lines = _lines(stream.read_all(), stream.name)
    if split_export(lines):
        yield from pages_of_lines(lines, stream, on_error)
        return
    title, rest = _without_heading(lines)
    yield from pages_of_lines(rest, stream, on_error, title)


def _lines(content: bytes, name: str) -> list[str]:
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError as error:
        raise MissingExtra(
            name, "reading RTF needs striprtf, which is not installed: pip install 'wirebook[documents]'"
        ) from error
    convert: Callable[[str, str, str], str] = rtf_to_text
    if not content.lstrip().startswith(b"{\\rtf"):
        raise InputError(name, "this is no RTF document")
    try:
        # striprtf would write a link's address into the text, and its search for links is slow on long lines
        text = convert(_decoded(content).replace("\\fldinst{", "\\fldinst {"), "cp1252", "replace")
    except (ValueError, TypeError, LookupError, OverflowError) as error:
        raise InputError(name, f"the RTF is damaged: {error}") from error
    # a character beyond the first 65,536 is written as two halves
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return [line.replace("\xad", "").rstrip("| \t") for line in whole.splitlines()]


def _decoded(content: bytes) -> str:
    """RTF is ASCII by its standard, but some programs write other characters as they are."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _without_heading(lines: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """The first line where it can be a heading, short and no sentence, and the lines behind it."""
    first = next((index for index, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return None, lines
    heading, rest = clean(lines[first]), lines[first + 1 :]
    is_heading = len(heading.split()) <= _LONGEST_HEADING and not heading.endswith((".", ":", ";", ",", "”", '"'))
    return (heading, rest) if is_heading and any(line.strip() for line in rest) else (None, lines)
