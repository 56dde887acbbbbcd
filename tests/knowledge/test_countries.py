from __future__ import annotations

from datetime import date

import pytest

from wirebook.errors import KnowledgeError
from wirebook.knowledge import countries


@pytest.mark.parametrize(
    ("text", "code", "form"),
    [
        ("U.S.", "USA", "name"),
        ("US", "USA", "name"),
        ("Britons", "GBR", "people"),
        ("Dutch", "NLD", "adjective"),
        ("NORTH KOREA", "PRK", "name"),
        ("DPRK", "PRK", "name"),
        ("Côte d’Ivoire", "CIV", "name"),
        ("Burma", "MMR", "name"),
        ("Türkiye", "TUR", "name"),
        ("DR Congo", "COD", "name"),
        ("Nigerien", "NER", "adjective"),
        ("Pyongyang", "PRK", "capital"),
        ("Kiev", "UKR", "capital"),
        ("Kosovo", "XKX", "name"),
    ],
)
def test_a_country_is_found_by_each_of_its_names(text: str, code: str, form: str):
    match = countries.by_name(text)
    assert match is not None
    assert (match.country.code, match.form, match.former) == (code, form, None)


@pytest.mark.parametrize("text", ["us", "turkey", "polish", "Atlantis", "", "-", "."])
def test_what_is_no_country_is_none(text: str):
    assert countries.by_name(text) is None


@pytest.mark.parametrize(
    ("text", "code", "historical"),
    [
        ("Zaire", "COD", "ZAR"),
        ("Soviet", "RUS", "SUN"),
        ("USSR", "RUS", "SUN"),
        ("Yugoslavia", "SRB", "YUG"),
        ("Czechoslovakia", "CZE", "CSK"),
        ("East German", "DEU", "DDR"),
    ],
)
def test_a_former_state_has_its_successors_code_and_its_own_of_the_time(text: str, code: str, historical: str):
    match = countries.by_name(text)
    assert match is not None
    assert match.former is not None
    assert (match.country.code, match.former.historical_code) == (code, historical)


def test_a_former_state_is_dated():
    assert countries.former("Zaire", date(1997, 4, 19)) is not None
    assert countries.former("Zaire", date(2005, 4, 19)) is None
    assert countries.former("Zambia") is None


def test_wikidata_ids_that_the_design_names():
    assert countries.by_code("PRK").wikidata_id == "Q423"


def test_a_code_of_no_country_is_an_error():
    with pytest.raises(KnowledgeError, match="ZAR: no country has this code"):
        countries.by_code("ZAR")
    assert not countries.has_code("UNO")
