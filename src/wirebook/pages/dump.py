"""The article in a raw text dump: title, date line, caption, dateline, body, credits, promotion, other headlines.

The body is the densest run of prose; the title is the headline-like line before it whose words the first paragraphs
take up; what stands outside is told apart by what each line is by itself.
"""

from __future__ import annotations

import datetime
import re

from wirebook.errors import NoArticle
from wirebook.pages.agencies import agency_in
from wirebook.pages.dateline import Dateline, dateline_alone, dateline_at
from wirebook.pages.days import day_in
from wirebook.pages.lines import LONGEST_HEADLINE, Unit, units_of
from wirebook.record import Article, Block, BlockKind, Page, text_hash

GAP = 4
"""How many lines that are no prose may stand inside a body (pull quotes, subheads, promotions)."""
HEAD = 400
"""Lines before the body that are searched for title and date."""


def read_dump(page: Page, text: str, subject: str) -> Article:
    """The article of a plain text page. Raises `NoArticle` where no line is prose."""
    units = units_of(text)
    first, last = _body(units)
    if first < 0:
        raise NoArticle(subject, "there is no prose in it")
    title = _title(text, units, first)
    blocks: list[Block] = []
    dateline: Dateline | None = None
    published: datetime.date | None = None
    rule: str | None = None
    agency: str | None = None
    byline: str | None = None
    opened = False
    for number, unit in enumerate(units):
        kind: BlockKind = _kind(unit, number, first, last, title)
        words = text[unit.start : unit.end]
        if kind in {"meta", "dateline"} and number <= first + 1:
            if kind == "dateline":
                dateline = dateline or dateline_alone(words)
            elif published is None and (found := day_in(words)) is not None:
                published, rule = found, "meta line"
            if match := re.match(r"(?i)by\s+(.{3,60}?)(?:$|,|\|)", words):
                byline = byline or match[1].strip()
        if kind == "body" and not opened:
            opened = True
            inline = dateline_at(words)
            if inline is not None:
                dateline = dateline or inline
                blocks.append(Block(kind="dateline", start=unit.start, end=unit.start + inline.length))
                blocks.append(Block(kind="body", start=unit.start + inline.length, end=unit.end))
                continue
        if kind == "credit":
            agency = agency or agency_in(words)
        blocks.append(Block(kind=kind, start=unit.start, end=unit.end))
    if published is None and dateline is not None and dateline.day is not None:
        published, rule = dateline.day, "dateline"
    agency = (dateline.agency if dateline else None) or agency
    return Article(
        id=text_hash(text),
        text=text,
        blocks=tuple(b for b in blocks if b.end > b.start),
        title=" ".join(text[units[title].start : units[title].end].split()) if title is not None else page.title,
        published=published,
        published_rule=rule,
        publisher=page.publisher,
        agency=agency,
        dateline_place=dateline.place if dateline else None,
        byline=byline,
        url=page.url,
        file=page.file,
    )


def _kind(unit: Unit, number: int, first: int, last: int, title: int | None) -> BlockKind:
    if number == title:
        return "title"
    if unit.kind in {"credit", "caption"}:
        return unit.kind
    if unit.kind in {"meta", "dateline"} and number <= first + 1:
        return unit.kind
    if first <= number <= last:
        return (
            "body" if unit.kind == "prose" or (unit.kind == "short" and unit.ends and not unit.bullet) else "furniture"
        )
    if number > last and unit.kind == "short" and 4 <= unit.words <= LONGEST_HEADLINE:
        return "link"
    return "furniture"


def _body(units: list[Unit]) -> tuple[int, int]:
    """First and last unit of the body: the run of prose with most words, small gaps allowed; (-1, -1) if none."""
    best, best_words = (-1, -1), 0
    start = end = -1
    words = 0
    for number, unit in enumerate(units):
        if unit.kind != "prose":
            continue
        if start < 0 or number - end - 1 > GAP:
            start, words = number, 0
        end = number
        words += unit.words
        if words > best_words:
            best, best_words = (start, end), words
    return best


def _content_words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", text.lower()))


def _title(text: str, units: list[Unit], first: int) -> int | None:
    """The headline-like line before the body that shares most words with its first paragraphs."""
    lead = _content_words(" ".join(text[u.start : u.end] for u in units[first : first + 3]))
    best: tuple[float, int] | None = None
    for number in range(max(0, first - HEAD), first):
        unit = units[number]
        if unit.kind not in {"short", "prose"} or unit.bullet or not 3 <= unit.words <= LONGEST_HEADLINE:
            continue
        words = _content_words(text[unit.start : unit.end])
        shared = len(words & lead)
        score = shared + shared / (len(words) or 1) + 0.5 * number / first + (0.5 if number == 0 else 0)
        if text[unit.end - 1] == ".":
            score -= 2
        if best is None or score > best[0]:
            best = (score, number)
    if best is not None:
        return best[1]
    # a headline that ends like a sentence, before a dateline: the first unit of what looks like the body
    return None
