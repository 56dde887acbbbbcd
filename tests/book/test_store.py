from __future__ import annotations

import shutil
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book.factories import claim, coded, coded_articles, entity, impact, speaker, step
from wirebook.book import Book, Summary

DAY = date(2031, 3, 9)
in_a_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)


def everything(book: Book):
    return (
        list(book.coded_articles()),
        list(book.events()),
        list(book.aid_threads()),
        list(book.impact_series()),
        list(book.relations()),
        book.summary(),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("books")
    Book(made / "empty.db").close()
    return made


def fresh(folder: Path) -> Book:
    """A new book: a copy of an empty one, as making many takes long."""
    path = folder / f"{len(list(folder.iterdir()))}.db"
    shutil.copy(folder / "empty.db", path)
    return Book(path)


def test_add_says_what_is_new(book):
    article = coded("One.", claim(day=DAY), claim("ACCUSE", day=DAY, number=1), impact(), step())
    assert book.add(article) == Summary(articles=1, claims=2, impacts=1, aid=1, events=2)
    assert book.add(coded("Two.", claim(day=DAY))) == Summary(articles=1, claims=1, events=0)
    assert book.summary() == Summary(articles=2, claims=3, impacts=1, aid=1, events=2)


def test_add_twice_leaves_every_byte_as_it_was(tmp_path):
    article = coded("One.", claim(day=DAY), impact(), step())
    with Book(tmp_path / "b.db") as book:
        book.add(article)
    before = (tmp_path / "b.db").read_bytes()
    with Book(tmp_path / "b.db") as book:
        assert book.add(article) == Summary()
    assert (tmp_path / "b.db").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["b.db"]


@in_a_folder
@given(articles=st.lists(coded_articles(), max_size=4, unique_by=lambda one: one.article.id))
def test_every_record_comes_back_as_it_went_in(folder, articles):
    with fresh(folder) as book:
        total = book.add_many(articles, batch=3)
        assert sorted(book.coded_articles(), key=repr) == sorted(articles, key=repr)
        assert total.articles == book.summary().articles
        assert not book.check().problems


@in_a_folder
@given(articles=st.lists(coded_articles(), max_size=4), data=st.data())
def test_the_order_of_reading_and_reading_twice_make_no_difference(folder, articles, data):
    # Two readings of one text that differ in their records alone are a coder at work: there the last one stands.
    unique = list({one.article.id: one for one in articles}.values())
    with fresh(folder) as one, fresh(folder) as other:
        one.add_many(unique)
        for article in data.draw(st.permutations(unique + unique)):
            other.add(article)
        assert everything(one) == everything(other)


def test_copies_of_a_text_stand_alike_in_any_order(folder):
    copies = [
        coded("Same.", claim(), published=None),
        coded("Same.", claim(), file="b.txt"),
        coded("Same.", claim(), file="c.txt", url="https://example.org/c"),
        coded("Same.", claim(), published=date(2031, 3, 12)),
        coded("Same.", claim(coder="wirebook 0.0.9 en-1")),
    ]
    kept = set()
    for order in permutations(copies):
        with fresh(folder) as book:
            book.add_many(order)
            kept.add(next(book.coded_articles()))
    assert kept == {copies[2]}


def test_a_newer_coder_replaces_all_records(book):
    book.add(coded("One.", claim(day=DAY), claim("ACCUSE", number=1), impact(), step()))
    newer = coded("One.", claim("CONSULT", day=DAY, number=2, coder="wirebook 0.10.0 en-1"))
    assert book.add(newer) == Summary(claims=1, events=1)
    assert list(book.coded_articles()) == [newer]
    assert book.add(coded("One.", claim(day=DAY, coder="wirebook 0.9.0 en-1"))) == Summary()
    assert book.add(coded("One."), coder="wirebook 0.11.0 en-1") == Summary()
    assert book.summary() == Summary(articles=1)
    assert list(book.claims(actor="FRE")) == []
    assert not book.check().problems


def test_published_given_later_dates_the_article(book):
    book.add(coded("One.", claim(), published=None))
    dated = coded("One.", claim(), published=DAY, published_rule="option")
    book.add(dated)
    book.add(coded("One.", claim(), published=None))
    assert list(book.coded_articles()) == [dated]
    corrected = coded("One.", claim(), published=date(2031, 3, 11), published_rule="option")
    book.add(corrected)
    assert list(book.coded_articles()) == [corrected]


def test_claims_are_found_by_every_column(book):
    found = claim("CONSULT", "FRE OSR", "", DAY, end=date(2031, 3, 12), status="planned")
    article = coded("One.", found, claim("AID", "SYL", "FRE", number=1), published=date(2031, 3, 20))
    book.add(article)
    first, second = article.claims
    assert list(book.claims()) == [first, second]
    assert list(book.claims(event="CONSULT")) == [first]
    assert list(book.claims(actor="osr")) == [first]
    assert list(book.claims(recipient="FRE")) == [second]
    assert list(book.claims(status="planned")) == [first]
    assert list(book.claims(article=article.article.id)) == [first, second]
    assert list(book.claims(article="none")) == []
    assert list(book.claims(since=date(2031, 3, 12), until=date(2031, 3, 12))) == [first]
    assert list(book.claims(since=date(2031, 3, 13))) == [second]  # by its publication
    assert list(book.claims(until=date(2031, 3, 8))) == []


def test_a_party_is_found_by_its_name(book):
    president = entity("FRE").model_copy(update={"identifier_text": "Rufus  Firefly"})
    book.add(coded("One.", claim(actor="").model_copy(update={"actor": (president,)})))
    assert len(list(book.claims(actor="rufus firefly"))) == 1
    assert list(book.claims(actor="Firefly")) == []


def test_impacts_and_steps_are_found_by_column(book):
    article = coded(
        "One.", impact(), impact(hazard=None, country=None, number=1), step("refused", DAY), step(donor="OSR")
    )
    book.add(article)
    assert list(book.impacts("flood")) == list(book.impacts(country="SYL")) == [article.impacts[0]]
    assert list(book.impacts()) == list(article.impacts)
    assert list(book.aid_steps("refused")) == list(book.aid_steps(donor="FRE")) == [article.aid[0]]
    assert list(book.aid_steps(recipient="SYL")) == list(article.aid)
    assert [one.donor for one in book.aid_threads(donor="OSR")] == [("OSR",)]
    assert [one.hazard for one in book.impact_series()] == ["flood", None]
    assert [one.hazard for one in book.impact_series("flood", "SYL")] == ["flood"]


def test_articles_come_in_order_of_publication_over_many_pages(book):
    days = [date(2031, 1, 1 + number % 28) for number in range(130)]
    book.add_many((coded(f"Text {number}.", claim(), published=day) for number, day in enumerate(days)), batch=40)
    book.add(coded("Undated.", published=None))
    read = list(book.articles())
    assert len(read) == 131
    assert [one.published for one in read] == [*sorted(days), None]


def test_claims_come_over_many_pages(book):
    book.add(coded("Long.", *(claim(number=number) for number in range(1203))))
    assert [one.evidence.trigger[0][0] for one in book.claims()] == list(range(1203))
    assert sum(len(event.claims) for event in book.events()) == 1203


def test_a_book_can_be_written_while_it_is_read(book):
    book.add_many(coded(f"Text {number}.", claim()) for number in range(60))
    for number, _ in enumerate(book.articles()):
        book.add(coded(f"Further {number % 5}.", claim()))
    assert book.summary().articles == 65


def test_a_transaction_is_stored_together_or_not_at_all(book):
    def fail():
        with book.transaction():
            book.add(coded("One.", claim()))
            assert book.summary().articles == 1
            with book.transaction():
                book.add(coded("Two.", claim()))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert book.summary() == Summary()
    with book.transaction():
        book.add(coded("One.", claim()))
        book.add(coded("Two.", claim()))
    assert book.summary().articles == 2


def test_what_goes_wrong_outside_the_book_keeps_its_name(book):
    with pytest.raises(FileNotFoundError), book.transaction():
        Path("no such page").read_bytes()


def test_text_that_a_database_finds_hard_comes_back(book):
    hard = coded("Nul \0, quote ', emoji \N{GRINNING FACE}, \u2028.", claim(actor="the_\0_rebels"), step(what="\0"))
    book.add(hard)
    assert list(book.coded_articles()) == [hard]
    assert not book.check().problems


def test_speakers_are_in_the_table_of_parties(book):
    said = claim().model_copy(update={"attribution": (speaker("the ministry", "SYL", "GOV"),)})
    book.add(coded("One.", said))
    assert next(book.claims()).attribution == said.attribution
