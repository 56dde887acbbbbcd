"""Figures of harm: which figure belongs to which harm, where, and what is none."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from wirebook.coding.pipeline import load, read_text
from wirebook.coding.spans import CodedImpact


@cache
def pipeline() -> Language:
    return load()


def impacts(text: str) -> tuple[CodedImpact, ...]:
    found: tuple[CodedImpact, ...] = read_text(text, pipeline(), None)._.impacts
    return found


def figures(text: str) -> set[tuple[str, float | None, float | None]]:
    return {(i.kind, i.low, i.high) for i in impacts(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The flood in Ghana killed 21 people.", {("death", 21, 21)}),
        ("After the flood, 18 deaths were reported.", {("death", 18, 18)}),
        ("The flood came at night. The relief office put the number of dead at 47.", {("death", 47, 47)}),
        ("The storm struck Tonga. Four divers are missing.", {("missing", 4, 4)}),
        ("The storm struck Tonga, leaving between 300 and 400 people homeless.", {("homeless", 300, 400)}),
        ("In the quake 31 people were killed and 94 injured.", {("death", 31, 31), ("injured", 94, 94)}),
        ("The flood rose, drowning nine people and flooding 640 houses.", {("death", 9, 9), ("flooded", 640, 640)}),
        ("The flood rose. Some 700 people had been moved to higher ground.", {("evacuated", 700, 700)}),
        ("After the flood more than 5,200 people are sheltering in schools.", {("displaced", 5200, None)}),
        ("About 90,000 people need food aid because of the drought.", {("in_need", 90000, 90000)}),
        ("The quake struck Oman. Damage was put at 40 million dollars.", {("cost", 40e6, 40e6)}),
        ("The wildfire has blackened 2,700 hectares.", {("destroyed", 2700, 2700)}),
        ("The landslide cut off about 350 people.", {("isolated", 350, 350)}),
        ("The typhoon left 88 people dead or missing.", {("dead_or_missing", 88, 88)}),
        ("The flood killed 64 and injured 65 people.", {("death", 64, 64), ("injured", 65, 65)}),
        ("The death toll of the flood exceeded 1,400 people.", {("death", 1400, 1400)}),
        ("The flood forced a total of 920 people to flee their homes.", {("displaced", 920, 920)}),
        ("The flood forced at least 300 people out of their homes.", {("displaced", 300, None)}),
        ("The flood drove out 125 people, 35 of whom were homeless.", {("homeless", 35, 35)}),
        ("The village lost 100 homes in the flood.", {("destroyed", 100, 100)}),
        ("The flood came. Some 900 people were planned to be evacuated.", set()),
        ("It was the deadliest flood since Cyclone Ann, which killed 60 people.", set()),
        ("Fiji was already suffering from a flood that killed 18 people.", set()),
    ],
)
def test_a_figure_goes_to_its_harm(text, expected):
    assert figures(text) == expected


def test_one_person_is_a_figure_and_nobody_is_none():
    assert figures("A pilot was killed in the wildfire.") == {("death", 1, 1)}
    assert figures("No one was hurt in the earthquake.") == {("injured", 0, 0)}


@pytest.mark.parametrize(
    "text",
    [
        "The minister met 12 envoys and signed 3 agreements.",
        "The flood killed people in 12 provinces.",
        "After the flood, 40 soldiers built a bridge.",
        "The bridge, which cost 3 million dollars, opened in May.",
        "The court heard 14 cases.",
        "The earthquake struck 12 kilometres north of the capital.",
    ],
)
def test_what_is_no_figure_of_harm(text):
    assert figures(text) == set()


def test_one_figure_is_read_once():
    assert figures("The typhoon killed at least 12 people and more were missing.") == {("death", 12, None)}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("A quake struck Peru, killing 17 people. A Chilean team landed on Sunday.", "PER"),
        ("The storm crossed the sea to the coast of Vietnam, where 12 people died. The Philippines watched.", "VNM"),
        ("Soldiers shelled a village in Myanmar. Some 2,500 villagers fled across the border into Thailand.", "MMR"),
    ],
)
def test_harm_is_where_it_was_done(text, country):
    assert {i.country for i in impacts(text)} == {country}


def test_a_word_for_many_hazards_gives_way_to_the_hazard_of_the_article():
    found = impacts("A wildfire burns in Greece. Another 600 people were evacuated as the blaze spread.")
    assert {(i.hazard, i.kind, i.low) for i in found} == {("wildfire", "evacuated", 600)}


def test_the_killed_of_an_attack_are_harm_of_conflict():
    found = impacts("Gunmen attacked a market in Mali, killing 14 civilians.")
    assert {(i.hazard, i.kind, i.low, i.country) for i in found} == {("conflict", "death", 14, "MLI")}


def test_the_words_of_a_figure_stand_in_the_text():
    text = "The flood in Ghana killed 21 people and left some 3,000 homeless."
    for impact in impacts(text):
        assert impact.quantity is not None
        assert text[impact.quantity.start_char : impact.quantity.end_char] == impact.quantity.text
        assert all(impact.start_char <= a < b <= impact.end_char for a, b in impact.trigger)


def speakers(text: str) -> dict[float | None, list[str]]:
    """The speakers of each figure, outermost first."""
    return {i.low: [actor.text for actor, _ in i.speakers] for i in impacts(text)}


def test_who_confirms_a_figure_says_it_and_says_it_once():
    text = "After the flood the health ministry of Ghana confirmed seven deaths and said 14 people were missing."
    assert speakers(text) == {7: ["the health ministry of Ghana"], 14: ["the health ministry of Ghana"]}


def test_one_half_of_a_sentence_does_not_speak_for_the_other():
    text = "After a flood the mayor of Accra said 11 people had died; the police of Ghana confirmed two deaths."
    assert speakers(text) == {11: ["the mayor of Accra"], 2: ["the police of Ghana"]}
