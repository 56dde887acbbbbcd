"""JSON Lines, JSON and feeds: one page for each item, and a report for each that is none."""

from __future__ import annotations

import datetime
import gzip
import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.support import only_error, only_page, read
from wirebook.errors import InputError, UnreadableItem, UnsupportedInput
from wirebook.sources import stream
from wirebook.sources.items import page_of_item, parse_day

ITEM = {
    "url": "https://news.example/1",
    "date": "2031-05-06",
    "title": "Aid reaches the valley",
    "text": "LARA (Reuters) - Trucks came.\nThey brought flour.",
    "section": "World",
    "publisher": "The Valley Post",
}


def write_lines(path, *lines):
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_line_becomes_a_page_with_what_stands_beside_its_text(tmp_path):
    page = only_page(write_lines(tmp_path / "news.jsonl", json.dumps(ITEM)))
    assert page.content.decode() == ITEM["text"]
    assert page.media_type == "application/json"
    assert (page.file, page.position) == ("news.jsonl", 1)
    assert (page.url, page.title, page.publisher) == (ITEM["url"], ITEM["title"], ITEM["publisher"])
    assert page.published == datetime.date(2031, 5, 6)


def test_bad_lines_are_named_and_the_rest_goes_on(tmp_path):
    good = json.dumps(ITEM)
    path = write_lines(
        tmp_path / "news.jsonl",
        good,
        "{not json",
        "[1]",
        "",
        '{"title": "No text"}',
        '{"text": "x", "date": "soon"}',
        good,
    )
    pages, errors = read(path)
    assert [page.position for page in pages] == [1, 7]
    assert all(isinstance(error, UnreadableItem) for error in errors)
    assert [error.subject.rsplit(", ", 1)[1] for error in errors] == ["line 2", "line 3", "line 5", "line 6"]
    assert all("news.jsonl" in error.subject for error in errors)


def test_bad_first_line(tmp_path):
    pages, errors = read(write_lines(tmp_path / "news.jsonl", "oops", json.dumps(ITEM)))
    assert [page.position for page in pages] == [2]
    assert len(errors) == 1


def test_line_of_broken_utf8_and_half_a_character(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_bytes(b'{"text": "caf\xe9"}\n{"text": "\\ud83d"}\n' + json.dumps(ITEM).encode())
    pages, errors = read(path)
    assert [page.position for page in pages] == [3]
    assert "UTF-8" in errors[0].reason
    assert "surrogate" in errors[1].reason


def test_byte_order_mark_and_packed_lines(tmp_path):
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress(b"\xef\xbb\xbf" + json.dumps(ITEM).encode()))
    assert only_page(path).file == "news.jsonl"


def test_line_beyond_the_limit_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(stream, "LINE_LIMIT", 2**10)
    path = write_lines(tmp_path / "news.jsonl", json.dumps({"text": "x" * 5_000}), json.dumps(ITEM))
    pages, errors = read(path)
    assert [page.position for page in pages] == [2]
    assert "line 1" in errors[0].subject


def test_memory_does_not_grow_with_the_file(tmp_path):
    from wirebook.sources import read_inputs

    path = tmp_path / "news.jsonl"
    with path.open("w") as out:
        for _ in range(4_000):
            out.write(json.dumps({"text": "words " * 400}) + "\n")
    tracemalloc.start()
    count = sum(1 for _ in read_inputs([str(path)], on_error=pytest.fail))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 4_000
    assert peak < 3_000_000  # the file is 9.6 MB


def test_array_and_single_object(tmp_path):
    array = tmp_path / "array.json"
    array.write_text(json.dumps([ITEM, 5, ITEM], indent=1))
    pages, errors = read(array)
    assert [page.position for page in pages] == [1, 3]
    assert "item 2" in errors[0].subject
    single = tmp_path / "single.json"
    single.write_text(json.dumps(ITEM, indent=1))
    assert only_page(single).title == ITEM["title"]


def test_json_that_is_no_article(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{\n"colour": "red"}')
    assert isinstance(only_error(path), UnsupportedInput)
    broken = tmp_path / "broken.json"
    broken.write_text('{\n"text": "cut in the')
    assert isinstance(only_error(broken), UnreadableItem)


def test_json_feed(tmp_path):
    path = tmp_path / "feed.json"
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Valley Post",
        "items": [
            {
                "id": "1",
                "url": "https://news.example/1",
                "content_html": "<p>Trucks came.</p>",
                "date_published": "2031-05-06T23:30:00-05:00",
            },
            {"id": "2", "content_text": "They brought flour."},
        ],
    }
    path.write_text(json.dumps(feed))
    pages, errors = read(path)
    assert not errors
    assert [page.media_type for page in pages] == ["text/html", "application/json"]
    assert pages[0].published == datetime.date(2031, 5, 6)
    assert {page.publisher for page in pages} == {"Valley Post"}


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Valley Post</title>
<item><title>Aid arrives</title><link>https://news.example/1</link><pubDate>Tue, 06 May 2031 23:10:00 -0500</pubDate>
<description>Trucks came to the valley.</description></item>
<item><title>Second</title><description>&lt;p&gt;They brought &lt;b&gt;flour&lt;/b&gt;.&lt;/p&gt;</description></item>
<item><title>Only a title</title><link>https://news.example/3</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Valley Post</title>
<entry><title>Aid arrives</title><link href="https://news.example/1"/><updated>2031-05-06T10:00:00Z</updated>
<summary>Short.</summary><content type="html">&lt;p&gt;Trucks came to the valley.&lt;/p&gt;</content></entry></feed>"""


def test_rss_entries(tmp_path):
    path = tmp_path / "feed.xml"
    path.write_text(RSS)
    pages, errors = read(path)
    assert [(page.title, page.media_type, page.position) for page in pages] == [
        ("Aid arrives", "application/json", 1),
        ("Second", "text/html", 2),
    ]
    assert pages[0].published == datetime.date(2031, 5, 6)
    assert pages[0].url == "https://news.example/1"
    assert pages[0].publisher == "Valley Post"
    assert "entry 3" in errors[0].subject


def test_atom_entry_prefers_content_to_summary(tmp_path):
    path = tmp_path / "feed.atom"
    path.write_text(ATOM)
    page = only_page(path)
    assert b"Trucks" in page.content
    assert page.published == datetime.date(2031, 5, 6)


def test_feed_without_entries(tmp_path):
    path = tmp_path / "feed.xml"
    path.write_text("<rss><channel><title>Valley</title>")
    assert isinstance(only_error(path), InputError)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2031-05-06", (2031, 5, 6)),
        ("2031-05-06T23:59:00Z", (2031, 5, 6)),
        ("2031-05-06 08:00:00+09:00", (2031, 5, 6)),
        ("20310506T080000Z", (2031, 5, 6)),
        ("Tue, 06 May 2031 08:00:00 GMT", (2031, 5, 6)),
        ("2031-02-30", None),
        ("2031-05-061", None),
        ("yesterday", None),
    ],
)
def test_days(text, day):
    assert parse_day(text) == (datetime.date(*day) if day else None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "url", "date", "title", "source"]), inner)
    ),
    max_leaves=8,
)


@given(JSON)
def test_any_item_is_a_page_or_unreadable(item):
    try:
        page = page_of_item(item, "news.jsonl", 1, "news.jsonl, line 1")
    except UnreadableItem:
        return
    assert page.content
