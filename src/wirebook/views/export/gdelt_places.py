"""GDELT's eight columns of a place.

The type is 1 country, 2 state of the USA, 3 city of the USA, 4 city elsewhere, 5 province elsewhere, and 0 where there
is none. Countries are FIPS 10-4, not ISO; the first administrative division is the country's code and, of US states,
their postal letters, of others `00`, which FIPS has for "not said". GDELT puts a country at its middle; here it has no
point. The feature ID is the GNS or GNIS number of a place, which the book does not know, and a country's FIPS code.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from wirebook.knowledge import countries, country_codes
from wirebook.knowledge.states import all_states
from wirebook.record import Location
from wirebook.views.export.tsv import Cell

NOWHERE: Final[tuple[Cell, ...]] = (0, None, None, None, None, None, None, None)

USA = "USA"


def geo(place: Location | None) -> tuple[Cell, ...]:
    """The columns Type, Fullname, CountryCode, ADM1Code, ADM2Code, Lat, Long, FeatureID."""
    fips = country_codes.fips(place.country, place.name or place.text) if place else None
    if place is None or fips is None or place.country is None:
        return NOWHERE
    country = countries.by_code(place.country).name
    if place.precision in {"country", "region"} or (place.lat is None and place.precision is None):
        return (1, country, fips, fips, None, None, None, fips)
    name = place.name or place.text
    is_state = place.precision == "province"
    kind = (2 if is_state else 3) if place.country == USA else (5 if is_state else 4)
    division = fips + (_postal().get(name.casefold(), "00") if place.country == USA and is_state else "00")
    return (kind, f"{name}, {country}", fips, division, None, place.lat, place.lon, None)


@cache
def _postal() -> dict[str, str]:
    return {state.name.casefold(): state.postal for state in all_states() if state.country == USA}
