"""The views of a book in a database: they say the same as those of the book in memory."""

from __future__ import annotations

import io

import pytest

from tests.views.fake_book import small_book
from wirebook.book import Book
from wirebook.views.export import FORMATS, export
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


@pytest.mark.parametrize("format", FORMATS)
def test_a_real_book_exports_as_many_claims_as_it_was_given(book, format):
    assert export(book, format, io.BytesIO()) == len(small_book().claims())
