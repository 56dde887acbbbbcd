import json

import pytest

from tests.cli.running import here, wirebook
from tests.cli.test_read import PAGE

TABLES = ("articles", "claims", "events", "aid", "impacts", "relations")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("show")
    (folder / "page.txt").write_text(PAGE)
    path = folder / "news.db"
    assert wirebook("read", folder / "page.txt", "--book", path, "--published", "2024-08-04").status == 0
    return path


@pytest.fixture
def show(monkeypatch, capfd, book):
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *arguments: here(monkeypatch, capfd, "show", *arguments, "--book", book)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_fits_the_terminal(show, table):
    result = show(table)
    assert result.status == 0
    assert result.out.strip()
    assert max(map(len, result.out.splitlines())) <= 80


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_there_for_programs(show, table):
    rows = json.loads(show(table, "--format", "json").out)
    assert rows
    assert json.loads(show(table, "--format", "json", "--limit", "1").out) == rows[:1]


def test_filters_narrow(show):
    claims = json.loads(show("claims", "--format", "json").out)
    accused = json.loads(show("claims", "--event", "accuse", "--actor", "WSM", "--format", "json").out)
    assert [claim for claim in claims if claim["event"] == "ACCUSE"] == accused
    assert accused
    assert json.loads(show("claims", "--since", "2030-01-01", "--format", "json").out) == []
    assert json.loads(show("articles", "--until", "2024-08-03", "--format", "json").out) == []
    assert len(json.loads(show("articles", "--since", "2024-08-04", "--format", "json").out)) == 1


def test_articles_and_events_say_how_often_they_were_printed(show):
    (article,) = json.loads(show("articles", "--format", "json").out)
    alone = {"relation": "first", "of": None, "version": 1, "printings": [article["id"]], "versions": [article["id"]]}
    assert article["edition"] == alone
    assert {(event["reports"], event["articles"]) for event in json.loads(show("events", "--format", "json").out)} == {
        (1, 1)
    }


def rows(show, *arguments):
    return json.loads(show(*arguments, "--format", "json").out)


def test_words_and_fields_find_claims_and_events(show):
    claims = rows(show, "claims")
    word = claims[0]["text"].split()[0]
    found = rows(show, "claims", "--search", word.upper())
    assert claims[0] in found
    assert all(word in one["text"] for one in found)
    assert {one["event"] for one in found} <= {one["event"] for one in rows(show, "events", "--search", f"{word}*")}
    assert rows(show, "claims", "--mode", "dance") == rows(show, "events", "--context", "none") == []
    assert rows(show, "events", "--country", "qqq") == rows(show, "claims", "--said-by", "Nobody") == []
    for odd in ('"', "*", "AND (", "'; --"):
        assert show("claims", "--search", odd).status == 0
    assert "No claims match" in show("claims", "--search", "!!!").out


@pytest.mark.parametrize(
    ("arguments", "named"), [("claims --event DANCE", "ASSAULT"), ("claims --status maybe", "offered"),
                             ("impacts --hazard rain", "flood"), ("aid --since 2024-08-01", "--recipient"),
                             ("relations --said-by KCNA", "--said-by: it does not apply")],
)  # fmt: skip
def test_a_filter_that_cannot_be_names_those_that_can(show, arguments, named):
    result = show(*arguments.split())
    assert result.status == 2
    assert named in result.err


def test_a_report_is_one_page_that_needs_nothing_else(monkeypatch, capfd, book, tmp_path):
    result = here(monkeypatch, capfd, "report", "--book", book, "-o", tmp_path / "report.html")
    assert (result.status, result.out) == (0, "")
    assert "Samoa" in (tmp_path / "report.html").read_text()


def test_a_report_that_cannot_be_written_is_named(monkeypatch, capfd, book, tmp_path):
    result = here(monkeypatch, capfd, "report", "--book", book, "-o", tmp_path / "nowhere/report.html")
    assert result.status == 2
    assert "nowhere/report.html" in result.err


def test_an_export_goes_to_standard_output(monkeypatch, capfd, book):
    result = here(monkeypatch, capfd, "export", "plover-jsonl", "--book", book)
    assert result.status == 0
    assert all(json.loads(line)["event"] for line in result.out.splitlines())
