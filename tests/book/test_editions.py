from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from wirebook.book.editions import ALONE, Editions, Member


def derived(words: str, likes=(), versions=()) -> list[tuple[str, str | None, int]]:
    """The editions of articles `0`, `1`..., in order of time, each with a letter for its text."""
    members = [Member(str(number), text, f"{number:03d}") for number, text in enumerate(words)]
    found = Editions(members, likes, versions)
    return [(e.relation, e.of, e.version) for e in (found.edition(one.article) for one in members)]


def test_articles_with_the_same_words_are_printings_of_the_first():
    assert derived("aba") == [("first", None, 1), ("first", None, 1), ("printing", "0", 1)]


def test_a_text_is_a_printing_of_the_earliest_that_it_is_like():
    assert derived("abc", [("a", "b"), ("a", "c"), ("b", "c")])[1:] == [("printing", "0", 1), ("printing", "0", 1)]


def test_a_chain_of_texts_makes_no_one_text():
    assert derived("abc", [("a", "b"), ("b", "c")])[1:] == [("printing", "0", 1), ("first", None, 1)]


def test_versions_are_counted_from_the_first():
    chain = [("0", "1"), ("1", "2")]
    assert derived("abc", [("a", "b")], chain) == [("first", None, 1), ("version", "0", 2), ("version", "0", 3)]


def test_a_copy_of_a_version_is_its_printing_and_no_version_more():
    assert derived("abbc", (), [("0", "1"), ("0", "2"), ("1", "3")])[2:] == [("printing", "1", 2), ("version", "0", 3)]


def test_a_version_is_not_called_a_printing_of_a_paper_that_was_earlier_with_its_words():
    # 1 prints the second version, which is 2, before its own publisher does.
    assert derived("abb", (), [("0", "2")])[1:] == [("first", None, 1), ("version", "0", 2)]


def test_a_printing_of_a_version_is_one_of_it():
    members = [Member(str(number), text, f"{number}") for number, text in enumerate("abb")]
    found = Editions(members, [("a", "b")], [("0", "1")])
    assert found.edition("2").of == "1"
    assert found.edition("2").version == 2
    assert found.edition("1").printings == found.edition("2").printings == ("1", "2")
    assert [found.edition(one).versions for one in "012"] == [("0", "1")] * 3
    assert found.reports("012") == 1


def test_an_article_that_is_not_tied_is_the_only_one():
    assert ALONE.edition("x").printings == ALONE.edition("x").versions == ("x",)
    assert ALONE.reports(["x", "y", "x"]) == 2


texts = st.text("abcde", max_size=7)


@given(texts, st.data())
def test_the_order_makes_no_difference_and_every_relation_is_to_something_earlier(words, data):
    members = [
        Member(str(number), text, data.draw(st.sampled_from(["1", "2", "3"]))) for number, text in enumerate(words)
    ]
    pair = st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")).filter(lambda two: two[0] < two[1])
    likes = data.draw(st.lists(pair, unique=True, max_size=6)) if words else []
    later = [(one.article, two.article) for one in members for two in members if one.moment < two.moment]
    versions = data.draw(st.lists(st.sampled_from(later), unique=True, max_size=4)) if later else []
    found = Editions(members, likes, versions)
    other = Editions(*(data.draw(st.permutations(items)) for items in (members, likes, versions)))
    order = [one.article for one in sorted(members, key=lambda one: one.order)]
    for one in order:
        edition = found.edition(one)
        assert edition == other.edition(one)
        assert found.report(one) == other.report(one)
        assert one in edition.printings
        assert (edition.of is None) == (edition.relation == "first")
        if edition.of is not None:
            assert order.index(edition.of) < order.index(one)
            assert found.report(edition.of) == found.report(one)
            assert edition.relation == "version" or found.edition(edition.of).relation != "printing"
    for one, two in versions:
        assert found.report(one) == found.report(two)


def test_of_equal_times_the_smaller_id_is_first():
    for order in permutations([Member("b", "t", "1"), Member("a", "t", "1")]):
        assert Editions(order, (), ()).edition("b").of == "a"
