"""What the coding adds to spaCy's `Doc`."""

from __future__ import annotations

import spacy

from wirebook.coding.extensions import text_of


def test_the_text_of_a_document_is_put_together_once():
    doc = spacy.blank("en")("Chile thanked Peru  on Monday. \n It also asked for tents.")
    assert text_of(doc) == doc.text
    assert text_of(doc) is text_of(doc)
