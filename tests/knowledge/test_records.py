from __future__ import annotations

from datetime import date

import pytest

from wirebook.knowledge import hazards, impacts, offices, organisations, people, places, units


@pytest.mark.parametrize(
    ("words", "length", "name", "sectors"),
    [
        (["president"], 1, "president", ("GOV",)),
        (["foreign", "ministry", "spokesman"], 3, "spokesman", ("GOV",)),
        (["unification", "ministry"], 2, "unification ministry", ("GOV",)),
        (["Defense", "Secretary"], 2, "defence minister", ("GOV", "MIL")),
        (["former", "president"], 2, "president", ("ELI",)),
        (["ex", "-", "president"], 3, "president", ("ELI",)),
        (["ex-president"], 1, "president", ("ELI",)),
        (["rebels"], 1, "rebel", ("REB",)),
        (["villagers"], 1, "civilian", ("CVL",)),
        (["gunmen"], 1, "gunman", ("UAF",)),
    ],
)
def test_offices_say_their_sector(words: list[str], length: int, name: str, sectors: tuple[str, ...]):
    match = offices.find(words)
    assert match is not None
    assert (match.length, match.office.name, match.sectors) == (length, name, sectors)


@pytest.mark.parametrize("words", [["table"], ["former"], ["ex", "-"], ["ex-"], [], ["-"]])
def test_no_office_is_found_in_other_words(words: list[str]):
    assert offices.find(words) is None


def test_whole_phrases_are_looked_up_too():
    office = offices.lookup("minister of foreign affairs")
    assert office is not None
    assert (office.name, office.kind) == ("foreign minister", "person")
    assert offices.lookup("minister of nothing") is None


def test_a_surname_is_resolved_by_the_day():
    assert people.lookup("Bush", date(1991, 2, 1))[0].name == "George H.W. Bush"
    assert people.lookup("Bush", date(2003, 2, 1))[0].name == "George W. Bush"
    assert people.lookup("Nobody at all") == ()


def test_a_transliteration_leads_to_the_same_person():
    assert people.lookup("Zelensky") == people.lookup("Zelenskiy") == people.lookup("Volodymyr Zelenskyy")


def test_offices_of_one_person_are_dated():
    (putin,) = people.lookup("Vladimir Putin")
    held = [putin.term(day) for day in (date(1999, 9, 1), date(2006, 1, 1), date(2010, 1, 1), date(2024, 8, 4))]
    assert [term.office if term else None for term in held] == [
        "prime minister", "president", "prime minister", "president",
    ]  # fmt: skip
    assert putin.wikidata_id == "Q7747"
    assert putin.term() == putin.terms[-1]


def test_who_left_office_is_former():
    (annan,) = people.lookup("Kofi Annan")
    assert annan.is_former(date(2012, 1, 1))
    assert not annan.is_former(date(2003, 1, 1))
    assert not annan.is_former(None)
    assert annan.last_term(date(2012, 1, 1)).office == "secretary-general"
    assert annan.last_term(date(1990, 1, 1)).office == "secretary-general"


def test_organisations_by_alias():
    assert [(row.code, row.sectors) for row in organisations.lookup("KCNA")] == [("PRK", ("JRN",))]
    assert organisations.lookup("IAEA")[0].code == "UNO"
    assert organisations.lookup("ICRC")[0].code == "NGO"
    assert organisations.lookup("who") == ()


def test_a_city_has_coordinates_and_its_geonames_id():
    place = places.lookup("Pyongyang")[0]
    assert (place.code, place.lat, place.lon, place.geonames_id) == ("PRK", 39.03, 125.75, 1871859)
    assert (place.precision, place.feature) == ("point", "capital")


def test_places_of_one_name_come_the_more_populous_first():
    found = places.lookup("London")
    assert found[0].code == "GBR"
    assert [place.population for place in found] == sorted((place.population for place in found), reverse=True)
    assert places.lookup("nowhere") == ()


def test_a_region_of_several_countries_has_no_code():
    assert places.lookup("Kashmir")[0].code is None


@pytest.mark.parametrize(
    ("word", "hazard", "weak"),
    [
        ("Flooding", "flood", False),
        ("quake", "earthquake", False),
        ("typhoon", "storm", False),
        ("rain", "flood", True),
    ],
)
def test_hazards_by_word(word: str, hazard: str, weak: bool):
    row = hazards.find(word)
    assert row is not None
    assert (row.hazard, row.weak) == (hazard, weak)
    assert hazards.find("table") is None


@pytest.mark.parametrize(
    ("word", "country", "unit"),
    [
        ("dollars", None, "USD"), ("dollars", "AUS", "AUD"), ("US$", None, "USD"), ("€", None, "EUR"),
        ("won", "PRK", "KPW"), ("won", None, "KRW"), ("metric tons", None, "tonne"), ("acres", None, "acre"),
    ],
)  # fmt: skip
def test_units_by_word_and_country(word: str, country: str | None, unit: str):
    row = units.find(word, country)
    assert row is not None
    assert row.unit == unit


def test_a_word_that_currencies_share_means_none_without_a_country():
    assert units.find("peso") is None
    assert units.find("nothing") is None


def test_kinds_of_impact_and_exposures():
    killed, homes = impacts.kind("kill"), impacts.exposure("Homes")
    assert killed is not None
    assert homes is not None
    assert (killed.kind, killed.exposure, homes.exposure) == ("death", "people", "buildings")
    assert impacts.kind("wounded", "NOUN") is not None
    assert impacts.kind("wounded", "VERB") is None
    assert impacts.exposure("idea") is None
