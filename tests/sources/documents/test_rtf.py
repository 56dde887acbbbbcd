"""RTF: exports come apart, other documents are one page, damage is named."""

from __future__ import annotations

import builtins

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.documents import samples
from tests.sources.documents.support import read_with, rtf_of, text_of
from wirebook.errors import InputError, MissingExtra
from wirebook.sources.documents.rtf import read_rtf


@pytest.mark.parametrize("name", samples.ALL)
def test_export_is_a_page_for_each_article(name):
    pages, errors = read_with(read_rtf, rtf_of(samples.ALL[name]), "export.rtf")
    assert not errors
    assert [tuple(text_of(page)) for page in pages] == [samples.FIRST, samples.SECOND]
    assert [page.position for page in pages] == [1, 2]
    assert {page.file for page in pages} == {"export.rtf"}


def test_other_document_is_one_page_with_its_heading_as_title():
    (page,), _ = read_with(read_rtf, rtf_of(["Flour reaches the valley", "", "Trucks came.", "They left."]))
    assert page.title == "Flour reaches the valley"
    assert text_of(page) == ["Trucks came.", "They left."]
    assert (page.media_type, page.position) == ("application/json", None)


def test_first_sentence_is_no_title():
    (page,), _ = read_with(read_rtf, rtf_of(["Trucks came.", "They left."]))
    assert page.title is None
    assert text_of(page) == ["Trucks came.", "They left."]


def test_characters_of_all_sorts():
    (page,), _ = read_with(read_rtf, rtf_of(["“Größe” — {x} \\ 😀 is here.", "Ende."]))
    assert text_of(page)[0] == "“Größe” — {x} \\ 😀 is here."
    (raw,), _ = read_with(read_rtf, b"{\\rtf1\\ansi Caf\xe9 \\'93open\\'94 now.}")
    assert text_of(raw) == ["Café “open” now."]


def test_address_of_a_link_is_left_out():
    link = rb'{\field{\*\fldinst{HYPERLINK "https://news.example/1"}}{\fldrslt{\ul the valley}}}'
    (page,), _ = read_with(read_rtf, b"{\\rtf1\\ansi Trucks reached " + link + b" today.}")
    assert text_of(page) == ["Trucks reached the valley today."]


@pytest.mark.parametrize(
    ("content", "words"), [(b"Trucks came.", "no RTF"), (b"{\\rtf1 }", "no text"), (b"{\\rtf1\\uc x}", "damaged")]
)
def test_what_cannot_be_read_is_named(content, words):
    with pytest.raises(InputError, match=words):
        read_with(read_rtf, content)


def test_missing_library_says_how_to_get_it(monkeypatch):
    block(monkeypatch, "striprtf")
    with pytest.raises(MissingExtra, match=r"wirebook\[documents\]"):
        read_with(read_rtf, rtf_of(["x"]))


def block(monkeypatch, package):
    real = builtins.__import__

    def guarded(name, *rest, **named):
        if name.split(".")[0] == package:
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", guarded)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    try:
        read_with(read_rtf, b"{\\rtf1" + content)
    except InputError as error:
        assert error.reason  # noqa: PT017
