"""Bytes of every kind to text, and those that are no text refused."""

from __future__ import annotations

import codecs

import pytest

from wirebook.errors import UndecodableInput
from wirebook.pages.decoding import decode

SENTENCE = "The minister said “no” to the café owners of São Paulo – and left."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_text_is_read_in_what_it_was_written_in(encoding):
    assert decode(SENTENCE.encode(encoding), "a", is_html=False) == SENTENCE


@pytest.mark.parametrize(
    "content",
    [
        b"Ten tr\xc3\x28cks came on Monday.",
        b"Ten trucks \xff\xfe came on Monday.",
        b"Ten trucks came, said the owners of the caf\xc3\xa9 and of the h\xc3\x28tel.",
        b"Ten trucks came \x81 on Monday.",
    ],
)
def test_broken_bytes_are_refused(content):
    with pytest.raises(UndecodableInput, match=r"a\.txt"):
        decode(content, "a.txt", is_html=False)


def test_a_text_cut_within_a_character_keeps_all_else():
    content = SENTENCE.encode()
    cut = content[: content.index("–".encode()) + 1]
    assert decode(cut, "a", is_html=False) == SENTENCE[: SENTENCE.index("–")]


def test_one_stray_byte_in_a_long_text_is_marked():
    text = decode(SENTENCE.encode() * 40 + b"\xff", "a", is_html=False)
    assert text == SENTENCE * 40 + "�"


def test_the_encoding_that_a_page_names_is_used_and_utf8_goes_before_it():
    head = '<meta charset="{}"><p>Überfall in Łódź</p>'
    page = head.format("iso-8859-2")
    assert decode(page.encode("iso-8859-2"), "a", is_html=True) == page
    mislabelled = head.format("iso-8859-1")
    assert decode(mislabelled.encode(), "a", is_html=True) == mislabelled


def test_a_mark_of_utf16_alone_is_refused():
    with pytest.raises(UndecodableInput):
        decode(codecs.BOM_UTF16_LE + b"\x00", "a", is_html=False)
