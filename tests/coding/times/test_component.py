from __future__ import annotations

from datetime import date

import spacy

import wirebook.coding.times.component  # noqa: F401  registers the component


def test_component_alone_without_a_parse():
    nlp = spacy.blank("en")
    nlp.add_pipe("wirebook_times")
    doc = nlp.make_doc("The aid was delivered on Saturday. More will follow on Wednesday.")
    doc._.published = date(2024, 8, 4)
    doc = nlp(doc)
    assert [(t.text, t.start) for t in doc._.times] == [
        ("Saturday", date(2024, 8, 3)),
        ("Wednesday", date(2024, 8, 7)),
    ]


def test_without_a_day_of_publication_nothing_is_invented():
    nlp = spacy.blank("en")
    nlp.add_pipe("wirebook_times")
    (time,) = nlp("The aid was delivered on Saturday.")._.times
    assert time.start is None
    assert time.value == "XXXX-WXX-6"
