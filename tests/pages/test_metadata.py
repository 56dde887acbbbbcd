"""What a page says about its story: JSON-LD, tags, bylines, and which of them is believed."""

from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.test_items_and_html import HTML, html
from wirebook.pages.linked_data import linked_data
from wirebook.pages.metadata import moment_of, split_authors

STORY = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Chile thanks Peru for relief flights",
    "datePublished": "2023-05-15T22:00:00-04:00",
    "dateModified": "2023-05-16T09:30:00Z",
    "author": [{"@type": "Person", "name": "Ana Soto"}, {"@id": "#2"}],
    "articleSection": "World",
    "isAccessibleForFree": "False",
}
PERSON = {"@type": "Person", "@id": "#2", "name": "Luis Paz"}


def with_data(*nodes, page=HTML):
    script = f'<script type="application/ld+json">{json.dumps({"@graph": nodes})}</script>'
    return page.replace("</head>", script + "</head>")


def with_tags(*tags, page=HTML):
    return page.replace("</head>", "".join(f'<meta name="{n}" content="{c}">' for n, c in tags) + "</head>")


def test_linked_data_gives_times_with_their_zone_authors_section_and_access():
    article = html(with_data(STORY, PERSON))
    assert (article.published, article.published_rule) == (datetime.date(2023, 5, 15), "json-ld")
    assert article.published_at.isoformat() == "2023-05-15T22:00:00-04:00"
    assert article.updated_at.isoformat() == "2023-05-16T09:30:00+00:00"
    assert article.authors == ("Ana Soto", "Luis Paz")
    assert (article.section, article.is_free) == ("World", False)


def test_a_tag_dates_a_page_without_linked_data():
    article = html(HTML)
    assert (article.published_rule, article.published_at.hour) == ("meta tag", 10)


def test_of_several_stories_that_of_the_heading_counts():
    other = {**STORY, "headline": "Harbour reopens", "datePublished": "2020-01-01"}
    found = linked_data([json.dumps([other, STORY])], ["Chile thanks Peru for relief flights"])
    assert found.published == STORY["datePublished"]


@pytest.mark.parametrize("script", [
    '{"@type": "NewsArticle", "headline": "A\nB", "datePublished": "2023-05-15",}',
    '<!-- {"@type": "NewsArticle", "headline": "A &amp;amp; B", "datePublished": "2023-05-15"} -->',
])  # fmt: skip
def test_known_faults_of_linked_data_are_borne(script):
    assert linked_data([script], []).published == "2023-05-15"


@given(st.recursive(st.none() | st.booleans() | st.text(), lambda c: st.lists(c) | st.dictionaries(st.text(), c)))
def test_no_document_breaks_the_reader_of_linked_data(document):
    linked_data([json.dumps({"@type": "NewsArticle", "author": document, "headline": document})], [])
    linked_data([json.dumps(document)[:-1]], [])


def test_a_site_that_names_itself_gives_way_to_a_byline():
    page = with_data({**STORY, "author": {"name": "The Daily"}}).replace(
        "<p>SANTIAGO", '<div class="byline">By Rosa Vidal, Staff Reporter</div><p>SANTIAGO'
    )
    assert html(page).authors == ("Rosa Vidal",)
    assert html(with_data({**STORY, "author": {"name": "The Daily"}})).authors == ("The Daily",)


def test_an_address_is_no_author_and_a_catalogue_name_is_turned():
    page = with_tags(("article:author", "https://social.example/daily"), ("citation_author", "Soto, Ana"))
    assert html(page).authors == ("Ana Soto",)


@pytest.mark.parametrize(("byline", "names"), [
    ("By Ana Soto and Luis Paz", ["Ana Soto", "Luis Paz"]),
    ("Written by Ana Soto, Political Editor", ["Ana Soto"]),
    ("Ana Soto/Luis Paz", ["Ana Soto", "Luis Paz"]),
    ("Valley staff reporter", ["Valley staff reporter"]),
    ("By Ana Soto | ana@daily.example", ["Ana Soto"]),
    ("Andrew Sandison", ["Andrew Sandison"]),
])  # fmt: skip
def test_a_byline_is_split_into_names(byline, names):
    assert split_authors(byline) == names


@pytest.mark.parametrize(("text", "day", "time"), [
    ("2023-05-16T10:00:00Z", "2023-05-16", "2023-05-16T10:00:00+00:00"),
    ("2023-05-16 10:00:30 +0200", "2023-05-16", "2023-05-16T10:00:30+02:00"),
    ("2023-05-16T00:00:00", "2023-05-16", None),
    ("2023-05-16", "2023-05-16", None),
    ("16 May 2023", "2023-05-16", None),
])  # fmt: skip
def test_moments_are_read_in_the_forms_that_pages_use(text, day, time):
    moment = moment_of(text, "json-ld")
    assert str(moment.day) == day
    assert (moment.time.isoformat() if moment.time else None) == time


@pytest.mark.parametrize("text", ["", "soon", "2023-02-31", "2023-05-16T10:00:00+99:99"])
def test_what_is_no_moment_is_none(text):
    assert moment_of(text, "json-ld") is None


def test_a_name_alone_above_the_story_signs_it_where_no_other_does():
    signed = HTML.replace("<p>SANTIAGO", "<p><b>Rosa Vidal/Luis Paz</b></p><p>SANTIAGO")
    assert html(signed).authors == ("Rosa Vidal", "Luis Paz")
    assert html(with_data({**STORY, "author": "Ana Soto"}, page=signed)).authors == ("Ana Soto",)
    place = HTML.replace("<p>SANTIAGO", "<p><b>Northern Chile</b></p><p>SANTIAGO")
    assert html(place).authors == ()
