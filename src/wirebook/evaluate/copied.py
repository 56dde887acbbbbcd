"""What a person gets who selects all on a web page and copies: its visible text, as browsers put it on the clipboard.

Style sheets are not read: what only they hide is copied, as are the words that a page keeps for screen readers.
"""

from __future__ import annotations

import re

from wirebook.pages.markup import Element, parse

_UNSEEN = frozenset([
    "audio", "canvas", "head", "iframe", "math", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea", "title", "video",
])  # fmt: skip
_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li", "main",
    "menu", "nav", "ol", "pre", "search", "section", "summary", "table", "tr", "ul",
])  # fmt: skip
_SPACED = frozenset(["caption", "h1", "h2", "h3", "h4", "h5", "h6", "p"])
"""Blocks with a blank line before and behind."""
_CELLS = frozenset(["td", "th"])
_HIDDEN = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f]+")


def copied(markup: str) -> str:
    """The visible text of a page. Blocks are parted by line breaks, paragraphs by blank lines, cells by tabs."""
    tree = parse(markup)
    if tree is None:
        return ""
    copy = _Copy()
    _copy_element(tree, copy, is_kept=False)
    return copy.text


class _Copy:
    """Text as it grows: blanks are made one, line breaks wait until there is text to part."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._breaks = 0
        self._waiting = ""

    @property
    def text(self) -> str:
        return "".join(self._parts) + ("\n" if self._parts else "")

    def part(self, breaks: int) -> None:
        """Part what follows from what is there by so many line breaks at least."""
        self._breaks = max(self._breaks, breaks)
        self._waiting = ""

    def break_line(self) -> None:
        """Break the line, though it be empty."""
        self._breaks += 1
        self._waiting = ""

    def part_cells(self) -> None:
        """Part a cell from the next."""
        self._waiting = "\t"

    def add(self, text: str) -> None:
        """Add text with its blanks made one; those at the ends of lines fall away."""
        words = _BLANKS.sub(" ", text)
        if not words.strip(" "):
            self._waiting = self._waiting or words
            return
        if words[0] == " ":
            self._waiting = self._waiting or " "
        if self._parts:
            self._parts.append("\n" * self._breaks or self._waiting)
        self._parts.append(words.strip(" "))
        self._breaks, self._waiting = 0, " " if words[-1] == " " else ""


def _copy_element(element: Element, copy: _Copy, *, is_kept: bool) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _UNSEEN or _is_hidden(element):
        return
    if tag == "br":
        copy.break_line()
        return
    breaks = 2 if tag in _SPACED else 1 if tag in _BLOCKS else 0
    is_kept = is_kept or tag == "pre"
    if breaks:
        copy.part(breaks)
    _copy_text(element.text, copy, is_kept=is_kept)
    is_closed = tag == "details" and element.get("open") is None
    for child in element:
        if not is_closed or child.tag == "summary":
            _copy_element(child, copy, is_kept=is_kept)
        if not is_closed:
            _copy_text(child.tail, copy, is_kept=is_kept)
    if breaks:
        copy.part(breaks)
    elif tag in _CELLS:
        copy.part_cells()


def _copy_text(text: str | None, copy: _Copy, *, is_kept: bool) -> None:
    """Add text, of which the lines are kept in preformatted blocks alone."""
    first, *others = (text or "").split("\n") if is_kept else [text or ""]
    copy.add(first)
    for line in others:
        copy.break_line()
        copy.add(line)


def _is_hidden(element: Element) -> bool:
    is_closed = element.tag == "dialog" and element.get("open") is None
    return is_closed or element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None
