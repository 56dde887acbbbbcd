"""Bytes to text: by byte order mark, by what the page says of itself, as UTF-8, else by statistics."""

from __future__ import annotations

import codecs
import re

from wirebook.errors import UndecodableInput

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_MOST_BROKEN = 0.01


def decode(content: bytes, subject: str, is_html: bool) -> str:
    """The text of a page's bytes. Raises `UndecodableInput` where no encoding fits."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strict(content, name) or _failed(subject)
    declared = _CHARSET.search(content[:4096]) if is_html else None
    for name in (*([declared[1].decode("ascii")] if declared else []), "utf-8"):
        text = _strict(content, name)
        if text is not None:
            return text
    # a page that was cut, or a stray byte in good UTF-8
    text = content.decode("utf-8", "replace")
    if text.count("�") <= _MOST_BROKEN * len(text) / 10:
        return text
    text = _strict(content, "cp1252") or ""
    controls = sum(not c.isprintable() and c not in "\r\n\t\f" for c in text)
    if text and controls <= _MOST_BROKEN * len(text):
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(content).best()
    return str(best) if best is not None else _failed(subject)


def _strict(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _failed(subject: str) -> str:
    raise UndecodableInput(subject, "its bytes are no text in any encoding that is known")
