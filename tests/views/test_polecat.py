from __future__ import annotations

import io
from datetime import date

import pytest

from tests.views.fake_book import FakeBook, small_book
from tests.views.pages import FRANCE, VANUATU
from tests.views.readers import exported, one_claim, place, table
from wirebook.record import CiteInfo, Entity
from wirebook.views.export import export

DAY = date(2025, 3, 3)

# The header of the files of POLECAT, as readers of theirs have it.
HEADER = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\t"
    "Actor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\t"
    "Recipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\t"
    "Recipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\t"
    "Country\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\t"
    "Story People\tStory Organizations\tStory Locations\tLanguage\tVersion"
)


def rows(*coded):
    return table(exported(FakeBook(coded), "polecat"))


def test_the_header_is_that_of_polecat():
    lines = exported(small_book(), "polecat").decode().split("\n")
    assert lines[0] == HEADER
    assert {line.count("\t") for line in lines[:-1]} == {39}


def test_a_claim_is_a_row():
    found = table(exported(small_book(), "polecat"))
    delivery = next(row for row in found if row["Event Type"] == "AID")
    claim = small_book().claims()[3]
    assert delivery["Event ID"].split("_") == [claim.article, "AID", claim.id]
    assert delivery["Event Date"] == "2025-03-11"
    assert (delivery["Intensity"], delivery["Quad Code"]) == ("10", "MATERIAL COOPERATION")
    assert (delivery["Actor Country"], delivery["Actor COW"], delivery["Recipient COW"]) == ("AUS", "900", "935")
    assert (delivery["City"], delivery["Country"], delivery["Feature Type"]) == ("Port Vila", "VUT", "PPL")
    assert (delivery["Latitude"], delivery["Longitude"], delivery["GeoNames ID"]) == ("-17.73", "168.32", "2135171")
    assert (delivery["Source"], delivery["Publication Date"]) == ("The Harbour Times", "2025-03-12")


def test_event_ids_are_unique_and_begin_with_the_story():
    found = [row["Event ID"] for row in table(exported(small_book(), "polecat"))]
    assert len(set(found)) == len(found)
    assert len({one.split("_")[0] for one in found}) == 2


def test_several_parties_stand_in_one_cell_in_order():
    row = rows(one_claim("They met.", [FRANCE, Entity(entity_text="a; b")], event="CONSULT", date=DAY))[0]
    assert row["Actor Name"] == "France; a, b"
    assert row["Actor COW"] == "220; None"
    assert (row["Recipient Name"], row["Recipient COW"]) == ("None", "None")


def test_what_was_denied_planned_or_imagined_is_no_event():
    told = []
    acts = [
        one_claim("Fiji bombed it.", ["FJI"], event="ASSAULT", date=DAY, status=status, negated=negated)
        for status, negated in [("planned", False), ("hypothetical", False), ("denied", False), ("happened", True)]
    ]
    stream = io.BytesIO()
    assert export(FakeBook(acts), "polecat", stream, tell=told.append) == 0
    assert told == ["4 claims left out: 4 denied, planned or not real"]


@pytest.mark.parametrize(
    ("event", "status"), [("AGREE", "offered"), ("REQUEST", "requested"), ("THREATEN", "planned"), ("AID", "ongoing")]
)
def test_an_offer_an_appeal_and_a_threat_are_acts_of_their_own(event, status):
    assert rows(one_claim("Fiji spoke.", ["FJI"], event=event, status=status, date=DAY))


def test_a_day_that_no_words_give_is_that_of_publication_but_for_history():
    cite = CiteInfo(published=date(2025, 3, 12))
    assert rows(one_claim("Fiji went.", ["FJI"], cite=cite, event="CONSULT"))[0]["Event Date"] == "2025-03-12"
    assert rows(one_claim("Fiji went.", ["FJI"], cite=cite, event="CONSULT", status="historical")) == []
    assert rows(one_claim("Fiji went.", ["FJI"], event="CONSULT")) == []


def test_a_place_known_to_the_country_has_no_coordinates():
    where = place("Vanuatu", "VUT", "country", -16.0, 167.0)
    row = rows(one_claim("Fiji went.", ["FJI"], [VANUATU], event="CONSULT", date=DAY, event_loc=where))[0]
    assert (row["Country"], row["Feature Type"], row["Latitude"], row["Longitude"]) == ("VUT", "PCLI", "", "")


def test_no_words_of_a_page_add_a_column_or_a_line():
    name = 'the "Red\tGuard"\r\nof\u2028Fiji\x00'
    page = one_claim("Fiji went.", [Entity(entity_text='"' + name)], event="CONSULT", date=DAY)
    assert rows(page)[0]["Actor Name Raw"] == "'the 'Red Guard' of Fiji"
    formula = one_claim("Fiji went.", [Entity(entity_text="=1+1")], event="CONSULT", date=DAY)
    assert rows(formula)[0]["Actor Name"] == "'=1+1"


def test_pandas_reads_it():
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(io.BytesIO(exported(small_book(), "polecat")), sep="\t", na_values="None")
    assert list(frame.columns) == HEADER.split("\t")
    assert frame["Intensity"].dtype.kind in "if"
    assert frame["Latitude"].min() == -18.14
