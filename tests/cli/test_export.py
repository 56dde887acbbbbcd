from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.cli.running import here, wirebook
from tests.views.fake_book import small_book
from wirebook.book import Book
from wirebook.cli.export import ExportFormat, Kind
from wirebook.views.export import FORMATS, MODELS


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "small.db"
    with Book(path) as opened:
        opened.add_many(small_book().coded_articles())
    return path


@pytest.fixture
def export(monkeypatch, capfd, book):
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *arguments: here(monkeypatch, capfd, "export", *arguments, "--book", book)


def test_the_command_knows_every_format_and_kind():
    assert {one.value for one in ExportFormat} == {*FORMATS, "corrections"}
    assert {one.value for one in Kind} == set(MODELS)


def test_filters_narrow(export):
    lines = export("plover-jsonl", "--event", "aid", "--actor", "AUS", "--country", "vut").out.splitlines()
    assert [json.loads(line)["event"] for line in lines] == ["AID"]
    assert export("plover-jsonl", "--since", "2030-01-01").out == ""
    assert len(export("csv", "--what", "impacts", "--hazard", "storm").out.splitlines()) == 4


@pytest.mark.parametrize(
    ("arguments", "named"),
    [("csv --event DANCE", "ASSAULT"), ("csv --what impacts --actor RUS", "--hazard"), ("gdelt --what aid", "mentions"),
     ("geojson --hxl", "csv has"), ("gdelt --status denied", "--country"), ("xml", "polecat")],
)  # fmt: skip
def test_what_cannot_be_names_what_can(export, arguments, named):
    result = export(*arguments.split())
    assert result.status == 2
    assert named in result.err
    assert result.out == ""


def test_what_a_format_cannot_hold_is_counted_aloud(export):
    result = export("polecat")
    assert result.status == 0
    assert "claims left out:" in result.err
    assert "denied, planned or not real" in result.err
    assert "left out" not in result.out


def test_a_folder_gets_a_file_of_each_kind(export, tmp_path):
    assert "in " in export("gdelt", "--output", tmp_path / "tables").err
    assert {path.name for path in (tmp_path / "tables").iterdir()} == {"events.CSV", "mentions.CSV"}


@pytest.mark.parametrize("format", FORMATS)
def test_a_reader_that_hangs_up_is_no_error(book, format):
    if format == "parquet":
        pytest.importorskip("pyarrow")
    reading, writing = os.pipe()
    os.close(reading)
    arguments = ["export", format, "--book", str(book)]
    program = [sys.executable, "-c", "from wirebook.cli import main; main()", *arguments]
    done = subprocess.run(program, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, b"Traceback" in done.stderr, b"Broken" in done.stderr) == (0, False, False)


def test_help_has_examples_that_are_commands():
    text = wirebook("export", "--help").out
    assert text.count("wirebook export ") >= 6
