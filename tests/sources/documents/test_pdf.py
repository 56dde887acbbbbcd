"""PDF: one page of whole paragraphs, and a clear word where there is none to read."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from tests.sources.documents import samples
from tests.sources.documents.support import column, pdf_of, read_with, text_of
from tests.sources.documents.test_layout import LEFT, RIGHT
from tests.sources.documents.test_rtf import block
from wirebook.errors import EmptyInput, InputError, MissingExtra, TooLargeInput
from wirebook.sources.documents import pdf
from wirebook.sources.documents.pdf import read_pdf


def rewritten(content, change):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def report(number):
    """A page in two columns, which begin at a height of their own."""
    top = 740 - 20 * number
    return [
        (72, 800, 8, f"Valley Council - Situation Report {number}"),
        *column(72, top, [f"On day {number} {LEFT[0].lower()}", *LEFT[1:]]),
        *column(320, top, [f"On day {number} {RIGHT[0].lower()}", *RIGHT[1:]]),
        (280, 40, 8, f"Page {number}"),
    ]


def body_of(number):
    return [f"On day {number} {lines[0].lower()} {' '.join(lines[1:])}" for lines in (LEFT, RIGHT)]


def test_report_is_one_page_of_paragraphs():
    pages = [[(72, 750, 20, "Floods in the valley"), *report(1)], report(2), report(3)]
    (page,), errors = read_with(read_pdf, pdf_of(pages), "report.pdf")
    assert not errors
    assert page.title == "Floods in the valley"
    assert (page.file, page.media_type, page.position) == ("report.pdf", "application/json", None)
    assert text_of(page) == [*body_of(1), *body_of(2), *body_of(3)]


def test_columns_drawn_row_by_row_are_told_apart():
    drawn = [piece for row in zip(column(72, 700, LEFT), column(320, 700, RIGHT), strict=True) for piece in row]
    (page,), _ = read_with(read_pdf, pdf_of([drawn]))
    assert text_of(page) == [" ".join(LEFT), " ".join(RIGHT)]


def test_table_between_paragraphs():
    row = [(72, 600, 10, "Lara"), (200, 600, 10, "3"), (300, 600, 10, "12")]
    (page,), _ = read_with(read_pdf, pdf_of([[*column(72, 700, LEFT), *row, *column(72, 560, RIGHT)]]))
    assert text_of(page) == [" ".join(LEFT), "Lara\t3\t12", " ".join(RIGHT)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Floods in the valley", "Floods in the valley"),
        ("Microsoft Word - flood_final.docx", None),
        ("report", None),
        (None, None),
    ],
)
def test_title_of_the_properties_where_no_line_is_big(title, expected):
    (page,), _ = read_with(read_pdf, pdf_of([column(72, 700, LEFT)], title))
    assert page.title == expected


def test_page_on_its_side_is_set_upright():
    def turn(writer):
        writer.pages[0].rotate(90).transfer_rotation_to_content()
        writer.pages[0].rotate(270)

    (page,), _ = read_with(read_pdf, rewritten(pdf_of([column(72, 700, LEFT)]), turn))
    assert text_of(page) == [" ".join(LEFT)]


def test_export_is_a_page_for_each_article():
    lines = [line for line in samples.NEXIS if len(line) < 90]
    content = pdf_of([column(72, 800 - 10, [line.replace("\xa0", " ") for line in lines], 8, 11)])
    pages, _ = read_with(read_pdf, content)
    assert [page.publisher for page in pages] == ["The Valley Post (Lara)", "Tarn Weekly"]


def test_scan_is_named():
    with pytest.raises(EmptyInput, match="scan"):
        read_with(read_pdf, pdf_of([[], []]))


def test_password_is_named_and_the_empty_one_is_tried():
    content = pdf_of([column(72, 700, LEFT)])
    with pytest.raises(InputError, match="encrypted"):
        read_with(read_pdf, rewritten(content, lambda writer: writer.encrypt("secret", algorithm="RC4-128")))
    open_to_all = rewritten(content, lambda writer: writer.encrypt("", "owner", algorithm="RC4-128"))
    (page,), _ = read_with(read_pdf, open_to_all)
    assert text_of(page) == [" ".join(LEFT)]


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.4\nTrucks came.", pdf_of([column(72, 700, LEFT)])[:200]])
def test_damage_is_named(content):
    with pytest.raises(InputError, match="damaged"):
        read_with(read_pdf, content)


def test_too_many_pages(monkeypatch):
    monkeypatch.setattr(pdf, "PAGES_LIMIT", 1)
    with pytest.raises(TooLargeInput, match="2 pages"):
        read_with(read_pdf, pdf_of([report(1), report(2)]))


def test_too_much_text(monkeypatch):
    monkeypatch.setattr(pdf, "PAGE_LIMIT", 100)
    with pytest.raises(TooLargeInput):
        read_with(read_pdf, pdf_of([report(1)]))


def test_missing_library_says_how_to_get_it(monkeypatch):
    block(monkeypatch, "pypdf")
    with pytest.raises(MissingExtra, match=r"wirebook\[documents\]"):
        read_with(read_pdf, pdf_of([[]]))


WHOLE = pdf_of([report(1), report(2)])


@settings(max_examples=60)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=12))
def test_any_damage_is_read_over_or_named(place, patch):
    try:
        read_with(read_pdf, WHOLE[:place] + patch + WHOLE[place + len(patch) :])
    except InputError as error:
        assert error.reason  # noqa: PT017
