"""One item of a container (a line of JSON Lines, an entry of a JSON array or of a JSON feed) to a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from wirebook.errors import UnreadableItem
from wirebook.record import Page

_ISO_DAY = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?=$|[T\s])")
_COMPACT_DAY = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?=$|[T\s])")

TEXT_KEYS = ("text", "content_text")
MARKUP_KEYS = ("content_html",)
URL_KEYS = ("url", "link", "external_url")
DATE_KEYS = ("date", "published", "date_published", "pubDate")
PUBLISHER_KEYS = ("publisher", "source")


def page_of_item(item: object, file: str, position: int, where: str, publisher: str | None = None) -> Page:
    """The page of one JSON item. `file` is the container's base name, `where` names the item in messages.

    Raises UnreadableItem where the item is no object, has no text, or has a date that is no date.
    """
    if not isinstance(item, Mapping):
        raise UnreadableItem(where, f"the item is a JSON {type(item).__name__}, not an object")
    text = _first(item, TEXT_KEYS)
    markup = None if text else _first(item, MARKUP_KEYS)
    content = text or markup or _first(item, ("summary",))
    if not content:
        raise UnreadableItem(where, "the item has no text")
    try:
        encoded = content.encode()
    except UnicodeEncodeError as error:
        raise UnreadableItem(where, "the text holds half a character (a lone surrogate)") from error
    return Page(
        content=encoded,
        media_type="text/html" if markup else "application/json",
        file=file,
        url=_first(item, URL_KEYS),
        title=_first(item, ("title",)),
        published=_published(item, where),
        publisher=_first(item, PUBLISHER_KEYS) or publisher,
        position=position,
    )


def parse_day(text: str) -> date | None:
    """The day of a date or a moment as ISO 8601 or RFC 2822 write it, in its own time zone; None if it is neither."""
    if match := _ISO_DAY.match(text) or _COMPACT_DAY.match(text):
        try:
            return date(*(int(part) for part in match.groups()))
        except ValueError:
            return None
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _published(item: Mapping[object, object], where: str) -> date | None:
    for key in DATE_KEYS:
        value = item.get(key)
        if value is None or value == "":
            continue
        day = _day_of_epoch(value) if isinstance(value, int | float) else parse_day(str(value))
        if day is None:
            raise UnreadableItem(where, f"its {key} is not a date: {str(value)[:40]!r}")
        return day
    return None


def _day_of_epoch(value: float) -> date | None:
    try:
        return datetime.fromtimestamp(value, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def _first(item: Mapping[object, object], keys: tuple[str, ...]) -> str | None:
    """The first value that is a string with something in it, as it stands."""
    for key in keys:
        value = item.get(key)
        if isinstance(value, Mapping):  # {"source": {"name": ...}}, as news interfaces write it
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return value
    return None
