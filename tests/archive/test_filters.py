"""What is passed over by cheap signs, and what is not."""

from __future__ import annotations

import pytest

from wirebook.archive.filters import body_of, page_refused, record_refused
from wirebook.record import Page
from wirebook.sources.archives import Record

ENGLISH = b"<p>" + b"the mayor of Lima and the people of the coast said so. " * 4 + b"</p>"
GERMAN = b"<p>Die Regierung von Chile hat am Montag Zelte geschickt, teilte das Ministerium mit.</p>" * 4


def answer(status=b"200 OK", kind=b"text/html; charset=utf-8", body=b"<p>x</p>"):
    return Record({"warc-type": "response"}, b"HTTP/1.1 " + status + b"\r\nContent-Type: " + kind + b"\r\n\r\n" + body)


def page(content, url="http://news.example/a/story"):
    return Page(content=content, media_type="text/html", url=url)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (answer(), None),
        (answer(kind=b"application/xhtml+xml"), None),
        (answer(kind=b"TEXT/HTML"), None),
        (answer(status=b"404 Not Found"), "status"),
        (answer(status=b"301 Moved"), "status"),
        (answer(kind=b"image/png"), "no HTML"),
        (answer(body=b" \r\n"), "empty"),
        (Record({"warc-type": "request"}, b"GET / HTTP/1.1\r\n\r\n"), "no response"),
        (Record({"warc-type": "response"}, b"not http"), "no response"),
        (Record({"warc-type": "conversion"}, b"plain text"), None),
        (Record({"warc-type": "resource"}, b"<p>x</p>"), None),
    ],
)
def test_records_are_told_by_their_headers(record, reason):
    assert record_refused(record) == reason


def test_a_body_is_what_stands_behind_the_headers_in_which_the_time_stands():
    assert body_of(answer()) == b"<p>x</p>"
    assert body_of(Record({"warc-type": "resource"}, b"<p>x</p>")) == b"<p>x</p>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'<html lang="de">' + GERMAN, "another language"),
        (b"<html dir=ltr lang=de-AT>" + GERMAN, "another language"),
        (b'<html lang="de">' + ENGLISH, None),  # declared wrongly
        (b'<html lang="en-GB">' + ENGLISH, None),
        (b"<html>" + GERMAN, None),  # not certain before the story is known
    ],
)
def test_a_page_in_another_language_is_told_by_what_it_declares_and_what_it_lacks(content, reason):
    assert page_refused(page(content)) == reason


@pytest.mark.parametrize(
    ("url", "is_refused"),
    [
        ("http://news.example/", True),
        ("http://news.example", True),
        ("http://news.example/?p=123", False),
        ("http://news.example/tag/floods", True),
        ("http://news.example/tag/floods/how-the-rain-came", False),
        ("http://news.example/2024/08/04/floods", False),
        ("http://[news.example/", False),
        (None, False),
    ],
)
def test_home_pages_and_lists_are_no_articles(url, is_refused):
    assert (page_refused(page(ENGLISH, url)) == "no article") is is_refused
