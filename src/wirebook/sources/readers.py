"""One reader for each kind of input, in one table: an open stream in, pages out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from wirebook.errors import BinaryInput, InputError, UnreadableItem, UnsupportedInput
from wirebook.record import Page
from wirebook.sources.archives import read_archive
from wirebook.sources.documents.docx import read_docx
from wirebook.sources.documents.exports import pages_of_lines, split_export
from wirebook.sources.documents.pdf import read_pdf
from wirebook.sources.documents.rtf import read_rtf
from wirebook.sources.feeds import read_feed
from wirebook.sources.items import MARKUP_KEYS, TEXT_KEYS, page_of_item
from wirebook.sources.kinds import Kind, wide_encoding
from wirebook.sources.mail import read_mail
from wirebook.sources.stream import Stream

OnError = Callable[[InputError], None]
Reader = Callable[[Stream, OnError], Iterator[Page]]


def read_text(stream: Stream, on_error: OnError) -> Iterator[Page]:
    """One page of plain text, or the articles of an export of a news database."""
    content = _content(stream)
    lines = content.decode("utf-8-sig", "replace").splitlines()
    if split_export(lines):
        yield from pages_of_lines(lines, stream, on_error)
    else:
        yield Page(content=content, media_type="text/plain", file=stream.file)


def read_html(stream: Stream, on_error: OnError) -> Iterator[Page]:
    """One web page."""
    yield Page(content=_content(stream), media_type="text/html", file=stream.file)


def read_json_lines(stream: Stream, on_error: OnError) -> Iterator[Page]:
    """One page a line; a bad line is reported with its number, and the rest goes on."""
    if wide_encoding(stream.head):
        raise UnsupportedInput(stream.name, "JSON Lines must be UTF-8, and this is UTF-16 or UTF-32")
    number = 0
    while True:
        number += 1
        where = f"{stream.name}, line {number}"
        try:
            line = stream.read_line(number)
            if not line:
                return
            line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            if not line.strip():
                continue
            page = page_of_item(_parse(line, where), stream.file or "-", number, where)
        except UnreadableItem as error:
            on_error(error)
            continue
        yield page


def read_json(stream: Stream, on_error: OnError) -> Iterator[Page]:
    """A JSON array of items, a JSON feed, an object with a list of items, or one item."""
    content = _content(stream)
    encoding = wide_encoding(stream.head)
    try:
        document = _parse(content.decode(encoding) if encoding else content.removeprefix(b"\xef\xbb\xbf"), stream.name)
    except UnicodeDecodeError as error:
        raise UnreadableItem(stream.name, f"the JSON is broken: {error.reason}") from error
    publisher = None
    items: object = document
    if isinstance(document, Mapping) and not _is_item(document):
        title = document.get("title")
        publisher = title if isinstance(title, str) and "version" in document else None
        items = document.get("items", document.get("articles"))
        if not isinstance(items, list):
            raise UnsupportedInput(stream.name, 'this JSON holds no article: an item needs a "text"')
    if not isinstance(items, list):
        yield page_of_item(items, stream.file or "-", 1, stream.name)
        return
    for position, item in enumerate(items, 1):
        try:
            page = page_of_item(item, stream.file or "-", position, f"{stream.name}, item {position}", publisher)
        except UnreadableItem as error:
            on_error(error)
            continue
        yield page


READERS: dict[Kind, Reader] = {  # "sitemap" and "addresses" lead to the web: see `inputs`
    "text": read_text,
    "html": read_html,
    "json lines": read_json_lines,
    "json": read_json,
    "feed": read_feed,
    "archive": read_archive,
    "mail": read_mail,
    "pdf": read_pdf,
    "docx": read_docx,
    "rtf": read_rtf,
}


def _content(stream: Stream) -> bytes:
    content = stream.read_all()
    if b"\x00" in content and wide_encoding(content) is None:
        raise BinaryInput(stream.name, "this is a binary file: it holds NUL bytes")
    return content


def _parse(line: bytes | str, where: str) -> object:
    try:
        parsed: object = json.loads(line)
    except UnicodeDecodeError as error:
        raise UnreadableItem(where, f"it is not UTF-8: {error.reason} at byte {error.start}") from error
    except RecursionError as error:
        raise UnreadableItem(where, "the JSON is nested too deeply") from error
    except json.JSONDecodeError as error:
        raise UnreadableItem(where, f"it is not JSON: {error.msg} at character {error.pos + 1}") from error
    return parsed


def _is_item(document: Mapping[object, object]) -> bool:
    return any(isinstance(document.get(key), str) for key in (*TEXT_KEYS, *MARKUP_KEYS))
