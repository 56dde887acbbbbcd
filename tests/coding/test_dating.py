"""On which day an act took place: by its own clause, by what is told around it, or on no day that the text gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.tokens import Doc

Coder = Callable[[str], Doc]

MONDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (date(2024, 7, 29), *(date(2024, 8, day) for day in (1, 2, 3, 4)))


def days(doc: Doc, event: str) -> tuple[date | None, date | None]:
    """First and last day of the last act of an event type."""
    occasion = [act for act in doc._.claims if act.event == event][-1].occasion
    return (occasion.start, occasion.end) if occasion else (None, None)


@pytest.mark.parametrize(
    ("text", "event", "start", "end"),
    [
        # who spoke on a day goes on speaking
        ("Chad said on Thursday it was ready. Peru slept. Chad condemned Niger.", "ACCUSE", None, None),
        (
            "Kenya's president, Jane Abuya, said on Thursday that the road was open. The road is long. "
            "Abuya thanked Uganda for its help.",
            "SUPPORT",
            THURSDAY,
            THURSDAY,
        ),
        (
            "A UN refugee agency spokeswoman said here on Friday that many were ill. The camps were full, spokeswoman "
            'Ana Hill said. "We condemn the militia for this attack," Hill said.',
            "ACCUSE",
            FRIDAY,
            FRIDAY,
        ),
        (
            "Peru sent a note. China voiced displeasure. China said on Friday that it would wait.",
            "ACCUSE",
            FRIDAY,
            FRIDAY,
        ),
        # thanks came between what they answer and the day of print
        (
            "On Friday Chad expressed sympathy to Niger over the flood. The river rose. The farms are lost. "
            "Niger's president thanked Chad.",
            "SUPPORT",
            FRIDAY,
            SUNDAY,
        ),
        # not where the tale has moved on to a later day
        (
            "Kenya's president, Jane Abuya, offered Niger food on Thursday. Niger refused the offer on Friday. "
            "Abuya rejected the charge.",
            "REJECT",
            None,
            None,
        ),
        # what is said at a meeting
        (
            "Peru's President Luis Soto met Chile's President Ana Rojas in Lima on Thursday. It was warm. "
            "Soto thanked Chile for its patience.",
            "SUPPORT",
            THURSDAY,
            THURSDAY,
        ),
        (
            "Peru's President Luis Soto met Chile's President Ana Rojas in Lima on Thursday. It was warm. "
            "Kenya condemned Niger.",
            "ACCUSE",
            None,
            None,
        ),
        # one person's day
        (
            "Malawi's President Grace Phiri visited the camps on Thursday. She heard the elders. It was warm. "
            "She praised Zambia for its help.",
            "SUPPORT",
            THURSDAY,
            THURSDAY,
        ),
        # a letter and what is written in it
        (
            "Oman's Sultan Haitham received a message from Kenya's President Jane Abuya. The message was conveyed "
            "through the embassy on Thursday. President Abuya extended deep sympathy to Sultan Haitham.",
            "SUPPORT",
            THURSDAY,
            THURSDAY,
        ),
        # an answer lies between what it answers and the report of it
        (
            "The World Food Programme said on Sunday that rain fell. Kenya offered aid to Oman on Saturday. "
            "Oman thanked Kenya for the offer, it said.",
            "SUPPORT",
            SATURDAY,
            SUNDAY,
        ),
        # the sentence behind the lead
        ("Niger closed its border on Sunday. Chad condemned the move.", "ACCUSE", SUNDAY, SUNDAY),
        ("Niger closed its border on Saturday. Chad condemned the move.", "ACCUSE", SATURDAY, SUNDAY),
        ("Niger closed its border on Monday. Chad condemned the move.", "ACCUSE", None, None),
        # background is of another time
        ("Niger closed its border on Sunday. Chad had condemned Niger.", "ACCUSE", None, None),
        ("Niger closed its border on Sunday after Chad condemned Niger.", "ACCUSE", None, None),
        ("Niger closed its border on Sunday, hours after Chad condemned Niger.", "ACCUSE", SUNDAY, SUNDAY),
        ("Niger closed its border on Sunday. Chad once condemned Niger.", "ACCUSE", None, None),
    ],
)
def test_days_that_an_act_takes_from_what_is_told_around_it(
    code: Coder, text: str, event: str, start: date | None, end: date | None
) -> None:
    assert days(code(text), event) == (start, end)


@pytest.mark.parametrize(
    ("text", "event", "start", "end"),
    [
        # the second verb tells what the same subject did next
        ("Canada landed troops on Friday and accused Niger of lying.", "ACCUSE", FRIDAY, FRIDAY),
        ("Peru acted on Monday, with Chile also sending tents to Bolivia.", "AID", MONDAY, MONDAY),
        ("Canada said on Friday it was sending tents to Niger.", "AID", FRIDAY, FRIDAY),
        # what is blamed, denied or reacted to happened at another time
        ("Chad fined Niger on Friday for bombing Kenya.", "ASSAULT", None, None),
        ("Algeria on Friday denied reports that it had sent guns to Niger.", "AID", None, None),
        ("Chad on Friday condemned the attack by Kenya on Niger.", "ASSAULT", None, None),
        ("Chad on Friday defended Kenya's decision to impose sanctions on Niger.", "THREATEN", None, None),
        # a bound is no day, nor is what tells one thing from others
        ("Kenya accused Niger before Friday.", "ACCUSE", None, None),
        ("Kenya criticised Niger's 2019 budget.", "ACCUSE", None, None),
        ("Kenya accused Niger at Friday's meeting.", "ACCUSE", FRIDAY, FRIDAY),
        # what has gone on since
        ("Kenya has sent food to Niger since 2023.", "AID", date(2023, 1, 1), SUNDAY),
    ],
)
def test_days_by_the_clause(code: Coder, text: str, event: str, start: date | None, end: date | None) -> None:
    assert days(code(text), event) == (start, end)


def test_an_act_told_again_in_another_word_is_another_act(code: Coder) -> None:
    doc = code("Kenya accused Niger on Friday. It rained. It was warm. Many slept. Kenya has criticised Niger.")
    assert days(doc, "ACCUSE") == (None, None)
    doc = code("Kenya accused Niger on Friday. It rained. It was warm. Many slept. Kenya has accused Niger.")
    assert days(doc, "ACCUSE") == (FRIDAY, FRIDAY)


@pytest.mark.parametrize(
    "text",
    [
        "Peru will act when Chile's president visits Lima next week.",
        "Chile's president was due to visit Peru next week.",
    ],
)
def test_what_is_told_of_a_day_ahead_is_planned(code: Coder, text: str) -> None:
    visit = code(text)._.claims[-1]
    assert (visit.status, visit.occasion.start) == ("planned", date(2024, 8, 5))
