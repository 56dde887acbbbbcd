"""The suite `places` on a small set of its own, with a coder that knows five places."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from wirebook.coding.spans import Place
from wirebook.errors import EvaluationError
from wirebook.evaluate import places, run, suite_named

KNOWN = {
    "Suva": ("FJI", -18.14, 178.44, "point"),
    "Nadi": ("FJI", -17.8, 177.42, "point"),
    "Fiji": ("FJI", None, None, "country"),
    "Apia": ("WSM", -13.83, -171.77, "point"),
    "Nowhere": (None, None, None, "region"),
}
ARTICLES = """<?xml version="1.0" encoding="utf-8"?>
<articles>
  <article docid="1">
    <dltime>2024-08-03 12:24:52.002364-05</dltime>
    <text><![CDATA[Suva & Apia sent boats to Fiji from Nowhere.]]></text>
    <toponyms count="4">
      {suva}
      <toponym><start>7</start><end>11</end><phrase>Apia</phrase>
        <gaztag><lat>40.0</lat><lon>-100.0</lon></gaztag></toponym>
      <toponym><start>26</start><end>30</end><phrase>Fiji</phrase>
        <gaztag><lat>-18</lat><lon>178</lon></gaztag></toponym>
      <toponym><start>36</start><end>43</end><phrase>Nowhere</phrase></toponym>
    </toponyms>
  </article>
  <article docid="2">
    <text>Nadi waited; Levuka did too.</text>
    <toponyms>
      <toponym><start>13</start><end>19</end><gaztag><lat>-17.68</lat><lon>178.84</lon></gaztag></toponym>
    </toponyms>
  </article>
</articles>
"""
SUVA = "<toponym><start>0</start><end>4</end><gaztag><lat>-18.1</lat><lon>178.4</lon></gaztag></toponym>"


@Language.component("test_places")
def known_places(doc: Doc) -> Doc:
    found = []
    for token in doc:
        if token.text in KNOWN:
            country, lat, lon, precision = KNOWN[token.text]
            end = token.idx + len(token)
            found.append(Place(token.idx, end, token.text, token.i, token.text, country, lat, lon, precision))
    doc._.places = tuple(found)
    return doc


@pytest.fixture(autouse=True)
def coder(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("test_places")
    monkeypatch.setattr(places, "load", lambda: nlp)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "some.xml"
    path.write_text(ARTICLES.format(suva=SUVA), "utf-8")
    return path


def test_spans_count_all_toponyms_and_distances_those_with_coordinates(articles: Path):
    scores = run("places", articles)
    span = scores["span"]
    assert span["precision"] == pytest.approx(4 / 5)  # Nadi is no toponym of the gold
    assert span["recall"] == pytest.approx(4 / 5)  # Levuka is not found
    assert span["f1"] == pytest.approx(4 / 5)
    assert (scores["located"], scores["matched"], scores["documents"]) == (4, 3, 2)
    # Suva lies right, and Fiji by its middle; Apia does not
    assert scores["matched_161km"] == pytest.approx(2 / 3)
    assert scores["end_to_end_161km"] == pytest.approx(2 / 4)


def test_a_folder_is_searched_through(articles: Path):
    assert run("places", articles.parent) == run("places", articles)


def test_the_date_and_the_offsets_are_read(articles: Path):
    first, second = places.read_articles(articles)
    assert str(first.published) == "2024-08-03"
    assert second.published is None
    assert first.text[slice(first.toponyms[1].start, first.toponyms[1].end)] == "Apia"
    assert first.toponyms[3].point is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("no XML", "not readable as XML"),
        ("<articles/>", "holds no article"),
        (ARTICLES.format(suva="<toponym><start>x</start></toponym>"), "without whole offsets"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, text: str, reason: str):
    path = tmp_path / "some.xml"
    path.write_text(text, "utf-8")
    with pytest.raises(EvaluationError, match=reason):
        run("places", path)


def test_an_empty_folder_is_refused(tmp_path: Path):
    with pytest.raises(EvaluationError, match="holds no XML file"):
        run("places", tmp_path)


def test_the_floors_are_keys_of_the_scores(articles: Path):
    scores = run("places", articles)
    assert "f1" in scores["span"]
    assert set(suite_named("places").floors) == {"span.f1", "matched_161km", "end_to_end_161km"}
