from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from tests.views.fake_book import FakeBook, small_book
from tests.views.pages import HOSTILE, cyclone, hostile, many
from wirebook.views.report import render

VOID = {"meta", "link", "br", "img", "input"}


class Page(HTMLParser):
    """Collects what a test asks about and fails on tags that do not close."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag if dict(attrs).get("aria-hidden") != "true" else f"hidden {tag}")

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open
        assert self.open.pop().removeprefix("hidden ") == tag

    def handle_data(self, data):
        if self.open and not any(tag in {"style", "script"} or tag.startswith("hidden ") for tag in self.open):
            self.text.append(data)

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [
            attributes
            for name, attributes in self.tags
            if name == tag and all(value in (attributes.get(key) or "").split() for key, value in wanted.items())
        ]


@pytest.fixture(scope="module")
def html():
    return render(small_book())


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


def test_the_same_book_gives_the_same_bytes(html):
    assert render(small_book()) == html


def test_nothing_is_fetched(html, page):
    assert not [attributes for _, attributes in page.tags if attributes.get("src")]
    addresses = [attributes["href"] for attributes in page.all("link")]
    assert addresses == ["data:,"]
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest", html)


def test_a_hostile_page_stays_text(html, page):
    assert "".join(page.text).count(HOSTILE) == 1
    assert "<img src=x" not in html
    assert "window.pwned" not in re.sub(r"&lt;script&gt;window\.pwned=1&lt;/script&gt;", "", html)
    assert not page.all("a", href="javascript:alert(1)")
    assert "\x1b" not in html


def test_every_link_inside_the_page_has_its_target(page):
    ids = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
    assert len(ids) == len(set(ids))
    targets = {str(attributes["href"])[1:] for attributes in page.all("a") if str(attributes["href"]).startswith("#")}
    assert targets <= set(ids)


def test_the_text_of_an_article_is_shown_whole_and_its_furniture_folded(page):
    words = "".join(page.text)
    article = cyclone().article
    for block in article.blocks:
        if block.kind not in {"furniture", "link"}:
            assert article.block_text(block) in words
    assert "3 lines around the story, not coded" in words
    assert page.all("details", **{"class": "furniture"})


def test_each_record_has_a_note_and_a_highlight_that_keyboards_reach(page):
    coded = small_book().coded_articles()
    notes = [attributes["id"] for attributes in page.all("li", **{"class": "note"})]
    assert sorted(notes) == sorted(f"n-{record.id}" for item in coded for record in (*item.claims, *item.impacts))
    buttons = page.all("span", role="button")
    assert all(button["tabindex"] == "0" and button["aria-label"] for button in buttons)
    reached = sum(len(str(button["data-n"]).split()) for button in buttons)
    assert reached >= len(notes)


def test_the_chain_of_speakers_runs_from_the_printer_to_the_original_voice(html):
    note = html[html.index('id="n-' + cyclone().claims[8].id) :]
    chain = note[note.index('<ol class="chain">') : note.index("</ol>", note.index('<ol class="chain">'))]
    names = re.findall(r"<b>(.*?)</b>", chain)
    assert names == ["The Harbour Times", "Reuters", "FBC News", "a navy spokesman"]


def test_a_claim_without_a_date_says_why(html):
    assert "not dated" in html
    assert "unresolved: no date in the sentence" in html


def test_ledger_steps_lead_to_their_words(html, page):
    ledger = html[html.index('id="aid"') : html.index('id="impacts"')]
    assert re.findall(r"Stands</span> <b>(\w+)</b>", ledger) == ["pledged", "deferred", "delivered", "unanswered"]
    assert f'href="#n-{cyclone().claims[0].id}"' in ledger


def test_figures_of_different_speakers_stand_side_by_side_with_one_marked(html):
    sheet = html[html.index('id="impacts"') : html.index('id="timeline"')]
    deaths = sheet[sheet.index("<h4>deaths</h4>") : sheet.index("<h4>buildings destroyed</h4>")]
    assert re.findall(r'class="figure">(.*?)<', deaths) == ["3", "5"]
    assert deaths.count('class="displayed"') == 1
    assert "the government&#39;s figure before others&#39;" in sheet


def test_events_are_listed_as_data_that_cannot_end_the_script(html):
    data = re.search(r'<script type="application/json" id="event-rows">(.*?)</script>', html, re.DOTALL)
    assert data
    rows = json.loads(data[1])
    assert len(rows) == len(small_book().events())
    assert "<" not in data[1]


def test_a_large_book_shows_its_most_recent_articles_and_says_so():
    book = FakeBook(many(260))
    html = render(book)
    assert html.count('class="article"') == 200
    assert "The 200 most recent of 260 articles" in html
    assert "Bulletin 259:" in html
    assert "h3>Bulletin 20:" not in html
    assert len(html) < 1_500_000


def test_days_far_from_the_rest_do_not_squeeze_the_timeline():
    far = cyclone().claims[0].model_copy(update={"id": "far", "date": date(2050, 1, 1), "enddate": date(2050, 12, 31)})
    old = cyclone().claims[0].model_copy(update={"id": "old", "date": date(1945, 8, 6), "enddate": date(1945, 8, 6)})
    coded = cyclone()
    html = render(FakeBook([coded.model_copy(update={"claims": (*coded.claims, far, old)})]))
    assert "1 event before 14 Feb 2025 not drawn." in html
    assert "1 event after 12 Mar 2025 not drawn." in html


def test_long_ledgers_are_folded():
    coded = cyclone()
    steps = tuple(
        step.model_copy(update={"id": f"{step.id}{number}", "what": f"lot {number}"})
        for number in range(30)
        for step in coded.aid[:1]
    )
    html = render(FakeBook([coded.model_copy(update={"aid": steps})]))
    assert html.count('class="thread"') == 30
    assert "6 more aid matters" in html


def test_the_newest_article_with_something_read_stands_open():
    coded = many(10)
    silent = coded[-1].model_copy(update={"claims": ()})
    html = render(FakeBook([*coded[:-1], silent]))
    assert re.findall(r'<details class="article" id="([^"]+)" open', html) == [f"a-{coded[-2].article.id}"]
    assert "nothing coded" in html


def test_an_empty_book_says_what_to_do():
    html = render(FakeBook())
    Page(html)
    assert "wirebook read INPUT" in html


def test_a_book_of_undated_pages_has_no_timeline():
    assert "No event in the book has a date." in render(FakeBook([hostile()]))
