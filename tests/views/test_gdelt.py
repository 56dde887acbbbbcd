from __future__ import annotations

import io
import re
from datetime import date

import pytest

from tests.views.fake_book import FakeBook, small_book
from tests.views.pages import hostile
from tests.views.readers import exported, one_claim, place, table
from wirebook.record import CiteInfo, Entity

DAY = date(2025, 3, 3)
URL = "https://www.relief.example/pumps?a=1"

# The codebook's columns, written out as readers of GDELT have them.
EVENTS = re.findall(
    r"\w+",
    """
GlobalEventID Day MonthYear Year FractionDate
Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code
Actor1Type1Code Actor1Type2Code Actor1Type3Code
Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code
Actor2Type1Code Actor2Type2Code Actor2Type3Code
IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone
Actor1Geo_Type Actor1Geo_Fullname Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat
Actor1Geo_Long Actor1Geo_FeatureID
Actor2Geo_Type Actor2Geo_Fullname Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat
Actor2Geo_Long Actor2Geo_FeatureID
ActionGeo_Type ActionGeo_Fullname ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code ActionGeo_Lat
ActionGeo_Long ActionGeo_FeatureID DATEADDED SOURCEURL""",
)
MENTIONS = re.findall(
    r"\w+",
    """
GlobalEventID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID
Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone
MentionDocTranslationInfo Extras""",
)
WHOLE = re.compile(r"Day|MonthYear|Year|IsRootEvent|QuadClass|Num\w+|\w+_Type|DATEADDED|GlobalEventID")


def events(*coded):
    return table(exported(FakeBook(coded), "gdelt"), EVENTS)


def event(sentence="Fiji went.", actor=("FJI",), recipient=("VUT",), **fields):
    (row,) = events(one_claim(sentence, actor, recipient, **{"event": "CONSULT", "date": DAY, **fields}))
    return row


def test_there_are_61_and_16_columns_and_no_header():
    assert (len(EVENTS), len(MENTIONS)) == (61, 16)
    for what, width in (("events", 61), ("mentions", 16)):
        lines = exported(small_book(), "gdelt", what=what).decode().split("\n")
        assert {len(line.split("\t")) for line in lines[:-1]} == {width}
        assert lines[0].split("\t")[0].isdigit()
        assert lines[-1] == ""


def test_an_event_is_a_row_for_each_pair():
    rows = table(exported(small_book(), "gdelt"), EVENTS)
    aid = next(row for row in rows if row["EventRootCode"] == "07")
    assert (aid["Day"], aid["MonthYear"], aid["Year"], aid["FractionDate"]) == (
        "20250311",
        "202503",
        "2025",
        "2025.1945",
    )
    assert (aid["Actor1Code"], aid["Actor1Name"], aid["Actor2Code"]) == ("AUS", "AUSTRALIA", "VUT")
    assert (aid["EventCode"], aid["QuadClass"], aid["GoldsteinScale"]) == ("073", "2", "7.4")
    assert (aid["ActionGeo_Type"], aid["ActionGeo_Fullname"], aid["ActionGeo_CountryCode"]) == (
        "4", "Port Vila, Vanuatu", "NH",
    )  # fmt: skip
    assert (aid["ActionGeo_Lat"], aid["ActionGeo_Long"], aid["DATEADDED"]) == ("-17.73", "168.32", "20250312000000")
    assert aid["SOURCEURL"] == "The Harbour Times, Vanuatu says France offered relief after cyclone, 2025-03-12"


def test_numbers_are_whole_where_the_codebook_says_so():
    for row in table(exported(small_book(), "gdelt"), EVENTS):
        assert all(row[name].isdigit() for name in EVENTS if WHOLE.fullmatch(name))


def test_ids_are_unique_the_same_again_and_exact_as_floats():
    ids = [row["GlobalEventID"] for row in table(exported(small_book(), "gdelt"), EVENTS)]
    assert len(set(ids)) == len(ids)
    assert ids == [row["GlobalEventID"] for row in table(exported(small_book(), "gdelt"), EVENTS)]
    assert all(int(float(one)) == int(one) < 2**53 for one in ids)


def test_codes_keep_their_leading_zeros():
    row = event(event="AGREE", cameo="0333", status="offered")
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == ("0333", "033", "03")


def test_an_appeal_for_aid_is_no_conflict():
    row = event(event="REQUEST", mode="assist", status="requested", quad_code=3)
    assert (row["EventCode"], row["QuadClass"], row["GoldsteinScale"]) == ("023", "1", "3.4")


