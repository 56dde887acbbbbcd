"""Who the parties are: names, offices, nationalities, pronouns, what the article said before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from wirebook.coding.actors.phrases import countries_in
from wirebook.coding.extensions import DocBlock

Coder = Callable[[str], Doc]


def codes(doc: Doc) -> dict[str, str | None]:
    return {a.text: a.code for a in doc._.actors}


@pytest.mark.parametrize(
    ("text", "mention", "code_of_it"),
    [
        ("The Chilean foreign ministry criticised the ruling.", "The Chilean foreign ministry", "CHL"),
        ("Kenya's army chief visited the base.", "Kenya's army chief", "KEN"),
        ("The president of Ghana arrived.", "The president of Ghana", "GHA"),
        ("Rebels in Mali attacked a convoy.", "Rebels", "MLI"),
        ("The Kremlin denied the report.", "The Kremlin", "RUS"),
        ("The United Nations appealed for calm.", "The United Nations", "UNO"),
        ("NATO condemned the strike.", "NATO", "IGO"),
    ],
)
def test_a_mention_has_its_code(code: Coder, text: str, mention: str, code_of_it: str) -> None:
    assert codes(code(text)).get(mention) == code_of_it


def test_he_is_not_she_of_before(code: Coder) -> None:
    doc = code("Kenya's president told his Ugandan counterpart, Mary Okello, that she had promised aid to Chad.")
    assert codes(doc)["she"] == "UGA"


def test_leaders_of_several_countries_are_several_parties(code: Coder) -> None:
    found = [a.code for a in code("The leaders of Chad, Niger and Mali met in Paris.")._.actors if "leaders" in a.text]
    assert set(found) == {"TCD", "NER", "MLI"}


def test_a_title_gives_an_unknown_person_country_and_office(code: Coder) -> None:
    person = next(a for a in code("Bolivian President Ximena Quispe spoke.")._.actors if "Quispe" in a.text)
    assert (person.code, person.sector, person.office) == ("BOL", ("GOV",), "president")


@pytest.mark.parametrize(
    ("title", "country"),
    [
        ("U.S. Secretary of State", "USA"),
        ("U.S. Secretary of Defense", "USA"),
        ("White House chief of staff", "USA"),
        ("Canadian Minister of Justice", "CAN"),
        ("British Chancellor of the Exchequer", "GBR"),
    ],
)
def test_a_title_of_several_words_is_one_party_of_its_country(code: Coder, title: str, country: str) -> None:
    found = [a for a in code(f"{title} Ximena Quispe visited Oslo.")._.actors if a.kind == "person"]
    assert {a.code for a in found} == {country}


def test_a_surname_stands_for_the_person_named_before(code: Coder) -> None:
    doc = code("Bolivian President Ximena Quispe visited Peru. Quispe thanked Peru.")
    assert [a.code for a in doc._.actors if a.text == "Quispe"] == ["BOL"]


def test_the_north_and_the_south_are_the_koreas_only_beside_them(code: Coder) -> None:
    assert codes(code("South Korea offered rice to the North."))["the North"] == "PRK"
    assert "the North" not in codes(code("Farmers in the North of France protested."))


def test_a_national_red_cross_has_its_country(code: Coder) -> None:
    assert codes(code("Japan thanked the Turkish Red Crescent.")).get("the Turkish Red Crescent") == "TUR"


def test_it_is_the_body_that_speaks(code: Coder) -> None:
    doc = code("Norway's foreign ministry said it was ready to help Nepal.")
    assert [a.code for a in doc._.actors if a.text == "it"] == ["NOR"]


def test_his_government_is_the_government_of_his_country(code: Coder) -> None:
    doc = code("Bolivian President Ximena Quispe said her government would help Peru.")
    assert [a.code for a in doc._.actors if a.text == "her government"] == ["BOL"]


def test_offsets_are_those_of_the_text(code: Coder) -> None:
    doc = code("The Chilean foreign ministry thanked Kenya's army chief and the United Nations.")
    assert all(doc.text[a.start_char : a.end_char] == a.text for a in doc._.actors)


def test_an_agency_and_its_name_behind_it_are_one(code: Coder) -> None:
    found = [(a.text, a.name) for a in code("The Syrian state news agency SANA reported a fire.")._.actors]
    assert ("The Syrian state news agency SANA", "SANA") in found


def test_a_later_mention_with_a_title_tells_who_an_earlier_name_was(code: Coder) -> None:
    doc = code("Marisol Tantalean arrived. Peruvian President Marisol Tantalean spoke. Tantalean offered aid to Chad.")
    assert [a.code for a in doc._.actors if a.text == "Tantalean"] == ["PER"]


def test_aid_bodies_are_of_no_country(code: Coder) -> None:
    assert codes(code("A US-based relief group appealed for help for Chad.")).get("A US-based relief group") == "NGO"


def test_his_in_what_a_verb_does_is_mostly_its_subject(code: Coder) -> None:
    doc = code("President Ana Rojas of Peru wrote to President Kwaku Bediako of Ghana, expressing her sympathy.")
    assert [a.code for a in doc._.actors if a.text == "her"] == ["PER"]


def test_whom_a_protest_is_against_does_not_protest(code: Coder) -> None:
    assert not [a for a in code("Anti-government protests shook Chad.")._.actors if "overnment" in a.text]


@pytest.mark.parametrize(
    ("text", "mention", "country"),
    [
        ("Bolivia thanked Chile. Doctors in Trinidad treated children.", "Doctors", "BOL"),
        ("Barbados thanked Trinidad.", "Trinidad", "TTO"),
        ("Doctors in Hyderabad treated children, Pakistan said.", "Doctors", "PAK"),
    ],
)
def test_a_name_of_several_places_is_the_one_in_a_country_of_the_article(
    code: Coder, text: str, mention: str, country: str
) -> None:
    assert codes(code(text)).get(mention) == country


def test_the_government_is_that_of_the_country_in_the_title(nlp: Language) -> None:
    doc = nlp.make_doc("Paraguay offered tents. The government declined the offer.")
    doc._.blocks = (DocBlock(0, len(doc.text), "body", 0, 0),)
    doc._.title_countries = countries_in("BOLIVIA: FLOODS IN BENI")
    assert codes(nlp(doc)).get("The government") == "BOL"


def test_a_title_tells_no_country_by_a_name_that_a_city_bears() -> None:
    assert countries_in("Chilean aid reaches Trinidad") == ("CHL",)


def test_where_a_person_of_the_table_is_met_is_not_his_country(code: Coder) -> None:
    found = [a for a in code("Kenya's leader met US President Joe Biden in Hanoi.")._.actors if "Biden" in a.text]
    assert [(a.code, a.text) for a in found] == [("USA", "US President Joe Biden")]


def test_what_is_denied_by_non_is_no_party(code: Coder) -> None:
    assert "government" not in codes(code("Chad inspected non-government-controlled areas of Mali."))
