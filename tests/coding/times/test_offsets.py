"""On any text at all: no error, and offsets that hold."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from wirebook.coding.times import find_times, read_times
from wirebook.coding.times.grammar import grammar

WORDS = st.sampled_from([*sorted(grammar().lexer.characters), "May", "March", "Sept.", "Sunday", "2024", "31", "1990s"])
MARKS = st.sampled_from([" ", ", ", "-", ".", "'s ", "\n", "\n\n", "/", ":", " 12:61 ", " 99/99/2024 ", "0", "’"])
TEXTS = st.one_of(st.text(), st.lists(st.one_of(WORDS, WORDS.map(str.title), MARKS)).map(" ".join))


@given(TEXTS)
def test_offsets_hold_in_order_without_overlap(text):
    end = 0
    for expression in find_times(text):
        assert text[expression.start_char : expression.end_char] == expression.text != ""
        assert expression.start_char >= end
        end = expression.end_char


@given(TEXTS, st.one_of(st.none(), st.dates()))
def test_resolving_never_raises(text, anchor):
    for time in read_times(text, anchor):
        assert (time.start is None) == (time.end is None) == (time.precision is None)
        assert time.start is None or time.start <= time.end
        assert time.value


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_a_bare_weekday_lies_in_the_week_up_to_the_anchor(anchor):
    (time,) = read_times("It sank on Wednesday.", anchor)
    assert time.start is not None
    assert time.start.isoweekday() == 3
    assert 0 <= (anchor - time.start).days < 7
