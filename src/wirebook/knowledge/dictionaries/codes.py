"""Actor codes of CAMEO in the words of the record: a country or what stands in its place, and PLOVER's sectors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from wirebook.knowledge import countries
from wirebook.knowledge.reading import read_table
from wirebook.knowledge.schema import PartyCode, Row, Sector, Sectors

NULL_CODES = {"---": "its code --- says that it is no party", "###": "its code ### says that its story is none"}
GENERIC = "INT"
"""Of no country, and not said what: only what follows it may tell."""
WORLDWIDE: dict[Sector, str] = {"REB": "IMG", "UAF": "IMG", "BUS": "MNC", "SOC": "ISM"}
"""What parties of no country are by their sector."""


class Part(Row):
    """Three letters of a CAMEO code: what they say where a country would stand, and as a sector."""

    cameo: str
    code: PartyCode | None = None
    sector: Sectors = ()


@dataclass(frozen=True, slots=True)
class Coded:
    """What a code says here. `lost` are its parts that say nothing here."""

    code: str | None
    sectors: tuple[Sector, ...]
    lost: tuple[str, ...] = ()


class NoCounterpartError(ValueError):
    """A code that is nobody here, with the reason: no error of the program, it is listed beside what was taken."""


@cache
def _parts() -> dict[str, Part]:
    return {part.cameo: part for part in read_table("cameo_actors.tsv", Part)}


@cache
def _of_former_states() -> dict[str, str]:
    return {state.historical_code: state.successor for state in countries.former_states() if state.historical_code}


def country_of(letters: str) -> str | None:
    """The country of today that three letters stand for, those of a state that is no more too; None for none."""
    part = _parts().get(letters)
    if part is not None and part.code is not None:
        return part.code if countries.has_code(part.code) else None
    return letters if countries.has_code(letters) else _of_former_states().get(letters)


def actor_code(code: str) -> Coded:
    """What an actor's code says: `USAGOV`, `IGOUNO`, `NGOGBR`. Raises NoCounterpartError for nobody here."""
    parts = _threes(code)
    own = country_of(parts[0]) or _in_place(parts[0])
    if own is None and parts[0] != GENERIC:
        raise NoCounterpartError(f"{parts[0]} is no country and no kind of party here (a region is no party)")
    sectors: list[Sector] = []
    lost: list[str] = []
    if own in {"IMG", "MNC"}:
        sectors += _parts()[parts[0]].sector
    for letters in parts[1:]:
        place, part = country_of(letters), _parts().get(letters)
        if own == "IGO" and part is not None and part.code in {"UNO", "EUR"}:
            own = part.code
        elif place is not None and own in {"NGO", "ISM"}:
            own, sectors = place, ["SOC", *sectors]  # a country's own, whatever it is of
        elif part is not None and part.sector:
            sectors += part.sector
        else:
            lost.append(letters)
    if parts[0] == GENERIC:
        own = next((WORLDWIDE[sector] for sector in sectors if sector in WORLDWIDE), None)
        if own is None:
            raise NoCounterpartError(f"{GENERIC} does not say who it is")
    if own == "EUR" and "EUR" in lost:  # the region that the union is of
        lost.remove("EUR")
    return Coded(own, tuple(dict.fromkeys(sectors)), tuple(lost))


def agent_code(code: str) -> Coded:
    """What an agent's code adds to a country's: `~GOV`, `NGO~`. Raises NoCounterpartError where it is nothing here."""
    parts = _threes(code.strip("~"))
    sectors: list[Sector] = []
    lost: list[str] = []
    for letters in parts:
        part = _parts().get(letters)
        if part is not None and part.sector:
            sectors += part.sector
        else:
            lost.append(letters)
    if not sectors:
        raise NoCounterpartError(f"{code} is no sector here")
    return Coded(None, tuple(dict.fromkeys(sectors)), tuple(lost))


def _in_place(letters: str) -> str | None:
    part = _parts().get(letters)
    return part.code if part is not None else None


def _threes(code: str) -> list[str]:
    """The parts of a code. Raises NoCounterpartError where it has none."""
    if code in NULL_CODES:
        raise NoCounterpartError(NULL_CODES[code])
    if "/" in code:
        raise NoCounterpartError(f"{code} is several parties at once; write a line for each")
    if not code or len(code) % 3 or not code.isalpha() or not code.isascii():
        raise NoCounterpartError(f"{code or 'an empty code'} is not made of parts of three letters")
    return [code[start : start + 3].upper() for start in range(0, len(code), 3)]
