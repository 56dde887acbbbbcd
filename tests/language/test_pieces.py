from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.language.pieces import CASES, MOST_PIECES, Pieces, case_of, shipped_pieces

FEW = Pieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "aid", "##s", "n", "##orth", "u", "s", ".", "'", "cafe"])


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("aid", "lower"), ("Seoul", "title"), ("KCNA", "upper"), ("A", "letter"), ("McKay", "mixed"),
        ("4,000", "number"), ("2nd", "digits"), ("U.S.", "upper"), ("?", "other"), ("north-west", "lower"),
    ],
)  # fmt: skip
def test_the_case_of_a_word(word, case):
    assert CASES[case_of(word)] == case


def test_the_longest_piece_comes_first():
    assert FEW.of_word("Aids") == (4, 5)
    assert FEW.of_word("north") == (6, 7)


def test_a_word_is_cut_at_its_marks():
    assert FEW.of_word("U.S.") == (8, 10, 9, 10)


def test_accents_and_typographic_marks_are_plain():
    assert FEW.of_word("Café") == (12,)
    assert FEW.of_word("’s") == (11, 9)


def test_what_no_piece_spells_is_unknown():
    assert FEW.of_word("zebra") == (FEW.unknown,)
    assert FEW.of_word("\u200b") == (FEW.unknown,)


def test_each_word_knows_its_first_and_last_piece():
    encoded = FEW.encode(["Aids", "north", "."])
    assert encoded.pieces == [2, 4, 5, 6, 7, 10, 3]
    assert (encoded.first, encoded.last) == ([1, 3, 5], [2, 4, 5])
    assert [CASES[c] for c in encoded.cases] == ["none", "title", "title", "lower", "lower", "other", "none"]


@given(st.lists(st.text(min_size=1), max_size=20))
def test_any_words_are_encoded_in_order_and_in_bounds(words):
    encoded = shipped_pieces().encode(words)
    assert len(encoded.pieces) == len(encoded.cases)
    after = 1
    for first, last in zip(encoded.first, encoded.last, strict=True):
        assert first == after
        assert first <= last < first + MOST_PIECES
        after = last + 1
    assert after == len(encoded.pieces) - 1
