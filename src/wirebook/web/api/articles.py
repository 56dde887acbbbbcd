"""Articles: what was read, with its text and everything that was found in it."""

from __future__ import annotations

import datetime
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from wirebook.book import BookArticle
from wirebook.book.standing import Standing
from wirebook.errors import NothingHere
from wirebook.record import AidStep, Article, Claim, Impact
from wirebook.web.api.lists import Listed, page, stream, wanted_format
from wirebook.web.api.parameters import ForArticles, FullId
from wirebook.web.api.routing import JSON_LINES_ALONE, tagged_router
from wirebook.web.opened import OpenedBook, RoomBook

router = tagged_router("articles")


class ArticleItem(BaseModel):
    """An article in a list, without its text."""

    id: str
    title: str | None
    published: datetime.date | None
    publisher: str | None
    agency: str | None
    byline: str | None
    section: str | None
    language: str | None
    url: str | None
    file: str | None
    claims: int = Field(description="How many claims of it stand.")

    @classmethod
    def of(cls, article: Article, claims: int) -> ArticleItem:
        """What of an article stands in a list."""
        return cls(
            id=article.id,
            title=article.title,
            published=article.published,
            publisher=article.publisher,
            agency=article.agency,
            byline=article.byline,
            section=article.section,
            language=article.language,
            url=article.url,
            file=article.file,
            claims=claims,
        )


class StatedRecords(BaseModel):
    """An article with its records as they stand."""

    article: BookArticle
    claims: list[Claim]
    impacts: list[Impact]
    aid: list[AidStep]
    standing: dict[str, Standing] = Field(description="By the ids of the records: how each stands.")


@router.get("/articles", response_model=Listed[ArticleItem], responses=JSON_LINES_ALONE)
def articles(request: Request, book: OpenedBook, asked: Annotated[ForArticles, Query()]) -> Response:
    """The articles of the book; as JSON Lines with their text."""
    if wanted_format(request, asked) == "jsonl":
        found = (article for article in book.articles() if _is_between(article.published, asked.since, asked.until))
        return stream(found, asked, "jsonl", "articles")
    some = book.page_of_articles(
        since=asked.since, until=asked.until, after=asked.after, limit=asked.limit, order=asked.order
    )
    return page(request, (item.model_dump_json() for item in items_of(book, some.records)), some.after)


@router.get("/articles/{id}")
def article(book: OpenedBook, id: FullId) -> StatedRecords:
    """One article: its text, its blocks, and every record with its evidence, rejected ones too."""
    stated = book.article_stated(id)
    if stated is None:
        raise NothingHere(id, "the book holds no article of this id")
    records = [one.record for one in stated.records]
    return StatedRecords(
        article=BookArticle(**dict(stated.article), edition=book.edition(id)),
        claims=[record for record in records if isinstance(record, Claim)],
        impacts=[record for record in records if isinstance(record, Impact)],
        aid=[record for record in records if isinstance(record, AidStep)],
        standing={one.record.id: one.standing for one in stated.records},
    )


def items_of(book: RoomBook, records: tuple[str, ...]) -> list[ArticleItem]:
    """Articles as they stand in a list, each with the number of its claims."""
    read = [Article.model_validate_json(record) for record in records]
    counts = book.claims_in(one.id for one in read)
    return [ArticleItem.of(one, counts.get(one.id, 0)) for one in read]


def _is_between(day: datetime.date | None, since: datetime.date | None, until: datetime.date | None) -> bool:
    if day is None:
        return since is None and until is None
    return (since or day) <= day <= (until or day)
