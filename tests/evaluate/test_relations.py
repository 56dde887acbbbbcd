import csv
import importlib.util
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evaluate import made_up
from wirebook.errors import EvaluationError
from wirebook.evaluate.relations import Row, read_rows, score_found
from wirebook.record import CiteInfo

ROOTS = ("AGREE", "CONSULT", "AID", "ACCUSE", "YIELD")
NAMES = ("FJI", "the TON", "U.S. envoy", "its")


@st.composite
def tables(draw):
    name = st.sampled_from(NAMES)
    row = st.builds(Row, st.sampled_from(made_up.SENTENCES), name, name, st.sampled_from(ROOTS))
    rows = draw(st.lists(row, min_size=1, max_size=8))
    sentences = sorted({row.sentence for row in rows})
    found = {sentence: tuple(draw(st.lists(made_up.claims(), max_size=4))) for sentence in sentences}
    return rows, found


def reference_score(folder, rows, claims):
    spec = importlib.util.spec_from_file_location("reference_relations", folder / "gold/score/relations.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with tempfile.TemporaryDirectory() as place:
        table, found = Path(place, "rows.tsv"), Path(place, "found.jsonl")
        write(table, rows)
        with found.open("w") as out:
            for number, sentence in enumerate(sorted(claims)):
                cite = CiteInfo(url=f"https://example.org/{number}")
                for claim in claims[sentence]:
                    out.write(claim.model_copy(update={"cite_info": cite}).model_dump_json() + "\n")
        return module.score(str(table), str(found))


def write(path, rows):
    with path.open("w", newline="") as out:
        writer = csv.writer(out, delimiter="\t")
        writer.writerow(["id", "sentence", "source", "target", "gold_root"])
        writer.writerows([number, row.sentence, row.source, row.target, row.gold] for number, row in enumerate(rows))


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the reference scorer leaves its files open
@settings(max_examples=150, deadline=None)
@given(tables())
def test_agrees_with_the_reference_scorer(shared_data, made):
    rows, claims = made
    assert score_found(rows, claims) == pytest.approx(reference_score(shared_data, rows, claims), abs=0.001)


@settings(max_examples=100, deadline=None)
@given(tables())
def test_every_share_is_a_share(made):
    scores = score_found(*made)
    assert all(0 <= scores[key] <= 1 for key in ("macro_f1", "precision", "coverage"))


def test_the_most_confident_claim_speaks():
    rows = [Row("s", "FJI", "TON", "YIELD")]
    claims = (made_up.claim(confidence=0.4), made_up.claim(1, event="RETREAT", confidence=0.6))
    assert score_found(rows, {"s": claims})["precision"] == 1
    assert score_found(rows, {"s": claims[:1]})["precision"] == 0


def test_rows_are_read_by_the_header(tmp_path):
    path = tmp_path / "rows.tsv"
    write(path, [Row("Fiji sent boats.", "Fiji", "boats", "AID")])
    assert read_rows(path) == [Row("Fiji sent boats.", "Fiji", "boats", "AID")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"sentence\tsource\n", "target, gold_root"), (b"", "sentence"), (b"\xff\xfe", "decode"),
     (b"sentence\tsource\ttarget\tgold_root\n", "no rows")],
)  # fmt: skip
def test_a_table_that_is_none_is_named(tmp_path, content, reason):
    path = tmp_path / "rows.tsv"
    path.write_bytes(content)
    with pytest.raises(EvaluationError, match=reason) as refused:
        read_rows(path)
    assert "rows.tsv" in str(refused.value)
