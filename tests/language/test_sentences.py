"""Where sentences start in the text of news."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from wirebook.language.sentences import within

CASES = [
    ["Japan sent tents.", "Fiji sent water."],
    ["The U.S. Embassy in Seoul reopened on Monday.", "It had been shut since Jan. 5."],
    ["Gen. Mark Hollis met Col. Ana Reyes on Sept. 3.", "They signed nothing."],
    ['"We are ready," the minister said.', '"The other side is not."'],
    ["Did the aid arrive?", "Nobody knows."],
    ["The deal is worth $1.5 million.", "It runs until 2027."],
    ["Mr. Okafor, of Acme Inc., denied it.", "He left."],
    ["The toll rose to 52 (9 of them children).", "Rescue goes on."],
]


@pytest.mark.parametrize("sentences", CASES, ids=[c[0][:20] for c in CASES])
def test_news_is_cut_into_its_sentences(nlp, sentences):
    assert [s.text.strip() for s in nlp(" ".join(sentences)).sents] == sentences


def test_an_empty_line_ends_a_sentence(nlp):
    doc = nlp("Flood in Fiji\n\nThe river rose on Monday.")
    assert [s.text.strip() for s in doc.sents] == ["Flood in Fiji", "The river rose on Monday."]


def test_starts_that_are_set_are_kept(nlp):
    words = ["Japan", "sent", "tents", ".", "Fiji", "sent", "water", "."]
    doc = nlp(Doc(nlp.vocab, words=words, sent_starts=[True, *[False] * 7]))
    assert len(list(doc.sents)) == 1


def test_what_is_too_long_is_cut_behind_a_comma(nlp):
    doc = nlp.make_doc(", ".join(f"word{n}" for n in range(30)))
    parts = within(doc, list(range(len(doc))), 20)
    assert [i for part in parts for i in part] == list(range(len(doc)))
    assert all(len(part) <= 20 for part in parts)
    assert all(doc[part[-1]].text == "," for part in parts[:-1])
