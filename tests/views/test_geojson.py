from __future__ import annotations

import json
from datetime import date

import pytest

from tests.views.fake_book import FakeBook, small_book
from tests.views.pages import hostile
from tests.views.readers import exported, one_claim, place

DAY = date(2025, 3, 3)


def features(book, **options):
    return json.loads(exported(book, "geojson", **options))["features"]


def feature(where, **fields):
    (found,) = features(
        FakeBook([one_claim("Fiji went.", ["FJI"], event="CONSULT", date=DAY, event_loc=where, **fields)])
    )
    return found


def test_it_is_a_collection_of_features_and_nothing_else():
    collection = json.loads(exported(small_book(), "geojson"))
    assert set(collection) == {"type", "features"}
    assert collection["type"] == "FeatureCollection"
    assert all(set(one) == {"type", "id", "geometry", "properties"} for one in collection["features"])
    assert [one["id"] for one in collection["features"]] == [claim.id for claim in small_book().claims()]


def test_positions_are_longitude_and_latitude():
    assert feature(place("Port Vila", "VUT", "point", -17.73, 168.32))["geometry"] == {
        "type": "Point", "coordinates": [168.32, -17.73],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("where", "reason"),
    [(place("Vanuatu", "VUT", "country", -16.0, 167.0), "known only to the country"),
     (place("the Sahel", None, "region", 15.0, 0.0), "a region, not a point"),
     (place("Suva", "FJI", "point"), "no coordinates are known"),
     (place("Suva", "FJI", "point", 178.44, -18.14), "its coordinates are not on Earth"),
     (place("Suva", "FJI", "point", float("nan"), 0.0), "its coordinates are not on Earth"),
     (None, "the text names no place")],
)  # fmt: skip
def test_what_is_no_point_is_not_drawn_and_says_why(where, reason):
    found = feature(where)
    assert found["geometry"] is None
    assert found["properties"]["geometry_missing"] == reason


def test_status_and_denial_stand_beside_each_claim():
    found = features(small_book())
    assert {one["properties"]["status"] for one in found} >= {"offered", "denied", "planned"}
    assert [one["properties"]["negated"] for one in found].count(True) == 1


def test_events_are_where_a_claim_of_theirs_is():
    found = features(small_book(), what="events")
    assert len(found) == len(small_book().events())
    assert sum(one["geometry"] is not None for one in found) == 2


def test_a_script_is_no_address():
    assert features(FakeBook([hostile()]))[0]["properties"]["url"] is None


def test_an_empty_book_is_an_empty_collection():
    assert json.loads(exported(FakeBook(), "geojson")) == {"type": "FeatureCollection", "features": []}


def test_shapely_reads_it():
    shapely = pytest.importorskip("shapely")
    drawn = [one for one in features(small_book()) if one["geometry"]]
    points = [shapely.from_geojson(json.dumps(one)) for one in drawn]
    assert [(point.geom_type, point.x, point.y) for point in points] == [
        ("Point", 168.32, -17.73), ("Point", 178.44, -18.14),
    ]  # fmt: skip
    whole = shapely.from_geojson(exported(small_book(), "geojson").decode())
    assert whole.geom_type == "GeometryCollection"
    assert whole.bounds == (168.32, -18.14, 178.44, -17.73)
