"""The same book on a real PostgreSQL server, which WIREBOOK_TEST_POSTGRES names."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import text

from tests.book.factories import claim, coded, impact, step
from tests.book.printings import OTHER, answers, book_of_0001, printed, some_articles
from tests.book.test_corrections import AT
from tests.book.test_search import ODD, QUERIES, fill, found
from tests.book.test_store import everything
from tests.support import postgres
from wirebook.book import Book, Merged, Summary
from wirebook.book.engine import engine_of, url_of
from wirebook.book.revision import Revisions
from wirebook.book.schema import VERSION_TABLE, metadata
from wirebook.errors import BookError, BookMissing, BookReadOnly, BookVersion

pytestmark = pytest.mark.service

DAY = date(2031, 3, 9)
ARTICLES = [
    coded("One \0.", claim(day=DAY), claim("CONSULT", "FRE SYL", "", DAY, number=1), impact(), step("offered", DAY)),
    coded("Two.", claim(day=DAY, actor="the_rebels"), claim(actor="\0"), impact(low=3.0), published=date(2031, 3, 2)),
    coded("Three.", claim(), step("refused", DAY), impact(country=None, hazard=None), published=None),
]


@pytest.fixture
def url() -> Iterator[str]:
    location = postgres()
    engine = engine_of(url_of(location))

    def clear() -> None:
        with engine.begin() as connection:
            metadata.drop_all(connection)
            connection.execute(text(f"DROP TABLE IF EXISTS {VERSION_TABLE}"))

    clear()
    yield location
    clear()
    engine.dispose()


def pages(book: Book, order: str) -> list[tuple[object, ...]]:
    """All pages of claims and of events, two at a time."""
    found: list[tuple[object, ...]] = []
    for page_of, kind in ((book.page_of_claims, "records"), (book.page_of_events, "events")):
        after = None
        while True:
            part = page_of(after=after, limit=2, order=order)
            found.append(getattr(part, kind))
            after = part.after
            if after is None:
                break
    return found


@pytest.mark.parametrize("order", ["book", "newest"])
def test_pages_are_the_same(url, book, order):
    articles = [*some_articles(), *ARTICLES]
    book.add_many(articles)
    with Book(url) as team:
        team.add_many(articles)
        assert pages(team, order) == pages(book, order)
        assert len(pages(team, order)) > 4


def test_a_write_changes_the_revision_and_reading_does_not(url):
    with Book(url) as team:
        engine = engine_of(url_of(url))
        revisions = Revisions(engine, None, team.name)
        before = revisions.now()
        list(team.claims())
        assert revisions.now() == before
        team.add(ARTICLES[0])
        assert revisions.now() != before
        engine.dispose()


def test_a_book_in_postgresql_answers_as_one_in_sqlite(url, book):
    with pytest.raises(BookMissing):
        Book(url, create=False)
    with Book(url) as team:
        assert team.add_many(ARTICLES) == book.add_many(ARTICLES)
        assert team.add_many(ARTICLES) == Summary()
        assert everything(team) == everything(book)
        assert list(team.claims(actor="fre")) == list(book.claims(actor="fre"))
        assert team.check().problems == ()
    with Book(url, create=False) as team:
        team.add(coded("Two.", claim(coder="wirebook 0.2.0 en-1")))
        assert team.summary().claims == 4


def test_printings_in_postgresql_are_those_in_sqlite(url, book):
    book_of_0001(url, some_articles()[:5])
    with Book(url) as team:
        assert [team.add(one) for one in some_articles()[5:]]
        book.add_many(reversed(some_articles()))
        assert answers(team) == answers(book)
        first = some_articles()[0].article
        assert list(team.printings(first.id)) == list(book.printings(first.id))
        assert list(team.versions(first.id)) == list(book.versions(first.id))
        newer = printed(OTHER, claim(coder="wirebook 0.2.0 en-1"), day=None)
        assert team.add(newer) == book.add(newer)
        assert answers(team) == answers(book)
        assert team.check().problems == ()


def test_words_fields_and_corrections_are_answered_as_in_sqlite(url, book):
    with Book(url) as team:
        for each in (team, book):
            fill(each)
        for query in [*QUERIES, *ODD]:
            assert found(team, query) == found(book, query), query
            assert list(team.claims(actor=query)) == list(book.claims(actor=query))
            assert list(team.claims(context=query)) == list(book.claims(context=query))
        for each in (team, book):
            first, second, *_ = each.claims()
            each.correct(first.id, "edit", by="Maria", at=AT, fields={"actor": "FJI", "status": "denied"})
            made = each.correct(second.id, "reject", by="Maria\t", why="a \0", at=AT)
            each.correct(second.id, "label", by="Maria", at=AT, fields={"verdict": "right"})
            each.undo(made.id[:6], by="Ana", at=AT)
        assert everything(team) == everything(book)
        assert list(team.corrections(labels=True)) == list(book.corrections(labels=True))
        assert team.history(first.id) == book.history(first.id)
        other = next(one for one in team.as_coded() if one.article.id != first.article)
        team.add(other.model_copy(update={"claims": ()}), coder="wirebook 9.0.0 en-1")
        assert len(list(team.claims(search="the"))) + len(list(team.claims(search="u s"))) < 3
        assert team.compact().after > 0
        assert team.check().problems == ()


def test_books_merge_into_one_on_a_server(url, book, tmp_path):
    book.add_many(ARTICLES)
    book.correct(next(book.claims()).id, "reject", by="Maria", at=AT)
    with Book(url) as team:
        team.add(ARTICLES[1])
        merged = team.merge(book)
        assert (merged.new.articles, merged.corrections) == (2, 1)
        assert everything(team) == everything(book)
        assert team.check().problems == ()
        assert team.merge(book) == Merged(new=Summary())
        with Book(tmp_path / "copy.db") as copy:
            copy.merge(team)
            assert everything(copy) == everything(book)


def test_two_writers_take_turns(url):
    def write(number: int) -> None:
        with Book(url) as book:
            for article in range(10):
                book.add(coded(f"Text {article}.", claim()))
                book.add(coded(f"Text {number} {article}.", claim()))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, range(2)))
    with Book(url) as book:
        assert book.summary().articles == 30


def test_what_goes_wrong_is_told_as_with_sqlite(url):
    Book(url).close()
    with Book(f"{url}{'&' if '?' in url else '?'}options=-cdefault_transaction_read_only%3Don") as book:
        assert book.summary() == Summary()
        with pytest.raises(BookReadOnly):
            book.add(ARTICLES[0])
    engine = engine_of(url_of(url))
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '0042'"))
    engine.dispose()
    with pytest.raises(BookVersion, match="0042"):
        Book(url)


def test_a_server_that_does_not_answer_is_named_without_the_password():
    postgres()
    with pytest.raises(BookError, match=r"postgresql\+psycopg://reader:\*\*\*@127\.0\.0\.1:1/none"):
        Book("postgresql://reader:secret@127.0.0.1:1/none")
