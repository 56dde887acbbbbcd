import json

import pytest

from tests.cli.running import here
from wirebook.evaluate import floors

SCORES = {"claims": {"f1": 0.5, "predicted": 7}}


@pytest.fixture
def scored(monkeypatch, tmp_path):
    """A gold set whose scores are known; a file of floors beside it."""
    (tmp_path / "set").mkdir()
    (tmp_path / "benchmarks").mkdir()
    file = tmp_path / "benchmarks/floors.toml"
    file.write_text(
        '# Why.\n\n[[floor]]\nsuite = "articles"\npath = "set"\n\n[[floor]]\nsuite = "articles"\npath = "gone"\n'
    )
    monkeypatch.setattr("wirebook.evaluate.run", lambda suite, path: SCORES)
    real = floors.check
    monkeypatch.setattr("wirebook.evaluate.floors.check", lambda floor, at: real(floor, at, lambda suite, path: SCORES))
    monkeypatch.chdir(tmp_path)
    return file


def test_json_is_one_object_and_nothing_else(monkeypatch, capfd, scored):
    result = here(monkeypatch, capfd, "evaluate", "articles", "set", "--json")
    assert (result.status, json.loads(result.out), result.err) == (0, SCORES, "")


def test_scores_are_a_table_for_people(monkeypatch, capfd, scored):
    result = here(monkeypatch, capfd, "evaluate", "articles", "set")
    assert ["claims.f1", "0.500"] in [line.split() for line in result.out.splitlines()]


def test_floors_are_filled_in_raised_and_guarded(monkeypatch, capfd, scored):
    assert "could be raised" in here(monkeypatch, capfd, "evaluate", "floors").out
    assert here(monkeypatch, capfd, "evaluate", "floors", "--update").status == 0
    assert '"claims.f1" = 0.500' in scored.read_text()
    assert scored.read_text().startswith("# Why.\n")
    scored.write_text(scored.read_text().replace("0.500", "0.600"))
    result = here(monkeypatch, capfd, "evaluate", "floors", "--update")
    assert result.status == 1
    assert "claims.f1 fell to 0.500 from 0.600" in result.out
    assert "gone: not on this machine" in result.out
    assert '"claims.f1" = 0.600' in scored.read_text()


def test_floors_for_programs(monkeypatch, capfd, scored):
    verdicts = json.loads(here(monkeypatch, capfd, "evaluate", "floors", "--json").out)
    assert [verdict["absent"] for verdict in verdicts] == [False, True]
