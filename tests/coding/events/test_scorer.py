"""The scorer of events: chances, direction, sameness in any batch, and the check of its files."""

from __future__ import annotations

import math
import re
import shutil
from importlib import resources
from pathlib import Path

import pytest
import spacy

from wirebook.coding.events.scorer import NONE, TYPES, Question, Scorer, shipped
from wirebook.coding.events.second_word import word_on
from wirebook.coding.events.settle import Reading, settle, weights_of
from wirebook.errors import ModelError

WEIGHTS = Path(str(resources.files("wirebook.coding.events"))) / "weights"
LANGUAGE = Path(str(resources.files("wirebook.language"))) / "weights"


def asked(marked: str) -> Question:
    """A question from a sentence with its parties in brackets: `[S Fiji] thanked [T Tonga].`"""
    text, spans = "", {}
    for part in re.split(r"(\[[ST] [^\]]+\])", marked):
        found = re.fullmatch(r"\[([ST]) ([^\]]+)\]", part)
        words = found[2] if found else part
        if found:
            spans[found[1]] = (len(text), len(text) + len(words))
        text += words
    words = tuple((t.text, t.idx, t.idx + len(t)) for t in spacy.blank("en")(text))
    return Question(words, spans.get("S"), spans.get("T"))


EXAMPLES = (
    ("ACCUSE", "[S Samoa] on Friday condemned [T Tonga] for its silence on the reefs, while Fiji sent boats."),
    ("AID", "[S Fiji] donated rice to [T Tonga], while Samoa condemned the delay."),
    ("ASSAULT", "[T A village headman] was killed by [S rebels] near the river, the army said on Sunday."),
    ("REQUEST", "[S Tonga's prime minister] appealed to [T Fiji] for engineers on Monday."),
)


@pytest.mark.parametrize(("event", "marked"), EXAMPLES)
def test_says_what_the_source_does_to_the_target(event, marked):
    assert shipped().score([asked(marked)])[0].best == event


def test_who_is_acted_upon_does_nothing():
    assert shipped().score([asked("[S Tonga] was condemned on Friday by [T Samoa].")])[0].best == NONE


def test_chances_add_up():
    answer = shipped().score([asked(EXAMPLES[0][1])])[0]
    assert len(answer.chances) == len(TYPES)
    assert sum(map(math.exp, answer.chances)) == pytest.approx(1)


def test_a_sentence_is_scored_alike_in_any_company():
    questions = [asked(marked) for _, marked in EXAMPLES]
    together = shipped().score(questions * 5)
    assert together[:4] == together[-4:] == [shipped().score([question])[0] for question in questions]


def test_a_party_may_be_unnamed():
    answer = shipped().score([asked("[S The doctors' union] will not end its strike before it is heard.")])[0]
    assert sum(map(math.exp, answer.chances)) == pytest.approx(1)


def test_names_the_word_that_says_the_act():
    event, chance, word = word_on("Samoa condemned Tonga on Friday.", (0, 5), (16, 21))
    assert (event, word) == ("ACCUSE", "condemned")
    assert 0.5 < chance <= 1


@pytest.mark.parametrize("fault", ["missing", "altered", "other language model"])
def test_a_wrong_file_is_told(tmp_path, fault):
    shutil.copytree(WEIGHTS, tmp_path / "scorer")
    shutil.copytree(LANGUAGE, tmp_path / "language")
    if fault == "missing":
        (tmp_path / "scorer" / "model.toml").unlink()
    else:
        file = tmp_path / ("scorer" if fault == "altered" else "language") / "model.onnx"
        file.write_bytes(file.read_bytes() + b"x")
    with pytest.raises(ModelError, match="reinstall"):
        Scorer(tmp_path / "scorer", tmp_path / "language")


def test_a_reading_of_the_lexicon_raises_its_type():
    answer = shipped().score([asked(EXAMPLES[0][1])])[0]
    alone = settle(answer, Reading(None, "absent"), weights_of("given"))
    read = settle(answer, Reading("REQUEST", "both"), weights_of("given"))
    assert read.of("REQUEST") > alone.of("REQUEST")
    assert sum(read.chances) == pytest.approx(1)


def test_a_claim_carries_the_chance_of_its_type(code):
    [claim] = code("Samoa condemned Tonga on Friday.")._.claims
    assert claim.event == "ACCUSE"
    assert 0.8 < claim.confidence <= 1
    assert claim.steps[-1].startswith("scorer: ACCUSE")
