"""The views of a book in a database: they say the same as those of the book in memory."""

from __future__ import annotations

import io
from datetime import date

import pytest

from tests.views.fake_book import small_book
from wirebook.book import Book
from wirebook.views.export import FORMATS, Filters, export
from wirebook.views.report import render
from wirebook.views.source import BookView


@pytest.fixture
def book(tmp_path):
    with Book(tmp_path / "small.db") as opened:
        for coded in small_book().coded_articles():
            opened.add(coded)
        yield opened


def test_the_report_of_a_real_book_holds_every_section_and_is_stable(book):
    view: BookView = book
    html = render(view)
    assert html == render(book)
    assert html.count('class="article"') == 3
    for words in ("<h4>deaths</h4>", "shelter kits", "Fiji – Vanuatu"):
        assert words in html


@pytest.mark.parametrize("format", sorted(set(FORMATS) - {"gdelt", "polecat"}))
def test_a_real_book_exports_as_many_claims_as_it_was_given(book, format):
    assert export(book, format, io.BytesIO()) == len(small_book().claims())


@pytest.mark.parametrize("format", FORMATS)
def test_a_real_book_exports_the_same_bytes_twice(book, format):
    streams = io.BytesIO(), io.BytesIO()
    assert len({export(book, format, stream) for stream in streams}) == 1
    assert streams[0].getvalue() == streams[1].getvalue()


@pytest.mark.parametrize(
    ("what", "filters", "number"),
    [("claims", Filters(event="AID"), 1), ("claims", Filters(actor="AUS"), 2), ("claims", Filters(status="denied"), 1),
     ("claims", Filters(country="FJI"), 1), ("claims", Filters(until=date(2025, 2, 28)), 2),
     ("claims", Filters(actor="FJI", recipient="VUT", since=date(2025, 3, 9)), 2),
     ("impacts", Filters(country="VUT", hazard="storm"), 3), ("impacts", Filters(since=date(2025, 3, 13)), 0),
     ("aid", Filters(actor="AUS", since=date(2025, 3, 13)), 2), ("events", Filters(country="VUT"), 1),
     ("events", Filters(event="CONSULT"), 2)],
)  # fmt: skip
def test_filters_narrow_what_is_exported(book, what, filters, number):
    assert export(book, "csv", io.BytesIO(), what=what, filters=filters) == number
