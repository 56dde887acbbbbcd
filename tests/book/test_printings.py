from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book.factories import claim, coded, impact, speaker, step
from tests.book.printings import CUT, DAY, OTHER, RETOUCHED, STORY, UPDATED, answers, at, editions, fresh, ids, printed
from wirebook.book import BookArticle, Summary

in_a_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
PAPER = "https://pell.example/vote"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("books")


def test_an_agency_story_in_three_papers_is_one_text(book):
    agency, cut, retouched = (printed(body, hour=hour) for hour, body in enumerate([STORY, CUT, RETOUCHED]))
    book.add_many([retouched, agency, cut])
    first = agency.article.id
    assert editions(book) == {
        first: ("first", None, 1), cut.article.id: ("printing", first, 1), retouched.article.id: ("printing", first, 1),
    }  # fmt: skip
    for one in (agency, cut, retouched):
        assert list(book.printings(one.article.id)) == [agency.article, cut.article, retouched.article]
    assert list(book.versions(first)) == [agency.article]


def test_the_same_article_with_another_advertisement_is_a_printing(book):
    pages = [printed(STORY, ad=ad, url=PAPER, hour=hour) for hour, ad in enumerate(["", "Umbrellas!", "Kiosks!"])]
    book.add_many(reversed(pages))
    assert [one[0] for one in editions(book).values()].count("printing") == 2
    assert ids(pages) == [one.id for one in book.printings(pages[2].article.id)]


def test_an_updated_story_is_a_later_version_and_the_older_is_kept(book):
    first = printed(STORY, url=PAPER, hour=8)
    updated = printed(UPDATED, url=PAPER, hour=8, updated_at=at(12))
    book.add_many([updated, first])
    assert editions(book)[updated.article.id] == ("version", first.article.id, 2)
    assert [one.id for one in book.versions(updated.article.id)] == ids([first, updated])
    assert book.summary().articles == 2


def test_short_notices_of_one_form_are_two(book):
    form = "Flights from {} resume on {} after the storm, the airport said in a notice to all passengers."
    book.add_many(printed(form.format(*words)) for words in [("Orvelle", "Monday"), ("Orvelle", "Friday")])
    book.add(printed("Subscribe to read on.", title="Tents"))
    book.add(printed("Subscribe  to read on.", title="Boats"))
    assert {one[0] for one in editions(book).values()} == {"first"}


def test_other_texts_are_not_printings(book):
    book.add_many([printed(STORY), printed(OTHER)])
    assert {one[0] for one in editions(book).values()} == {"first"}
    assert book.printings("none") == book.versions("none") == []


def test_printings_are_one_report_of_an_event(book):
    book.add(printed(STORY, claim(day=DAY), hour=8))
    book.add(printed(CUT, claim(day=DAY), hour=9))
    book.add(printed(OTHER, claim(day=DAY)))
    (event,) = book.events()
    assert (event.reports, event.articles, len(event.claims)) == (2, 3, 3)


def test_what_a_printing_says_again_is_no_other_act(book):
    # Each of these stands alone: nobody is named, or it is undated, or "Monday" is another day in the later paper.
    said = [claim(actor="", day=DAY), claim("ACCUSE", status="historical", number=1), claim("CONSULT", number=2)]
    book.add(printed(STORY, *said, claim("REJECT", day=DAY, number=3), hour=8))
    week = DAY + timedelta(7)
    later = printed(CUT, *said, claim("REJECT", day=week, number=3), day=week)
    assert book.add(later) == Summary(articles=1, claims=4)
    assert [(event.reports, event.articles) for event in book.events()] == [(1, 2)] * 4
    assert next(book.events("REJECT")).date == DAY
    assert book.summary().events == 4
    assert sum(len(one.points) for one in book.relations("FRE", "SYL")) == 1


def test_a_sentence_with_two_acts_has_two_in_every_printing(book):
    acts = [claim(day=DAY), claim(day=DAY + timedelta(1), number=1)]
    book.add_many(printed(body, *acts, hour=hour) for hour, body in enumerate([STORY, CUT, RETOUCHED]))
    assert [(event.reports, event.articles) for event in book.events()] == [(1, 3)] * 2


