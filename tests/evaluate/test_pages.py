"""The suite `pages`: both formats of gold pages."""

from __future__ import annotations

import gzip
import json

import pytest

from tests.pages.test_items_and_html import HTML
from wirebook.errors import EvaluationError
from wirebook.evaluate.pages import run

BODY = [
    "SANTIAGO (Reuters) - Chile thanked Peru on Tuesday for relief flights that reached the coast after the quake.",
    "The flights carried 40 tonnes of food and water, the foreign ministry said in a statement in the capital.",
    "Peru had offered the help on Monday, hours after the quake struck the coast and cut the roads to the region.",
]


def golden(folder, **changes):
    entry = {
        "authors": [],
        "title": "Chile thanks Peru for relief flights",
        "publishing_date": "2023-05-16 10:00:00+00:00",
        "body": {"summary": [], "sections": [{"headline": [], "paragraphs": BODY}]},
    } | changes
    (folder / "TheDaily.json").write_text(json.dumps({"V1": entry, "V2": {**entry, "title": "x", "body": {}}}))
    (folder / "TheDaily_2023_05_17.html.gz").write_bytes(gzip.compress(HTML.encode()))


def test_a_page_read_right_scores_one(tmp_path):
    golden(tmp_path)
    scores = run(tmp_path)
    assert {key: scores[key] for key in ("body_f1", "title", "date", "authors", "pages")} == {
        "body_f1": 1.0, "title": 1.0, "date": 1.0, "authors": 1.0, "pages": 1,
    }  # fmt: skip


def test_every_part_is_scored_by_itself(tmp_path):
    golden(tmp_path, title="Other", publishing_date="2023-05-17", authors=["Ana Soto"])
    scores = run(tmp_path)
    assert (scores["body_f1"], scores["title"], scores["date"], scores["authors"]) == (1.0, 0.0, 0.0, 0.0)


def test_the_benchmark_counts_runs_of_four_words(tmp_path):
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "a.html.gz").write_bytes(gzip.compress(HTML.encode()))
    gold = {"a": {"articleBody": "\n".join(BODY[:2]), "url": "http://news.example/1"}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(gold))
    scores = run(tmp_path)
    words = [len(line.replace("(Reuters) - ", "Reuters ").split()) for line in BODY]
    precision = (sum(words[:2]) - 3) / (sum(words) - 3)
    assert scores["body_f1"] == pytest.approx(2 * precision / (1 + precision), abs=0.01)
    assert "title" not in scores


def test_a_folder_of_neither_format_is_refused(tmp_path):
    with pytest.raises(EvaluationError, match=r"ground-truth\.json"):
        run(tmp_path)
