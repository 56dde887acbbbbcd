from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import wirebook.coding.amounts.component
import wirebook.coding.times.component  # noqa: F401  both register their component
from wirebook.coding.amounts import find_amounts
from wirebook.coding.amounts.wording import PLURAL_SCALES


def one(text):
    (amount,) = find_amounts(text)
    return amount


@pytest.mark.parametrize(
    ("text", "low", "high", "approximate"),
    [
        ("The fire burnt more than 6,200 barns.", 6200, None, False),
        ("at least 17 sailors", 17, None, False),
        ("more than 6 200 barns", 6200, None, False),
        ("about 14, 000 goats", 14000, 14000, True),
        ("no fewer than 1,000 voters", 1000, None, False),
        ("up to 40 nurses", None, 40, False),
        ("as many as 310 pupils", None, 310, False),
        ("fewer than 25 farms", None, 25, False),
        ("some 7,500 herders", 7500, 7500, True),
        ("nearly two and a half million voters", 2_500_000, 2_500_000, True),
        ("between 10 and 20 farms", 10, 20, False),
        ("15 to 30 farms", 15, 30, False),
        ("15-30 farms", 15, 30, False),
        ("dozens of farms", 24, None, True),
        ("hundreds of herders", 200, None, True),
        ("tens of thousands of herders", 20_000, None, True),
        ("several hundred herders", 200, None, True),
        ("two farms", 2, 2, False),
        ("twenty-one farms", 21, 21, False),
        ("a hundred farms", 100, 100, False),
        ("half a million herders", 500_000, 500_000, False),
        ("a quarter million herders", 250_000, 250_000, False),
        ("three quarters of a million herders", 750_000, 750_000, False),
        ("1,79,321 herders", 179_321, 179_321, False),
        ("the herd rose up to 61", 61, 61, False),
        ("1.5 million herders", 1_500_000, 1_500_000, False),
        ("two hundred and five farms", 205, 205, False),
        ("more than a dozen herders", 12, None, False),
        ("one child drowned", 1, 1, False),
    ],
)
def test_bounds(text, low, high, approximate):
    amount = one(text)
    assert (amount.low, amount.high, amount.approximate) == (low, high, approximate)
    assert amount.kind == "count"


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "kind"),
    [
        ("$3 million in seed", 3e6, 3e6, "USD", "money"),
        ("12 million US dollars", 12e6, 12e6, "USD", "money"),
        ("US$440m for roads", 440e6, 440e6, "USD", "money"),
        ("₫925 billion for rail", 925e9, 925e9, "VND", "money"),
        ("40 million pesos", 40e6, 40e6, None, "money"),
        ("billions of pesos of maize", 2e9, None, None, "money"),
        ("millions of US dollars", 2e6, None, "USD", "money"),
        ("€2bn for rail", 2e9, 2e9, "EUR", "money"),
        ("between $5 million and $7 million", 5e6, 7e6, "USD", "money"),
        ("$5-7 million", 5e6, 7e6, "USD", "money"),
        ("700 tonnes of maize", 700, 700, "tonne", "measure"),
        ("40 per cent of the wells", 40, 40, "percent", "percent"),
        ("35 percent", 35, 35, "percent", "percent"),
        ("12% of pupils", 12, 12, "percent", "percent"),
        ("one in five wells", 20, 20, "percent", "percent"),
    ],
)
def test_units(text, low, high, unit, kind):
    amount = one(text)
    assert (amount.low, amount.high, amount.unit, amount.kind) == (low, high, unit, kind)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("$3 million in drinking water", "drinking water"),
        ("700 tonnes of maize", "maize"),
        ("hundreds of farms", "farms"),
    ],
)
def test_what_is_counted(text, of):
    assert one(text).of == of


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 1718",
        "Highway 61",
        "Article 5",
        "a 45-year-old baker",
        "a baker aged 30",
        "won 3-1",
        "drew 2-2",
        "call 555-1234",
        "05.20 Another body is found",
        "from 0730 on",
        "the 3rd convoy",
        "at 10:30",
        "the Group of 20",
        "a 5.6-magnitude quake",
        "two-thirds of the town",
        "F-16 jets",
        "no one came",
    ],
)
def test_what_is_no_amount(text):
    assert find_amounts(text) == ()


def test_spans_that_are_excluded_are_no_amounts():
    text = "On 5 May 300 tents came."
    assert [amount.text for amount in find_amounts(text, [(3, 8)])] == ["300 tents"]


def test_component_leaves_times_out():
    nlp = spacy.blank("en")
    nlp.add_pipe("wirebook_times")
    nlp.add_pipe("wirebook_amounts")
    doc = nlp("On 19 June 2024 some 300 herders crossed in two days.")
    assert [amount.text for amount in doc._.amounts] == ["some 300"]


FORMS = (
    "two|half|a|hundred|million|and|between|in|five|to|of|$|€|more than|up to|some|1,000|1.5|0|99|-|–|%|tonnes|bn|m|1/0"
    "|1,2.3"
)
WORDS = st.sampled_from([*PLURAL_SCALES, *FORMS.split("|")])


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join)))
def test_offsets_hold_in_order_without_overlap(text):
    end = 0
    for amount in find_amounts(text):
        assert text[amount.start_char : amount.end_char] == amount.text != ""
        assert amount.start_char >= end
        assert amount.low is not None or amount.high is not None
        assert amount.low is None or amount.high is None or amount.low <= amount.high
        end = amount.end_char


def test_the_two_ends_of_a_rise_are_no_range():
    assert [(a.low, a.high) for a in find_amounts("The herd grew from 46 to 58 goats.")] == [(46, 46), (58, 58)]
    assert [(a.low, a.high) for a in find_amounts("It needs from 46 to 58 goats.")] == [(46, 58)]


def test_a_currency_of_several_countries_keeps_its_word():
    assert one("40 million pesos").currency == "pesos"
    assert one("billions of pesos of maize").currency == "pesos"
    assert one("$3 million").currency is None
