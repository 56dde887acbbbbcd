"""Pages of events, and what they rest on: which claims can be linked, when the book changed."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Thread

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.book.factories import claim, coded
from tests.book.printings import some_articles
from wirebook.book import Book
from wirebook.book.linking import ClaimRow, link
from wirebook.book.stretches import Time, stretches

FIRST = date(2031, 1, 1)


def all_events(book: Book, order="book", limit=2):
    found, after = [], None
    while True:
        part = book.page_of_events(after=after, limit=limit, order=order)
        found += part.events
        after = part.after
        if after is None:
            return found


def test_pages_of_events_know_printings_and_versions(book):
    book.add_many(some_articles())
    for order in ("book", "newest"):
        assert {one.id: one for one in all_events(book, order)} == {one.id: one for one in book.events()}


def test_a_printing_of_much_later_is_in_the_event_of_the_first_whichever_is_asked_for(book):
    text = "Freedonia said on Monday that it had sent tents. " * 12
    for days, title in ((0, "First."), (90, "Again.")):
        day = FIRST + timedelta(days=days)
        book.add(coded(text + title, claim(day=day), published=day))
    whole = {one.id: one for one in book.events()}
    for one in book.claims():
        event = book.event_with(one.id)
        assert event == whole[event.id]


days = st.one_of(st.none(), st.integers(0, 200))
modes, statuses = st.sampled_from([None, "a", "b"]), st.sampled_from(["happened", "denied"])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(days, st.integers(0, 40), days, modes, statuses), max_size=14))
def test_each_stretch_can_be_linked_alone(drawn):
    def day(number):
        return None if number is None else FIRST + timedelta(days=number)

    rows = [
        ClaimRow(
            f"{number:03d}", f"{number}", "AID", mode, status, False, day(start),
            None if start is None else day(start + long), day(published), '["FRE"]', '["SYL"]', None,
        )
        for number, (start, long, published, mode, status) in enumerate(drawn)
    ]  # fmt: skip
    together = stretches(Time("s", row.key, row.date, row.enddate, row.published) for row in rows)
    parts = {tuple(sorted(keys)) for keys in together.values()}
    assert sorted(key for part in parts for key in part) == [row.key for row in rows]
    alone = [event for part in parts for event in link(row for row in rows if row.key in part)]

    def shape(events):
        return sorted([row.key for row in event.rows] for event in events)

    assert shape(alone) == shape(link(rows))


def test_the_revision_changes_with_every_write_of_whomever(tmp_path):
    with Book(tmp_path / "b.db") as book:
        seen = [book.revision(), book.revision()]
        assert seen[0] == seen[1]
        book.add(coded("One.", claim()))
        seen.append(book.revision())
        with Book(tmp_path / "b.db") as other:
            other.add(coded("Two.", claim()))
        seen.append(book.revision())
        book.correct(next(book.claims()).id, "reject", by="ines")
        seen.append(book.revision())
        assert len(set(seen)) == 4


def test_a_transaction_is_its_threads_own(book):
    def elsewhere():
        seen.append(len(list(book.articles())))

    seen = []
    with book.transaction():
        book.add(coded("One.", claim()))
        assert len(list(book.articles())) == 1
        thread = Thread(target=elsewhere)
        thread.start()
        thread.join()
    elsewhere()
    assert seen == [0, 1]


def test_counts_are_those_of_the_summary_but_for_events(book):
    book.add_many(some_articles())
    book.correct(next(book.claims()).id, "reject", by="ines")
    assert book.counts() == book.summary().model_copy(update={"events": 0})
