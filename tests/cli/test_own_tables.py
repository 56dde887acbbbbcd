"""The commands over words and actors, and a user's own among them."""

from __future__ import annotations

import json

import pytest

from tests.cli.running import here, wirebook
from wirebook.coding.pipeline import coder_name

WORDS = (
    "predicate\tpos\tevent\tmode\tactor\trecipient\texample\texpected\n"
    "serenade\tVERB\tSUPPORT\t\tsubj\tobj\tFiji serenaded Tonga.\tSUPPORT FJI>TON\n"
)
ACTORS = "names\tkind\tcode\tsector\nReef Guard\torganisation\tFJI\tREB\n"
SENTENCE = "The Reef Guard serenaded Tonga on Friday."


@pytest.fixture
def run(monkeypatch, capfd, tmp_path):
    """Run a command in a folder with a user's files, in a terminal of 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "words.tsv").write_text(WORDS)
    (tmp_path / "actors.tsv").write_text(ACTORS)
    (tmp_path / "page.jsonl").write_text(f'{{"text": "{SENTENCE}", "date": "2024-08-04"}}\n' * 2)
    return lambda *arguments: here(monkeypatch, capfd, *arguments)


OWN = ("--lexicon", "words.tsv", "--knowledge", "actors.tsv")


def test_code_reads_with_tables_of_ones_own(run):
    result = run("code", "page.jsonl", *OWN)
    (claim, _) = map(json.loads, result.out.splitlines())
    assert (claim["event"], claim["actor"][0]["code"], claim["actor"][0]["sector"]) == ("SUPPORT", "FJI", ["REB"])
    assert claim["coder"].startswith(f"{coder_name()}+")
    assert run("code", "page.jsonl").out == ""


def test_worker_processes_have_the_same_tables(run, tmp_path):
    alone = run("code", "page.jsonl", *OWN).out
    assert alone
    assert wirebook("code", "page.jsonl", "--workers", "2", *OWN, cwd=tmp_path).out == alone


def test_the_environment_names_tables(run, monkeypatch):
    monkeypatch.setenv("WIREBOOK_LEXICON", "words.tsv")
    assert "claim SUPPORT" in run("explain", "Fiji serenaded Tonga.").out
    monkeypatch.setenv("WIREBOOK_LEXICON", "nowhere.tsv")
    assert "claim SUPPORT" in run("explain", "Fiji serenaded Tonga.", "--lexicon", "words.tsv").out


def test_the_book_tells_by_what_it_was_read(run, tmp_path):
    assert run("read", "page.jsonl", "--book", "mine.db", *OWN, "--workers", "1").status == 0
    (claim,) = json.loads(run("show", "claims", "--book", "mine.db", "--format", "json").out)
    assert claim["coder"].startswith(f"{coder_name()}+")


@pytest.mark.parametrize("command", ["code", "read", "explain", "watch"])
def test_a_table_that_is_wrong_ends_the_command_before_it_begins(run, tmp_path, command):
    (tmp_path / "words.tsv").write_text("predicate\tpos\tevent\nserenade\tVERB\tLOVE\n")
    before = sorted(tmp_path.iterdir())
    for file, told in (("words.tsv", "[WB502] words.tsv:2: no PLOVER type 'LOVE'"), ("nowhere.tsv", "[WB501]")):
        result = run(command, "page.jsonl", "--lexicon", file)
        assert (result.status, result.out) == (2, "")
        assert told in result.err
    assert sorted(tmp_path.iterdir()) == before


def test_find_shows_the_frames_of_a_word_as_they_are_tried(run):
    result = run("lexicon", "find", "accused")
    assert result.status == 0
    assert max(map(len, result.out.splitlines())) <= 80
    frames = json.loads(run("lexicon", "find", "accused", "--format", "json").out)
    assert {frame["word"] for frame in frames} == {"accuse"}
    assert [frame["tried"] for frame in frames] == list(range(1, len(frames) + 1))
    assert all(frame["source"] and frame["example"] and frame["expected"] for frame in frames)
    own = json.loads(run("lexicon", "find", "serenade", "--lexicon", "words.tsv", "--format", "json").out)
    assert [(frame["source"], frame["event"]) for frame in own] == [("words.tsv:2", "SUPPORT")]
    missing = run("lexicon", "find", "serenade")
    assert (missing.status, missing.out) == (1, "")
    assert "no frame opens with 'serenade'" in missing.err


def test_lint_lists_problems_by_file_and_line(run, tmp_path):
    assert run("lexicon", "lint", "words.tsv").status == 0
    (tmp_path / "words.tsv").write_text(WORDS * 2)
    result = run("lexicon", "lint", "words.tsv")
    assert result.status == 1
    assert "words.tsv:3: " in result.out
    assert run("lexicon", "lint", "nowhere.tsv").status == 2


def test_examples_of_ones_own_are_tested(run, tmp_path):
    result = run("lexicon", "test", "words.tsv")
    assert (result.status, result.out) == (0, "")
    assert "0 of 1 example failed" in result.err
    (tmp_path / "words.tsv").write_text(WORDS.replace("SUPPORT FJI>TON", "AID FJI>TON"))
    result = run("lexicon", "test", "words.tsv")
    assert result.status == 1
    assert result.out.splitlines() == [
        "words.tsv:2: Fiji serenaded Tonga.", "  missing: AID FJI>TON happened", "  surplus: SUPPORT FJI>TON happened",
    ]  # fmt: skip


@pytest.mark.slow
def test_known_faults_of_our_examples_are_told_apart(run):
    result = run("lexicon", "test")
    assert result.status == 0
    assert all("(known)" in line for line in result.out.splitlines() if not line.startswith(" "))
    assert "0 of " in result.err


def test_a_name_is_looked_up(run):
    result = run("knowledge", "lookup", "georgia")
    assert result.status == 0
    assert max(map(len, result.out.splitlines())) <= 80
    assert "GEO" in result.out
    rows = json.loads(run("knowledge", "lookup", "Georgia", "--country", "usa", "--format", "json").out)
    assert {row["code"] for row in rows} == {"USA"}
    own = json.loads(run("knowledge", "lookup", "reef guard", "--knowledge", "actors.tsv", "--format", "json").out)
    assert [(row["kind"], row["source"]) for row in own] == [("organisation", "actors.tsv:2")]
    missing = run("knowledge", "lookup", "Reef Guard", "--on", "2024-08-04")
    assert (missing.status, missing.out) == (1, "")
    assert "no record of 'Reef Guard' on 2024-08-04" in missing.err


def test_show_actor_is_the_same_record(run):
    shown = run("show", "actor", "Vladimir Putin", "--on", "2009-01-01", "--format", "json").out
    assert shown == run("knowledge", "lookup", "Vladimir Putin", "--on", "2009-01-01", "--format", "json").out
    assert [row["office"] for row in json.loads(shown)] == ["prime minister"]
    assert "Give a name" in run("show", "actor").err
    assert "takes no name" in run("show", "claims", "Putin").err
    assert "--country" in run("show", "actor", "Putin", "--since", "2024-08-04").err


def test_tables_of_actors_are_checked(run, tmp_path):
    assert run("knowledge", "lint").status == 0
    assert run("knowledge", "lint", "actors.tsv").status == 0
    (tmp_path / "actors.tsv").write_text(ACTORS + "Reef House\torganisation\tXXX\n\torganisation\n")
    result = run("knowledge", "lint", "actors.tsv")
    assert result.status == 1
    assert [line.split(": ")[0] for line in result.out.splitlines()] == ["actors.tsv:3", "actors.tsv:4"]


def test_a_dictionary_is_imported_and_can_be_joined(run, tmp_path):
    (tmp_path / "mine.txt").write_text("REEF_GUARD_ [FJIREB 040101-081231] [SAS]\nLAGOON_HOUSE_ [SAS]\n")
    result = run("knowledge", "import", "mine.txt", "--format", "petrarch", "-o", "mine.tsv")
    assert (result.status, result.out) == (0, "")
    assert result.err.splitlines()[:2] == [
        "mine.txt:1: left out: REEF GUARD: SAS is no country and no kind of party here (a region is no party)",
        "mine.txt:2: left out: LAGOON HOUSE: SAS is no country and no kind of party here (a region is no party)",
    ]
    assert run("knowledge", "lint", "mine.tsv").status == 0
    again = run("knowledge", "import", "mine.txt", "--format", "petrarch", "-o", "mine.tsv")
    assert again.status == 2
    assert "there is such a file already" in again.err
    assert run("knowledge", "import", "mine.txt", "--format", "tabari").out.startswith("# From mine.txt")
    assert run("knowledge", "import", "nowhere.txt", "--format", "tabari").status == 1
