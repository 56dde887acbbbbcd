"""Who is meant where a sentence does not name him: the two sides, whom an answer is to, for whom aid is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tests.coding.conftest import told

Coder = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the two that were told together or against each other
        ("Armenia accused Azerbaijan. Kenya called on both sides to hold talks.", "REQUEST/meet KEN>ARM+AZE requested"),
        ("Chad and Niger share a border. The two armies traded rocket fire.", "ASSAULT/firearms NER+TCD happened"),
        ("Peru's president met Chile's president. The leaders also agreed to cooperate.", "AGREE CHL+PER happened"),
        # a counterpart is of the country that is said, no owner's
        ("Italy's foreign minister telephoned his Algerian counterpart.", "CONSULT/phone DZA+ITA happened"),
        # a name behind an office is its holder's
        ("Kosovo's premier, Arben Krasniqi, spoke. Krasniqi condemned Serbia.", "ACCUSE/disapprove XKX>SRB happened"),
        # an answer is to whom it answers
        ("Slovakia expelled two Russian diplomats. Russia rejected the accusation.", "REJECT RUS>SVK happened"),
        (
            "India test-fired a missile. Pakistan's foreign office expressed concern.",
            "ACCUSE/disapprove PAK>IND happened",
        ),
        (
            "Bolivia and Chile agreed to hold talks. Iran will visit Chad. Peru welcomed the agreement.",
            "SUPPORT PER>BOL+CHL happened",
        ),
        # who accuses somebody of an attack on a village complains of his own
        ("Armenia accused Azerbaijan of shelling a village.", "ASSAULT/heavy-weapons AZE>ARM happened"),
        # aid to nobody named is for whom the disaster struck
        ("A flood struck Nepal on Monday. India sent tents and rice.", "AID IND>NPL happened"),
        ("A cyclone struck Fiji on Monday. Tonga is sending a naval ship.", "AID TON>FJI ongoing"),
    ],
)
def test_who_is_meant(code: Coder, text: str, expected: str) -> None:
    assert expected in [told(a) for a in code(text)._.claims]


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Niger share a border. The two Russian ministers met Kenya's president.",  # of one country
        "Chad and Niger share a border. Two armies condemned Kenya.",  # any two
    ],
)
def test_a_plural_that_is_not_the_two_is_no_pair(code: Coder, text: str) -> None:
    assert not any({a.code for a in act.actor} >= {"TCD", "NER"} for act in code(text)._.claims)


def test_a_party_that_both_sides_stand_for_has_the_words_of_the_page(code: Coder) -> None:
    doc = code("Armenia accused Azerbaijan. Kenya called on both sides to hold talks.")
    act = next(a for a in doc._.claims if a.event == "REQUEST")
    assert [(r.text, r.code, r.rule) for r in act.recipient] == [
        ("both sides", "ARM", "memory"),
        ("both sides", "AZE", "memory"),
    ]
