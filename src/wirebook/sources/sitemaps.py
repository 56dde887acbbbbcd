"""Sitemaps of a site: the addresses of its pages or of further sitemaps, with what a news sitemap says of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from wirebook.errors import InputError, UnsupportedInput
from wirebook.sources.items import parse_day

_ENTRY_OF_ROOT = {"urlset": "url", "sitemapindex": "sitemap"}
_DEEPEST = 32


@dataclass(frozen=True)
class SitemapEntry:
    """One address of a sitemap. `is_index` says that it leads to another sitemap, not to a page.

    `published` is the day that a news sitemap gives; the day of the last change is not taken for it.
    """

    url: str
    title: str | None
    published: date | None
    is_index: bool


def parse_sitemap(content: bytes, name: str) -> list[SitemapEntry]:
    """The entries of the sitemap called `name`, in their order; one without an address is left out.

    Raises InputError where the XML is broken or declares entities, UnsupportedInput where it is no sitemap.
    """
    collector = _Collector(name)
    parser = ElementTree.XMLParser(target=collector)
    try:
        parser.feed(content.lstrip())
        parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:  # the last two: an encoding that is not known
        raise InputError(name, f"the sitemap is broken: {error}") from error
    return collector.entries


class _Collector:
    """Takes the entries as they are parsed. No tree is built, so that no document can fill the memory."""

    def __init__(self, name: str) -> None:
        self.entries: list[SitemapEntry] = []
        self._name = name
        self._path: list[str] = []
        self._texts: dict[str, str] = {}
        self._pieces: list[str] = []

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """A sitemap has no use for one, and entities are made in it."""
        raise InputError(self._name, "the sitemap declares a document type, which is not read")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._path.append(tag.rpartition("}")[2])
        self._pieces.clear()
        if len(self._path) == 1 and self._path[0] not in _ENTRY_OF_ROOT:
            raise UnsupportedInput(self._name, "this is XML, but no sitemap")
        if len(self._path) > _DEEPEST:
            raise InputError(self._name, "the sitemap is nested too deeply")

    def data(self, text: str) -> None:
        """Text of the element that began last, or white space around it."""
        self._pieces.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        root, *inner = self._path
        self._path.pop()
        text = " ".join("".join(self._pieces).split())
        self._pieces.clear()
        if inner == [_ENTRY_OF_ROOT[root]]:
            self._keep(is_index=root == "sitemapindex")
        elif inner[:1] == [_ENTRY_OF_ROOT[root]] and text:
            # A picture in an entry has a loc and a title of its own, but further down.
            self._texts.setdefault("/".join(inner[1:]), text)

    def close(self) -> None:
        """The document ends."""

    def _keep(self, *, is_index: bool) -> None:
        texts, self._texts = self._texts, {}
        if "loc" in texts:
            published = parse_day(texts.get("news/publication_date", ""))
            self.entries.append(SitemapEntry(texts["loc"], texts.get("news/title"), published, is_index))
