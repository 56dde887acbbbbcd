"""A page in, its article out: typed blocks with their offsets, title, date, publisher, agency."""

from __future__ import annotations

import datetime

from wirebook.pages.dump import read_dump
from wirebook.pages.html import read_html
from wirebook.pages.item import read_item
from wirebook.pages.language import SURE, language_of
from wirebook.pages.live import split_live
from wirebook.record import Article, Page

__all__ = ["read_page", "split_live"]


def read_page(page: Page, *, published: datetime.date | None = None, fast: bool = False) -> Article:
    """The article in a page.

    `published` dates a page that carries no date itself. Its `language` is set where 200 characters or more are surely
    in one. `fast` finds the story of an HTML page the quick way, which is right less often and needs an extra.

    Raises `NoArticle` where there is no prose, and other kinds of `InputError` where the bytes cannot be read.
    """
    subject = _subject(page)
    text = page.content.decode("utf-8", "replace") if page.media_type == "application/json" else _decoded(page, subject)
    if page.media_type == "text/html":
        article = read_html(page, text, subject, fast=fast)
    elif page.media_type == "application/json":
        article = read_item(page, text, subject)
    else:
        article = read_dump(page, text, subject)
    prose = " ".join(article.block_text(b) for b in article.blocks if b.kind == "body")
    language = language_of(prose)
    sure = "en" if language is None else language[0] if language[0] == "en" or language[1] >= SURE else None
    changes: dict[str, object] = {"language": sure}
    if article.published is None and published is not None:
        changes |= {"published": published, "published_rule": "option"}
    return article.model_copy(update=changes)


def _subject(page: Page) -> str:
    name = page.file or page.url or "standard input"
    return f"{name}, item {page.position}" if page.position is not None else name


def _decoded(page: Page, subject: str) -> str:
    from wirebook.pages.decoding import decode

    return decode(page.content, subject, page.media_type == "text/html", page.charset)
