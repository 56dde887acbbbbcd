"""The map: where acts took place, on the shapes of the world's countries."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple, cast

from pydantic import JsonValue

from wirebook.record import Claim
from wirebook.views.charts.chart import WIDTH, Chart, Json, nothing, single, values
from wirebook.views.charts.inks import ACCENT, FAINT, LINE, PAPER, QUAD_INKS
from wirebook.views.counting import counted
from wirebook.views.palette import QUAD_CLASSES
from wirebook.views.points import position
from wirebook.views.words import code_name, plain

NAMED: Final = 10
"""So many places carry their names, those with the most claims."""
ROOM: Final = 26.0
"""Pixels between two names, below which the smaller place goes without."""
WHOLE: Final = 150.0
"""Degrees of longitude from which on the whole world is drawn."""
LEAST: Final = 24.0
"""Degrees that a map shows at least."""


class _Spot(NamedTuple):
    """A place with the claims that are there."""

    name: str
    country: str
    lat: float
    lon: float
    claims: int
    quad: int


def claims_map(claims: Iterable[Claim], width: int = WIDTH) -> Chart:
    """Claims where their acts took place.

    A disc is a place, larger with more claims, in the ink of the class that most of them have. What is known only to
    the country has no disc: the country is tinted, and its number stands in the words.
    """
    title = "Where it happened"
    spots, countries = _placed(claims)
    if not spots and not countries:
        return nothing(title, "No claim has a place.", width)
    window = _window(spots, countries)
    height = round(width * 0.49) if window is None else round(width * 0.62)
    projection = _projection(window, width, height)
    tints: list[dict[str, JsonValue]] = [
        {"code": code, "claims": number, "words": f"{code_name(code)}: {counted(number, 'claim')}, place not known"}
        for code, number in sorted(countries.items())
    ]
    discs: list[dict[str, JsonValue]] = [
        {
            "lat": spot.lat,
            "lon": spot.lon,
            "name": spot.name,
            "ink": QUAD_INKS[spot.quad],
            "size": round(min(900.0, 60 * spot.claims**0.75), 1),
            "words": f"{spot.name}, {code_name(spot.country)}: {counted(spot.claims, 'claim')}, "
            f"most of {QUAD_CLASSES[spot.quad].name}",
            "link": f"/events?country={spot.country}",
        }
        for spot in spots
    ]
    layers: list[Json] = [
        {
            "data": _shapes(),
            "mark": {"type": "geoshape", "fill": FAINT, "stroke": LINE, "strokeWidth": 0.6, "aria": False},
        },
        {
            "data": _shapes(),
            "transform": [
                {
                    "lookup": "properties.code",
                    "from": {"data": values(tints or [{"code": ""}]), "key": "code", "fields": ["claims", "words"]},
                },
                {"filter": "isValid(datum.words)"},
                {"calculate": "'/events?country=' + datum.properties.code", "as": "link"},
            ],
            "mark": {"type": "geoshape", "fill": ACCENT, "fillOpacity": 0.16, "stroke": ACCENT, "strokeWidth": 0.5},
            "encoding": {"description": {"field": "words"}, "href": {"field": "link"}},
        },
    ]
    spot_place: Json = {
        "longitude": {"field": "lon", "type": "quantitative"},
        "latitude": {"field": "lat", "type": "quantitative"},
    }
    if discs:
        layers.append(
            {
                "data": values(discs),
                "mark": {"type": "circle", "opacity": 0.82, "stroke": PAPER, "strokeWidth": 1},
                "encoding": {
                    **spot_place,
                    "size": {"field": "size", "type": "quantitative", "scale": None},
                    "color": {"field": "ink", "type": "nominal", "scale": None},
                    "description": {"field": "words"},
                    "href": {"field": "link"},
                },
            }
        )
        layers.append(
            {
                "data": values(_named(discs, window, width)),
                "mark": {"type": "text", "align": "left", "dx": 9, "fontSize": 11, "aria": False},
                "encoding": {**spot_place, "text": {"field": "name"}},
            }
        )
    description = (
        f"{counted(sum(spot.claims for spot in spots), 'claim')} at {counted(len(spots), 'place')}; "
        f"{counted(sum(countries.values()), 'claim')} in {counted(len(countries), 'country', 'countries')} "
        "without a place in it."
    )
    return Chart(title, description, single(layers, width=width, height=height, projection=projection))


def _placed(claims: Iterable[Claim]) -> tuple[list[_Spot], Counter[str]]:
    """Places with their claims, most claims last so that small ones are not hidden; and countries without a place."""
    found: dict[tuple[float, float], list[tuple[str, str, int]]] = defaultdict(list)
    countries: Counter[str] = Counter()
    for claim in claims:
        place = claim.event_loc
        if place is None:
            continue
        point = position(place)
        if point is None:
            if place.country:
                countries[place.country] += 1
            continue
        at = (round(point[1], 2), round(point[0], 2))
        found[at].append((plain(place.name or place.text), place.country or "", claim.quad_code))
    spots = []
    for (lat, lon), those in sorted(found.items()):
        name = Counter(name for name, _, _ in those).most_common(1)[0][0]
        quad = max(sorted(QUAD_CLASSES), key=lambda number: sum(one == number for _, _, one in those))
        spots.append(_Spot(name, those[0][1], lat, lon, len(those), quad))
    return sorted(spots, key=lambda spot: (-spot.claims, spot.name, spot.lat)), countries


def _window(spots: list[_Spot], countries: Counter[str]) -> tuple[float, float, float, float] | None:
    """West, south, east, north of what is to be seen; None for the whole world."""
    middles = [_middles()[code] for code in countries if code in _middles()]
    lats = [spot.lat for spot in spots] + [lat for lat, _ in middles]
    lons = [spot.lon for spot in spots] + [lon for _, lon in middles]
    if not lats or max(lons) - min(lons) > WHOLE:
        return None
    middle_lat, middle_lon = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    wide = max(LEAST, (max(lons) - min(lons)) * 1.35, (max(lats) - min(lats)) * 1.35 / 0.62)
    if wide > WHOLE:
        return None
    tall = wide * 0.62
    return middle_lon - wide / 2, middle_lat - tall / 2, middle_lon + wide / 2, middle_lat + tall / 2


def _projection(window: tuple[float, float, float, float] | None, width: int, height: int) -> Json:
    if window is None:
        return {"type": "equalEarth", "rotate": [-11, 0, 0]}
    west, south, east, north = window
    # Pixels a radian, so that the width holds the degrees of the window.
    scale = width / ((east - west) * 3.141592653589793 / 180)
    return {
        "type": "equirectangular",
        "scale": round(scale, 2),
        "center": [0, round((south + north) / 2, 3)],
        "rotate": [round(-(west + east) / 2, 3), 0, 0],
        "translate": [width / 2, height / 2],
        "clipExtent": [[0, 0], [width, height]],
    }


def _named(
    discs: list[dict[str, JsonValue]], window: tuple[float, float, float, float] | None, width: int
) -> list[dict[str, JsonValue]]:
    """The discs that carry their names: the largest, none so near to another that the names would touch."""
    degrees = 360.0 if window is None else window[2] - window[0]
    room = ROOM * degrees / width
    taken: list[tuple[float, float]] = []
    named = []
    for disc in discs:
        lat, lon = cast(float, disc["lat"]), cast(float, disc["lon"])
        if all(abs(lat - y) > room * 0.6 or abs(lon - x) > room * 4 for y, x in taken):
            taken.append((lat, lon))
            named.append(disc)
        if len(named) == NAMED:
            break
    return named


@cache
def _shapes() -> Json:
    """The countries of Natural Earth at 1:110 million, each with its code."""
    folder = files("wirebook.views.charts") / "shapes"
    shapes = json.loads((folder / "countries-110m.json").read_text(encoding="utf-8"))
    lines = (folder / "codes.tsv").read_text(encoding="utf-8").split("\n")
    codes = {name: code for code, name in (line.split("\t") for line in lines if line and line[0] != "#")}
    for shape in shapes["objects"]["countries"]["geometries"]:
        shape["properties"] = {"code": codes.get(shape["properties"]["name"], "")}
    del shapes["objects"]["land"]
    # Nothing is reported from Antarctica, which would take a fifth of the map.
    drawn = [shape for shape in shapes["objects"]["countries"]["geometries"] if shape["properties"]["code"] != "ATA"]
    shapes["objects"]["countries"]["geometries"] = drawn
    return {"values": shapes, "format": {"type": "topojson", "feature": "countries"}}


@cache
def _middles() -> dict[str, tuple[float, float]]:
    """Latitude and longitude of the middles of countries."""
    from wirebook.knowledge.reading import lines_of

    rows = [cells for _, cells in lines_of("country_middles.tsv")][1:]
    return {code: (float(lat), float(lon)) for code, lat, lon in rows}
