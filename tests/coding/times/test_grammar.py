"""Every rule of the grammar reads its own examples, and the words of the brief come out as they should."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from wirebook.coding.times import find_times, read_times, resolve
from wirebook.coding.times.grammar import grammar

ANCHOR = date(2024, 8, 4)
"""A Sunday."""
EXAMPLES = [
    (rule.name, sentence, value) for rule in grammar().rules for sentence, value in sorted(rule.examples.items())
]


@pytest.mark.parametrize(("rule", "sentence", "value"), EXAMPLES)
def test_rule_reads_its_examples(rule, sentence, value):
    bracketed = re.search(r"\[(.+?)\]", sentence)
    text = sentence.replace("[", "").replace("]", "")
    expressions = find_times(text)
    if not value:
        assert expressions == (), sentence
        return
    assert [e.text for e in expressions] == [bracketed[1]]
    assert expressions[0].rule == rule
    assert resolve(expressions[0], ANCHOR).value == value


@pytest.mark.parametrize("rule", grammar().rules, ids=lambda rule: rule.name)
def test_every_rule_has_an_example(rule):
    assert rule.examples


def one(text, anchor=ANCHOR, **context):
    (expression,) = find_times(text)
    return resolve(expression, anchor, **context)


def test_weekday_follows_the_tense():
    assert one("It will arrive on Friday.", tense="future").start == date(2024, 8, 9)
    assert one("It arrived on Friday.", tense="past").start == date(2024, 8, 2)
    assert one("KCNA said on Sunday.", tense="past").start == ANCHOR
    assert one("He spoke last Sunday.").start == ANCHOR - timedelta(days=7)


def test_last_week_is_the_seven_days_before():
    time = one("Seoul made a proposal last week.")
    assert (time.start, time.end, time.precision) == (date(2024, 7, 28), date(2024, 8, 3), "week")


def test_coarse_words_give_intervals_and_never_a_day():
    june = one("The pact was signed in June.")
    assert (june.start, june.end, june.precision) == (date(2024, 6, 1), date(2024, 6, 30), "month")
    assert one("It began in early 2023.").precision == "year"
    summer = one("It burnt in summer 2022.")
    assert (summer.start, summer.end, summer.precision) == (date(2022, 6, 1), date(2022, 8, 31), "season")
    assert one("They met in recent weeks.").start is None
    years = one("the drought of 2014-2016")
    assert (years.start, years.end, years.precision) == (date(2014, 1, 1), date(2016, 12, 31), "span")


def test_months_follow_the_tense():
    assert one("Talks resume in October.", tense="future").value == "2024-10"
    assert one("Talks ended in October.", tense="past").value == "2023-10"


def test_part_of_a_period_up_to_the_anchor():
    time = one("It rose earlier this month.")
    assert (time.start, time.end) == (date(2024, 8, 1), ANCHOR)


def test_words_beside_the_time_named_before():
    before = date(2024, 3, 10)
    assert one("He left the same day.", previous=before).start == before
    assert one("He left the previous day.", previous=before).start == date(2024, 3, 9)
    assert one("He left three days later.", previous=before).start == date(2024, 3, 13)
    assert one("He left the following week.", previous=before).value == "2024-W11"


def test_nothing_is_resolved_without_an_anchor():
    time = one("It arrived on Saturday.", anchor=None)
    assert (time.value, time.start, time.end, time.precision) == ("XXXX-WXX-6", None, None, None)
    assert time.rule.startswith("unresolved")
    assert one("It arrived on June 19, 2024.", anchor=None).start == date(2024, 6, 19)


def test_no_such_day():
    time = one("due on February 30, 2023")
    assert time.start is None
    assert time.rule.startswith("unresolved")


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital.",
        "Theresa May resigned.",
        "A second convoy of 1,999 people left.",
        "He is a 45-year-old farmer.",
        "Resolution 1718 was adopted.",
        "It cost $2000 and £1999.",
        "The sun sat low.",
        "Over 2014 people came.",
        "Dial 555-1999.",
    ],
)
def test_what_is_no_time(text):
    assert find_times(text) == ()


def test_read_times_reads_the_tense_off_the_words():
    times = read_times("The ship left on Friday. A second ship will sail on Friday.", ANCHOR)
    assert [time.start for time in times] == [date(2024, 8, 2), date(2024, 8, 9)]


def test_comparisons_leave_the_text_about_its_quarter():
    text = "Sales fell in the first quarter, ended March 30, from a year ago. The year-ago quarter was good."
    assert [time.value for time in read_times(text, ANCHOR)] == ["2024-Q1", "2024-03-30", "2023-Q1", "2023-Q1"]


def test_the_previous_friday_is_seen_from_the_time_before():
    assert one("Shares fell from the previous Friday.", previous=date(2024, 8, 2)).start == date(2024, 8, 2)
    (friday, before) = read_times("They fell on Friday, as on the previous Friday.", ANCHOR)
    assert (friday.start, before.start) == (date(2024, 8, 2), date(2024, 7, 26))


def test_a_month_just_ahead_is_no_month_of_last_year():
    assert one("A plan to meet in September.").value == "2024-09"
    assert one("It fell in September.", tense="past").value == "2023-09"
    assert one("It fell in June.").value == "2024-06"


def test_a_part_of_the_month_that_has_not_come_is_of_last_year():
    assert one("They met in late August.", tense="past").value == "2023-08"
    assert one("They met in early August.", tense="past").value == "2024-08"


def test_a_night_has_two_days():
    night = one("They shelled the village overnight.")
    assert (night.value, night.start, night.end, night.precision) == (
        "2024-08-03TNI",
        date(2024, 8, 3),
        date(2024, 8, 4),
        "span",
    )


def test_hours_later_is_the_day_named_just_before():
    text = "It closed on Thursday. Chad followed hours later."
    assert [time.start for time in read_times(text, ANCHOR)] == [date(2024, 8, 1)] * 2
    far = "It closed on Thursday. " + "Nobody there knew why. " * 20 + "Chad followed hours later."
    assert [time.start for time in read_times(far, ANCHOR)] == [date(2024, 8, 1), None]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He would travel on Thursday.", "2024-08-08"),
        ("It extended the deadline until Thursday.", "2024-08-08"),
        ("It had been due to end on Thursday.", "2024-08-01"),
        ("The talks, to be held in September, will end it.", "2024-09"),
        ("He was shot to death in September.", "2023-09"),
        ("It is scheduled to close on Monday.", "2024-08-05"),
        ("In October, the firm changed its name.", "2023-10"),
    ],
)
def test_the_tense_of_the_words_around(text, value):
    assert [time.value for time in read_times(text, ANCHOR)] == [value]


@pytest.mark.parametrize("text", ["It imports three-quarters of its food.", "They own a quarter of the land."])
def test_shares_are_no_quarters(text):
    assert find_times(text) == ()
