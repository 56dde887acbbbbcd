"""The pages of an archive: what a server answered with success, in HTML, as it was."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

from wirebook.errors import InputError, UnreadableItem
from wirebook.record import Page
from wirebook.sources.archives.records import Record, records_of
from wirebook.sources.archives.segments import Members, OnDamage
from wirebook.sources.stream import PAGE_LIMIT, Stream

_MARKUP = ("text/html", "application/xhtml+xml")
_HTTP = ("HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3", "HTTP/2.0")


def read_archive(stream: Stream, on_error: Callable[[InputError], None]) -> Iterator[Page]:
    """The HTML pages of a WARC. Requests, redirects, pictures and the like are passed over; damage is reported."""

    def on_damage(how: str) -> None:
        on_error(UnreadableItem(stream.name, f"it is damaged: {how}"))

    for position, record in archive_records(stream, on_damage):
        try:
            page = page_of_record(record, position, stream.name, stream.file)
        except InputError as error:
            on_error(error)
            continue
        if page is not None:
            yield page


def archive_records(stream: Stream, on_damage: OnDamage) -> Iterator[tuple[int, Record]]:
    """The records of a WARC with their numbers, from 1; `on_damage` hears of what is lost, and the rest goes on."""
    stretches = Members(stream.lines, on_damage).stretches() if stream.is_packed else iter([stream.lines])
    position = 0
    for stretch in stretches:
        for record in records_of(stretch, on_damage):
            position += 1
            yield position, record


def page_of_record(record: Record, position: int, name: str, file: str | None) -> Page | None:
    """The page that a record holds, or None where it holds none.

    `name` is what the archive is called in messages, `file` its base name. Raises InputError where its answer cannot be
    read.
    """
    url = address_of(record)
    where = f"{name}, record {position}"
    source = _Source(file, url, position)
    if record.kind == "conversion":
        text = record.headers.get("content-type", "").startswith("text/plain")
        return _made(record.block, "text/plain", None, source) if text else None
    if record.kind == "resource":
        kind, charset = _type(record.headers.get("content-type", ""))
        return _made(record.block, "text/html", charset, source) if kind in _MARKUP else None
    if record.kind != "response" or not record.block.startswith(b"HTTP/"):
        return None
    body = io.BytesIO(record.block)
    try:
        headers = StatusAndHeadersParser(_HTTP, verify=False).parse(body)
    except (StatusAndHeadersParserException, EOFError, ValueError) as error:
        raise UnreadableItem(where, "its answer has no headers that can be read") from error
    kind, charset = _type(headers.get_header("content-type") or "")
    if headers.get_statuscode() != "200" or kind not in _MARKUP:
        return None
    encoding = (headers.get_header("content-encoding") or "").lower()
    is_chunked = "chunked" in (headers.get_header("transfer-encoding") or "").lower()
    content = ChunkedDataReader(body).read() if is_chunked else body.read()
    return _made(_unpacked(content, encoding, where), "text/html", charset, source)


def address_of(record: Record) -> str | None:
    """The address that a record is of."""
    return record.headers.get("warc-target-uri", "").strip("<>") or None


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a page is from."""

    file: str | None
    url: str | None
    position: int


def _made(content: bytes, media_type: str, charset: str | None, source: _Source) -> Page | None:
    if not content.strip():
        return None
    return Page(
        content=content,
        media_type="text/html" if media_type == "text/html" else "text/plain",
        charset=charset,
        file=source.file,
        url=source.url,
        position=source.position,
    )


def _type(header: str) -> tuple[str, str | None]:
    """The media type of a header in small letters, and its charset."""
    kind, _, rest = header.partition(";")
    _, _, charset = rest.lower().partition("charset=")
    return kind.strip().lower(), charset.split(";")[0].strip(" \"'") or None


def _unpacked(content: bytes, encoding: str, where: str) -> bytes:
    """A body without its content encoding; one that a crawler has unpacked without saying so, as it is."""
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        return content
    unpacker = zlib.decompressobj(wbits=47 if encoding != "deflate" else 15)
    try:
        found = unpacker.decompress(content, PAGE_LIMIT)
    except zlib.error:
        if content.lstrip()[:1] == b"<":
            return content
        raise UnreadableItem(where, f"its {encoding} body is broken") from None
    if unpacker.unconsumed_tail:
        raise UnreadableItem(where, f"unpacked it is larger than the limit of {PAGE_LIMIT // 2**20} MB for one page")
    return found
