"""Articles that print one text, for the tests of editions: made-up sentences with records, in made-up papers."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import MetaData, insert

from tests.book.factories import CODER, claim, coded, impact, step
from tests.pages.test_sameness import SENTENCES
from wirebook.book import Book
from wirebook.book.correcting import stated_rows
from wirebook.book.engine import engine_of, url_of
from wirebook.book.migrate import migrate
from wirebook.book.rows import article_row
from wirebook.book.standing import StatedArticle, as_coded
from wirebook.record import AidStep, Block, Claim, CodedArticle, Impact

DAY = date(2031, 3, 9)
STORY = " ".join(SENTENCES)
CUT = " ".join(SENTENCES[:5])
RETOUCHED = " ".join(["Own report.", SENTENCES[0].replace("long", "brief"), *SENTENCES[1:8]])
UPDATED = " ".join(["Nine voters were hurt, the county said.", *SENTENCES[:9]])
OTHER = " ".join(words.upper()[::-1] for words in SENTENCES)


def at(hour: int, day: int = 9) -> datetime:
    return datetime(2031, 3, day, hour, tzinfo=UTC)


def printed(
    body: str,
    *records: Claim | Impact | AidStep,
    ad: str = "",
    hour: int | None = None,
    day: date | None = DAY,
    **fields,
) -> CodedArticle:
    """An article of this body with furniture in front, an advertisement at its end; `hour` is that of publication."""
    made = coded(f"{ad}\n{body}" if ad else body, *records, published=day, url=fields.get("url"))
    start = made.article.text.index(body)
    furniture, story = Block(kind="furniture", start=0, end=start - 1), Block(kind="body", start=start, end=start)
    blocks = (furniture, story.model_copy(update={"end": start + len(body)}))
    published_at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC) if day and hour is not None else None
    changes = {"blocks": blocks, "published_at": published_at, **fields}
    return made.model_copy(update={"article": made.article.model_copy(update=changes)})


def ids(articles: Iterable[CodedArticle]) -> list[str]:
    return [one.article.id for one in articles]


def editions(book: Book) -> dict[str, tuple[str, str | None, int]]:
    """What each article is, of which, and the number of its version."""
    return {one.id: (one.edition.relation, one.edition.of, one.edition.version) for one in book.editions()}


def book_of_0001(location: str | Path, articles: Iterable[CodedArticle]) -> None:
    """A book as the first schema had it, with these articles."""
    engine = engine_of(url_of(location))
    with engine.begin() as connection:
        migrate(connection, "0001")
        metadata = MetaData()
        metadata.reflect(connection)
        for one in articles:
            stated = stated_rows(StatedArticle.of(one.article, as_coded(one)), "sqlite")
            of_tables = {"articles": [article_row(one, CODER)], **{table.name: stated[table] for table in stated}}
            for name, rows in of_tables.items():
                if name not in metadata.tables:
                    continue
                table = metadata.tables[name]
                known = [
                    {column.name: row[column.name] for column in table.columns if column.name in row} for row in rows
                ]
                if known:
                    connection.execute(insert(table), known)
    engine.dispose()


def fresh(folder: Path) -> Book:
    """A new book: a copy of an empty one, as making many takes long."""
    empty = folder / "empty.db"
    if not empty.exists():
        Book(empty).close()
    path = folder / f"{len(list(folder.iterdir()))}.db"
    shutil.copy(empty, path)
    return Book(path)


def some_articles() -> list[CodedArticle]:
    """Printings, versions and others, with records: what a book may hold."""
    address = "https://pell.example/vote"
    records = [claim(day=DAY), claim(actor="", number=1), impact(), step("offered", DAY)]
    return [
        printed(STORY, *records, hour=8, url=address),
        printed(UPDATED, *records, hour=8, updated_at=at(12), url=address, file=None),
        printed(STORY, *records, ad="Umbrellas!", hour=9),
        printed(CUT, *records, day=date(2031, 3, 10), publisher="Pell Press"),
        printed(RETOUCHED, *records, day=date(2031, 3, 11), publisher="Pell Press"),
        printed(OTHER, *records, day=None),
        printed("A short notice.", claim(number=2)),
        coded("No body \0.", claim(number=3)),
    ]


def answers(book: Book) -> tuple[object, ...]:
    """All that follows from what a book holds."""
    return (
        list(book.editions()),
        list(book.events()),
        list(book.aid_threads()),
        list(book.impact_series()),
        list(book.relations()),
        book.summary(),
    )
