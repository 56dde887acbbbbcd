"""Exports of Nexis, Factiva and ProQuest: every article apart, with what stands beside it."""

from __future__ import annotations

import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.documents import samples
from wirebook.errors import EmptyInput, UnreadableItem
from wirebook.pages import read_page
from wirebook.sources.documents.exports import Part, pages_of_lines, split_export
from wirebook.sources.stream import open_stream


def pages_of(lines):
    errors = []
    stream = open_stream(io.BytesIO(b"x"), "in/export.txt", "export.txt")
    return list(pages_of_lines(lines, stream, errors.append)), errors


@pytest.mark.parametrize("name", samples.ALL)
def test_articles_come_apart(name):
    first, second = split_export(samples.ALL[name])
    assert first.body == samples.FIRST
    assert second.body == samples.SECOND
    assert first.title is not None
    assert first.title.startswith("Flour reaches the valley")
    assert second.title is not None
    assert second.title.startswith("Bridge opens")
    assert first.publisher is not None
    assert first.publisher.startswith("The Valley Post")
    assert second.publisher == "Tarn Weekly"
    assert (first.published, second.published) == (datetime.date(2024, 8, 5), datetime.date(2024, 8, 4))
    assert first.author is not None
    assert "Lind" in first.author
    assert second.author is None
    assert first.section is not None
    assert first.section.lower().startswith("news")


def test_wrapped_head_of_the_older_layout_is_put_together():
    first, _ = split_export(samples.ACADEMIC)
    assert first.title == "Flour reaches the valley after the river had cut the only road to it for more than a week"
    assert first.author == "Ada Lind, Staff Writer, and a second reporter"


def test_lines_without_blank_ones_between():
    for lines in samples.ALL.values():
        first, second = split_export([line for line in lines if line.strip()])
        assert (first.publisher or "").startswith("The Valley Post")
        assert second.publisher == "Tarn Weekly"
        assert second.published == datetime.date(2024, 8, 4)
        assert second.body == samples.SECOND


def test_monthly_without_a_day():
    lines = [
        "Rivers",
        "Valley Monthly",
        "August 2024",
        "Copyright 2024",
        "Length: 9 words",
        "Body",
        "Dry.",
        "End of Document",
    ]
    assert split_export(lines) == [Part("Rivers", "Valley Monthly", None, None, None, ("Dry.",))]


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["Trucks came to the valley.", "Author: Ada Lind", "4 August 2024"],
        ["A report", "Body", "of evidence"],
        ["Title: Rivers", "Full text: Dry."],
        ["512 words", "IN THE VALLEY", "RE: HD"],
        ["The last page says", "End of Document"],
    ],
)
def test_other_text_is_no_export(lines):
    assert split_export(lines) == []


def test_pages_carry_what_the_export_says():
    pages, errors = pages_of(samples.FACTIVA)
    assert not errors
    assert [page.position for page in pages] == [1, 2]
    assert {(page.media_type, page.file) for page in pages} == {("application/json", "export.txt")}
    assert pages[1].content.decode() == "\n".join(samples.SECOND)
    article = read_page(pages[0])
    assert article.published == datetime.date(2024, 8, 5)
    assert article.publisher == "The Valley Post"
    assert article.title == "Flour reaches the valley after the flood"


def test_article_without_a_body_is_reported_and_the_rest_goes_on():
    lines = [
        "Lost",
        "The Valley Post",
        "August 5, 2024",
        "Length: 9 words",
        "Load-Date: August 6, 2024",
        "End of Document",
    ]
    pages, errors = pages_of([*lines, *samples.NEXIS])
    assert [page.position for page in pages] == [2, 3]
    assert isinstance(errors[0], UnreadableItem)
    assert errors[0].subject == "in/export.txt, article 1"
    assert "Lost" in errors[0].reason


def test_full_text_that_is_not_available():
    lines = [samples.RULE, "Full text: Not available.", "Title: Lost", "Publication title: Tarn Weekly"]
    pages, errors = pages_of(lines)
    assert not pages
    assert len(errors) == 1


def test_other_text_is_one_page():
    (page,), errors = pages_of(["Rivers are high.", "", "  They fall.  "])
    assert not errors
    assert page.content == b"Rivers are high.\nThey fall."
    assert page.position is None
    with pytest.raises(EmptyInput):
        pages_of(["", " "])


PIECES = sorted({line for lines in samples.ALL.values() for line in lines})
LINES = st.lists(st.sampled_from(PIECES) | st.text(max_size=30), max_size=40)


def is_within(words, all_words):
    rest = iter(all_words)
    return all(word in rest for word in words)


@given(LINES)
def test_any_lines_are_split_or_none(lines):
    for part in split_export(lines):
        words = [word for line in part.body for word in line.split()]
        assert is_within(words, [word for line in lines for word in line.split()])


@given(LINES)
def test_any_lines_between_the_ends_of_articles(lines):
    exported = split_export([*samples.NEXIS, *lines, "End of Document"])
    assert [part.body for part in exported[:2]] == [samples.FIRST, samples.SECOND]
