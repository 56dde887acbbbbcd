"""Files, folders and standard input: what is read, what is refused, and how the refusal is worded."""

from __future__ import annotations

import gzip
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.support import only_error, only_page, read
from wirebook.errors import (
    BinaryInput,
    EmptyInput,
    InputError,
    MissingInput,
    TooLargeInput,
    UnsupportedInput,
)
from wirebook.sources import size_of, stream
from wirebook.sources.kinds import kind_of

STORY = "Aid reaches the valley\n\nLARA (Reuters) - Trucks with flour reached the valley on Monday, officials said.\n"
MARKUP = "<!DOCTYPE html>\n<html><body><p>Trucks with flour reached the valley.</p></body></html>"


def test_text_file_is_one_page_with_its_bytes(tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes(STORY.encode())
    page = only_page(path)
    assert page.content == STORY.encode()
    assert (page.media_type, page.file, page.position, page.published) == ("text/plain", "story.txt", None, None)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("page.html", MARKUP, "text/html"),
        ("page.txt", MARKUP, "text/html"),  # the content decides before the name
        ("page", "<h1>Aid</h1>\n<p>Trucks came.</p>", "text/html"),
        ("page.html", "Trucks came to the valley.", "text/html"),  # the name decides where the content does not
        ("story.md", STORY, "text/plain"),
        ("story", "[Photo] The valley on Monday.", "text/plain"),
        ("story", "{Correction} The valley on Monday.", "text/plain"),
        ("story", "<3 the valley", "text/plain"),
    ],
)
def test_kind_comes_from_content_then_name(tmp_path, name, content, media_type):
    path = tmp_path / name
    path.write_text(content)
    assert only_page(path).media_type == media_type


def test_packed_file_is_unpacked_and_keeps_its_name(tmp_path):
    path = tmp_path / "story.txt.gz"
    path.write_bytes(gzip.compress(STORY.encode()))
    page = only_page(path)
    assert page.content == STORY.encode()
    assert page.file == "story.txt"


def test_broken_archive_is_reported(tmp_path):
    path = tmp_path / "story.txt.gz"
    path.write_bytes(gzip.compress(STORY.encode() * 9_000)[:-40])
    error = only_error(path)
    assert isinstance(error, InputError)
    assert "story.txt.gz" in str(error)


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_empty_file(tmp_path, content):
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    assert isinstance(only_error(path), EmptyInput)


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"\x89PNG\r\n\x1a\n....", BinaryInput, "PNG"),
        (b"abc\x00def", BinaryInput, "NUL"),
        (b"%PDF-1.7 ...", InputError, "PDF"),
        (b"PK\x03\x04....", UnsupportedInput, "ZIP"),
        (b"SQLite format 3\x00....", BinaryInput, "SQLite"),
        (b"<?xml version='1.0'?><invoice/>", UnsupportedInput, "XML"),
    ],
)
def test_what_is_no_text_is_named(tmp_path, content, error, words):
    path = tmp_path / "thing.txt"
    path.write_bytes(content)
    found = only_error(path)
    assert isinstance(found, error)
    assert words in found.reason
    assert found.subject == str(path)


def test_binary_tail_behind_a_text_head(tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes(b"words " * 20_000 + b"\x00\x01")
    assert isinstance(only_error(path), BinaryInput)


def test_wide_text_is_not_binary(tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes(STORY.encode("utf-16"))
    assert only_page(path).media_type == "text/plain"


def test_page_beyond_the_limit_names_it(tmp_path, monkeypatch):
    monkeypatch.setattr(stream.Stream.read_all, "__defaults__", (2**20,))
    path = tmp_path / "huge.txt"
    path.write_bytes(b"word " * 300_000)
    error = only_error(path)
    assert isinstance(error, TooLargeInput)
    assert "1 MB" in error.reason


def test_missing_path_and_address():
    assert isinstance(only_error("no/such/story.txt"), MissingInput)
    error = only_error("ftp://news.example/story")
    assert isinstance(error, UnsupportedInput)
    assert "http" in error.reason
    assert isinstance(only_error("bad\0name"), InputError)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file_says_why(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(STORY)
    path.chmod(0)
    assert "permission denied" in only_error(path).reason


def test_failures_do_not_stop_the_rest(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    pages, errors = read(tmp_path / "gone", path, "ftp://news.example/", path)
    assert len(pages) == 2
    assert [type(error) for error in errors] == [MissingInput, UnsupportedInput]


def test_folder_is_read_in_order_without_hidden_and_unknown_files(tmp_path):
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden/x.txt", "b/.y.txt", "table.tsv", "c.html", "picture.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(MARKUP if name.endswith("html") else STORY)
    pages, errors = read(tmp_path)
    assert [page.file for page in pages] == ["a.txt", "c.html", "1.txt", "2.txt"]
    assert not errors


def test_folder_reports_bad_files_and_passes_over_foreign_json(tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"\x00")
    (tmp_path / "good.txt").write_text(STORY)
    (tmp_path / "settings.json").write_text('{\n "colour": "red"\n}')
    pages, errors = read(tmp_path)
    assert [page.file for page in pages] == ["good.txt"]
    assert [type(error) for error in errors] == [BinaryInput]
    assert isinstance(only_error(tmp_path / "settings.json"), UnsupportedInput)


def test_folder_without_pages(tmp_path):
    assert isinstance(only_error(tmp_path), EmptyInput)


class _Pipe(io.RawIOBase):
    """A pipe that hands out three bytes at a time."""

    def __init__(self, content: bytes) -> None:
        self._rest = content

    def readable(self) -> bool:
        return True

    def read(self, size=-1, /):
        chunk, self._rest = self._rest[:3], self._rest[3:]
        return chunk


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(STORY, "text/plain"), (MARKUP, "text/html"), ('{"text": "Trucks came."}\n', "application/json")],
)
def test_standard_input_is_sniffed(monkeypatch, content, media_type):
    class Standard:
        buffer = _Pipe(content.encode())

    monkeypatch.setattr("sys.stdin", Standard)
    pages, errors = read("-")
    assert not errors
    assert [page.media_type for page in pages] == [media_type]


def test_sizes_add_up(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"12345")
    (tmp_path / "b.png").write_bytes(b"1234567")
    assert size_of([str(tmp_path), str(tmp_path / "b.png")]) == 12
    assert size_of([str(tmp_path), "-"]) == 0
    assert size_of([str(tmp_path / "gone")]) == 0


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.json", "a.xml", "a"]))
def test_any_bytes_have_a_kind_or_an_input_error(head, name):
    try:
        kind_of(head, name)
    except InputError as error:
        assert error.subject == name  # noqa: PT017


@given(st.binary(max_size=200), st.sampled_from([".txt", ".html", ".jsonl", ".json", ".xml"]))
def test_any_file_is_read_or_reported(tmp_path_factory, content, extension):
    path = Path(tmp_path_factory.getbasetemp()) / f"any{extension}"
    path.write_bytes(content)
    pages, errors = read(path)
    assert all(isinstance(error, InputError) for error in errors)
    assert pages or errors or extension == ".jsonl"  # lines that are all blank hold no item
    assert all(error.reason for error in errors)
