from hypothesis import given
from hypothesis import strategies as st

from wirebook.evaluate.measures import f1, macro_f1, matching, words


@given(st.lists(st.lists(st.integers(0, 5), max_size=4), max_size=6))
def test_matching_is_one_to_one_and_maximal(edges):
    matched = matching(edges, range(6), lambda left, right: right in left)
    assert len(set(matched.values())) == len(matched)
    assert all(right in edges[left] for left, right in matched.items())
    free = set(range(6)) - set(matched.values())
    assert all(left in matched or not free & set(edge) for left, edge in enumerate(edges))


def test_matching_moves_an_early_one_aside_for_a_later_one():
    assert matching([{1, 2}, {1}], [1, 2], lambda left, right: right in left) == {0: 1, 1: 0}


def test_macro_f1_is_over_the_labels_of_the_gold():
    assert macro_f1([("a", "a"), ("b", None)]) == 0.5
    assert macro_f1([("a", "a"), ("a", "c")]) == 2 / 3
    assert macro_f1([]) == 0


def test_nothing_right_is_no_error():
    assert f1(0, 0) == 0


def test_words_of_a_name():
    assert words("the U.S.A. envoys of Fiji") == {"usa", "envoys", "fiji"}
    assert words(None) == frozenset()
