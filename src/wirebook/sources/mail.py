"""Messages (.eml), as newsletters come: one page each, with subject, day and sender."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from wirebook.errors import InputError, UnreadableItem
from wirebook.record import Page
from wirebook.sources.items import parse_day
from wirebook.sources.stream import Stream


def read_mail(stream: Stream, on_error: Callable[[InputError], None]) -> Iterator[Page]:
    """The text of a message, its HTML before its plain text. Raises UnreadableItem where it has neither."""
    message = message_from_bytes(stream.read_all(), policy=policy.default)
    assert isinstance(message, EmailMessage)  # what this policy makes
    part = message.get_body(preferencelist=("html", "plain"))
    try:
        content = part.get_content() if part is not None else None
    except (LookupError, UnicodeError, KeyError, AssertionError) as error:
        raise UnreadableItem(stream.name, f"its text cannot be decoded: {error}") from error
    if part is None or not isinstance(content, str) or not content.strip():
        raise UnreadableItem(stream.name, "the message has no text, only attachments")
    name, address = parseaddr(str(message.get("From", "")))
    yield Page(
        content=content.encode("utf-8", "replace"),
        media_type="text/html" if part.get_content_type() == "text/html" else "text/plain",
        file=stream.file,
        title=" ".join(str(message.get("Subject", "")).split()) or None,
        published=parse_day(str(message.get("Date", ""))),
        publisher=name or address or None,
    )
