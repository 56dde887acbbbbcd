from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from wirebook import knowledge
from wirebook.errors import KnowledgeError
from wirebook.knowledge import reading
from wirebook.knowledge.schema import Seat, TermRow


def test_lint_finds_nothing_in_the_shipped_tables():
    assert knowledge.lint() == []


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "tables").mkdir()
    monkeypatch.setattr(reading, "files", lambda _: tmp_path)
    reading.read_table.cache_clear()
    yield tmp_path / "tables" / "some.tsv"
    reading.read_table.cache_clear()


HEADER = "name\taliases\tcode\tsectors\toffice\tplace\n"


def test_a_cell_of_the_wrong_kind_is_named_with_table_and_line(table: Path):
    table.write_text(HEADER + "Old House\t\tRUS\tGOV\tpresident\t\nNew House\t\tRussia\tGOV\tpresident\t\n")
    with pytest.raises(KnowledgeError, match=r"some\.tsv:3: code"):
        reading.read_table("some.tsv", Seat)


def test_an_unknown_sector_is_refused(table: Path):
    table.write_text(HEADER + "Old House\t\tRUS\tGOVT\tpresident\t\n")
    with pytest.raises(KnowledgeError, match="sectors"):
        reading.read_table("some.tsv", Seat)


def test_a_short_line_is_refused(table: Path):
    table.write_text(HEADER + "Old House\t\tRUS\n")
    with pytest.raises(KnowledgeError, match="3 cells where the header has 6"):
        reading.read_table("some.tsv", Seat)


def test_a_missing_table_is_named(table: Path):
    with pytest.raises(KnowledgeError, match=r"absent\.tsv: the table is missing"):
        reading.read_table("absent.tsv", Seat)


def test_remarks_blank_lines_and_compression_are_read_over(table: Path):
    packed = table.with_name("some.tsv.gz")
    text = HEADER + "# a remark\n\nOld House\tThe House|House\tRUS\tGOV|MIL\tpresident\t\n"
    packed.write_bytes(gzip.compress(text.encode()))
    (row,) = reading.read_table("some.tsv.gz", Seat)
    assert (row.aliases, row.sectors, row.place) == (("The House", "House"), ("GOV", "MIL"), None)


def test_a_year_or_month_means_its_first_day_as_start_and_its_last_as_end():
    row = TermRow.model_validate(
        {"name": "A B", "code": "RUS", "office": "president", "valid_from": "1990", "valid_to": "1996-02"}
    )
    assert (str(row.valid_from), str(row.valid_to)) == ("1990-01-01", "1996-02-29")
