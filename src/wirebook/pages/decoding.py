"""Bytes to text: by byte order mark, as UTF-8, by what the page says of itself, as Windows-1252, else by statistics."""

from __future__ import annotations

import codecs
import re

from wirebook.errors import UndecodableInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before that of UTF-16, which it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_MOST_BROKEN = 0.001
"""Share of characters of damaged UTF-8 that may be lost, as by a stray byte in a long page."""
_OTHER_SCRIPT = 0.25
"""Share of high bytes from which a text is in a script other than Latin, or in UTF-16."""
# A letter that Windows-1252 has beyond ASCII stands in a word: it touches an ASCII letter, and is no capital behind a
# small letter, as in the broken UTF-8 of `trÃ(cks`.
_MISPLACED_LETTER = re.compile(r"(?<![A-Za-z])[À-ÖØ-öø-ÿŠšŽžŒœŸƒ]+(?![A-Za-z])|(?<=[a-zß-öø-ÿ])[À-ÖØ-ÞŠŽŒŸ]")


def decode(content: bytes, subject: str, is_html: bool, charset: str | None = None) -> str:
    """The text of a page's bytes. Raises `UndecodableInput` where no encoding fits.

    `charset` is what came with the page; what the page says of itself goes before it.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strict(content, name) or _failed(subject)
    text = _strict(content, "utf-8")
    declared = _CHARSET.search(content[:4096]) if is_html else None
    if text is None and declared is not None:
        text = _strict(content, declared[1].decode("ascii"))
    if text is None and charset is not None:
        text = _strict(content, charset)
    if text is None:
        text = _damaged(content)
    if text is None and not _MULTIBYTE.search(content):
        text = _windows(content)
    if text is None and (b"\x00" in content or len(_HIGH.findall(content)) > _OTHER_SCRIPT * len(content)):
        from charset_normalizer import from_bytes

        best = from_bytes(content).best()
        text = str(best) if best is not None else None
    return text if text is not None else _failed(subject)


def _damaged(content: bytes) -> str | None:
    """Good UTF-8 that was cut in the middle of a character, or that has a stray byte in a long text."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        text = decoder.decode(content)
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
        return text if text.count("�") <= _MOST_BROKEN * len(text) else None
    return text if _MULTIBYTE.search(content) or len(text) > 1 / _MOST_BROKEN else None


def _windows(content: bytes) -> str | None:
    """Windows-1252, where its letters stand in words and it has no control characters."""
    text = _strict(content, "cp1252")
    if text is None or _MISPLACED_LETTER.search(text):
        return None
    return text if all(c.isprintable() or c in "\r\n\t\f\v" or c == "\xa0" for c in text) else None


def _strict(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _failed(subject: str) -> str:
    raise UndecodableInput(subject, "its bytes are no text in any encoding that is known")
