"""The article in a raw text dump: title, date line, caption, dateline, body, credits, promotion, other headlines.

The body is the densest run of prose; the title is the headline-like line before it whose words the first paragraphs
take up; what stands outside is told apart by what each line is by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wirebook.errors import NoArticle
from wirebook.pages.agencies import agency_in
from wirebook.pages.body import HEAD_REACH, body_of
from wirebook.pages.dateline import Dateline, dateline_alone, dateline_at
from wirebook.pages.days import day_in
from wirebook.pages.headline import headline_of, without_byline
from wirebook.pages.lines import BULLET, LONGEST_HEADLINE, Unit, units_of
from wirebook.record import Article, Block, BlockKind, Page, text_hash

_BYLINE = re.compile(r"by:?\s+(.{3,60}?)(?:$|,|\|)", re.IGNORECASE)


def read_dump(page: Page, text: str, subject: str) -> Article:
    """The article of a plain text page. Raises `NoArticle` where no line is prose."""
    units = units_of(text)
    first, last = body_of(text, units)
    if first < 0:
        raise NoArticle(subject, "there is no prose in it")
    headline = headline_of(text, units, first, last)
    title, span, author = _title(text, units, headline)
    blocks: list[Block] = []
    dateline: Dateline | None = None
    agency: str | None = None
    opened = False
    for number, unit in enumerate(units):
        kind = _kind(unit, number, first, last, headline)
        start, end = span if number == headline else (unit.start, unit.end)
        words = text[start:end]
        if kind == "dateline":
            dateline = dateline or dateline_alone(words)
        if kind == "body" and not opened:
            opened = True
            inline = dateline_at(words)
            if inline is not None:
                dateline = dateline or inline
                blocks.append(Block(kind="dateline", start=start, end=start + inline.length))
                start += inline.length
        if kind == "credit":
            agency = agency or agency_in(words)
        if end > start:
            blocks.append(Block(kind=kind, start=start, end=end))
        if end < unit.end:
            blocks.append(Block(kind="meta", start=end + len(text[end:]) - len(text[end:].lstrip()), end=unit.end))
    head = _nearest([text[u.start : u.end] for u in _head(units, first)], _head_index(units, first, headline))
    published = next((day for words in head if (day := day_in(words)) is not None), None)
    rule = "meta line" if published else None
    if published is None and dateline is not None and dateline.day is not None:
        published, rule = dateline.day, "dateline"
    bylines = (found[1].strip() for words in head if (found := _BYLINE.match(words)))
    return Article(
        id=text_hash(text),
        text=text,
        blocks=tuple(blocks),
        title=title or page.title,
        published=published,
        published_rule=rule,
        publisher=page.publisher,
        agency=(dateline.agency if dateline else None) or agency,
        dateline_place=dateline.place if dateline else None,
        byline=author or next(bylines, None),
        url=page.url,
        file=page.file,
    )


def _title(text: str, units: Sequence[Unit], headline: int | None) -> tuple[str | None, tuple[int, int], str | None]:
    """The title, where it stands in the text, and the author whom its line names."""
    if headline is None:
        return None, (0, 0), None
    unit = units[headline]
    bullet = BULLET.match(text, unit.start, unit.end) if unit.bullet else None
    start = bullet.end() if bullet else unit.start
    title, author = without_byline(text[start : unit.end], text[unit.end :])
    return " ".join(title.split()), (start, start + len(title)), author


def _head(units: Sequence[Unit], first: int) -> list[Unit]:
    """The date lines and bylines above the body and under its first lines."""
    return [unit for unit in units[: first + HEAD_REACH + 1] if unit.kind == "meta"]


def _head_index(units: Sequence[Unit], first: int, headline: int | None) -> int:
    """How many of the head's lines stand above the headline."""
    return len(_head(units[:headline], first)) if headline is not None else 0


def _nearest(lines: Sequence[str], above: int) -> list[str]:
    """The lines of the head: first those under the headline, then those above it from below."""
    return [*lines[above:], *reversed(lines[:above])]


def _kind(unit: Unit, number: int, first: int, last: int, headline: int | None) -> BlockKind:
    if number == headline:
        return "title"
    if unit.kind in {"credit", "caption"}:
        return unit.kind
    if unit.kind in {"meta", "dateline"} and number <= first + HEAD_REACH:
        return unit.kind
    if first <= number <= last:
        return (
            "body" if unit.kind == "prose" or (unit.kind == "short" and unit.ends and not unit.bullet) else "furniture"
        )
    if number > last and unit.kind == "short" and 4 <= unit.words <= LONGEST_HEADLINE:
        return "link"
    return "furniture"
