from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.book.factories import claim, coded
from wirebook.book.linking import ClaimRow, link
from wirebook.book.party import to_column

DAY = date(2031, 3, 9)
JUNE = (date(2031, 6, 1), date(2031, 6, 30))


def events(book, *claims, published=date(2031, 3, 10)):
    """How many claims each event of a book of one-claim articles has."""
    book.add_many(coded(f"Text {number}.", one, published=published) for number, one in enumerate(claims))
    return sorted(len(event.claims) for event in book.events())


def test_the_same_act_in_two_articles_is_one_event(book):
    assert events(book, claim(day=DAY), claim(day=DAY)) == [2]
    event = next(book.events())
    assert (event.event, event.actor, event.recipient, event.date) == ("AID", ("FRE",), ("SYL",), DAY)


def test_another_type_party_direction_or_day_is_another_event(book):
    others = [claim("AGREE", day=DAY), claim(actor="OSR", day=DAY), claim(actor="SYL", recipient="FRE", day=DAY)]
    assert events(book, claim(day=DAY), *others, claim(day=DAY + timedelta(1))) == [1, 1, 1, 1, 1]


def test_a_joint_act_has_the_same_set_of_actors(book):
    joint = [claim("CONSULT", actors, "", DAY) for actors in ("FRE SYL", "SYL FRE", "FRE OSR")]
    assert events(book, *joint) == [1, 2]


def test_a_mode_that_is_not_said_joins_one_that_is(book):
    said = claim("CONSULT", "FRE SYL", "", DAY, mode="visit")
    assert events(book, said, claim("CONSULT", "FRE SYL", "", DAY)) == [2]
    assert next(book.events()).mode == "visit"


def test_a_mode_that_is_not_said_joins_neither_of_two(book):
    modes = ("visit", "phone", None)
    assert events(book, *(claim("CONSULT", "FRE SYL", "", DAY, mode=mode) for mode in modes)) == [1, 1, 1]


def test_an_event_without_a_mode_does_not_get_two(book):
    wide = [claim("CONSULT", "FRE", "SYL", JUNE[0], end=JUNE[1], mode=mode) for mode in ("visit", "phone")]
    assert events(book, claim("CONSULT", "FRE", "SYL", JUNE[0]), *wide) == [1, 1, 1]


def test_a_month_joins_the_one_day_in_it(book):
    assert events(book, claim(day=JUNE[0], end=JUNE[1]), claim(day=date(2031, 6, 19))) == [2]
    event = next(book.events())
    assert event.date == event.enddate == date(2031, 6, 19)


def test_a_month_never_bridges_two_days(book):
    month = claim(day=JUNE[0], end=JUNE[1])
    assert events(book, month, claim(day=date(2031, 6, 19)), claim(day=date(2031, 6, 25))) == [1, 1, 1]


def test_an_undated_claim_joins_the_one_event_of_the_week(book):
    assert events(book, claim(), claim(day=DAY)) == [2]
    assert next(book.events()).date == DAY


def test_an_undated_claim_joins_none_of_two_and_none_long_past(book):
    assert events(book, claim(), claim(day=DAY), claim(day=DAY - timedelta(2)), claim(day=date(2030, 1, 1))) == [1] * 4


def test_undated_claims_of_one_day_are_together_and_stay_undated(book):
    assert events(book, claim(), claim()) == [2]
    event = next(book.events())
    assert event.date is event.enddate is None


def test_what_is_past_or_nobodys_and_undated_stands_alone(book):
    nobodys = [claim(actor="", day=DAY), claim(actor="", day=DAY)]
    assert events(book, claim(), claim(status="historical"), claim(status="hypothetical"), *nobodys) == [1] * 5


def test_without_a_publication_an_undated_claim_stands_alone(book):
    assert events(book, claim(), claim(), published=None) == [1, 1]


def test_a_denial_joins_what_it_denies(book):
    assert events(book, claim(day=DAY), claim(day=DAY, status="denied"), claim(day=DAY)) == [3]
    event = next(book.events())
    assert event.disputed
    assert event.statuses == ("happened", "denied")


def test_a_denial_alone_disputes_nothing(book):
    assert events(book, claim(day=DAY, negated=True), claim(day=DAY, status="denied")) == [2]
    assert not next(book.events()).disputed


def test_parties_without_a_code_are_told_apart_by_name(book):
    assert events(
        book, claim(actor="rebels", day=DAY), claim(actor="rebels", day=DAY), claim(actor="miners", day=DAY)
    ) == [
        1,
        2,
    ]
    assert [event.actor for event in book.events(actor="Rebels")] == [("rebels",)]


def test_the_id_stays_when_later_reports_join(book):
    book.add(coded("First.", claim(day=DAY)))
    first = next(book.events()).id
    book.add(coded("Second.", claim(day=DAY), published=date(2031, 3, 11)))
    assert [(event.id, len(event.claims)) for event in book.events()] == [(first, 2)]


def test_events_are_found_by_time_type_and_party(book):
    events(book, claim(day=DAY), claim("CONSULT", day=JUNE[0], end=JUNE[1]), claim("ACCUSE"))
    assert [event.event for event in book.events()] == ["AID", "ACCUSE", "CONSULT"]
    assert [event.event for event in book.events(since=JUNE[1])] == ["CONSULT"]
    assert [event.event for event in book.events(until=DAY)] == ["AID"]
    assert [event.event for event in book.events("ACCUSE", "FRE", "SYL")] == ["ACCUSE"]
    assert list(book.events(actor="SYL")) == []


@st.composite
def claim_rows(draw: st.DrawFn) -> list[ClaimRow]:
    number = draw(st.integers(0, 14))
    rows = []
    for index in range(number):
        day = draw(st.none() | st.dates(date(2031, 3, 1), date(2031, 3, 12)))
        published = draw(st.none() | st.dates(date(2031, 3, 1), date(2031, 3, 12)))
        rows.append(
            ClaimRow(
                key=f"{published or '9999-99-99'} {index:03d}",
                id=str(index),
                event="CONSULT",
                mode=draw(st.sampled_from([None, "visit", "phone"])),
                status=draw(st.sampled_from(["happened", "historical", "denied"])),
                negated=False,
                date=day,
                enddate=day and day + timedelta(draw(st.sampled_from([0, 0, 1, 6, 29]))),
                published=published,
                actors=to_column(draw(st.sampled_from([("FRE",), ("FRE", "SYL"), ()]))),
                recipients=to_column(()),
                country=draw(st.sampled_from([None, "FRE", "SYL"])),
            )
        )
    return rows


def told(events):
    return [(one.id, one.mode, one.dates, one.country, one.statuses, [row.id for row in one.rows]) for one in events]


@given(claim_rows(), st.data())
def test_the_order_of_claims_makes_no_difference(rows, data):
    assert told(link(rows)) == told(link(data.draw(st.permutations(rows))))


@given(claim_rows())
def test_every_claim_is_in_one_event_with_one_mode_at_most(rows):
    events = link(rows)
    assert sorted(row.id for event in events for row in event.rows) == sorted(row.id for row in rows)
    assert len({event.id for event in events}) == len(events)
    for event in events:
        assert len({row.mode for row in event.rows} - {None}) <= 1
        assert len({(row.actors, row.recipients) for row in event.rows}) == 1
