"""Live blogs come apart into their entries."""

from __future__ import annotations

import datetime
import json

from tests.pages.test_items_and_html import HTML
from wirebook.pages import read_page, split_live
from wirebook.record import Page

ENTRIES = [
    {"@type": "BlogPosting", "headline": "Second wave", "datePublished": "2031-05-07T01:00:00Z", "url": "http://n.example/#2",
     "articleBody": "<p>LARA (Reuters) - A second wave reached Lara.</p><p>Nobody was hurt.</p>"},
    {"@type": "BlogPosting", "headline": "First wave", "datePublished": "2031-05-06T22:00:00Z",
     "articleBody": "A wave reached Lara on Tuesday.\nTwelve houses were flooded."},
    {"@type": "BlogPosting", "headline": "A picture", "datePublished": "2031-05-06T21:00:00Z"},
]  # fmt: skip


def page(entries):
    data = json.dumps({"@type": "LiveBlogPosting", "headline": "Live: storm", "liveBlogUpdate": entries})
    markup = HTML.replace("</head>", f'<script type="application/ld+json">{data}</script></head>')
    return Page(content=markup.encode(), media_type="text/html", file="live.html", url="http://n.example/")


def test_each_entry_with_a_text_is_a_page_with_its_own_day():
    first, second = split_live(page(ENTRIES))
    assert (first.title, first.url, first.position) == ("Second wave", "http://n.example/#2", 1)
    assert (second.title, second.url, second.published) == (
        "First wave", "http://n.example/", datetime.date(2031, 5, 6),
    )  # fmt: skip
    article = read_page(first)
    assert article.published == datetime.date(2031, 5, 7)
    assert [article.block_text(b) for b in article.blocks if b.kind == "body"] == [
        "A second wave reached Lara.",
        "Nobody was hurt.",
    ]


def test_a_page_with_fewer_entries_stays_whole():
    assert list(split_live(page(ENTRIES[2:]))) == [page(ENTRIES[2:])]
    story = Page(content=HTML.encode(), media_type="text/html", file="page.html")
    assert list(split_live(story)) == [story]
