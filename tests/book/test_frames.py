"""Records of a book as data frames."""

from __future__ import annotations

import sys
from datetime import date

import pytest

from tests.views.fake_book import small_book
from wirebook.book import Book
from wirebook.book.frames import Records, schema
from wirebook.book.model import EventRow
from wirebook.errors import MissingExtra
from wirebook.record import AidStep, Claim, Impact

ROWS = {"claims": Claim, "impacts": Impact, "aid_steps": AidStep, "events": EventRow}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    with Book(tmp_path_factory.mktemp("frames") / "small.db") as opened:
        opened.add_many(small_book().coded_articles())
        yield opened


@pytest.mark.parametrize("what", ROWS)
def test_a_table_has_a_row_a_record_under_the_columns_of_its_type(small, what):
    pytest.importorskip("pyarrow")
    table = getattr(small, what)().to_arrow()
    assert table.schema == schema(ROWS[what])
    records = [record if what != "events" else EventRow.of(record) for record in getattr(small, what)()]
    assert [ROWS[what].model_validate(row) for row in table.to_pylist()] == records


def test_filters_hold_for_frames_too(small):
    pytest.importorskip("pyarrow")
    assert small.claims(event="AID").to_arrow().column("actor").to_pylist()[0][0]["code"] == "AUS"
    assert small.claims(event="PROTEST").to_arrow().num_rows == 0


def test_records_are_an_iterator_as_before(small):
    records = small.claims()
    first = next(records)
    assert isinstance(records, Records)
    assert [first, *records] == list(small.claims())
    assert list(records) == []


def test_batches_are_read_as_they_are_asked_for():
    pytest.importorskip("pyarrow")
    taken = []

    def source():
        for claim in small_book().claims():
            taken.append(claim)
            yield claim

    batches = Records(source(), Claim).to_batches(rows=5)
    assert batches.read_next_batch().num_rows == 5
    assert len(taken) == 5
    assert [batch.num_rows for batch in batches] == [5, 4]


def test_what_was_taken_is_not_in_the_frame(small):
    pytest.importorskip("pyarrow")
    records = small.claims()
    next(records)
    assert records.to_arrow().num_rows == 13


def test_pandas_has_days_as_days(small):
    pytest.importorskip("pandas")
    frame = small.claims().to_pandas()
    assert frame["date"].dtype.kind == "M"
    assert frame["date"].max().date() == date(2025, 3, 13)
    assert len(small.events().to_pandas()) == len(list(small.events()))


@pytest.mark.parametrize(
    ("library", "method", "named"),
    [("pyarrow", "to_arrow", r"wirebook\[parquet\]"), ("pyarrow", "to_batches", r"wirebook\[parquet\]"),
     ("pandas", "to_pandas", r"wirebook\[frames\]"), ("polars", "to_polars", "pip install polars")],
)  # fmt: skip
def test_a_library_that_is_missing_is_named_with_what_to_install(monkeypatch, small, library, method, named):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra, match=named):
        getattr(small.claims(), method)()
