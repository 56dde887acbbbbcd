"""What notebooks show."""

from __future__ import annotations

import sys
from datetime import date
from html import unescape
from xml.etree import ElementTree

import pytest

from tests.book.factories import claim, coded
from wirebook.book import Book
from wirebook.record import Entity

HOSTILE = "<script>alert('x')</script>"


@pytest.fixture
def book(tmp_path):
    with Book(tmp_path / "b.db") as opened:
        for number in range(25):
            day = date(2031, 1 + number % 12, 3)
            opened.add(coded(f"Text {number}.", claim("ASSAULT" if number % 3 else "AID", day=day), published=day))
        yield opened


def test_a_table_shows_the_first_records_and_goes_through_none(book):
    claims = book.claims()
    shown = claims._repr_html_()
    assert shown.count("<tr>") == 21
    assert "there are more" in shown
    assert claims._repr_html_() == shown
    assert len(list(claims)) == 25


@pytest.mark.parametrize("ask", ["events", "impacts", "aid_steps"])
def test_every_kind_of_record_has_a_table(book, ask):
    assert getattr(book, ask)()._repr_html_()


def test_a_relation_is_drawn_whichever_way_it_is_named(book):
    relation = book.relation("syl", "FRE")
    drawing = ElementTree.fromstring(str(relation.plot()))
    bars = [one for one in drawing.iter() if one.get("role") == "img"]
    assert len(bars) == len(relation.points) == 12
    assert relation._repr_html_() == book.relation("FRE", "SYL").plot()._repr_svg_()
    assert "No event of the two" in str(book.relation("FRE", "FRE").plot())


def test_a_relation_that_cannot_be_drawn_is_told(book, monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    shown = book.relation("FRE", "SYL")._repr_html_()
    assert shown.startswith("<p>Relations score by period")
    assert "pip install 'wirebook[web]'" in unescape(shown)


def test_an_article_shows_its_evidence(book):
    article = next(book.articles())
    shown = book.coded_article(article.id)._repr_html_()
    assert "<mark" in shown
    assert book.coded_article("0" * 16) is None


def test_markup_of_a_page_stays_text(tmp_path):
    party = Entity(entity_text=HOSTILE, identifier_text=HOSTILE)
    with Book(tmp_path / "b.db") as book:
        made = coded(HOSTILE, claim().model_copy(update={"actor": (party,), "text": HOSTILE}))
        article = made.article.model_copy(update={"title": HOSTILE, "publisher": HOSTILE})
        book.add(made.model_copy(update={"article": article}))
        for shown in (
            book.claims()._repr_html_(),
            book.events()._repr_html_(),
            next(book.coded_articles())._repr_html_(),
        ):
            assert "<script" not in shown
            assert "&lt;script" in shown
