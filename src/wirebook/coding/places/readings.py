"""What a toponym may mean: the countries, regions, provinces, counties and towns that bear its name."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from wirebook.coding.actors.phrases import Named
from wirebook.knowledge import countries, gazetteer, places
from wirebook.knowledge.gazetteer import Entry, Point
from wirebook.record import PlacePrecision

PRECISION: dict[str, PlacePrecision] = {"town": "point", "district": "district", "province": "province"}
MOST = 40
"""So many readings of a name are weighed: the more populous ones."""
COUNTRY, REGION, PROVINCE = 8.5, 7.5, 7.0
CAPITAL, LEAST_CAPITAL = 1.0, 6.5
LEAST = 2.0
DISTRICT = 1.0
"""A county bears its name with the word for what it is, as a rule; without, its seat is meant."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One place that a toponym may mean. `weight` is how likely it is of itself, about the logarithm of its people."""

    name: str
    code: str | None
    admin1: str | None
    point: Point | None
    """Where it lies, which of a country is its middle: what is near it is of it."""
    precision: PlacePrecision
    geonames_id: int | None
    weight: float

    def holds(self, other: Reading) -> bool:
        """Whether this is a country or province in which the other lies."""
        if self.code is None or self.code != other.code or self == other:
            return False
        if self.precision == "country":
            return True
        if self.precision == "province" and self.admin1 is not None:
            return self.admin1 == other.admin1 and other.precision not in {"province", "country"}
        return False


def country(name: str, code: str) -> Reading:
    """A country as a reading."""
    return Reading(name, code, None, gazetteer.middle(code), "country", None, COUNTRY)


def of_entry(entry: Entry) -> Reading:
    """A place of the gazetteer as a reading."""
    weight = max(LEAST, math.log10(entry.people + 1))
    if entry.kind == "province":
        weight = max(PROVINCE, weight) if entry.people > 100_000 else weight
    elif entry.kind == "district":
        weight -= DISTRICT
    return Reading(entry.name, entry.code, entry.admin1, entry.point, PRECISION[entry.kind], entry.geonames_id, weight)


@lru_cache(maxsize=8192)
def of_name(text: str) -> tuple[Reading, ...]:
    """The places of a name, the likelier first: those of the gazetteer, and the regions that the news names."""
    found = [of_entry(entry) for entry in gazetteer.lookup(text)[:MOST]]
    known = {reading.code for reading in found if reading.precision == "province"}
    for place in places.lookup(text):
        point = (place.lat, place.lon) if place.lat is not None and place.lon is not None else None
        if place.feature in {"capital", "city"} or (place.precision == "province" and place.code in known):
            continue
        found.append(Reading(place.name, place.code, None, point, place.precision, place.geonames_id, REGION))
    return tuple(sorted(found, key=lambda reading: -reading.weight))


@lru_cache(maxsize=8192)
def of_text(text: str) -> tuple[Reading, ...]:
    """The readings of words that the tables of names found nowhere by themselves: "U.S." in "U.S. Senate"."""
    match = countries.by_name(text)
    if match is not None and match.form == "name":
        return (country(match.country.name, match.country.code), *of_name(text))
    return of_name(text)


def of_named(named: Named, text: str) -> tuple[Reading, ...]:
    """The readings of a name that the tables know: a country's or its people's, a capital's, a place's."""
    places_of_name = of_name(text)
    if named.kind == "demonym":
        return (country(named.name, named.code),) if named.code else ()
    if named.kind == "country" and named.code:
        return (country(named.name, named.code), *places_of_name)
    if named.kind == "capital":
        return _raised(places_of_name, named.code)
    return places_of_name


def _raised(readings: Iterable[Reading], code: str | None) -> tuple[Reading, ...]:
    """The readings, with the capital of a country likelier than it is by its people."""
    found = list(readings)
    for position, reading in enumerate(found):
        if reading.code == code and reading.precision == "point":
            found[position] = Reading(
                reading.name, reading.code, reading.admin1, reading.point, "point", reading.geonames_id,
                max(reading.weight, LEAST_CAPITAL) + CAPITAL,
            )  # fmt: skip
            break
    return tuple(found)
