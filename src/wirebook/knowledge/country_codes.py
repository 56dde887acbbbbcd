"""What other systems call a country: FIPS 10-4, the Correlates of War project, CAMEO."""

from __future__ import annotations

from functools import cache

from wirebook.knowledge.reading import read_table
from wirebook.knowledge.schema import CountryCodes

__all__ = ["CountryCodes", "all_codes", "cameo", "fips", "war_number"]


def all_codes() -> tuple[CountryCodes, ...]:
    """Every line, by the country's alpha-3 code."""
    return read_table("country_codes.tsv", CountryCodes)


@cache
def _whole() -> dict[str, CountryCodes]:
    return {row.code: row for row in all_codes() if not row.parts}


@cache
def _parts() -> dict[tuple[str, str], CountryCodes]:
    return {(row.code, part.casefold()): row for row in all_codes() for part in row.parts}


def fips(code: str | None, place: str | None = None) -> str | None:
    """The FIPS 10-4 code of a country; of a place in it where FIPS cuts it up (Gaza). None where there is none."""
    if code is None:
        return None
    row = _parts().get((code, (place or "").casefold())) or _whole().get(code)
    return row.fips if row else None


def war_number(code: str | None) -> int | None:
    """A state's number in the lists of the Correlates of War project; None for what is no state there."""
    row = _whole().get(code or "")
    return row.cow if row else None


def cameo(code: str | None) -> str | None:
    """The CAMEO code of a country: its ISO code but for a few. None for what is no country."""
    row = _whole().get(code or "")
    return (row.cameo or row.code) if row else None
