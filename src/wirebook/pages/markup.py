"""What is read straight off the tree of an HTML page: headings, captions, the named source, a fragment's paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

LONGEST_CAPTION = 90
"""Words."""
MOST_CAPTIONS = 20
LINKED = 0.8
"""Share of its characters from which a line is a link."""
_BREAKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section",
    "table", "td", "th", "tr", "ul",
])  # fmt: skip
_UNREAD = frozenset(["script", "style", "noscript", "template", "iframe", "svg", "form", "button"])
_BESIDE_STORY = frozenset(["a", "aside", "nav", "footer"])
_WHOLE = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)
_SOURCE = re.compile(r"Source:\s+(\S.{2,80})")


class Element(Protocol):
    """The part of an lxml element that is used here."""

    text: str | None
    tail: str | None

    @property
    def tag(self) -> object:
        """The name; of a comment it is no text."""
        ...

    def iter(self, *tags: str) -> Iterator[Element]:
        """It and all below it, of these names."""
        ...

    def get(self, name: str) -> str | None:
        """The value of an attribute."""
        ...

    def xpath(self, path: str) -> list[Element]:
        """The elements that a path leads to."""
        ...

    def getparent(self) -> Element | None:
        """The one above it."""
        ...

    def iterancestors(self) -> Iterator[Element]:
        """All above it."""
        ...

    def itertext(self) -> Iterator[str]:
        """All text in it."""
        ...

    def __iter__(self) -> Iterator[Element]: ...


def parse(markup: str) -> Element | None:
    """The tree of a page or of a fragment, or None where there is none."""
    from trafilatura import load_html

    tree: Element | None = load_html(markup if is_whole(markup) else f"<html><body>{markup}</body></html>")
    return tree


def is_whole(markup: str) -> bool:
    """Whether markup is a page, and not a part of one."""
    return _WHOLE.search(markup) is not None


def headings(tree: Element) -> list[str]:
    """The texts of the page's main headings."""
    return [text for element in tree.iter("h1") if (text := text_of(element))]


def json_scripts(tree: Element) -> Iterator[str]:
    """The page's scripts of JSON-LD, which describe it for machines."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            yield script.text


def captions(tree: Element) -> list[str]:
    """The captions of the story's pictures, each once."""
    found: dict[str, None] = {}
    for element in tree.iter("figcaption"):
        text = text_of(element)
        if 3 <= len(text.split()) <= LONGEST_CAPTION and not any(
            ancestor.tag in _BESIDE_STORY for ancestor in element.iterancestors()
        ):
            found.setdefault(text)
    return list(found)[:MOST_CAPTIONS]


def link_lines(tree: Element) -> frozenset[str]:
    """The paragraphs and list items that are links and little else: other stories, announced among this one's."""
    found: set[str] = set()
    for element in tree.iter("p", "li", "h2", "h3", "h4"):
        linked = sum(len(text_of(link)) for link in element.iter("a"))
        if linked and linked >= LINKED * len(text := text_of(element)):
            found.add(text)
    return frozenset(found)


def named_source(tree: Element) -> str | None:
    """The publisher that a line `Source: ...` above the first paragraph names."""
    for element in tree.iter("div", "span", "p", "li"):
        if element.tag == "p" and len(text_of(element).split()) > MOST_CAPTIONS:
            return None
        if found := _SOURCE.fullmatch(" ".join((element.text or "").split())):
            return found[1]
    return None


def paragraphs(tree: Element) -> list[str]:
    """All text of a fragment, as of a feed's entry, parted where its blocks part."""
    parts: list[str] = []
    _gather(tree, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\0"))
    return [line for line in lines if line]


def _gather(element: Element, parts: list[str]) -> None:
    breaks = element.tag in _BREAKS
    if breaks:
        parts.append("\0")
    if isinstance(element.tag, str) and element.tag not in _UNREAD:
        parts.append(element.text or "")
        for child in element:
            _gather(child, parts)
            parts.append(child.tail or "")
    if breaks:
        parts.append("\0")


def text_of(element: Element) -> str:
    """All text in an element, blanks made one."""
    return " ".join("".join(element.itertext()).split())
