from __future__ import annotations

import pytest

from wirebook.coding.amounts.numerals import read_digits, read_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two hundred and five", 205),
        ("1.5 million", 1_500_000),
        ("half a million", 500_000),
        ("two and a half million", 2_500_000),
        ("one hundred twenty thousand", 120_000),
        ("a dozen", 12),
        ("5 1/2", 5.5),
    ],
)
def test_read_number(words, value):
    assert read_number(words.split()) == value


def test_what_is_no_number():
    assert read_number(["farms"]) is None
    assert read_number([]) is None
    assert read_digits("1.2.3") is None
    assert read_digits("1/0") is None
