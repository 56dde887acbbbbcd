"""The article in an HTML page: trafilatura finds the body and the metadata, htmldate the day."""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Sequence

from wirebook.errors import NoArticle
from wirebook.pages.agencies import agency_in
from wirebook.pages.dateline import Dateline, opening_dateline
from wirebook.pages.headline import without_site
from wirebook.pages.lines import kind_of_line
from wirebook.pages.markup import Element, captions, headings, is_whole, named_source, paragraphs, parse
from wirebook.record import Article, Block, BlockKind, Page, text_hash

_TEASERS = "//a[.//p or .//h2 or .//h3 or .//h4]"
"""Links that hold whole paragraphs or headings: other stories, announced."""


def read_html(page: Page, markup: str, subject: str) -> Article:
    """The article of an HTML page. The kept text is the title and the paragraphs, blank lines between.

    Raises `NoArticle` where no body is found.
    """
    tree = parse(markup)
    if tree is None:
        raise NoArticle(subject, "no article body is found in the HTML")
    is_fragment = page.position is not None and not is_whole(markup)
    found = {} if is_fragment else _extracted(tree, page.url)
    lines = paragraphs(tree) if is_fragment else str(found.get("text") or "").split("\n")
    story = [words for line in lines if (words := " ".join(line.split()))]
    if not story:
        raise NoArticle(subject, "no article body is found in the HTML")
    publisher = _clean(found.get("sitename")) or page.publisher
    title = _clean(found.get("title")) or page.title
    if title:
        names = [name for name in (publisher, _clean(found.get("hostname"))) if name]
        title = without_site(title, names, headings(tree))
    if title and story[0] == title:
        story = story[1:]
    text, blocks, dateline = _assemble(title, story, captions(tree))
    if not any(b.kind == "body" for b in blocks):
        raise NoArticle(subject, "no prose is found in the HTML")
    published, rule = page.published, "item"
    if published is None:
        published, rule = _day(found.get("date")), "metadata"
    if published is None and dateline is not None:
        published, rule = dateline.day, "dateline"
    author = _clean(found.get("author"))
    return Article(
        id=text_hash(text),
        text=text,
        blocks=tuple(blocks),
        title=title,
        published=published,
        published_rule=rule if published else None,
        publisher=publisher or named_source(tree),
        agency=(dateline.agency if dateline else None) or (agency_in(author) if author else None),
        dateline_place=dateline.place if dateline else None,
        byline=author,
        url=page.url or _clean(found.get("url")),
        file=page.file,
    )


def _extracted(tree: Element, url: str | None) -> dict[str, object]:
    """What trafilatura finds in a page, by its names; nothing where it finds no article."""
    import trafilatura
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    document = trafilatura.bare_extraction(
        tree,
        url=url,
        include_comments=False,
        include_tables=False,
        favor_precision=False,
        with_metadata=True,
        prune_xpath=_TEASERS,
        # without the extensive search, which takes any date in the page, and with a bound that is not today's
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2100-12-31"},
    )
    if document is None:
        return {}
    return document.as_dict() if isinstance(document, Document) else dict(document)


def _clean(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _day(value: object) -> datetime.date | None:
    if not isinstance(value, str) or not re.match(r"\d{4}-\d\d-\d\d", value):
        return None
    try:
        return datetime.date.fromisoformat(value[:10])
    except ValueError:
        return None


def _assemble(
    title: str | None, story: Sequence[str], captions: Sequence[str]
) -> tuple[str, list[Block], Dateline | None]:
    """Kept text, blocks and dateline of a title, its paragraphs, and the captions that are not among them."""
    parts: list[str] = []
    blocks: list[Block] = []
    dateline: Dateline | None = None
    position = 0
    if title:
        parts.append(title)
        blocks.append(Block(kind="title", start=0, end=len(title)))
        position = len(title) + 2
    seen = 0
    for paragraph in (*story, *(c for c in captions if c not in story)):
        kind: BlockKind = "caption" if paragraph in captions else _kind(paragraph)
        start = position
        if kind == "body":
            seen += 1
            inline = opening_dateline(paragraph, seen) if dateline is None else None
            if inline is not None:
                dateline = inline
                blocks.append(Block(kind="dateline", start=start, end=start + inline.length))
                start += inline.length
        blocks.append(Block(kind=kind, start=start, end=position + len(paragraph)))
        parts.append(paragraph)
        position += len(paragraph) + 2
    return "\n\n".join(parts), blocks, dateline


def _kind(paragraph: str) -> BlockKind:
    kind, words, _ = kind_of_line(paragraph)
    if kind == "credit" or kind == "caption" or kind == "furniture" or kind == "meta":
        return kind
    is_sentence = words >= 2 and paragraph.endswith(".")
    return "body" if kind == "prose" or words >= 4 or is_sentence else "furniture"
