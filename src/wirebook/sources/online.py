"""Addresses to pages: a page on the web, the stories that a feed or a sitemap there leads to, a list of addresses."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date

from wirebook.errors import EmptyInput, InputError, UnsupportedInput
from wirebook.record import Page
from wirebook.sources.feeds import Entry, entries_of
from wirebook.sources.kinds import kind_of
from wirebook.sources.readers import READERS, OnError
from wirebook.sources.sitemaps import parse_sitemap
from wirebook.sources.stream import Stream, open_stream
from wirebook.sources.web import Fetched, Web

ADDRESS = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
DEEPEST_SITEMAP = 3


class Online:
    """Reads addresses with one polite client; each that cannot be read goes to `on_error`, and the rest goes on."""

    def __init__(self, web: Web, on_error: OnError) -> None:
        """`web` is the client, which whoever made it closes."""
        self._web, self._on_error = web, on_error

    def read(self, address: str) -> Iterator[Page]:
        """The pages of an address: itself, or those of the feed, sitemap, archive or collection that is there.

        Raises InputError where nothing can be read.
        """
        yield from self.pages(self._web.fetch(address))

    def pages(self, fetched: Fetched) -> Iterator[Page]:
        """The pages of what was fetched. Raises InputError where it is nothing that is read."""
        if not fetched.content.strip():
            raise EmptyInput(fetched.url, "the server sends nothing")
        stream = open_stream(io.BytesIO(fetched.content), fetched.url, None)
        kind = kind_of(stream.head, fetched.url)
        if kind == "html":
            yield _page(fetched)
        elif kind == "feed":
            for entry in entries_of(stream):
                yield from self.entry(entry)
        elif kind == "sitemap":
            yield from self.sitemap(stream)
        elif kind == "addresses":
            raise UnsupportedInput(fetched.url, "a list of addresses is read from a file")
        else:
            for page in READERS[kind](stream, self._on_error):
                yield page if page.url else page.model_copy(update={"url": fetched.url})

    def entry(self, entry: Entry) -> Iterator[Page]:
        """The story that an entry of a feed leads to; where it cannot be had, what the feed itself says of it."""
        if entry.link is None:
            if entry.page is not None:
                yield entry.page
            return
        try:
            yield from self._story(entry.link, entry.title, entry.published)
        except InputError as error:
            self._on_error(error)
            if entry.page is not None:
                yield entry.page

    def sitemap(self, stream: Stream, depth: int = 1) -> Iterator[Page]:
        """The pages that a sitemap lists, those of the sitemaps in it among them."""
        for entry in parse_sitemap(stream.read_all(), stream.name):
            try:
                if not entry.is_index:
                    yield from self._story(entry.url, entry.title, entry.published)
                elif depth < DEEPEST_SITEMAP:
                    inner = io.BytesIO(self._web.fetch(entry.url).content)
                    yield from self.sitemap(open_stream(inner, entry.url, None), depth + 1)
            except InputError as error:
                self._on_error(error)

    def addresses(self, stream: Stream) -> Iterator[Page]:
        """The pages of a file of addresses: one a line, or the last column of a table as GDELT gives it."""
        for address in dict.fromkeys(addresses_in(stream.read_all().decode("utf-8", "replace").splitlines())):
            try:
                yield from self._story(address, None, None)
            except InputError as error:
                self._on_error(error)

    def _story(self, address: str, title: str | None, published: date | None) -> Iterator[Page]:
        """What is at an address, if it is a page of its own and no further feed or sitemap."""
        fetched = self._web.fetch(address)
        kind = kind_of(fetched.content[:65_536], fetched.url)
        if kind in {"feed", "sitemap", "addresses"}:
            raise UnsupportedInput(address, f"it is a {kind}, and was to be a story; give its address itself")
        for page in self.pages(fetched):
            known = {"title": page.title or title, "published": page.published or published}
            yield page.model_copy(update=known)


def addresses_in(lines: Iterable[str]) -> Iterator[str]:
    """The address of each line that is one, or whose last column is one."""
    for line in lines:
        last = line.rstrip().rpartition("\t")[2].strip()
        if ADDRESS.fullmatch(last):
            yield last


def _page(fetched: Fetched) -> Page:
    return Page(content=fetched.content, media_type="text/html", charset=fetched.charset, url=fetched.url)
