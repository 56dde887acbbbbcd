import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.errors import EvaluationError
from wirebook.evaluate.clusters import b_cubed, read_items, run, score

ARTICLES = (
    ("bridge", "2031-03-09", "Footbridge falls into the Tarn at Orvelle, nine hurt",
     "A footbridge at Orvelle fell into the river Tarn on Sunday. Nine hikers were hurt. Mayor Odile Brassac said the "
     "cables had been inspected in January."),
    ("bridge", "2031-03-10", "Orvelle mayor defends inspection after footbridge fall",
     "Odile Brassac, the mayor of Orvelle, said on Monday that the cables of the footbridge which fell into the Tarn "
     "had been inspected in January. Nine hikers are in hospital."),
    ("strike", "2031-03-09", "Ferry crews in Skarnes walk out over pay",
     "Ferry crews in Skarnes stopped work on Sunday after pay talks with the operator Nordlinje failed. Some 4,000 "
     "passengers were stranded, the union leader Torvald Hegg said."),
    ("strike", "2031-03-11", "Nordlinje and ferry union to talk again",
     "The operator Nordlinje will meet the ferry union again on Wednesday, Torvald Hegg said. Crews in Skarnes have "
     "not worked since Sunday and 4,000 passengers were stranded."),
    ("seal", "2031-03-10", "Seal pup found in Halmouth bakery",
     "A seal pup was found behind the oven of a bakery in Halmouth on Monday. The baker, Winifred Pell, gave it a "
     "herring and called the aquarium."),
)  # fmt: skip


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def items():
    return [dict(zip(("cluster", "date", "title", "text"), article, strict=True)) for article in ARTICLES]


def by_the_definition(found, gold):
    """B-cubed as Bagga and Baldwin write it, an article at a time."""
    precision = recall = 0.0
    for number in range(len(gold)):
        cell = {other for other in range(len(found)) if found[other] == found[number]}
        key = {other for other in range(len(gold)) if gold[other] == gold[number]}
        precision += len(cell & key) / len(cell) / len(gold)
        recall += len(cell & key) / len(key) / len(gold)
    return precision, recall


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12))
def test_b_cubed_is_that_of_the_definition(pairs):
    found, gold = zip(*pairs, strict=True)
    assert b_cubed(found, gold) == pytest.approx(by_the_definition(found, gold))


def test_everything_in_one_cluster_and_each_alone():
    gold = ["a", "a", "b", "b"]
    assert b_cubed([0, 0, 0, 0], gold) == (0.5, 1.0)
    assert b_cubed([0, 1, 2, 3], gold) == (1.0, 0.5)
    assert b_cubed([], []) == (0.0, 0.0)


def test_the_scores_that_are_printed():
    scores = score([0, 0, 1], ["x", "x", "x"])
    assert scores["b_cubed_precision"] == 1.0
    assert scores["b_cubed_recall"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert (scores["articles"], scores["clusters"], scores["clusters_found"]) == (3, 1, 2)


def test_a_set_is_coded_and_scored(tmp_path):
    scores = run(write(tmp_path / "set.jsonl", items()))
    assert scores["b_cubed_f1"] == 1.0
    assert (scores["articles"], scores["clusters_found"]) == (5, 3)


def test_numbers_as_clusters_and_more_fields_are_read(tmp_path):
    rows = [{**item, "cluster": number, "url": "https://example.org/"} for number, item in enumerate(items())]
    assert [item["cluster"] for item in read_items(write(tmp_path / "set.jsonl", rows))] == list("01234")


@pytest.mark.parametrize(
    ("content", "reason"),
    [("", "no article"), ("{", "line 1 is no JSON"), ('{"title": "A"}', "no cluster"), ("[1]", "no cluster")],
)
def test_what_is_no_such_set_is_named(tmp_path, content, reason):
    path = tmp_path / "set.jsonl"
    path.write_text(content)
    with pytest.raises(EvaluationError, match=reason):
        run(path)
