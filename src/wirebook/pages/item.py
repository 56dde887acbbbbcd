"""The article of a JSON Lines item or feed entry: its text is a body, whole; title and date come beside it."""

from __future__ import annotations

import datetime

from wirebook.errors import NoArticle
from wirebook.pages.dateline import Dateline, dateline_at
from wirebook.record import Article, Block, Page, text_hash


def read_item(page: Page, text: str, subject: str) -> Article:
    """The article of an item, a body block for each line. Raises `NoArticle` where the text is blank."""
    blocks: list[Block] = []
    dateline: Dateline | None = None
    position = 0
    for line in text.split("\n"):
        start = position + len(line) - len(line.lstrip())
        end = position + len(line.rstrip())
        position += len(line) + 1
        if end <= start:
            continue
        inline = dateline_at(text[start:end]) if not blocks else None
        if inline is not None:
            dateline = inline
            blocks.append(Block(kind="dateline", start=start, end=start + inline.length))
            start += inline.length
        if end > start:
            blocks.append(Block(kind="body", start=start, end=end))
    if not blocks:
        raise NoArticle(subject, "its text is blank")
    published: datetime.date | None = page.published
    rule = "item" if published else None
    if published is None and dateline is not None and dateline.day is not None:
        published, rule = dateline.day, "dateline"
    return Article(
        id=text_hash(text),
        text=text,
        blocks=tuple(blocks),
        title=page.title,
        published=published,
        published_rule=rule,
        publisher=page.publisher,
        agency=dateline.agency if dateline else None,
        dateline_place=dateline.place if dateline else None,
        url=page.url,
        file=page.file,
    )
