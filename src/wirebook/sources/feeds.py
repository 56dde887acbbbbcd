"""RSS and Atom in a file: one page for each entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from wirebook.errors import InputError, UnreadableItem
from wirebook.record import Page
from wirebook.sources.items import parse_day
from wirebook.sources.stream import Stream

_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")


def read_feed(stream: Stream, on_error: Callable[[InputError], None]) -> Iterator[Page]:
    """The entries of a feed. An entry without content is its summary; one with neither is reported.

    Raises InputError where the file is broken before its first entry.
    """
    import feedparser  # as slow to import as all else here together

    parsed: Mapping[str, object] = feedparser.parse(stream.read_all(), sanitize_html=False, resolve_relative_uris=False)
    entries = parsed.get("entries")
    feed = parsed.get("feed")
    if not isinstance(entries, Sequence) or not isinstance(feed, Mapping):
        entries, feed = (), {}
    if not entries:
        problem = parsed.get("bozo_exception")
        raise InputError(stream.name, f"the feed is broken: {problem}" if problem else "the feed has no entries")
    publisher = _text(feed, "title")
    for position, entry in enumerate(entries, 1):
        page = _page(entry, stream, position, publisher)
        if page is None:
            link = _text(entry, "link")
            reason = f"the entry has no text, only a title and a link to {link}" if link else "the entry has no text"
            on_error(UnreadableItem(f"{stream.name}, entry {position}", reason))
            continue
        yield page


def _page(entry: Mapping[str, object], stream: Stream, position: int, publisher: str | None) -> Page | None:
    content = _longest_content(entry) or _text(entry, "summary")
    if content is None:
        return None
    is_markup = _MARKUP.search(content) is not None
    source = entry.get("source")
    return Page(
        content=content.encode("utf-8", "replace"),
        media_type="text/html" if is_markup else "application/json",
        file=stream.file,
        url=_text(entry, "link"),
        title=_text(entry, "title"),
        published=_published(entry),
        publisher=(_text(source, "title") if isinstance(source, Mapping) else None) or publisher,
        position=position,
    )


def _longest_content(entry: Mapping[str, object]) -> str | None:
    parts = entry.get("content")
    if not isinstance(parts, Sequence):
        return None
    texts = [text for part in parts if isinstance(part, Mapping) and (text := _text(part, "value"))]
    return max(texts, key=len, default=None)


def _published(entry: Mapping[str, object]) -> date | None:
    for key in ("published", "updated"):
        value = _text(entry, key)
        day = parse_day(value) if value else None
        if day is not None:
            return day
        moment = entry.get(f"{key}_parsed")
        if isinstance(moment, Sequence):
            return date(int(moment[0]), int(moment[1]), int(moment[2]))
    return None


def _text(mapping: Mapping[str, object], key: str) -> str | None:
    value = mapping.get(key)
    return value.strip() if isinstance(value, str) and value.strip() else None
