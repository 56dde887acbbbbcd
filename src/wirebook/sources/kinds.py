"""What kind of input some bytes are: by their content first, by the file's name second.

The beginning of an input (`HEAD_SIZE` bytes) decides. What cannot be an article at all, a picture or an archive, is
refused here by name, so that no reader ever sees it.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import Literal

from wirebook.errors import BinaryInput, EmptyInput, UnsupportedInput

Kind = Literal[
    "text", "html", "json lines", "json", "feed", "archive", "mail", "sitemap", "addresses", "pdf", "docx", "rtf"
]

HEAD_SIZE = 65_536

KIND_OF_EXTENSION: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".json": "json",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "archive",
    ".eml": "mail",
    ".pdf": "pdf",
    ".docx": "docx",
    ".rtf": "rtf",
}
"""The extensions that are read inside a folder; `.gz` may stand after each."""

_BINARY_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "a RIFF media file"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"ID3", "an MP3 sound file"),
    (b"OggS", "an Ogg media file"),
    (b"\x1aE\xdf\xa3", "a Matroska film"),
    (b"\x7fELF", "a program"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf'\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_UNSUPPORTED_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP file (an office document or an archive), which is not read: unpack it or save its text"),
    (b"\xd0\xcf\x11\xe0", "an old office document, which is not read: save its text"),
)
_WIDE_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

ARCHIVE_MAGIC = b"WARC/"
_DOCUMENT_MAGIC: tuple[tuple[bytes, Kind], ...] = ((b"%PDF-", "pdf"), (b"{\\rtf", "rtf"))
_ADDRESS_LINE = re.compile(r"(?:[^\n]*\t)?https?://\S+[ \t\r]*")
MOST_LINES_ASKED = 20
_MAIL_HEADER = re.compile(r"(?:From |[A-Za-z][A-Za-z-]{1,40}:[ \t])")
_MAIL_TRANSPORT = re.compile(r"^(?:MIME-Version|Message-ID|Received):[ \t]", re.IGNORECASE | re.MULTILINE)
_FEED_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_SITEMAP_ROOT = re.compile(r"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)
_HTML_START = re.compile(
    r"(?:\s|<!--.*?-->|<\?xml[^>]*>)*"
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|div|article|section|main|h[1-6]|p|span|table|ul|ol|a|img|header)\b)",
    re.IGNORECASE | re.DOTALL,
)
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org')
_JSON_ARRAY_START = re.compile(r"\[\s*(?:[\[{\]]|$)")
_JSON_OBJECT_START = re.compile(r'\{\s*(?:["}]|$)')


def wide_encoding(head: bytes) -> str | None:
    """`utf-16` or `utf-32` where the bytes begin with such a mark; their NUL bytes do not make them binary."""
    for mark, name in _WIDE_MARKS:
        if head.startswith(mark):
            return name
    return None


def kind_of(head: bytes, name: str) -> Kind:
    """The kind of the input called `name` that begins with `head`.

    Raises EmptyInput, BinaryInput or UnsupportedInput, with the kind of file named.
    """
    if (known := _kind_of_magic(head)) is not None:
        return known
    encoding = wide_encoding(head)
    if encoding is None:
        _refuse_binary(head, name)
    text = head.decode(encoding or "utf-8-sig", "replace").lstrip()
    if not text:
        raise EmptyInput(name, "there is nothing in it but white space" if head else "the file is empty")
    by_name = KIND_OF_EXTENSION.get(extension_of(name))
    if by_name == "archive":
        raise UnsupportedInput(name, "the file has the name of a web archive, but holds none")
    if _is_mail(text, by_name):
        return "mail"
    if _are_addresses(text):
        return "addresses"
    if text.startswith("<"):
        return _kind_of_markup(text, name)
    if _JSON_OBJECT_START.match(text):
        return _kind_of_object(text, by_name, complete=len(head) < HEAD_SIZE)
    if _JSON_ARRAY_START.match(text):
        return "json"
    if by_name == "feed":
        raise UnsupportedInput(name, "the file has the name of a feed, but holds no XML")
    # A JSON Lines file may begin with a bad line; a text that somebody called .json may not.
    return by_name if by_name in ("html", "json lines") else "text"


def _kind_of_magic(head: bytes) -> Kind | None:
    """The kind of what its first bytes tell, packed documents and archives."""
    if head.startswith(ARCHIVE_MAGIC):
        return "archive"
    if head.startswith(b"PK\x03\x04"):
        return "docx" if b"word/" in head or b"[Content_Types].xml" in head[:200] else None
    return next((kind for magic, kind in _DOCUMENT_MAGIC if head.lstrip().startswith(magic)), None)


def _is_mail(text: str, by_name: Kind | None) -> bool:
    """Whether a text begins with the headers of a message; without the name of one it must have those of transport."""
    header = _MAIL_HEADER.match(text)
    if header is None:
        return False
    return by_name == "mail" or (by_name in {None, "text"} and _MAIL_TRANSPORT.search(text[:8_192]) is not None)


def _are_addresses(text: str) -> bool:
    """Whether every line is a web address, or a row of a table whose last column is one."""
    lines = [line for line in text.split("\n", MOST_LINES_ASKED)[:MOST_LINES_ASKED] if line.strip()]
    return all(_ADDRESS_LINE.fullmatch(line) for line in lines)


def extension_of(name: str) -> str:
    """The extension that says what an input is, in small letters: that before `.gz`, if there is one."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1].lower().removesuffix(".gz")
    stem, dot, extension = base.rpartition(".")
    return dot + extension if stem else ""


def _refuse_binary(head: bytes, name: str) -> None:
    for magic, kind in _UNSUPPORTED_MAGIC:
        if head.startswith(magic):
            raise UnsupportedInput(name, f"this is {kind}")
    for magic, kind in _BINARY_MAGIC:
        if head.startswith(magic):
            raise BinaryInput(name, f"this is {kind}, not text")
    if head[4:8] == b"ftyp":
        raise BinaryInput(name, "this is an MPEG-4 film or picture, not text")
    if b"\x00" in head:
        raise BinaryInput(name, "this is a binary file: it holds NUL bytes")


def _kind_of_markup(text: str, name: str) -> Kind:
    if _HTML_START.match(text):
        return "html"
    if _FEED_ROOT.search(text[:8_192]):
        return "feed"
    if _SITEMAP_ROOT.search(text[:8_192]):
        return "sitemap"
    if text.startswith("<?xml"):
        if re.search(r"<html\b", text[:8_192], re.IGNORECASE):
            return "html"
        raise UnsupportedInput(name, "this is XML, but neither a feed nor XHTML")
    return "html" if re.search(r"</?(?:p|div|br|a|body|html)\b", text, re.IGNORECASE) else "text"


def _kind_of_object(text: str, by_name: Kind | None, *, complete: bool) -> Kind:
    """A text that begins with `{`: a feed, one object over many lines, or one object a line."""
    if _JSON_FEED.search(text):
        return "json"
    first, line_end, rest = text.partition("\n")
    if by_name == "json lines" or (not line_end and not complete):
        return "json lines"
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        # A first line that closes its brace is a bad line of JSON Lines; one that does not is a part of an object.
        return "json lines" if first.rstrip().endswith("}") and rest.lstrip().startswith("{") else "json"
    return "json lines"
