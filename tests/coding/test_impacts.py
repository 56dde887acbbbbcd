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


def test_what_a_river_does_names_the_hazard_in_a_sentence_without_one():
    text = "A week of storms struck Tonga. The river burst its banks, flooding 640 homes and cutting off 90 people."
    assert {(i.kind, i.hazard) for i in impacts(text)} == {("flooded", "flood"), ("isolated", "flood")}


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
        ("The storm came. A total of 900 people in Galle, Matara and Kandy were evacuated.", {("evacuated", 900, 900)}),
        ("The storm came, with crews rescuing the lives of more than 70 people.", {("evacuated", 70, None)}),
        ("The storm was bad. Some 36 homes in Ohio sustained varying degrees of damage.", {("damaged", 36, 36)}),
        ("In the quake 30 people suffered injuries.", {("injured", 30, 30)}),
        ("The fire spread. Two drivers escaped with injuries.", {("injured", 2, 2)}),
        ("A storm hit Oman. It killed at least 25 when a bus fell into a river.", {("death", 25, None)}),
        ("The toll of the flood rose from 46 to 58.", {("death", 58, 58)}),
        ("The toll in the quake has been revised up to 61 from 48.", {("death", 61, 61)}),
        (
            "The river rose in the flood, destroying 209 houses and flooding 640 more.",
            {("destroyed", 209, 209), ("flooded", 640, 640)},
        ),
        (
            "After the storm 70 homes were destroyed and 850 others were damaged.",
            {("destroyed", 70, 70), ("damaged", 850, 850)},
        ),
        ("The landslide buried a house, killing a family of three.", {("death", 3, 3)}),
        ("A bus crash in Spain left 25 dead and wounded.", {("affected", 25, 25)}),
        ("A storm hit Fiji. It left 25 dead and wounded 30.", {("death", 25, 25), ("injured", 30, 30)}),
        (
            "Eleven people are dead after the flood and another 36 missing, for a total of 47.",
            {("death", 11, 11), ("missing", 36, 36), ("dead_or_missing", 47, 47)},
        ),
        ("The hurricane caused 31 casualties.", {("death", 31, 31)}),
        ("The rebel attack caused 31 casualties.", set()),
        ("The flood was on Sunday. Seven bodies from 162 aboard were found.", {("death", 7, 7)}),
        ("The rebels attacked. Up to 900 famished refugees came to the camp.", {("in_need", None, 900)}),
        ("Ten thousand people stayed in shelters after the hurricane.", {("displaced", 10000, 10000)}),
        ("In the hurricane at least 16 homes were swept off their foundations.", {("destroyed", 16, None)}),
        ("The flood took the lives of 64 people.", {("death", 64, 64)}),
        ("In the storm three events racked up losses for insurers over $2 billion.", {("cost", 2e9, None)}),
        ("The flood left 300 people without homes.", {("homeless", 300, 300)}),
        ("A tornado led to a death in Ohio.", {("death", 1, 1)}),
        ("A man and his son were killed in the flood.", {("death", 2, 2)}),
        ("The storm destroyed billions of pesos of crops in Cuba.", {("cost", 2e9, None)}),
        ("The fire destroyed all but three of the houses.", set()),
        ("More than half of the country's 12 million people need food aid in the drought.", set()),
        ("Clashes left two soldiers and five rebels dead in Mali.", {("death", 2, 2), ("death", 5, 5)}),
        ("Officials lowered the death toll from 250 to 180 after the tsunami.", {("death", 180, 180)}),
        ("The ferry capsized in the storm: 117 survived and 203 drowned.", {("death", 203, 203)}),
        ("A ship sank off Libya, with 60 migrants feared dead.", {("dead_or_missing", 60, 60)}),
        ("The flood came. Some 900 people were planned to be evacuated.", set()),
        ("The quake could kill 500 people.", set()),
        ("About 30 people may have died in the flood.", {("death", 30, 30)}),
        ("The dykes prevented 40 deaths in the flood.", set()),
        ("There were unconfirmed reports of 44 deaths in the cyclone.", set()),
        ("The storm was the deadliest since 1999, when 300 people died.", set()),
        ("The flood hit Utah. The previous deadliest one was in 1923, when seven people died.", set()),
        ("It was the deadliest flood since Cyclone Ann, which killed 60 people.", set()),
        ("Fiji was already suffering from a flood that killed 18 people.", set()),
    ],
)
def test_a_figure_goes_to_its_harm(text, expected):
    assert figures(text) == expected


def test_one_person_is_a_figure_and_nobody_is_none():
    assert figures("A pilot was killed in the wildfire.") == {("death", 1, 1)}
    assert figures("No one was hurt in the earthquake.") == {("injured", 0, 0)}
    assert figures("There were no reports of deaths after the quake.") == {("death", 0, 0)}
    assert figures("No injuries or damage were reported after the quake.") == {("injured", 0, 0), ("damaged", 0, 0)}


