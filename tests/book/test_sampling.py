from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.book.factories import claim, coded, impact
from tests.book.test_corrections import NEWER, later
from wirebook.book import Book, precision_of
from wirebook.book.sampling import share_of
from wirebook.errors import UnknownRecord, WrongCorrection

DAY = date(2031, 3, 9)
AT = datetime(2031, 3, 11, tzinfo=UTC)


def fill(book: Book, articles: int = 20) -> None:
    for number in range(articles):
        book.add(coded(f"{number}.", claim(day=DAY), claim("ACCUSE", "SYL", "FRE", DAY, number=10), impact()))


def ids(drawn) -> list[str]:
    return [one.claim.id for one in drawn]


def test_a_seed_draws_the_same_claims_whatever_the_order_of_reading(tmp_path):
    with Book(tmp_path / "one.db") as one, Book(tmp_path / "other.db") as other:
        fill(one)
        other.add_many(reversed(list(one.coded_articles())))
        for seed in (0, 1):
            assert ids(one.sample(15, seed)) == ids(other.sample(15, seed))
        assert ids(one.sample(15)) != ids(one.sample(15, 1))
        assert ids(one.sample(15))[:7] == ids(one.sample(7))
        assert len(set(ids(one.sample(100)))) == 40
        assert {item.claim.event for item in one.sample(100, event="AID", actor="FRE", since=DAY)} == {"AID"}
        assert len(one.sample(100, search="tents sylvania", status="happened")) == 40
        assert one.sample(100, search="boats") == []


def test_every_claim_is_as_likely_as_another(book):
    fill(book, 5)
    times = dict.fromkeys((one.id for one in book.claims()), 0)
    for seed in range(400):
        for one in book.sample(2, seed):
            times[one.claim.id] += 1
    assert all(50 < number < 112 for number in times.values())  # 80 each on the average


def test_labels_are_kept_counted_and_taken_back(book):
    fill(book)
    first, second, third, *_ = ids(book.sample(10))
    book.label(first, "right", by="Maria", at=AT)
    book.label(second, "wrong", ["actor", "date"], by="Maria", at=later(1))
    mistaken = book.label(third, "wrong", by="Maria", at=later(2))
    assert book.label(third, "wrong", by="Maria", at=later(3)) == mistaken  # said before
    book.label(third, "right", by="Ana", at=later(4))
    drawn = book.sample(10)
    assert [one.label and one.label.verdict for one in drawn[:4]] == ["right", "wrong", "right", None]
    precision = precision_of(drawn)
    assert (precision.drawn, precision.labelled, precision.all.right) == (10, 3, 2)
    assert precision.wrong == {"actor": 1, "date": 1}
    assert sum(share.labelled for share in precision.by_event.values()) == 3
    label = book.sample(10)[0].label
    for times in range(2):
        book.undo(label.id, by="Maria", at=later(5))
        assert book.sample(10)[0].label is None
        label = book.label(first, "right", by="Maria", at=AT)
        assert book.sample(10)[0].label == label, times
    assert list(book.corrections()) == []
    assert len(list(book.corrections(action="label"))) == 6
    assert len(list(book.corrections(labels=True, undone=False))) == 4
    assert book.summary().claims == 40


def test_what_the_coder_read_is_judged_whatever_was_put_right_later(book):
    fill(book, 3)
    before = book.sample(10)
    first, second, *_ = ids(before)
    book.correct(first, "reject", by="Maria", at=AT)
    book.correct(second, "split", by="Maria", at=AT, parts=[{"actor": "FJI"}, {"actor": "TON"}])
    assert book.sample(10) == before
    book.label(second, "wrong", ["actor"], by="Maria", at=later(1))
    assert book.sample(10)[1].label.wrong == ("actor",)


@pytest.mark.parametrize(("changes", "counts"), [
    ({}, True), ({"confidence": 0.1, "context": ("election",)}, True),
    ({"status": "denied"}, False), ({"date": None}, False),
])  # fmt: skip
def test_a_label_counts_as_long_as_the_claim_says_the_same(book, changes, counts):
    made = coded("One.", claim(day=DAY))
    book.add(made)
    book.label(made.claims[0].id, "right", by="Maria", at=AT)
    new = made.claims[0].model_copy(update={"id": "0123456789abcdef", "coder": NEWER, **changes})
    book.add(made.model_copy(update={"claims": (new,)}))
    assert (book.sample(1)[0].label is not None) is counts


@pytest.mark.parametrize(("verdict", "wrong"), [("good", []), ("wrong", ["colour"]), ("right", ["date"])])
def test_a_label_that_is_none_is_refused(book, verdict, wrong):
    fill(book, 1)
    with pytest.raises(WrongCorrection):
        book.label(next(book.claims()).id, verdict, wrong, by="Maria")
    with pytest.raises(UnknownRecord):
        book.label("ffff", "right", by="Maria")


@pytest.mark.parametrize(("right", "labelled", "low", "high"), [
    # R 4: prop.test(x, n, correct = FALSE)
    (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662),
    (1, 1, 0.2065, 1.0),
])  # fmt: skip
def test_wilsons_interval(right, labelled, low, high):
    share = share_of(right, labelled)
    assert share.precision == pytest.approx(right / labelled)
    assert (share.low, share.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_share_is_within_its_interval(right, wrong):
    share = share_of(right, right + wrong)
    if right + wrong == 0:
        assert (share.precision, share.low, share.high) == (None, None, None)
    else:
        assert 0 <= share.low <= share.precision + 1e-9
        assert share.precision - 1e-9 <= share.high <= 1
