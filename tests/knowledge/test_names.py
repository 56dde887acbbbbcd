from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.knowledge import names
from wirebook.knowledge.names import Match
from wirebook.knowledge.normal import key, pieces


def at(text: str, start: int = 0) -> Match | None:
    return names.index().match(text.split(), start)


@pytest.mark.parametrize(
    ("text", "length", "kind", "name"),
    [
        ("North Korea said", 2, "country", "North Korea"),
        ("North Korean troops", 2, "demonym", "North Korea"),
        ("Kim Jong - un left", 4, "person", "Kim Jong Un"),
        ("Kim Jong-un left", 2, "person", "Kim Jong Un"),
        ("Kim Jong Un left", 3, "person", "Kim Jong Un"),
        ("al - Qaeda said", 3, "organisation", "al Qaeda"),
        ("UN Security Council members", 3, "organisation", "UN Security Council"),
        ("U.N. Security Council members", 3, "organisation", "UN Security Council"),
        ("Pyongyang said", 1, "capital", "North Korea"),
        ("Kremlin spokesman", 1, "seat", "Kremlin"),
        ("Darfur is", 1, "place", "Darfur"),
        ("defence minister said", 2, "office", "defence minister"),
        ("Ministry of Foreign Affairs", 4, "office", "foreign ministry"),
        ("Palestinians fled", 1, "demonym", "Palestine"),
        ("Bosnian Serbs said", 2, "demonym", "Bosnian Serb"),
        ("Zaire said", 1, "country", "Zaire"),
        ("Doctors Without Borders said", 3, "organisation", "Medecins Sans Frontieres"),
    ],
)
def test_the_longest_name_is_found(text: str, length: int, kind: str, name: str):
    match = at(text)
    assert match is not None
    assert (match.length, match.kind, getattr(match.record, "name", None)) == (length, kind, name)


@pytest.mark.parametrize("text", ["us and them", "who is it", "polish the table", ", North Korea", "- Korea", "'s"])
def test_common_words_and_signs_are_no_names(text: str):
    assert at(text) is None


def test_a_possessive_of_its_own_is_no_part_of_the_name():
    match = at("Russia 's embassy")
    assert match is not None
    assert match.length == 1


def test_all_readings_are_given_the_likelier_first():
    match = at("Georgia")
    assert match is not None
    assert [reading.kind for reading in match.readings] == ["country", "place"]
    assert match.of_kind("place", "capital") == match.readings[1]
    assert match.of_kind("seat") is None


def test_a_surname_that_stands_alone_means_all_its_bearers():
    match = at("Bush")
    assert match is not None
    assert {getattr(reading.record, "name", "") for reading in match.readings} >= {"George W. Bush", "George H.W. Bush"}


@given(st.lists(st.text(min_size=1, max_size=12), max_size=8), st.integers(0, 8))
def test_any_words_are_matched_within_bounds(words: list[str], start: int):
    match = names.index().match(words, start)
    assert match is None or 1 <= match.length <= len(words) - start


@given(st.text(max_size=30))
def test_a_key_is_stable_and_has_no_doubled_spaces(text: str):
    assert key(" ".join(pieces(text))) == key(text)
    assert "  " not in key(text)
