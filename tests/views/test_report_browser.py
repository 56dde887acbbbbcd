"""The report in a real browser: nothing fetched, nothing broken, usable by mouse, keyboard and thumb."""

from __future__ import annotations

import pytest

from tests.views.browser import browser
from tests.views.fake_book import FakeBook, small_book
from tests.views.pages import cyclone, many
from wirebook.views.report import render

pytestmark = pytest.mark.service

ENTER, ESCAPE, TAB = "\ue007", "\ue00c", "\ue004"
CARD = "return document.getElementById('card').hidden ? '' : document.getElementById('card').innerText"
OVERFLOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(small_book()), encoding="utf-8")
    return path.as_uri()


def trigger(text: str) -> str:
    """Marks the highlight of these words, for a selector to find."""
    return f"[...document.querySelectorAll('.t')].find(each => each.textContent === '{text}').id = 'chosen'"


def test_on_a_phone(tmp_path, report):
    with browser(tmp_path, 375, 812, phone=True) as page:
        page.open(report)
        assert page.run(OVERFLOW) <= 0
        assert page.run(CARD) == ""
        page.run(trigger("accused"))
        page.click("#chosen")
        card = page.run(CARD)
        assert "Vanuatu → Fiji" in card
        assert "Fiji → Vanuatu" in card
        assert "Who says so" in card
        page.click(".card-close")
        assert page.run(CARD) == ""
        page.click(".lane-name")
        assert page.run("return document.querySelectorAll('.listing li').length") == 5
        assert page.run(OVERFLOW) <= 0
        assert page.run("return window.pwned") is None
        assert page.log("browser") == []
        assert page.requests() == [report]


def test_by_keyboard(tmp_path, report):
    with browser(tmp_path) as page:
        page.open(report)
        page.run(trigger("denied the seizure"))
        page.run("document.getElementById('chosen').previousElementSibling; document.getElementById('chosen').focus()")
        page.press(ENTER)
        card = page.run(CARD)
        assert "a navy spokesman" in card
        assert "negated" in card
        assert page.run("return document.activeElement.className") == "card-body"
        roles = page.run("return [...document.querySelectorAll('.on-attribution')].map(each => each.textContent)")
        assert roles == ["FBC News", "a navy spokesman"]
        page.press(ESCAPE)
        assert page.run(CARD) == ""
        assert page.run("return document.activeElement.id") == "chosen"
        page.press(TAB)
        page.wait(CARD)
        assert page.log("browser") == []


def test_a_link_of_the_ledger_opens_the_words(tmp_path, report):
    with browser(tmp_path) as page:
        page.open(report)
        page.run("document.querySelectorAll('.article').forEach(each => each.open = false)")
        page.click(".lifeline a")
        page.wait("return document.querySelector('.note.open') !== null")
        assert page.run("return document.querySelector('.note.open').closest('.article').open") is True


def test_a_large_book_fits_a_phone(tmp_path):
    path = tmp_path / "large.html"
    path.write_text(render(FakeBook([*many(1800), cyclone()])), encoding="utf-8")
    with browser(tmp_path, 375, 812, phone=True) as page:
        page.open(path.as_uri())
        assert page.run(OVERFLOW) <= 0
        page.run("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.run(OVERFLOW) <= 0
        assert page.log("browser") == []


def test_in_print_cards_become_notes(tmp_path, report):
    with browser(tmp_path) as page:
        page.open(report)
        page.emulate_print()
        visible = "return [...document.querySelectorAll('{}')].filter(each => each.checkVisibility()).length"
        assert page.run(visible.format(".note-body")) == page.run(visible.format(".note"))
        assert page.run(visible.format(".tag .n")) > 0
        assert page.run(visible.format(".sections")) == 0
