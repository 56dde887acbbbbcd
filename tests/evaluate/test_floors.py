import pytest

from tests.support import ROOT, services_required
from wirebook.errors import EvaluationError, UsageError
from wirebook.evaluate import run
from wirebook.evaluate.floors import Floor, check, digest_of, place_of, raised, read_floors, write_floors

FLOORS = ROOT / "benchmarks/floors.toml"
HEAD = "# Kept as it is.\n"


@pytest.fixture
def floors_file(tmp_path):
    (tmp_path / "set").mkdir()
    (tmp_path / "set/a.txt").write_text("one")
    (tmp_path / "benchmarks").mkdir()
    file = tmp_path / "benchmarks/floors.toml"
    file.write_text(HEAD + '\n[[floor]]\nsuite = "articles"\npath = "set"\n')
    return file


def runner(f1):
    return lambda suite, path: {"claims": {"f1": f1, "predicted": 3}, "aid": {"f1": 0.25}}


def test_a_floor_without_a_digest_is_filled_in(floors_file):
    (floor,) = read_floors(floors_file)
    verdict = check(floor, floors_file, runner(0.61289))
    assert not verdict.problems
    write_floors(floors_file, [raised(verdict, floors_file)])
    (filled,) = read_floors(floors_file)
    assert filled.scores == {"claims.f1": 0.612, "aid.f1": 0.25}
    assert filled.digest == digest_of(place_of(floor, floors_file))
    assert floors_file.read_text().startswith(HEAD)


@pytest.mark.parametrize(("reached", "fell"), [(0.6, False), (0.5996, False), (0.599, True)])
def test_a_score_below_its_floor_is_a_problem(floors_file, reached, fell):
    floor = Floor("articles", "set", scores={"claims.f1": 0.6})
    assert bool(check(floor, floors_file, runner(reached)).problems) == fell


def test_floors_are_raised_and_never_lowered(floors_file):
    floor = Floor("articles", "set", scores={"claims.f1": 0.6, "aid.f1": 0.1})
    better = raised(check(floor, floors_file, runner(0.5)), floors_file)
    assert better.scores == {"claims.f1": 0.6, "aid.f1": 0.25}


def test_what_could_be_raised_is_said(floors_file):
    verdict = check(Floor("articles", "set", scores={"claims.f1": 0.6, "aid.f1": 0.25}), floors_file, runner(0.7))
    assert verdict.could_be_raised == ("claims.f1 could be raised to 0.700 from 0.600",)


@pytest.mark.parametrize("change", ["content", "name", "more"])
def test_a_changed_set_is_not_scored(floors_file, change):
    folder = floors_file.parent.parent / "set"
    floor = Floor("articles", "set", digest_of(folder), {"claims.f1": 0.1})
    assert not check(floor, floors_file, runner(0.5)).problems
    if change == "content":
        (folder / "a.txt").write_text("two")
    elif change == "name":
        (folder / "a.txt").rename(folder / "b.txt")
    else:
        (folder / "c.txt").write_text("")
    verdict = check(floor, floors_file, runner(0.5))
    assert "digest" in verdict.problems[0]
    assert raised(verdict, floors_file) == floor


def test_a_score_that_is_gone_is_a_problem(floors_file):
    assert check(Floor("articles", "set", scores={"claims.gone": 0.1}), floors_file, runner(1.0)).problems


def test_an_absent_set_is_said_to_be_absent(floors_file):
    assert check(Floor("articles", "nowhere"), floors_file, runner(1.0)).absent


@pytest.mark.parametrize("content", ["not toml", '[[floor]]\nsuite = "articles"\n', "floor = 3\n"])
def test_a_broken_file_is_named(tmp_path, content):
    file = tmp_path / "floors.toml"
    file.write_text(content)
    with pytest.raises(EvaluationError, match=r"floors\.toml"):
        read_floors(file)


def test_an_unknown_suite_names_those_that_there_are(tmp_path):
    with pytest.raises(UsageError, match="relations, articles"):
        run("haiku", tmp_path)


def test_an_absent_path_is_named(tmp_path):
    with pytest.raises(EvaluationError, match="nowhere"):
        run("articles", tmp_path / "nowhere")


@pytest.mark.slow
@pytest.mark.parametrize("floor", read_floors(FLOORS), ids=lambda floor: f"{floor.suite}-{floor.path}")
def test_no_score_is_below_its_floor(floor):
    verdict = check(floor, FLOORS)
    if verdict.absent and not services_required():
        pytest.skip(f"{floor.path} is not on this machine")
    assert not verdict.absent, f"{floor.path} is not on this machine"
    assert not verdict.problems
