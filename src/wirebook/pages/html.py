"""The article in an HTML page: its story and metadata put together as typed blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from wirebook.errors import NoArticle
from wirebook.pages.agencies import agency_in
from wirebook.pages.dateline import Dateline, opening_dateline
from wirebook.pages.language import is_english
from wirebook.pages.lines import kind_of_line
from wirebook.pages.markup import captions, headings, is_whole, link_lines, named_source, paragraphs, parse
from wirebook.pages.metadata import metadata_of, split_authors
from wirebook.pages.story import quick_story, story_of
from wirebook.record import Article, Block, BlockKind, Page, text_hash

_NAME = r"[A-Z][a-z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}"
_NAMES_ALONE = re.compile(rf"(?:By )?{_NAME}(?:(?:/|, | and ){_NAME}){{0,4}}")
HEAD = 4
"""Lines at the beginning of a story in which the headline may be repeated."""


def read_html(page: Page, markup: str, subject: str, *, fast: bool = False) -> Article:
    """The article of an HTML page. The kept text is the title and the paragraphs, blank lines between.

    `fast` finds the story the quick way. Raises `NoArticle` where no body is found.
    """
    tree = parse(markup)
    if tree is None:
        raise NoArticle(subject, "no article body is found in the HTML")
    is_fragment = page.position is not None and not is_whole(markup)
    known = None if is_fragment else metadata_of(tree, page.url)
    if is_fragment:
        story = paragraphs(tree)
    elif fast:
        story = quick_story(markup)
    else:
        story = story_of(tree, page.url, known.body if known else None)
    title = (known.title if known else None) or page.title
    heads = {title, *headings(tree)}
    story = [line for number, line in enumerate(story) if number >= HEAD or line not in heads]
    if not story:
        raise NoArticle(subject, "no article body is found in the HTML")
    text, blocks, dateline = _assemble(
        title, story, captions(tree), link_lines(tree), in_english=is_english(" ".join(story))
    )
    if not any(b.kind == "body" for b in blocks):
        raise NoArticle(subject, "no prose is found in the HTML")
    publisher = (known.publisher if known else None) or page.publisher or named_source(tree)
    moment = known.published if known else None
    published, rule = page.published, "item"
    if published is None and moment is not None:
        published, rule = moment.day, moment.rule
    if published is None and dateline is not None:
        published, rule = dateline.day, "dateline"
    authors = known.authors if known else ()
    if set(authors) <= {publisher}:
        authors = _signed(story) or authors
    byline = ", ".join(authors) or None
    return Article(
        id=text_hash(text),
        text=text,
        blocks=tuple(blocks),
        title=title,
        published=published,
        published_rule=rule if published else None,
        published_at=moment.time if moment and moment.day == published else None,
        updated_at=known.updated.time if known and known.updated else None,
        publisher=publisher,
        agency=(dateline.agency if dateline else None) or (agency_in(byline) if byline else None),
        dateline_place=dateline.place if dateline else None,
        section=known.section if known else None,
        byline=byline,
        authors=authors,
        is_free=known.is_free if known else True,
        url=known.url if known else page.url,
        file=page.file,
    )


def _signed(story: Sequence[str]) -> tuple[str, ...]:
    """The names that stand alone above the story, of people of whom it does not speak."""
    for number, line in enumerate(story[:HEAD]):
        if _NAMES_ALONE.fullmatch(line):
            names = split_authors(line)
            rest = " ".join(story[number + 1 :])
            return () if any(name.split()[-1] in rest for name in names) else tuple(names)
    return ()


def _assemble(
    title: str | None, story: Sequence[str], captions: Sequence[str], links: Set[str], *, in_english: bool
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
        kind: BlockKind = "caption" if paragraph in captions else _kind(paragraph) if in_english else "body"
        if kind == "body" and paragraph in links:
            kind = "link"
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
    is_sentence = words >= 2 and paragraph.endswith((".", ":", "?", "!"))
    return "body" if kind == "prose" or words >= 4 or is_sentence else "furniture"