@pytest.mark.parametrize(
    ("where", "expected"),
    [(place("Kyiv", "UKR", "point", 50.45, 30.52), ("4", "Kyiv, Ukraine", "UP", "UP00", "50.45", "30.52", "")),
     (place("Ukraine", "UKR", "country", 49.0, 32.0), ("1", "Ukraine", "UP", "UP", "", "", "UP")),
     (place("Lviv Oblast", "UKR", "province"), ("5", "Lviv Oblast, Ukraine", "UP", "UP00", "", "", "")),
     (place("Texas", "USA", "province", 31.2, -99.3), ("2", "Texas, United States", "US", "USTX", "31.2", "-99.3", "")),
     (place("Waco", "USA", "point", 31.55, -97.15), ("3", "Waco, United States", "US", "US00", "31.55", "-97.15", "")),
     (place("Rafah", "PSE", "point", 31.29, 34.25), ("4", "Rafah, Palestine", "GZ", "GZ00", "31.29", "34.25", "")),
     (place("the Sahel", None, "region", 15.0, 0.0), ("0", "", "", "", "", "", "")),
     (None, ("0", "", "", "", "", "", ""))],
)  # fmt: skip
def test_places_have_their_type_and_fips_code(where, expected):
    row = event(event_loc=where)
    names = ("Type", "Fullname", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
    assert tuple(row[f"ActionGeo_{name}"] for name in names) == expected


@pytest.mark.parametrize(
    ("party", "expected"),
    [(Entity(entity_text="the foreign ministry", code="PRK", sector=("GOV",)), ("PRKGOV", "PRK", "", "GOV", "")),
     (Entity(entity_text="KCNA", code="PRK", sector=("JRN",)), ("PRKMED", "PRK", "", "MED", "")),
     (Entity(entity_text="doctors", code="SDN", sector=("MED", "CVL")), ("SDNHLHCVL", "SDN", "", "HLH", "CVL")),
     (Entity(entity_text="Bucharest", code="ROU"), ("ROM", "ROM", "", "", "")),
     (Entity(entity_text="the U.N.", code="UNO"), ("IGOUNO", "", "UNO", "IGO", "")),
     (Entity(entity_text="Brussels", code="EUR"), ("IGOEUREEC", "EUR", "EEC", "IGO", "")),
     (Entity(entity_text="gunmen", sector=("UAF",)), ("UAF", "", "", "UAF", "")),
     (Entity(entity_text="someone"), ("", "", "", "", ""))],
)  # fmt: skip
def test_actors_are_coded_by_cameo(party, expected):
    row = event(actor=[party])
    names = ("Code", "CountryCode", "KnownGroupCode", "Type1Code", "Type2Code")
    assert tuple(row[f"Actor1{name}"] for name in names) == expected


def test_a_joint_act_is_a_row_for_every_two_once():
    rows = events(one_claim("They met.", ["FJI", "VUT", "TON"], event="CONSULT", date=DAY))
    assert [(row["Actor1Code"], row["Actor2Code"]) for row in rows] == [("FJI", "TON"), ("FJI", "VUT"), ("TON", "VUT")]
    assert len({row["GlobalEventID"] for row in rows}) == 3


def test_what_was_denied_is_no_mention_and_an_event_of_denials_no_event():
    rows = table(exported(small_book(), "gdelt"), EVENTS)
    seizure = next(row for row in rows if row["EventRootCode"] == "17")
    assert seizure["NumMentions"] == "1"
    assert events(one_claim("Fiji struck.", ["FJI"], event="ASSAULT", date=DAY, negated=True)) == []


def test_every_mention_is_of_an_event_in_the_table():
    ids = {row["GlobalEventID"]: row for row in table(exported(small_book(), "gdelt"), EVENTS)}
    mentions = table(exported(small_book(), "gdelt", what="mentions"), MENTIONS)
    assert {row["GlobalEventID"] for row in mentions} == set(ids)
    for row in mentions:
        assert row["EventTimeDate"] == ids[row["GlobalEventID"]]["DATEADDED"]
    assert len(mentions) == sum(int(row["NumMentions"]) for row in ids.values())


def test_a_mention_says_where_in_the_article_it_stands():
    coded = one_claim("Fiji went to Suva.", ["FJI"], event="CONSULT", date=DAY, cite=CiteInfo(url=URL))
    (row,) = table(exported(FakeBook([coded]), "gdelt", what="mentions"), MENTIONS)
    assert (row["MentionType"], row["MentionSourceName"], row["MentionIdentifier"]) == ("1", "relief.example", URL)
    assert row["SentenceID"] == "3"
    assert coded.article.text[int(row["ActionCharOffset"]) :].startswith("went")
    assert (row["Actor2CharOffset"], row["Confidence"]) == ("-1", "91")
    assert row["MentionDocLen"] == str(len(coded.article.text))


def test_an_act_in_the_first_paragraph_is_a_root_event():
    assert event()["IsRootEvent"] == "0"
    rows = table(exported(small_book(), "gdelt"), EVENTS)
    assert next(row for row in rows if row["EventCode"] == "0333")["IsRootEvent"] == "1"


def test_a_script_is_no_address():
    coded = hostile()
    dated = coded.model_copy(update={"claims": (coded.claims[0].model_copy(update={"date": DAY, "enddate": DAY}),)})
    content = exported(FakeBook([dated]), "gdelt")
    assert b"javascript:" not in content
    assert table(content, EVENTS)


def test_pandas_reads_it():
    pandas = pytest.importorskip("pandas")
    for what, columns in (("events", EVENTS), ("mentions", MENTIONS)):
        content = exported(small_book(), "gdelt", what=what)
        codes = {name: str for name in columns if name.endswith("Code")}
        frame = pandas.read_csv(io.BytesIO(content), sep="\t", header=None, names=columns, dtype=codes, index_col=False)
        assert frame["GlobalEventID"].dtype.kind == "i"
        assert len(frame) == content.count(b"\n")
