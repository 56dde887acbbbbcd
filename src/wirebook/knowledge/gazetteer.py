"""The places of the world by name: towns, counties and provinces with coordinates, and the middles of countries.

The table is large and asked seldom: it is unpacked at the first question, kept as the bytes that it is, and searched by
bisection, since its lines are sorted by name.
"""

from __future__ import annotations

import gzip
import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, TypeAlias

from wirebook.errors import KnowledgeError
from wirebook.knowledge.normal import key
from wirebook.knowledge.reading import lines_of

__all__ = ["Entry", "Kind", "Point", "distance", "lookup", "middle", "name_key"]

TABLE = "gazetteer.tsv.gz"
MIDDLES = "country_middles.tsv"
Kind = Literal["town", "district", "province"]
KINDS: dict[str, Kind] = {"t": "town", "d": "district", "p": "province"}
Point: TypeAlias = tuple[float, float]
"""Latitude and longitude in degrees."""

EARTH = 6371.0
"""Radius in kilometres."""
SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point", "twp": "township"}
"""Words that a name is written with, short for those that the table files it under."""
_SHORT = re.compile(rf"\b(?:{'|'.join(SHORT)})(?= )")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer. `admin1` is the first-order unit that it lies in: of the United States its two letters,
    elsewhere the code of GeoNames.
    """

    name: str
    kind: Kind
    code: str
    admin1: str
    lat: float
    lon: float
    people: int
    geonames_id: int | None

    @property
    def point(self) -> Point:
        """Where it lies."""
        return self.lat, self.lon


def name_key(name: str) -> str:
    """The key of a name, with *St.*, *Mt.* and *Ft.* at full length."""
    return _SHORT.sub(lambda match: SHORT[match[0]], key(name))


@cache
def _table() -> bytes:
    try:
        packed = (files("wirebook.knowledge") / "tables" / TABLE).read_bytes()
    except OSError as failure:
        raise KnowledgeError(TABLE, "the table is missing") from failure
    return gzip.decompress(packed)


def _line_of(form: bytes) -> bytes | None:
    """What stands behind a key in the table."""
    table = _table()
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", 0, (low + high) // 2) + 1
        end = table.find(b"\n", start)
        found, _, rest = table[start:end].partition(b"\t")
        if found == form:
            return rest
        if found < form:
            low = end + 1
        else:
            high = start
    return None


@lru_cache(maxsize=8192)
def _entries(form: str) -> tuple[Entry, ...]:
    line = _line_of(form.encode())
    return tuple(map(_entry, line.decode().split("\t"))) if line is not None else ()


def _entry(cell: str) -> Entry:
    try:
        name, kind, code, admin1, lat, lon, people, number = cell.split("|")
        return Entry(
            name, KINDS[kind], code, admin1, float(lat), float(lon), int(people), int(number) if number else None
        )
    except (KeyError, ValueError) as failure:
        raise KnowledgeError(TABLE, f"{cell!r} is no place: {failure}") from failure


def lookup(name: str) -> tuple[Entry, ...]:
    """The places of a name, the more populous first; case does not count."""
    return _entries(name_key(name)) if name else ()


def source(name: str) -> str:
    """Table and line of a name that it holds: `gazetteer.tsv.gz:7`."""
    start = (b"\n" + _table()).index(f"\n{name_key(name)}\t".encode())
    before = _table().count(b"\n", 0, start)
    return f"{TABLE}:{before + 1}"


def middle(code: str) -> Point | None:
    """The middle of a country, by which it is measured and never drawn; None for lands without people."""
    return _middles().get(code)


@cache
def _middles() -> dict[str, Point]:
    lines = lines_of(MIDDLES)
    if next(lines, (0, []))[1] != ["code", "lat", "lon"]:
        raise KnowledgeError(MIDDLES, "the header is not code lat lon")
    try:
        return {code: (float(lat), float(lon)) for _, (code, lat, lon) in lines}
    except ValueError as failure:
        raise KnowledgeError(MIDDLES, str(failure)) from failure


def distance(one: Point, other: Point) -> float:
    """Kilometres between two points, on a sphere."""
    (lat, lon), (to_lat, to_lon) = one, other
    a, b = math.radians(lat), math.radians(to_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(to_lon - lon) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))
