"""Places by name: regions in the news and cities, with coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from wirebook.errors import KnowledgeError
from wirebook.knowledge.countries import written_as
from wirebook.knowledge.normal import key
from wirebook.knowledge.reading import lines_of
from wirebook.record import PlacePrecision

__all__ = ["Place", "all_places", "forms", "lookup"]

TABLES = ("places_basic.tsv", "cities.tsv.gz")
HEADER = ["name", "aliases", "code", "lat", "lon", "precision", "population", "geonames_id", "feature"]

Feature = Literal["capital", "city", "province", "region", "island", "water", "site"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place. A region of several countries has no code; coordinates are those of its middle, if any."""

    name: str
    aliases: tuple[str, ...]
    code: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    population: int
    geonames_id: int | None
    feature: Feature


def _place(table: str, number: int, cells: list[str]) -> Place:
    name, aliases, code, lat, lon, precision, population, geonames_id, feature = cells
    try:
        return Place(
            name=name,
            aliases=tuple(aliases.split("|")) if aliases else (),
            code=code or None,
            lat=float(lat) if lat else None,
            lon=float(lon) if lon else None,
            precision=cast(PlacePrecision, precision),
            population=int(population or 0),
            geonames_id=int(geonames_id) if geonames_id else None,
            feature=cast(Feature, feature),
        )
    except ValueError as failure:
        raise KnowledgeError(f"{table}:{number}", str(failure)) from failure


@cache
def _lines() -> tuple[tuple[str, int, list[str]], ...]:
    found: list[tuple[str, int, list[str]]] = []
    for table in TABLES:
        lines = lines_of(table)
        if next(lines, (0, []))[1] != HEADER:
            raise KnowledgeError(table, f"the header is not {' '.join(HEADER)}")
        found += ((table, number, cells) for number, cells in lines)
    return tuple(found)


@cache
def _at(position: int) -> Place:
    return _place(*_lines()[position])


def all_places() -> tuple[Place, ...]:
    """Every place, regions first."""
    return tuple(_at(position) for position in range(len(_lines())))


@cache
def forms() -> dict[str, tuple[int, ...]]:
    """Every form of a name, as its key, with the positions of its places for `at`."""
    found: dict[str, tuple[int, ...]] = {}
    for position, (_, _, cells) in enumerate(_lines()):
        names = (cells[0], *cells[1].split("|")) if cells[1] else cells[:1]
        for form in dict.fromkeys(map(key, names)):
            found[form] = (*found.get(form, ()), position)
    return found


def lookup(name: str) -> tuple[Place, ...]:
    """The places of a name, regions in the news first, then the more populous. Case counts as for countries."""
    places = [_at(position) for position in forms().get(key(name), ())] if name else []
    fitting = [place for place in places if any(_fits(form, name) for form in (place.name, *place.aliases))]
    return tuple(sorted(fitting, key=lambda place: (place.feature in ("capital", "city"), -place.population)))


def sources(name: str) -> dict[Place, str]:
    """The places of a name in any case, each with its table and line: `cities.tsv.gz:7`."""
    positions = forms().get(key(name), ()) if name else ()
    return {_at(position): "{}:{}".format(*_lines()[position][:2]) for position in positions}


def _fits(form: str, name: str) -> bool:
    return key(form) == key(name) and written_as(form, name)
