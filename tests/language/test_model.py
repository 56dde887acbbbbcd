"""Loading: the model that ships, a damaged one, and another in its place."""

from __future__ import annotations

import shutil

import pytest
import spacy
from spacy.tokens import Doc

import wirebook
from wirebook.errors import ModelError
from wirebook.language.inference import Network
from wirebook.language.model import VARIABLE, card, load_language, model_name

from .conftest import WEIGHTS


def test_a_missing_model_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"WB400.*no language model there.*reinstall") as caught:
        Network(tmp_path)
    assert str(tmp_path) in str(caught.value)


def test_an_altered_model_is_refused(tmp_path):
    shutil.copytree(WEIGHTS, tmp_path / "weights")
    file = tmp_path / "weights" / "model.onnx"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    with pytest.raises(ModelError, match="not the one that was shipped"):
        Network(tmp_path / "weights", card()["sha256"])


def test_a_file_that_is_no_model_is_refused(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"no model")
    shutil.copy(WEIGHTS / "vocabulary.txt", tmp_path)
    with pytest.raises(ModelError, match="cannot be used"):
        Network(tmp_path)


@pytest.fixture
def other_pipeline(tmp_path):
    """A small pipeline of Universal Dependencies labels by rule: subject, verb, object."""
    nlp = spacy.blank("en")
    patterns = [
        {"patterns": [[{}]], "attrs": {"POS": "NOUN", "TAG": "NN"}},
        {"patterns": [[{"LOWER": "condemned"}]], "attrs": {"POS": "VERB", "TAG": "VBD"}},
        {"patterns": [[{"IS_TITLE": True}]], "attrs": {"POS": "PROPN", "TAG": "NNP"}},
        {"patterns": [[{"IS_PUNCT": True}]], "attrs": {"POS": "PUNCT", "TAG": "."}},
    ]
    nlp.add_pipe("attribute_ruler", config={"validate": False}).add_patterns(patterns)
    nlp.add_pipe("three_words")
    nlp.to_disk(tmp_path / "other")
    return tmp_path / "other"


@spacy.Language.component("three_words")
def three_words(doc: Doc) -> Doc:
    for token, relation in zip(doc, ("nsubj", "ROOT", "obj", "punct"), strict=True):
        token.head, token.dep_ = doc[1], relation
    return doc


def test_another_pipeline_takes_its_place(other_pipeline):
    nlp = wirebook.load(other_pipeline)
    assert "wirebook_reader" not in nlp.pipe_names
    doc = nlp("Iran condemned Sweden.")
    (claim,) = doc._.claims
    assert (claim.event, [a.code for a in claim.actor], [a.code for a in claim.recipient]) == (
        "ACCUSE",
        ["IRN"],
        ["SWE"],
    )


def test_the_environment_names_it_too(other_pipeline, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(other_pipeline))
    assert "three_words" in load_language().pipe_names
    assert model_name() == "other"


def test_another_pipeline_that_is_not_there_is_named():
    with pytest.raises(ModelError, match="no-such-pipeline"):
        load_language("no-such-pipeline")


def test_the_model_is_small_and_credited():
    assert (WEIGHTS / "model.onnx").stat().st_size <= 32_000_000
    assert card()["licence"] == "CC BY-SA 4.0"
    assert "EWT" in (WEIGHTS.parent / "NOTICE").read_text(encoding="utf8")
