"""Live pages come apart: each entry of a live blog is a page of its own, with its own day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wirebook.pages.linked_data import live_entries
from wirebook.pages.markup import json_scripts, paragraphs, parse
from wirebook.pages.metadata import moment_of
from wirebook.record import Page

_SIGN = b"liveBlogUpdate"
_MARKUP = re.compile(r"<\w+[^>]*>")
LEAST_ENTRIES = 2


def split_live(page: Page) -> Iterator[Page]:
    """The entries of a live blog that the page's JSON-LD tells apart, in their order; any other page as it is."""
    if page.media_type != "text/html" or _SIGN not in page.content:
        yield page
        return
    tree = parse(page.content.decode("utf-8", "replace"))
    entries = [entry for entry in live_entries(json_scripts(tree)) if entry.body] if tree is not None else []
    if len(entries) < LEAST_ENTRIES:
        yield page
        return
    for position, entry in enumerate(entries, 1):
        body = entry.body or ""
        inner = parse(body) if _MARKUP.search(body) else None
        lines = paragraphs(inner) if inner is not None else [line for line in body.splitlines() if line.strip()]
        moment = moment_of(entry.published, "json-ld") if entry.published else None
        yield Page(
            content="\n".join(lines).encode("utf-8", "replace"),
            media_type="application/json",
            file=page.file,
            url=entry.url or page.url,
            title=entry.headline,
            published=moment.day if moment else page.published,
            publisher=page.publisher,
            position=position,
        )
