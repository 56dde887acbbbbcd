"""Names that a page ran together with the words beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from wirebook.coding.pipeline import load, read_text

NLP = load()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ComradeKim Jong Unvisited a farm.", ["Comrade", "Kim", "Jong", "Un", "visited", "a", "farm", "."]),
        ("A letter to PresidentPutin came.", ["A", "letter", "to", "President", "Putin", "came", "."]),
        ("Vladimir Putinand Kim met.", ["Vladimir", "Putin", "and", "Kim", "met", "."]),
        ("Bill Clintonian ideas of Unha.", ["Bill", "Clintonian", "ideas", "of", "Unha", "."]),
    ],
)
def test_words_end_where_a_name_does(text: str, words: list[str]) -> None:
    assert [token.text for token in read_text(text, NLP, None)] == words


def test_who_acts_is_seen(code: Callable[[str], Doc]) -> None:
    (act,) = code("The respected ComradeKim Jong Unthanked Vladimir Putin.")._.claims
    assert {party.code for party in (*act.actor, *act.recipient)} == {"PRK", "RUS"}


@given(st.text(alphabet="Kim Jong Un,visted. PutinVladr", max_size=60))
def test_the_text_stays_as_it_is(text: str) -> None:
    assert read_text(text, NLP, None).text == text
