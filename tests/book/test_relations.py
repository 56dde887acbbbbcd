from __future__ import annotations

from datetime import date

import pytest

from tests.book.factories import claim, coded
from wirebook.book.relation_scores import TABLE, parse, relation_scores
from wirebook.book.relations import _period
from wirebook.errors import KnowledgeError

DAY = date(2031, 3, 9)


def relation(book, *claims, **asked):
    book.add_many(coded(f"Text {number}.", one) for number, one in enumerate(claims))
    (found,) = book.relations(**asked)
    return found


def test_aid_brings_together_and_counts_once(book):
    found = relation(book, claim(day=DAY), claim(day=DAY), claim(day=DAY, actor="SYL", recipient="FRE"))
    assert (found.a, found.b, found.score, found.cooperation, found.conflict) == ("FRE", "SYL", 16, 2, 0)
    (point,) = found.points
    assert (point.start, point.end) == (date(2031, 3, 1), date(2031, 3, 31))
    assert set(point.events) == {event.id for event in book.events()}


def test_an_appeal_is_no_conflict(book):
    asked = [
        claim("REQUEST", "SYL", "FRE", DAY, mode="assist", quad_code=3),
        claim("AID", day=date(2031, 3, 20), status="requested"),
    ]
    found = relation(book, *asked)
    assert (found.score, found.cooperation, found.conflict, found.requests) == (0, 0, 0, 2)


def test_words_weigh_less_than_deeds(book):
    found = relation(book, claim("AGREE", day=DAY, status="offered"), claim("ASSAULT", day=DAY, status="conditional"))
    assert found.score == pytest.approx(2 * 0.5 - 9 * 0.25)
    assert (found.cooperation, found.conflict) == (1, 1)


@pytest.mark.parametrize(
    "more", [{"status": "denied"}, {"negated": True}, {"status": "historical"}, {"status": "hypothetical"}]
)
def test_what_did_not_happen_now_makes_no_relation(book, more):
    book.add(coded("One.", claim("ASSAULT", day=DAY, **more)))
    assert list(book.relations()) == []


def test_a_disputed_event_counts_as_it_is_stated(book):
    assert relation(book, claim("ASSAULT", day=DAY), claim("ASSAULT", day=DAY, status="denied")).conflict == 1


def test_a_joint_act_is_between_its_actors(book):
    book.add(coded("One.", claim("CONSULT", "FRE SYL OSR", "", DAY, mode="visit")))
    assert [(one.a, one.b, one.score) for one in book.relations()] == [
        ("FRE", "OSR", 3),
        ("FRE", "SYL", 3),
        ("OSR", "SYL", 3),
    ]


def test_a_joint_drill_is_cooperation_and_a_drill_against_one_is_not(book):
    book.add(coded("One.", claim("MOBILIZE", "FRE OSR", "", DAY), claim("MOBILIZE", "FRE OSR", "SYL", DAY)))
    assert [(one.a, one.b, one.score > 0) for one in book.relations()] == [
        ("FRE", "OSR", True),
        ("FRE", "SYL", False),
        ("OSR", "SYL", False),
    ]


def test_only_parties_with_a_code_and_two_of_them(book):
    book.add(
        coded(
            "One.", claim(actor="rebels", day=DAY), claim("COERCE", "FRE", "FRE", DAY), claim("CONSULT", "FRE", "", DAY)
        )
    )
    assert list(book.relations()) == []


def test_relations_are_found_by_party_and_time(book):
    book.add(coded("One.", claim(day=DAY), claim(actor="OSR", day=date(2031, 4, 2))))
    assert [(one.a, one.b) for one in book.relations()] == [("FRE", "SYL"), ("OSR", "SYL")]
    assert [(one.a, one.b) for one in book.relations("syl", "FRE")] == [("FRE", "SYL")]
    assert [(one.a, one.b) for one in book.relations(b="OSR")] == [("OSR", "SYL")]
    assert [(one.a, one.b) for one in book.relations(since=date(2031, 4, 1))] == [("OSR", "SYL")]
    assert [(one.a, one.b) for one in book.relations(until=DAY)] == [("FRE", "SYL")]


def test_points_by_week_begin_on_monday(book):
    found = relation(book, claim(day=DAY), claim(day=date(2031, 3, 10)), by="week")
    assert [(point.start, point.end) for point in found.points] == [
        (date(2031, 3, 3), date(2031, 3, 9)),
        (date(2031, 3, 10), date(2031, 3, 16)),
    ]
    assert found.score == sum(point.score for point in found.points)


@pytest.mark.parametrize("by", ["week", "month"])
@pytest.mark.parametrize("day", [date.min, date.max, date(2032, 2, 29), date(2031, 12, 31)])
def test_a_day_is_in_its_period(day, by):
    start, end = _period(day, by)
    assert start <= day <= end


def test_the_table_scores_within_its_range_and_a_request_not_at_all():
    scores = relation_scores()
    assert scores.score("REQUEST", "assist", joint=False) == scores.score("REQUEST", None, joint=True) == 0
    assert scores.score("AID", "any", joint=False) > scores.score("AGREE", None, joint=False) > 0
    assert scores.score("ASSAULT", None, joint=True) < scores.score("ACCUSE", None, joint=False) < 0


@pytest.mark.parametrize(
    "text",
    ["", "[score", "[score]\nAID = 11\n", "[score]\nAID = true\n", "[score]\n[mode]\n[joint]\n[status]\n"],
)
def test_a_broken_table_is_named(text):
    with pytest.raises(KnowledgeError, match=TABLE):
        parse(text)
