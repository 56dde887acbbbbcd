from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.book.factories import aid_steps, coded, step
from wirebook.book.aid import LIFE_ORDER, threads_of
from wirebook.book.aid_standards import aid_standards

DAY = date(2031, 3, 1)


def later(days: int) -> date:
    return DAY + timedelta(days)


def thread(book, *steps, on=None, published=None):
    """The one thread of steps that come in an article each."""
    for number, one in enumerate(steps):
        book.add(coded(f"Text {number}.", one, published=published or one.date))
    (found,) = book.aid_threads(on)
    return found


def test_the_life_of_an_offer(book):
    life = [step("offered", DAY), step("accepted", later(2)), step("dispatched", later(5)), step("delivered", later(9))]
    found = thread(book, *reversed(life))
    assert (found.donor, found.recipient) == (("FRE",), ("SYL",))
    assert [one.stage for one in found.steps] == ["offered", "accepted", "dispatched", "delivered"]
    assert (found.standing, found.since) == ("delivered", later(9))
    (before,) = book.aid_threads(later(4))
    assert (before.id, before.standing, before.since, len(before.steps)) == (found.id, "accepted", later(2), 2)
    assert list(book.aid_threads(later(-1))) == []


def test_an_offer_is_unanswered_until_an_answer_follows(book):
    found = thread(book, step("offered", DAY), step("unanswered", later(3)))
    assert found.standing == "unanswered"
    book.add(coded("Answer.", step("deferred", later(3)), published=later(4)))
    assert [one.standing for one in book.aid_threads()] == ["deferred"]


def test_of_one_day_the_later_in_life_stands(book):
    assert thread(book, step("deferred", DAY), step("offered", DAY), step("thanked", DAY)).standing == "deferred"


def test_an_undated_report_repeats_the_step_it_tells_of(book):
    book.add(coded("Offer.", step("offered", DAY), published=DAY))
    book.add(coded("Delivery.", step("delivered", later(9)), published=later(9)))
    book.add(coded("Background.", step("offered"), published=later(12)))
    (found,) = book.aid_threads()
    assert found.standing == "delivered"
    assert [one.stage for one in found.steps] == ["offered", "offered", "delivered"]


def test_steps_without_any_day_are_kept(book):
    found = thread(book, step("offered"), step("refused"))
    assert (found.standing, found.since) == ("refused", None)


def test_after_a_long_silence_a_new_thread_begins(book):
    for number, day in enumerate([DAY, later(50), later(111)]):
        book.add(coded(f"Text {number}.", step("offered", day), published=day))
    assert [len(one.steps) for one in book.aid_threads()] == [2, 1]


def test_other_parties_are_another_thread(book):
    steps = [step(donor=donor) for donor in ("FRE", "OSR", "FRE OSR", "")]
    book.add(coded("One.", *steps, step(donor="SYL", recipient="FRE")))
    assert [one.donor for one in book.aid_threads()] == [(), ("FRE",), ("FRE", "OSR"), ("OSR",), ("SYL",)]
    assert [one.recipient for one in book.aid_threads(donor="SYL")] == [("FRE",)]
    assert len(list(book.aid_threads(recipient="SYL"))) == 4


def test_the_title_is_the_most_frequent_then_the_longest(book):
    book.add(coded("One.", step(what="tents"), step(what="tents and rice"), step(what=None)))
    assert next(book.aid_threads()).what == "tents and rice"
    book.add(coded("Two.", step(what="tents")))
    assert next(book.aid_threads()).what == "tents"


@given(st.lists(aid_steps(), max_size=10), st.data())
def test_the_order_of_steps_makes_no_difference(steps, data):
    steps = [one.model_copy(update={"article": str(index)}) for index, one in enumerate(steps)]
    threads = threads_of(steps)
    assert threads == threads_of(data.draw(st.permutations(steps)))
    assert sorted(one.article for thread in threads for one in thread.steps) == sorted(one.article for one in steps)


@given(st.lists(aid_steps(), max_size=10), st.dates(date(2031, 1, 1), date(2031, 5, 1)))
def test_a_thread_keeps_its_id_on_every_day(steps, day):
    ids = {thread.id for thread in threads_of(steps)}
    assert {thread.id for thread in threads_of(steps, day)} <= ids


def test_the_standards_name_stages_of_ours():
    standards = aid_standards()
    assert set(standards) <= set(LIFE_ORDER)
    assert (standards["pledged"].fts, standards["pledged"].iati) == ("pledge", 12)
    assert "offered" not in standards
