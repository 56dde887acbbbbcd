"""The paragraphs of a story: those that the finder passes over, and those of other stories."""

from __future__ import annotations

import json

import pytest

from tests.pages.test_items_and_html import HTML, html
from wirebook.errors import MissingExtra
from wirebook.pages import read_page
from wirebook.record import Page

LINE = "The convoy of {} trucks left the port of Arica on Monday with flour, tents and water for the towns inland."
LINES = [LINE.format(number) for number in ("ten", "twelve", "twenty", "thirty", "forty", "fifty", "sixty", "ninety")]


def page(body):
    start, end = HTML.index("<p>SANTIAGO"), HTML.index("</article>")
    return HTML[:start] + body + HTML[end:]


def paragraphs(article):
    return [article.block_text(b) for b in article.blocks if b.kind == "body"]


def test_a_story_cut_into_several_parts_by_advertisements_is_read_whole():
    parts = ["".join(f"<p>{line}</p>" for line in LINES[i : i + 2]) for i in range(0, 8, 2)]
    cut = "<div class=ad>Advertisement</div>".join(f'<div class="chunk">{part}</div>' for part in parts)
    assert paragraphs(html(page(f"<div>{cut}</div>"))) == LINES


def test_what_the_page_repeats_of_the_story_tells_of_paragraphs_that_were_passed_over():
    hidden = "".join(f"<p class=comment-teaser>{line}</p>" for line in LINES[2:])
    shown = "".join(f"<p>{line}</p>" for line in LINES[:2])
    body = f"<div>{shown}</div><aside class=sidebar>{hidden}</aside>"
    data = json.dumps({"@type": "NewsArticle", "headline": "x", "articleBody": " ".join(LINES)})
    markup = page(body).replace("</head>", f'<script type="application/ld+json">{data}</script></head>')
    assert paragraphs(html(markup)) == LINES


def test_a_line_that_is_a_link_is_a_link():
    read_more = '<p>Read more: <a href="/b">Harbour reopens after the storm, minister says in the capital</a></p>'
    body = "".join(f"<p>{line}</p>" for line in LINES)
    article = html(page(body.replace(f"<p>{LINES[4]}", read_more + f"<p>{LINES[4]}")))
    assert paragraphs(article) == LINES
    assert any(b.kind == "link" and "Harbour" in article.block_text(b) for b in article.blocks)


def test_a_link_that_is_never_closed_holds_the_story():
    body = "<a href='/x'>" + "".join(f"<p>{line}</p>" for line in LINES)
    assert paragraphs(html(page(body))) == LINES


def test_a_headline_repeated_in_the_story_is_no_paragraph_of_it():
    article = html(page("<h1>Thanks for relief</h1>" + "".join(f"<p>{line}</p>" for line in LINES)))
    assert "Thanks for relief" not in paragraphs(article)


def test_a_story_in_another_language_is_kept_whole():
    lines = [f"Die Regierung hat am {day} beschlossen, mehr Hilfe für die Opfer der Flut zu schicken" for day in "ABCD"]
    article = html(page("".join(f"<p>{line}</p>" for line in lines) + "<p>Kurz gesagt</p>"))
    assert (article.language, article.is_coded) == ("de", False)
    assert len(paragraphs(article)) >= 4


def test_the_quick_way_finds_a_plain_story_too():
    pytest.importorskip("resiliparse")
    quick = read_page(
        Page(content=page("".join(f"<p>{line}</p>" for line in LINES)).encode(), media_type="text/html"), fast=True
    )
    assert paragraphs(quick) == LINES
    assert quick.title == "Chile thanks Peru for relief flights"


def test_without_its_extra_the_quick_way_says_what_to_install(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match="archive"):
        read_page(Page(content=HTML.encode(), media_type="text/html"), fast=True)