def test_printings_make_no_status_more_frequent(book):
    book.add_many(printed(body, claim(day=DAY), hour=hour) for hour, body in enumerate([STORY, CUT]))
    denied = [coded(f"Text {number}.", claim(day=DAY, status="denied")) for number in range(2)]
    book.add_many(denied)
    assert next(book.events()).statuses == ("denied", "happened")


def test_a_printing_adds_no_step_and_no_figure(book):
    records = [step("offered", DAY), impact("death", 3.0, attribution=(speaker("the ministry", "SYL", "GOV"),))]
    book.add(printed(STORY, *records, hour=8))
    book.add(printed(CUT, *records, hour=9))
    (thread,), (series,) = book.aid_threads(), book.impact_series()
    assert len(thread.steps) == len(series.figures) == 1
    assert len(list(book.aid_steps())) == len(list(book.impacts())) == 2
    book.add(printed(OTHER, *records))
    (thread,), (series,) = book.aid_threads(), book.impact_series()
    assert len(thread.steps) == len(series.figures) == 2


def test_a_later_version_has_its_own_figure_beside_the_one_that_it_replaces(book):
    book.add(printed(STORY, impact("death", 5.0), impact("injured", 2.0, number=1), url=PAPER, hour=8))
    new = impact("death", 3.0).model_copy(update={"text": "Three people died."})
    again = impact("injured", 2.0, number=1).model_copy(update={"text": "Two people were hurt."})
    book.add(printed(UPDATED, new, again, url=PAPER, hour=12))
    deaths, injured = sorted(book.impact_series(), key=lambda one: one.kind)
    assert [figure.low for figure in deaths.figures] == [5, 3] or [figure.low for figure in deaths.figures] == [3, 5]
    assert deaths.displayed.low == 3
    assert len(injured.figures) == 1


def test_a_better_reading_leaves_nothing_of_the_old_text(book):
    book.add(printed(STORY, claim(), hour=8))
    cut = printed(CUT, claim(), hour=9)
    book.add(cut)
    assert book.printings(cut.article.id) != [cut.article]
    blocks = (cut.article.blocks[0].model_copy(update={"start": len(CUT) - 5}),)
    newer = cut.model_copy(
        update={
            "article": cut.article.model_copy(update={"blocks": blocks}),
            "claims": tuple(one.model_copy(update={"coder": "wirebook 0.2.0 en-1"}) for one in cut.claims),
        }
    )
    book.add(newer)
    assert book.printings(cut.article.id) == [newer.article]
    assert not book.check().problems
    book.add(printed(RETOUCHED, claim(), hour=10))
    assert sorted(one[0] for one in editions(book).values()) == ["first", "first", "printing"]


def test_editions_come_as_articles_with_more(book):
    book.add_many(printed(f"{STORY} {number}", hour=number % 24) for number in range(70))
    found = list(book.editions())
    assert [one.id for one in found] == [one.id for one in book.articles()]
    assert all(isinstance(one, BookArticle) and len(one.edition.printings) == 70 for one in found)


@st.composite
def pages(draw: st.DrawFn):
    """An article of one of a few stories, cut, retouched or updated, somewhere, some time, with records."""
    body = draw(st.sampled_from([STORY, CUT, RETOUCHED, UPDATED, OTHER, f"{CUT} {OTHER}", "A short notice."]))
    records = draw(
        st.lists(
            st.sampled_from([
                claim(day=DAY), claim(actor=""), claim("CONSULT", number=1), step("offered"), step("refused", DAY),
                impact(), impact(low=12.0),
            ]),
            max_size=3,
        )
    )  # fmt: skip
    return printed(
        body,
        *records,
        ad=draw(st.sampled_from(["", "Umbrellas!"])),
        hour=draw(st.none() | st.integers(0, 3)),
        day=draw(st.none() | st.dates(DAY, date(2031, 3, 11))),
        url=draw(st.sampled_from([None, PAPER, "https://hegg.example/vote"])),
        publisher=draw(st.sampled_from([None, "Pell Press"])),
    )


@in_a_folder
@given(articles=st.lists(pages(), max_size=6, unique_by=lambda one: one.article.id), data=st.data())
def test_the_order_of_reading_makes_no_difference(folder, articles, data):
    with fresh(folder) as one, fresh(folder) as other:
        one.add_many(articles)
        for article in data.draw(st.permutations(articles)):
            other.add(article)
        assert answers(one) == answers(other)
        assert not one.check().problems
