"""RSS and Atom in a file: one page for each entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wirebook.errors import InputError, UnreadableItem
from wirebook.record import Page
from wirebook.sources.items import parse_day
from wirebook.sources.stream import Stream

_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed: where it leads, and the page that its own text makes, if it has any."""

    link: str | None
    title: str | None
    published: date | None
    page: Page | None


def read_feed(stream: Stream, on_error: Callable[[InputError], None]) -> Iterator[Page]:
    """The entries of a feed. An entry without content is its summary; one with neither is reported.

    Raises InputError where the file is broken before its first entry.
    """
    for position, entry in enumerate(entries_of(stream), 1):
        if entry.page is None:
            reason = "the entry has no text" + (f", only a title and a link to {entry.link}" if entry.link else "")
            on_error(UnreadableItem(f"{stream.name}, entry {position}", reason))
            continue
        yield entry.page


def entries_of(stream: Stream) -> list[Entry]:
    """The entries of a feed in their order. Raises InputError where there are none."""
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
    return [
        Entry(_text(entry, "link"), _text(entry, "title"), _published(entry), _page(entry, stream, position, publisher))
        for position, entry in enumerate(entries, 1)
    ]


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
