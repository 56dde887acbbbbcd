"""The article in a raw text dump: title, date line, caption, dateline, body, credits, promotion, other headlines.

The body is the densest run of prose; the title is the headline-like line before it whose words the first paragraphs
take up; what stands outside is told apart by what each line is by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from wirebook.errors import NoArticle
from wirebook.pages.agencies import agency_in
from wirebook.pages.body import body_of
from wirebook.pages.dateline import Dateline, dateline_alone, opening_dateline
from wirebook.pages.days import day_of_file
from wirebook.pages.groups import without_teasers
from wirebook.pages.head import Head, head_end
from wirebook.pages.headline import headline_of, without_byline
from wirebook.pages.inside import own_lines
from wirebook.pages.lines import BULLET, LONGEST_HEADLINE, Unit, runs, units_of, without_bullet
from wirebook.pages.markup import LONGEST_CAPTION
from wirebook.record import Article, Block, BlockKind, Page, text_hash

LONGEST_SIGN = 6
"""Words of a line that only says who took a picture."""
LEAST_OF_CAPTION = 4
CAPTION_REACH = 6
"""Lines above the headline and below the story in which a caption is its own."""


def read_dump(page: Page, text: str, subject: str) -> Article:
    """The article of a plain text page. Raises `NoArticle` where no line is prose."""
    units = without_teasers(text, units_of(text))
    first, last = body_of(text, units)
    if first < 0:
        raise NoArticle(subject, "there is no prose in it")
    headline = headline_of(text, units, first, last)
    title, span, author = _title(text, units, headline)
    end_of_head = head_end(units, first, last)
    own = own_lines(text, units, first, last)
    head = Head(text, units, end_of_head, headline)
    blocks: list[Block] = []
    dateline: Dateline | None = None
    agency: str | None = None
    seen = 0
    for number, unit in enumerate(units):
        kind = "body" if number in own else _kind(units, number, (first, last), end_of_head, headline)
        if kind in {"body", "furniture"} and seen and head.tells_of_author(text[unit.start : unit.end]):
            kind = "credit"
        start, end = span if number == headline else (unit.start, unit.end)
        words = text[start:end]
        if kind == "dateline":
            dateline = dateline or dateline_alone(without_bullet(words))
        if kind == "body":
            seen += 1
            inline = opening_dateline(words, seen) if dateline is None else None
            if inline is not None:
                dateline = inline
                blocks.append(Block(kind="dateline", start=start, end=start + inline.length))
                start += inline.length
        if kind == "credit":
            agency = agency or agency_in(words)
        if end > start:
            blocks.append(Block(kind=kind, start=start, end=end))
        if end < unit.end:
            blocks.append(Block(kind="meta", start=end + len(text[end:]) - len(text[end:].lstrip()), end=unit.end))
    published, rule = head.day, "meta line"
    if published is None and dateline is not None:
        published, rule = dateline.day, "dateline"
        if published is None:
            lines = (text[block.start : block.end] for block in blocks if block.kind == "dateline")
            published, rule = day_of_file(page.file, " ".join(lines)), "dateline, year of the file's name"
    return Article(
        id=text_hash(text),
        text=text,
        blocks=tuple(blocks),
        title=title or page.title,
        published=published,
        published_rule=rule if published else None,
        publisher=page.publisher,
        agency=(dateline.agency if dateline else None) or head.agency or agency,
        dateline_place=dateline.place if dateline else None,
        byline=author or head.author,
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


def _is_signed_below(units: Sequence[Unit], number: int) -> bool:
    """Whether a line that is no sentence of a story has a photographer's or agency's name alone under it."""
    unit = units[number]
    below = units[number + 1] if number + 1 < len(units) else None
    return (
        below is not None
        and below.kind == "caption"
        and below.words <= LONGEST_SIGN
        and unit.kind == "short"
        and unit.words >= LEAST_OF_CAPTION
        and not unit.bullet
    )


def _is_signed_inside(unit: Unit, number: int, body: tuple[int, int]) -> bool:
    """Whether a name in brackets makes a line above the story's end a caption: long paragraphs end with an aside."""
    return unit.signed and number < body[1] and unit.words <= LONGEST_CAPTION


def _kind(
    units: Sequence[Unit], number: int, body: tuple[int, int], end_of_head: int, headline: int | None
) -> BlockKind:
    unit = units[number]
    if number == headline:
        return "title"
    if unit.kind == "credit":
        return "credit"
    opening = min(body[0], headline) if headline is not None else body[0]
    # the pictures of other stories stand apart from this one
    is_near = opening - CAPTION_REACH <= number <= body[1] + CAPTION_REACH
    is_picture = unit.kind == "caption" or _is_signed_below(units, number) or _is_signed_inside(unit, number, body)
    if is_near and is_picture:
        return "caption"
    if unit.kind in {"meta", "dateline"} and number <= end_of_head:
        return unit.kind
    if body[0] <= number <= body[1]:
        return "body" if runs(unit) else "furniture"
    if number > body[1] and unit.kind == "short" and 4 <= unit.words <= LONGEST_HEADLINE:
        return "link"
    return "furniture"
