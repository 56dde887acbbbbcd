"""What is not worth reading, told by the cheapest sign that is sure: the record, its status, its type, its language.

None of these may cost a claim: each leaves alone what it is not certain of.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from wirebook.record import Page
from wirebook.sources.archives import Record

KINDS = frozenset({"response", "resource", "conversion"})
_STATUS = re.compile(rb"HTTP/[\d.]+ (\d{3})")
_TYPE = re.compile(rb"^content-type:[ \t]*([^\s;,]+)", re.IGNORECASE | re.MULTILINE)
_MARKUP = frozenset({b"text/html", b"application/xhtml+xml"})
HEAD = 64 * 1024
"""Bytes in which a page declares its language."""
_LANGUAGE = re.compile(rb"<html[^>]{0,600}?\blang\s*=\s*[\"']?([a-zA-Z]{2,3})\b", re.IGNORECASE)
_ENGLISH = (b" the ", b" of ", b" and ", b" said ")
LEAST_ENGLISH = 12
"""Such words in a page below which one that declares another language is believed: an English paragraph has as many."""
_LISTS = frozenset({"tag", "tags", "category", "categories", "author", "authors", "topic", "topics", "search", "page"})


def record_refused(record: Record) -> str | None:
    """Why a record holds no page, as far as its headers tell; None where it may."""
    if record.kind not in KINDS:
        return "no response"
    if record.kind != "response" or not record.block.startswith(b"HTTP/"):
        return None if record.kind != "response" else "no response"
    end = _end_of_head(record.block)
    status = _STATUS.match(record.block)
    if status is not None and status[1] != b"200":
        return "status"
    kind = _TYPE.search(record.block, 0, end)
    if kind is None or kind[1].lower() not in _MARKUP:
        return "no HTML"
    return None if record.block[end:].strip() else "empty"


def body_of(record: Record) -> bytes:
    """What a record holds, without the headers of the answer, in which the time of day stands."""
    return record.block[_end_of_head(record.block) :] if record.block.startswith(b"HTTP/") else record.block


def _end_of_head(block: bytes) -> int:
    ends = [at + len(sign) for sign in (b"\r\n\r\n", b"\n\n") if (at := block.find(sign)) >= 0]
    return min(ends, default=0)


def page_refused(page: Page) -> str | None:
    """Why a page is surely no article in English; None where it may be one."""
    if page.media_type != "text/html":
        return None
    declared = _LANGUAGE.search(page.content, 0, HEAD)
    if declared is not None and declared[1].lower() not in {b"en", b"eng"}:
        text = page.content.lower()
        if sum(text.count(word) for word in _ENGLISH) < LEAST_ENGLISH:
            return "another language"
    return "no article" if _is_list(page.url) else None


def _is_list(url: str | None) -> bool:
    """Whether an address is that of a home page or of a list of articles."""
    if url is None:
        return False
    try:
        address = urlsplit(url)
    except ValueError:
        return False
    steps = [step for step in address.path.lower().split("/") if step]
    if not steps:
        return not address.query
    return len(steps) <= 2 and steps[0] in _LISTS
