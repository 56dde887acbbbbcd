from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from tests.views.fake_book import FakeBook, small_book
from tests.views.pages import cyclone, hostile
from wirebook.book.model import BookArticle, Edition, Summary
from wirebook.record import Claim
from wirebook.views import terminal

BOOK = small_book()
TABLES = {
    "articles": (terminal.show_articles, [coded.article for coded in BOOK.coded_articles()]),
    "claims": (terminal.show_claims, BOOK.claims()),
    "events": (terminal.show_events, BOOK.events()),
    "aid": (terminal.show_aid, BOOK.aid_threads()),
    "impacts": (terminal.show_impacts, BOOK.impact_series()),
    "relations": (terminal.show_relations, BOOK.relations()),
}


def printed(show, records, width=80, **options):
    stream = io.StringIO()
    console = Console(file=stream, width=width, **options)
    count = show(records, console)
    return count, stream.getvalue()


@pytest.mark.parametrize("width", [80, 100, 160])
@pytest.mark.parametrize("name", TABLES)
def test_tables_fit_the_width_and_count_their_rows(name, width):
    show, records = TABLES[name]
    count, text = printed(show, records, width)
    assert count == len(records)
    assert max(map(len, text.splitlines())) <= width


@pytest.mark.parametrize("name", TABLES)
def test_no_colour_reaches_what_is_no_terminal(name):
    show, records = TABLES[name]
    assert "\x1b" not in printed(show, records)[1]


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_says_what_to_do(name):
    show, _ = TABLES[name]
    count, text = printed(show, [])
    assert count == 0
    assert "wirebook read INPUT" in text
    stream = io.StringIO()
    show([], Console(file=stream, width=80), filtered=True)
    assert "Leave filters out" in stream.getvalue()


def test_claims_tell_who_did_what_to_whom_and_who_says_so():
    _, text = printed(terminal.show_claims, cyclone().claims, 200)
    denial = next(line for line in text.splitlines() if "denied" in line)
    for words in ("2025-03-03", "Fiji → Vanuatu", "◆ COERCE (seize)", "denied, negated", "FBC News, citing a navy"):
        assert words in denial


@pytest.mark.parametrize("width", [80, 160])
def test_articles_say_what_they_are_printings_and_versions_of(width):
    first, printing, version = (coded.article for coded in BOOK.coded_articles())
    ids = (first.id, printing.id, version.id)
    articles = [
        BookArticle(**dict(article), edition=edition)
        for article, edition in (
            (first, Edition(relation="first", printings=ids[:2], versions=(first.id, version.id))),
            (printing, Edition(relation="printing", of=first.id, printings=ids[:2], versions=(first.id, version.id))),
            (version, Edition(relation="version", of=first.id, version=2, printings=ids[2:], versions=ids[::2])),
        )
    ]
    _, text = printed(terminal.show_articles, articles, width)
    text = " ".join(text.split())
    for words in ("printings 2", "versions 2", "printing of", "version 2 of"):
        assert words in text
    assert text.count(first.id) == 3


def test_events_tell_reports_from_articles():
    event = BOOK.events()[0].model_copy(update={"reports": 2, "articles": 13})
    assert "13 articles" in printed(terminal.show_events, [event])[1]
    assert "13 articles" not in printed(terminal.show_events, [event], 160)[1]
    alike = event.model_copy(update={"articles": 2})
    assert "articles" not in printed(terminal.show_events, [alike])[1]


def test_an_undated_claim_has_a_dash():
    _, text = printed(terminal.show_claims, hostile().claims)
    assert any(line.strip().startswith("—") for line in text.splitlines())


def test_a_page_can_neither_style_the_table_nor_drive_the_terminal():
    _, text = printed(terminal.show_claims, hostile().claims, 200, force_terminal=True, color_system="truecolor")
    assert "[red]Suva[/red]" in text
    assert "\x1b[31m" not in text


def test_impacts_stand_side_by_side_with_the_displayed_one_marked():
    _, text = printed(terminal.show_impacts, BOOK.impact_series())
    assert "* 3: VBTC, 2025-03-12" in text
    assert "· 5: Vanuatu Red Cross, 2025-03-12" in text


def test_aid_matters_show_their_life_line_and_standing():
    _, text = printed(terminal.show_aid, BOOK.aid_threads(), 140)
    assert "offered 2025-03-12 (VBTC)" in text
    assert "delivered 2025-03-11 $4 million of shelter kits" in text


def test_the_summary_is_one_line():
    stream = io.StringIO()
    terminal.show_summary(BOOK.summary(), Console(file=stream, width=80))
    assert stream.getvalue() == "The book holds 3 articles, 14 claims, 13 events, 8 aid steps, 3 impacts.\n"
    terminal.show_summary(Summary(articles=1), Console(file=stream, width=80), title="New in the book:")
    assert "New in the book: 1 article, 0 claims" in stream.getvalue()


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_found_by_its_name(name):
    show, records = TABLES[name]
    stream = io.StringIO()
    assert terminal.show(name, records, Console(file=stream, width=80)) == len(records)
    assert stream.getvalue() == printed(show, records)[1]


def test_json_lines_are_the_records():
    stream = io.StringIO()
    assert terminal.print_json(BOOK.claims(), stream) == 14
    lines = stream.getvalue().splitlines()
    assert [Claim.model_validate(json.loads(line)) for line in lines] == list(BOOK.claims())
    assert terminal.print_json(FakeBook().claims(), stream) == 0
