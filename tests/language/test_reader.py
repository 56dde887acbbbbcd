"""What is read in a sentence, and that nothing around it changes that."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from wirebook.language.inference import MOST_WORDS, Network
from wirebook.language.model import card

from .conftest import WEIGHTS

SENTENCES = [
    "Japan sent 200 tents to Tonga on Friday .",
    "The foreign ministry condemned the drills , which South Korea and the U.S. held last week .",
    "Aid",
    '" We have been told nothing , " said Mr. Pham Minh Chinh , who heads the delegation .',
    "Floods kill 30 in Assam",
    "( 1 )",
    "If the river rises further , thousands of people in the lower districts will have to move , officials warned .",
    "KCNA did not mention a proposal by Seoul to provide relief supplies for flood damage .",
    "He , she and it",
]
WORDS = [s.split() for s in SENTENCES]


def same(one, other) -> bool:
    """Whether two readings are equal to the last bit."""
    fields = ("heads", "relations", "tags", "pos", "features", "names")
    return all(getattr(one, f) == getattr(other, f) for f in fields) and all(
        getattr(one, f).tobytes() == getattr(other, f).tobytes() for f in ("starts", "vector")
    )


def test_a_sentence_is_read(nlp):
    doc = nlp("Japan sent 200 tents to Tonga on Friday.")
    assert [(t.text, t.pos_, t.dep_, t.head.text) for t in doc] == [
        ("Japan", "PROPN", "nsubj", "sent"),
        ("sent", "VERB", "ROOT", "sent"),
        ("200", "NUM", "nummod", "tents"),
        ("tents", "NOUN", "obj", "sent"),
        ("to", "ADP", "case", "Tonga"),
        ("Tonga", "PROPN", "obl", "sent"),
        ("on", "ADP", "case", "Friday"),
        ("Friday", "PROPN", "obl", "sent"),
        (".", "PUNCT", "punct", "sent"),
    ]
    assert doc[1].tag_ == "VBD"
    assert doc[1].morph.get("Tense") == ["Past"]
    assert [t.lemma_ for t in doc[1:4]] == ["send", "200", "tent"]
    assert [(e.text, e.label_) for e in doc.ents] == [("Japan", "LOC"), ("Tonga", "LOC")]


def test_given_words_are_kept(nlp):
    doc = nlp(Doc(nlp.vocab, words=WORDS[0]))
    assert [t.text for t in doc] == WORDS[0]
    assert doc[0].dep_ == "nsubj"


def test_blanks_hang_on_the_word_before(nlp):
    doc = nlp("Japan  sent tents \n to Tonga.")
    assert [(t.pos_, t.head.text) for t in doc if t.is_space] == [("SPACE", "Japan"), ("SPACE", "tents")]


def test_a_name_goes_on_over_a_break_of_the_line(nlp):
    doc = nlp("The rally in Nairobi was led by President Daniel  arap\nMoi on Monday.")
    assert "Daniel  arap\nMoi" in [e.text for e in doc.ents]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?"])
def test_a_text_without_words_is_read_too(nlp, text):
    assert nlp(text).text == text


def test_a_vector_for_every_sentence(nlp):
    doc = nlp("Japan sent tents. Fiji sent water.")
    assert doc._.sentence_vectors.shape == (2, 384)


@given(st.permutations(range(len(WORDS))), st.integers(1, len(WORDS)))
@settings(max_examples=25, deadline=None)
def test_the_neighbours_in_a_batch_change_nothing(network, alone, order, size):
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    for batch in batches:
        for number, reading in zip(batch, network.read([WORDS[n] for n in batch]), strict=True):
            assert same(reading, alone[number])


@pytest.fixture(scope="module")
def alone(network):
    return [network.read([words])[0] for words in WORDS]


def test_two_threads_read_the_same(alone):
    readings = Network(WEIGHTS, card()["sha256"], threads=2).read(WORDS * 8)
    assert all(same(reading, alone[i % len(WORDS)]) for i, reading in enumerate(readings))


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=12), min_size=1, max_size=40))
@settings(max_examples=50, deadline=None)
def test_any_words_become_one_tree(nlp, words):
    doc = nlp(Doc(nlp.vocab, words=words, sent_starts=[True, *[False] * (len(words) - 1)]))
    assert sum(t.dep_ == "ROOT" for t in doc if not t.is_space) == (0 if all(t.is_space for t in doc) else 1)
    assert all(t.pos_ for t in doc)


def test_a_sentence_of_a_thousand_words_is_read(nlp):
    words = random.Random(1).choices([w for s in WORDS for w in s], k=1000)
    doc = nlp(Doc(nlp.vocab, words=words, sent_starts=[True, *[False] * 999]))
    assert max(len(s) for s in doc.sents) <= MOST_WORDS


def test_words_of_many_pieces_are_read(nlp):
    words = [f"{n}-{n}-{n}-{n}-{n}" for n in range(MOST_WORDS)]
    assert len(nlp(Doc(nlp.vocab, words=words))) == len(words)


def test_documents_may_come_in_a_stream(nlp, network):
    texts = ["Japan sent tents.", "", "Fiji sent water. Tonga thanked both."]
    streamed = list(nlp.pipe(texts, batch_size=2))
    for doc, text in zip(streamed, texts, strict=True):
        one = nlp(text)
        assert [(t.dep_, t.head.i, t.tag_) for t in doc] == [(t.dep_, t.head.i, t.tag_) for t in one]


def test_the_root_alone_has_its_relation(network):
    for reading in network.read(WORDS):
        assert [r for r, h in zip(reading.relations, reading.heads, strict=True) if h == -1] == ["ROOT"]
        assert reading.relations.count("ROOT") == 1
        assert np.isfinite(reading.vector).all()
