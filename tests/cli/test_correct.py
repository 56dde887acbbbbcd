import json

import pytest

from tests.cli.running import here, wirebook
from tests.cli.test_read import PAGE


@pytest.fixture
def run(monkeypatch, capfd, tmp_path):
    (tmp_path / "page.txt").write_text(PAGE)
    book = tmp_path / "news.db"
    assert wirebook("read", tmp_path / "page.txt", "--book", book, "--published", "2024-08-04").status == 0
    return lambda *arguments: here(monkeypatch, capfd, *arguments, "--book", book)


def claims(run, *arguments):
    return json.loads(run("show", "claims", "--format", "json", *arguments).out)


def exported(run, *arguments):
    return [json.loads(line) for line in run("export", *arguments).out.splitlines()]


def test_rejected_is_left_out_unless_asked_for_and_undo_brings_it_back(run):
    every = claims(run)
    first = every[0]["id"]
    made = json.loads(run("correct", "reject", first, "--by", "Maria", "--format", "json").out)
    assert first not in {one["id"] for one in claims(run)}
    marked = next(one for one in claims(run, "--rejected") if one["id"] == first)
    assert "rejected by Maria" in marked["coder"]
    assert len(exported(run, "plover-jsonl")) == len(every) - 1
    assert len(exported(run, "plover-jsonl", "--rejected")) == len(every)
    assert run("correct", "undo", made[0]["id"], "--by", "Maria").status == 0
    assert claims(run) == every


def test_an_edit_is_marked_listed_told_and_exported(run):
    first = claims(run)[0]["id"]
    assert run("correct", "edit", first, "--set", "date=2024-08-01", "--by", "Maria").status == 0
    edited = next(one for one in claims(run) if "corrected by Maria" in one["coder"])
    assert edited["date"] == "2024-08-01"
    assert "Maria" in run("correct", "list").out
    assert "Maria" in run("correct", "history", edited["id"]).out
    assert json.loads(run("correct", "list", "--unmatched", "--format", "json").out) == []
    (lesson,) = exported(run, "corrections")
    assert (lesson["action"], lesson["right"][0]["date"]) == ("edit", "2024-08-01")


def test_accept_merge_and_split(run):
    first, second = (one["id"] for one in claims(run)[:2])
    assert run("correct", "accept", first, "--by", "Maria").status == 0
    before = len(claims(run))
    parts = ("--part", "status=happened", "--part", "status=planned")
    assert run("correct", "split", first, *parts, "--by", "Maria").status == 0
    assert len(claims(run)) == before + 1
    assert run("correct", "merge", first, second, "--by", "Maria").status == 0
    assert len(claims(run)) == before


@pytest.mark.parametrize("arguments", ["reject", "reject ffff", "list --why x", "edit ffff --set status"])
def test_wrong_use_is_status_2(run, arguments):
    assert run("correct", *arguments.split()).status == 2
