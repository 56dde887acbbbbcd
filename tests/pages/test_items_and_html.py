"""Items of JSON Lines, and HTML."""

from __future__ import annotations

import datetime

import pytest

from wirebook.errors import NoArticle
from wirebook.pages import read_page
from wirebook.record import Article, Page

HTML = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Chile thanks Peru | The Daily</title>
<meta property="og:title" content="Chile thanks Peru for relief flights">
<meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2023-05-16T10:00:00Z"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Chile thanks Peru for relief flights</h1>
<p>SANTIAGO (Reuters) - Chile thanked Peru on Tuesday for relief flights that reached the coast after the quake.</p>
<p>The flights carried 40 tonnes of food and water, the foreign ministry said in a statement in the capital.</p>
<p>Peru had offered the help on Monday, hours after the quake struck the coast and cut the roads to the region.</p>
</article><footer><p>Subscribe to our newsletter</p></footer></body></html>"""


def item(text: str, **fields: object) -> Page:
    return Page(content=text.encode(), media_type="application/json", file="items.jsonl", position=1, **fields)


def test_the_text_of_an_item_is_a_body_whole() -> None:
    text = "Lima, May 3 (KCNA) -- Chile thanked Peru.\nShort line\nAll of it is body."
    article = read_page(item(text, title="Thanks", published=datetime.date(2024, 5, 3), url="https://example.org/1"))
    assert article.text == text
    assert [article.block_text(b) for b in article.blocks] == [
        "Lima, May 3 (KCNA) -- ",
        "Chile thanked Peru.",
        "Short line",
        "All of it is body.",
    ]
    assert (article.agency, article.url, article.published_rule) == ("KCNA", "https://example.org/1", "item")


def test_a_party_in_brackets_is_no_dateline() -> None:
    article = read_page(item("Angela Merkel (CDU) said she would go."))
    assert [b.kind for b in article.blocks] == ["body"]


def test_a_blank_item_is_refused() -> None:
    with pytest.raises(NoArticle, match=r"items\.jsonl, item 1"):
        read_page(item("  \n "))


def test_html_gives_title_date_publisher_dateline_and_body() -> None:
    article = read_page(Page(content=HTML.encode(), media_type="text/html", file="page.html"))
    assert article.title == "Chile thanks Peru for relief flights"
    assert (article.published, article.publisher) == (datetime.date(2023, 5, 16), "The Daily")
    assert (article.agency, article.dateline_place) == ("Reuters", "SANTIAGO")
    body = [article.block_text(b) for b in article.blocks if b.kind == "body"]
    assert body[0].startswith("Chile thanked Peru on Tuesday")
    assert len(body) == 3


def test_html_cut_in_the_middle_is_read_as_far_as_it_goes() -> None:
    cut = HTML[: HTML.index("Peru had offered")]
    article = read_page(Page(content=cut.encode(), media_type="text/html", file="cut.html"))
    assert sum(b.kind == "body" for b in article.blocks) == 2


def test_html_without_an_article_is_refused() -> None:
    with pytest.raises(NoArticle, match=r"empty\.html"):
        read_page(Page(content=b"<html><body></body></html>", media_type="text/html", file="empty.html"))


def html(markup: str, **fields: object) -> Article:
    return read_page(Page(content=markup.encode(), media_type="text/html", file="page.html", **fields))


def test_a_caption_of_a_picture_is_a_caption_and_one_beside_the_story_is_not():
    picture = "<figure><img src='a.jpg'><figcaption>Crates of water at the airport of Arica</figcaption></figure>"
    aside = "<aside><figure><figcaption>Ten lakes to swim in this year</figcaption></figure></aside>"
    article = html(
        HTML.replace("<p>The flights", picture + "<p>The flights").replace("</article>", "</article>" + aside)
    )
    captions = [article.block_text(b) for b in article.blocks if b.kind == "caption"]
    assert captions == ["Crates of water at the airport of Arica"]
    assert sum(b.kind == "body" for b in article.blocks) == 3


def test_all_paragraphs_of_an_entry_of_a_feed_are_read():
    entry = (
        "Chile thanked Peru on Monday.<br>It sent <b>40</b> tonnes of food.<ul><li>Peru sent tents to Arica.</li></ul>"
    )
    article = html(entry, position=2, title="Thanks")
    body = [article.block_text(b) for b in article.blocks if b.kind == "body"]
    assert body == ["Chile thanked Peru on Monday.", "It sent 40 tonnes of food.", "Peru sent tents to Arica."]


def test_no_date_is_guessed_from_a_link_and_the_named_source_is_the_publisher():
    paragraph = (
        "<p>Chile thanked Peru on Monday for relief flights that reached the southern coast after the quake.</p>"
    )
    article = html(
        "<h1>Chile thanks Peru</h1><div>Source: Ministry of the Coast</div>"
        + paragraph * 3
        + '<p><a href="https://example.org/2020/09/08/pictures/">See the pictures</a></p>'
    )
    assert (article.published, article.publisher) == (None, "Ministry of the Coast")


def test_the_name_of_the_site_is_no_part_of_the_title():
    head = "<title>Chile thanks Peru for relief flights - The Daily</title>"
    page = HTML.replace("<title>Chile thanks Peru | The Daily</title>", head).replace("og:title", "og:other")
    assert html(page).title == "Chile thanks Peru for relief flights"


def test_a_link_that_holds_a_paragraph_announces_another_story():
    teaser = "<li><a href=/b><h3>Harbour reopens</h3><p>LOOKING BACK: The harbour of Arica is open.</p></a></li>"
    article = html(HTML.replace("</article>", f"<ul>{teaser}</ul></article>"))
    assert "Harbour" not in article.text
    assert "LOOKING BACK" not in article.text
