"""DOCX: exports come apart, other documents are one page, and bombs and damage are refused by name."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from tests.sources.documents import samples
from tests.sources.documents.support import read_with, text_of
from tests.sources.documents.test_rtf import block
from wirebook.errors import EmptyInput, InputError, MissingExtra, TooLargeInput, UnsupportedInput
from wirebook.sources.documents import docx as reader
from wirebook.sources.documents.docx import read_docx


def packed(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def docx_of(lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return packed(document)


@pytest.mark.parametrize("name", samples.ALL)
def test_export_is_a_page_for_each_article(name):
    pages, errors = read_with(read_docx, docx_of(samples.ALL[name]), "export.docx")
    assert not errors
    assert [tuple(text_of(page)) for page in pages] == [samples.FIRST, samples.SECOND]
    assert [page.position for page in pages] == [1, 2]


def test_other_document_is_one_page_with_its_heading_as_title():
    document = docx.Document()
    document.add_paragraph("Valley Council")
    document.add_heading("Flour reaches the valley", 1)
    document.add_paragraph("Trucks came.").add_run("\nThey left.")
    table = document.add_table(rows=2, cols=3)
    for row, words in zip(table.rows, (("Place", "Dead", "Hurt"), ("Lara", "3", "12")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.rows[1].cells[1].merge(table.rows[1].cells[2])
    document.add_paragraph("More follows.")
    (page,), errors = read_with(read_docx, packed(document), "report.docx")
    assert not errors
    assert (page.title, page.file, page.media_type) == ("Flour reaches the valley", "report.docx", "application/json")
    assert text_of(page) == [
        "Valley Council", "Trucks came.", "They left.", "Place Dead Hurt", "Lara 3 12", "More follows.",
    ]  # fmt: skip


def test_document_without_a_heading_has_no_title():
    (page,), _ = read_with(read_docx, docx_of(["Trucks came."]))
    assert page.title is None


def test_lone_heading_is_text():
    document = docx.Document()
    document.add_heading("Flour reaches the valley", 0)
    (page,), _ = read_with(read_docx, packed(document))
    assert text_of(page) == ["Flour reaches the valley"]


def test_document_without_text():
    with pytest.raises(EmptyInput):
        read_with(read_docx, docx_of([]))


def test_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(reader, "UNPACKED_LIMIT", 2**20)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (2**20 + 1))
    with pytest.raises(TooLargeInput, match="1 MB"):
        read_with(read_docx, buffer.getvalue())


def test_what_is_no_document_is_named():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("notes.txt", "Trucks came.")
    with pytest.raises(UnsupportedInput, match="no Word document"):
        read_with(read_docx, buffer.getvalue())
    with pytest.raises(UnsupportedInput, match="password"):
        read_with(read_docx, b"\xd0\xcf\x11\xe0" + b"\0" * 600)


@pytest.mark.parametrize("cut", [30, 400, 9_000, -40])
def test_damage_is_named(cut):
    with pytest.raises(InputError, match="damaged"):
        read_with(read_docx, docx_of(["Trucks came."])[:cut])


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
def test_broken_part_is_named(part):
    source = zipfile.ZipFile(io.BytesIO(docx_of(["Trucks came."])))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, b"<broken" if name == part else source.read(name))
    with pytest.raises(InputError, match="damaged"):
        read_with(read_docx, buffer.getvalue())


def test_missing_library_says_how_to_get_it(monkeypatch):
    content = docx_of(["x"])
    block(monkeypatch, "docx")
    with pytest.raises(MissingExtra, match=r"wirebook\[documents\]"):
        read_with(read_docx, content)