@pytest.mark.parametrize(
    "text",
    [
        "The minister met 12 envoys and signed 3 agreements.",
        "The flood killed people in 12 provinces.",
        "After the flood, 40 soldiers built a bridge.",
        "The bridge, which cost 3 million dollars, opened in May.",
        "The court heard 14 cases.",
        "The earthquake struck 12 kilometres north of the capital.",
        "The earthquake hit 5.0 on the open-ended scale.",
        "The typhoon affected villages in nine cities.",
        "A couple died in the flood.",
        "The quake is over. Work on 200,000 houses is in progress in various quake affected areas.",
        "The war goes on. They will give a roof to 1,500 people in the conflict-affected east.",
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
        ("Gunmen from Sudan killed four traders on the Chadian side.", "TCD"),
        ("A storm crossed Laos and Vietnam. Sixty roads were flooded in Hue; three people died.", "VNM"),
        ("The Ebola outbreak goes on. With more than 9,000 cases, Sierra Leone has most of them.", "SLE"),
        ("A bomb went off. In Nairobi, she visited the place of the blast that killed ten people.", "KEN"),
        ("Soldiers shelled a village in Myanmar. Some 2,500 villagers fled across the border into Thailand.", "MMR"),
    ],
)
def test_harm_is_where_it_was_done(text, country):
    assert {i.country for i in impacts(text)} == {country}


def test_parts_have_the_harm_of_the_whole_and_a_place_of_their_own():
    found = impacts("At least 243 people died in the floods, including 196 in Germany and 43 in Belgium.")
    assert {(i.kind, i.low, i.country) for i in found if i.low != 243} == {("death", 196, "DEU"), ("death", 43, "BEL")}
    (whole,) = (i for i in found if i.low == 243)
    assert whole.place is None
    found = impacts("Fourteen deaths occurred in Texas and another two in Ohio during the storm.")
    assert {(i.low, i.place and i.place.text) for i in found} == {(14, "Texas"), (2, "Ohio")}
    found = impacts("Of the 128 storm-related deaths, 119 occurred in the United States.")
    assert {(i.kind, i.low, i.country) for i in found if i.low == 119} == {("death", 119, "USA")}


def test_what_is_counted_in_one_list_is_harmed_alike():
    found = impacts("Gunmen attacked a bus and killed three soldiers, two policemen and 14 farmers.")
    assert {(i.kind, i.low) for i in found} == {("death", 3), ("death", 2), ("death", 14)}


def test_refugees_who_arrive_are_displaced():
    found = impacts("The war in Sudan goes on. About 1,300 refugees crossed into Chad.")
    assert {(i.kind, i.low) for i in found} == {("displaced", 1300)}


def test_a_hazard_may_have_two_words():
    assert {i.hazard for i in impacts("The heat wave killed 12 people.")} == {"heat"}


def test_harm_is_dated_by_its_own_clause():
    text = "A flood came on Monday. In 2005 a flood killed 73 people. Since 2010 floods have killed 900 people."
    assert {i.low: i.occasion and i.occasion.text for i in impacts(text)} == {73: "2005", 900: None}


def test_a_word_for_many_hazards_gives_way_to_the_hazard_of_the_article():
    found = impacts("A wildfire burns in Greece. Another 600 people were evacuated as the blaze spread.")
    assert {(i.hazard, i.kind, i.low) for i in found} == {("wildfire", "evacuated", 600)}


def test_a_storm_with_a_name_is_no_murderer():
    found = impacts("A storm hit Belize. Iris killed 24 people. Later gunmen killed three people in a raid.")
    assert {(i.hazard, i.low) for i in found} == {("storm", 24), ("conflict", 3)}


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A flood hit Malawi. The Malawi Red Cross put the number of dead at 58.",
            {58: ["The Malawi Red Cross"]},
        ),
        (
            "The health ministry of Zambia had recorded 9,580 cases of cholera and 374 deaths.",
            {9580: ["The health ministry of Zambia"], 374: ["The health ministry of Zambia"]},
        ),
        (
            "The hurricane killed 12 people in the town last week and damaged 600 homes, according to the Red Cross.",
            {12: ["the Red Cross"], 600: ["the Red Cross"]},
        ),
        (
            "A flood in Peru killed six people and destroyed 70 houses, the state news agency reported, citing police.",
            {6: ["the state news agency", "police"], 70: ["the state news agency", "police"]},
        ),
    ],
)
def test_who_puts_counts_or_is_cited_for_a_figure_says_it(text, expected):
    assert speakers(text) == expected


def test_one_half_of_a_sentence_does_not_speak_for_the_other():
    text = "After a flood the mayor of Accra said 11 people had died; the police of Ghana confirmed two deaths."
    assert speakers(text) == {11: ["the mayor of Accra"], 2: ["the police of Ghana"]}
