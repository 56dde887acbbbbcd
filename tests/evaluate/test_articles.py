import importlib.util
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evaluate import made_up
from tests.support import ROOT
from wirebook.errors import EvaluationError
from wirebook.evaluate import flattened
from wirebook.evaluate.articles import annotated, score_pairs
from wirebook.evaluate.gold import GoldArticle

pairs = st.lists(st.tuples(made_up.annotations(), made_up.coded_articles), min_size=1, max_size=4)


def score(made):
    return score_pairs([(GoldArticle.model_validate(gold), [coded]) for gold, coded in made])


def reference(folder):
    spec = importlib.util.spec_from_file_location("reference_articles", folder / "gold/score/articles.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reference_score(module, made):
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder, "gold"), Path(folder, "found")
        (gold / "json").mkdir(parents=True)
        found.mkdir()
        for number, (annotation, coded) in enumerate(made):
            (gold / f"json/{number}.json").write_text(json.dumps(annotation))
            (found / f"{number}.jsonl").write_text("\n".join(made_up.printed(coded)) + "\n")
        return module.score(str(gold), str(found))


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the reference scorer leaves its files open
@settings(max_examples=150, deadline=None)
@given(pairs)
def test_agrees_with_the_reference_scorer(shared_data, made):
    theirs = flattened(reference_score(reference(shared_data), made))
    ours = flattened(score(made))
    assert ours.keys() == theirs.keys()
    assert ours == pytest.approx(theirs, abs=0.001)


@settings(max_examples=100, deadline=None)
@given(pairs)
def test_every_share_is_a_share(made):
    for key, value in flattened(score(made)).items():
        assert value >= 0
        assert value <= 1 or key.endswith(("predicted", "gold"))


@settings(max_examples=50, deadline=None)
@given(pairs)
def test_saying_a_thing_twice_changes_neither_precision_nor_recall(made):
    once = score([(gold, coded) for gold, coded in made])
    twice = score([(gold, coded.model_copy(update={"claims": coded.claims * 2})) for gold, coded in made])
    assert once["claims"] == twice["claims"]


SENT = {
    "event": "AID",
    "status": "happened",
    "actor": [{"code": "FJI"}],
    "recipient": [{"code": "TON"}],
    "date": ["2024-08-01", "2024-08-01"],
    "attribution": ["navy"],
    "core": True,
    "evidence": "sent boats",
}
MET = {
    "event": "CONSULT",
    "status": "happened",
    "actor": [{"code": "WSM"}, {"code": "TON"}],
    "country": "FJI",
    "core": True,
    "evidence": "met Tonga",
}
GOLD = {"claims": [SENT, MET]}


def test_half_found_is_half_recall():
    scores = flattened(score([(GOLD, made_up.coded([made_up.claim(), made_up.claim(1, event="ACCUSE")]))]))
    assert scores["claims.precision"] == scores["claims.recall"] == 0.5
    assert scores["claims.date"] == 0
    assert scores["claims.attribution_f1"] == 0


def test_a_joint_act_may_be_written_either_way_round():
    found = made_up.claim(event="CONSULT", actor=("TON",), recipient=("WSM",), text=made_up.SENTENCES[1])
    scores = flattened(score([(GOLD, made_up.coded([found]))]))
    assert scores["claims.precision"] == 1
    assert scores["claims.sides"] == 1


def test_texts_are_found_in_folders_and_dumps_are_passed_over(tmp_path):
    (tmp_path / "set/json").mkdir(parents=True)
    (tmp_path / "set/pages").mkdir()
    (tmp_path / "set/json/a.json").write_text("{}")
    (tmp_path / "set/json/b.json").write_text("{}")
    (tmp_path / "set/a.html").write_text("page")
    (tmp_path / "set/a.dump.txt").write_text("dump")
    (tmp_path / "set/pages/b.txt").write_text("page")
    assert [text.name for _, text in annotated(tmp_path)] == ["a.html", "b.txt"]


def test_an_annotation_without_its_text_is_named(tmp_path):
    (tmp_path / "json").mkdir()
    (tmp_path / "json/lost.json").write_text("{}")
    with pytest.raises(EvaluationError, match=r"lost\.json.*lost\.txt"):
        annotated(tmp_path)


@pytest.mark.parametrize("content", ["not json", '{"claims": [{"event": "DANCE"}]}', "[]"])
def test_a_broken_annotation_is_named(tmp_path, content):
    (tmp_path / "json").mkdir()
    (tmp_path / "json/broken.json").write_text(content)
    with pytest.raises(EvaluationError, match=r"broken\.json"):
        annotated(tmp_path)


def test_a_folder_without_annotations_is_refused(tmp_path):
    with pytest.raises(EvaluationError, match="json"):
        annotated(tmp_path)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_the_shipped_gold_set_is_scored_like_the_reference(shared_data):
    import wirebook
    from wirebook.evaluate.coding import code_file

    nlp = wirebook.load()
    found = [(gold, text, list(code_file(text, nlp))) for gold, text in annotated(ROOT / "tests/gold")]
    ours = score_pairs([(gold, coded) for gold, _, coded in found])
    made = [
        (json.loads((text.parent / "json" / f"{text.stem}.json").read_text()), coded[0]) for _, text, coded in found
    ]
    theirs = reference_score(reference(shared_data), made)
    assert flattened(ours) == pytest.approx(flattened(theirs), abs=0.001)
