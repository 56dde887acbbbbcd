"""Where an article names places, and which ones: on words with given names, so that no language model decides."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from wirebook.coding import extensions  # noqa: F401  registers what a `Doc` carries
from wirebook.coding.actors.phrases import named_in
from wirebook.coding.places import find_places
from wirebook.coding.places.readings import country, of_name
from wirebook.coding.places.resolve import resolve
from wirebook.coding.spans import Place

Coder = Callable[[str], Doc]


def places_of(text: str, *names: tuple[str, str]) -> tuple[Place, ...]:
    """The places of words parted by blanks; `names` are those of the language model, each at all that it occurs."""
    words = text.split()
    doc = Doc(Vocab(), words=words)
    found = []
    for name, label in names:
        parts = name.split()
        starts = [i for i in range(len(words)) if words[i : i + len(parts)] == parts]
        found += [Span(doc, i, i + len(parts), label) for i in starts]
    doc.set_ents(filter_spans(found))
    return find_places(doc, named_in(doc))


def told(places: tuple[Place, ...]) -> dict[str, str | None]:
    """The country of each toponym."""
    return {place.text: place.country for place in places}


def lies_near(place: Place, lat: float, lon: float) -> bool:
    return place.lat is not None and place.lon is not None and abs(place.lat - lat) < 1 and abs(place.lon - lon) < 1


def the(places: tuple[Place, ...], text: str) -> Place:
    return next(place for place in places if place.text == text)


def test_a_country_is_never_a_point():
    (place,) = places_of("Boats came to Kenya .", ("Kenya", "LOC"))
    assert (place.country, place.precision, place.lat, place.lon) == ("KEN", "country", None, None)


def test_a_place_has_its_coordinates_and_its_number():
    (place,) = places_of("Rain fell in Ulaanbaatar .", ("Ulaanbaatar", "LOC"))
    assert (place.country, place.precision, place.geonames_id) == ("MNG", "point", 2028462)
    assert lies_near(place, 47.9, 106.9)


@pytest.mark.parametrize(
    ("text", "place", "lat", "lon"),
    [
        ("Paris , Texas , was hit .", "Paris", 33.7, -95.6),
        ("Dublin , Ohio , was hit .", "Dublin", 40.1, -83.1),
        ("Moscow , Idaho , was hit .", "Moscow", 46.7, -117.0),
        ("Springfield , Ill. , was hit .", "Springfield", 39.8, -89.6),
        ("Salem , OR 97301", "Salem", 44.9, -123.0),
        ("London , Ontario , was hit .", "London", 43.0, -81.2),
    ],
)
def test_the_state_behind_a_comma_tells_where(text: str, place: str, lat: float, lon: float):
    found = places_of(text)  # and makes it a place, whatever the language model says
    assert lies_near(the(found, place), lat, lon)
    assert len(found) == 2


def test_two_letters_are_a_state_behind_its_place_only():
    assert places_of("RAIN , OR SNOW , OR BOTH .") == ()


def test_a_place_told_once_with_its_state_is_there_all_through():
    found = places_of("Salem , Mass. , burned . Salem waits .", ("Salem", "LOC"))
    assert [lies_near(p, 42.5, -70.9) for p in found if p.text == "Salem"] == [True, True]


def test_nearness_tells_small_places_of_one_name_apart():
    text = "Fires burned in Lebanon and in {} ."
    near = places_of(text.format("Albany and Corvallis"), *((n, "LOC") for n in ("Lebanon", "Albany", "Corvallis")))
    far = places_of(text.format("Beirut and Tripoli"), *((n, "LOC") for n in ("Lebanon", "Beirut", "Tripoli")))
    assert lies_near(the(near, "Corvallis"), 44.6, -123.3)
    assert lies_near(the(near, "Albany"), 44.6, -123.1)
    assert the(far, "Lebanon").country == "LBN"
    assert the(far, "Tripoli").country == "LBN"


def test_a_county_tells_where_its_towns_lie():
    found = places_of("Alexandria and Rapides Parish wait .", ("Alexandria", "LOC"))
    assert lies_near(the(found, "Alexandria"), 31.3, -92.4)
    assert the(found, "Rapides Parish").precision == "district"


@pytest.mark.parametrize(
    ("text", "precision", "country"),
    [
        ("Georgia and Atlanta and Savannah", "province", "USA"),
        ("Georgia and Tbilisi and Russia", "country", "GEO"),
    ],
)
def test_georgia_is_what_stands_beside_it(text: str, precision: str, country: str):
    found = places_of(text, *((name, "LOC") for name in text.split(" and ")))
    assert (the(found, "Georgia").precision, the(found, "Georgia").country) == (precision, country)


def test_the_country_of_the_article_counts_where_the_text_says_nothing():
    cordoba = of_name("Córdoba")
    chosen = {code: resolve([cordoba], [country(code, code)])[0] for code in ("ARG", "ESP")}
    assert {code: reading.code for code, reading in chosen.items() if reading} == {"ARG": "ARG", "ESP": "ESP"}


def test_a_person_is_no_place():
    assert places_of("Jordan scored .", ("Jordan", "PER")) == ()
    assert places_of("Ana Lima left . Lima won . Lima ran .", ("Ana Lima", "PER"), ("Lima", "PER")) == ()
    assert told(places_of("She lives in Jordan .", ("Jordan", "PER"))) == {"Jordan": "JOR"}


def test_a_street_is_no_place():
    assert places_of("They met in Boston Street .", ("Boston", "LOC")) == ()


def test_a_body_names_the_place_that_it_begins_with():
    found = told(places_of("Chicago Police came .", ("Chicago Police", "ORG")))
    assert found == {"Chicago": "USA"}


def test_a_name_is_a_place_wherever_else_it_stands_but_in_a_longer_one():
    found = places_of(
        "Bemidji waits . The Bemidji Pioneer said so . New Bemidji did not .",
        ("Bemidji waits", "X"), ("Bemidji Pioneer", "ORG"), ("New Bemidji", "LOC"),
    )  # fmt: skip
    assert [place.text for place in found] == ["New Bemidji"]
    found = places_of("In Bemidji it rained . The Bemidji Pioneer said so .", ("Bemidji", "LOC"))
    assert [place.text for place in found] == ["Bemidji", "Bemidji"]


def test_a_people_counts_for_its_country_but_not_at_the_head_of_a_body():
    assert told(places_of("Norwegian boats came .")) == {"Norwegian": "NOR"}
    assert places_of("Norwegian Cruises paid .", ("Norwegian Cruises", "ORG")) == ()


def test_a_direction_is_no_part_of_a_place_that_is_known_without():
    assert [p.text for p in places_of("Rain in Northeast Texas .", ("Northeast Texas", "LOC"))] == ["Texas"]
    assert [p.text for p in places_of("Rain in South Dakota .", ("South Dakota", "LOC"))] == ["South Dakota"]


def test_the_number_of_a_road_makes_a_state_none():
    assert places_of("A slide closed W.Va. 61 .") == ()


def test_a_place_that_no_table_knows_is_told_without_coordinates():
    (place,) = places_of("They met in Xqzzyville .", ("Xqzzyville", "LOC"))
    assert (place.name, place.country, place.lat) == ("Xqzzyville", None, None)


def test_names_of_peoples_and_unknown_places_are_not_where_an_act_was(code: Coder):
    (act,) = (c for c in code("Peru sent tents to Chile in Xqzzyville.")._.claims if c.event == "AID")
    assert act.place is None or act.place.country is not None
