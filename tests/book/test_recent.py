"""The newest of a book: pages back in time, and what the newest records say together."""

from __future__ import annotations

from datetime import date

import pytest

from tests.views.pages import appeal, cyclone, hostile, many
from wirebook.book import Book
from wirebook.book.filters import ClaimFilters


@pytest.fixture
def book(tmp_path):
    with Book(tmp_path / "book.db") as made:
        made.add_many([cyclone(), appeal(), hostile(), *many(12)])
        yield made


def test_articles_newest_first_page_by_page_undated_last(book):
    seen, before = [], None
    while True:
        page = book.newest_articles(4, before)
        seen += page.records
        before = page.older
        if before is None:
            break
    assert len(seen) == len({one.id for one in seen}) == 15
    dated = [one.published for one in seen if one.published]
    assert dated == sorted(dated, reverse=True)
    assert seen[0].title == "Vanuatu appeals for pumps"
    assert seen[-1].id == hostile().article.id


def test_an_article_is_found_by_its_title_its_claims_and_its_publisher(book):
    def titles(**conditions):
        return [one.title for one in book.newest_articles(20, **conditions).records]

    assert titles(search="appeals pumps") == ["Vanuatu appeals for pumps"]
    assert titles(search="fisheries") == ["Vanuatu says France offered relief after cyclone"]
    assert titles(search="100%") == []
    assert titles(publisher="harbour") == ["Vanuatu says France offered relief after cyclone"]
    assert titles(since=date(2025, 3, 13), until=date(2025, 3, 31)) == ["Vanuatu appeals for pumps"]


def test_claims_of_conditions_newest_first(book):
    found = book.newest_claims(1, None, ClaimFilters(event="COERCE"))
    assert [one.status for one in found.records] == ["denied"]
    assert found.older is not None
    assert [one.status for one in book.newest_claims(1, found.older, ClaimFilters(event="COERCE")).records] == [
        "happened"
    ]


def test_what_is_disputed(book):
    (event,) = book.recent_disputes(100).found
    assert (event.event, event.actor, event.disputed, len(event.claims)) == ("COERCE", ("FJI",), True, 2)
    whole = next(one for one in book.events() if one.disputed)
    assert event == whole
    assert book.recent_event(event.id) == whole


def test_relations_of_the_newest_claims_are_those_of_the_book_where_none_is_left_out(book):
    recent = book.recent_relations()
    assert recent.whole
    assert list(recent.found) == list(book.relations())
    few = book.recent_relations(most=3)
    assert not few.whole
    assert 0 < len(few.found) < len(recent.found)


def test_threads_of_the_newest_steps_and_of_claims(book):
    recent = book.recent_threads(100)
    assert recent.whole
    assert {one.id for one in recent.found} == {one.id for one in book.aid_threads()}
    assert not book.recent_threads(1).whole
    offered = book.newest_claims(10, None, ClaimFilters(actor="FRA", status="offered")).records
    (thread,) = book.threads_about(offered)
    assert [step.stage for step in thread.steps] == ["offered", "thanked", "deferred"]
    assert book.threads_about(()) == []


def test_figures_of_the_newest_impacts(book):
    recent = book.recent_series(100, "storm", "VUT")
    assert [one.id for one in recent.found] == [one.id for one in book.impact_series("storm", "VUT")]
    assert book.recent_series(100, "flood").found == ()


def test_parties_by_how_many_claims_they_are_in(book):
    counts = dict(book.recent_parties().found)
    claims = list(book.claims())
    assert counts["FJI"] == sum(any(party.code == "FJI" for party in (*one.actor, *one.recipient)) for one in claims)
    assert list(counts.values()) == sorted(counts.values(), reverse=True)


def test_corrections_latest_first_and_what_stands_of_an_article(book):
    claim, other = cyclone().claims[:2]
    book.correct(claim.id, "accept", by="Maria")
    book.correct(other.id, "reject", by="Jan")
    assert [one.by for one in book.last_corrections(5)] == ["Jan", "Maria"]
    assert book.article_of(other.id) == cyclone().article.id
    assert book.article_of("ffffffffffffffff") is None
    (counts,) = book.records_in([cyclone().article.id]).values()
    # The thanks are rejected, and with them the aid step that was read off them.
    assert (counts.claims, counts.impacts, counts.aid) == (10, 3, 5)
