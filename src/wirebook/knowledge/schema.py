"""What a line of each table holds. Lists are parted by `|` in the file, an empty cell takes the field's default."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from wirebook.record import Exposure, ImpactKind, PlacePrecision
from wirebook.record import Hazard as HazardCode

INTERNATIONAL = ("UNO", "EUR", "IGO", "NGO", "IMG", "MNC", "ISM")
"""Codes that stand in place of a country, for parties of no country."""

Sector = Literal[
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
]  # fmt: skip
"""PLOVER's sectors."""


def _listed(cell: object) -> object:
    return tuple(cell.split("|")) if isinstance(cell, str) else cell


def _first_day(cell: object) -> object:
    """`1994`, `1994-07` or `1994-07-18` as the first day it can mean."""
    if isinstance(cell, str) and (found := re.fullmatch(r"(\d{4})(?:-(\d\d))?", cell)):
        return date(int(found[1]), int(found[2] or 1), 1)
    return cell


def _last_day(cell: object) -> object:
    """`1994`, `1994-07` or `1994-07-18` as the last day it can mean."""
    if isinstance(cell, str) and (found := re.fullmatch(r"(\d{4})(?:-(\d\d))?", cell)):
        year, month = int(found[1]), int(found[2] or 12)
        return date(year, month, calendar.monthrange(year, month)[1])
    return cell


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Sectors = Annotated[tuple[Sector, ...], BeforeValidator(_listed)]
Since = Annotated[date | None, BeforeValidator(_first_day)]
Until = Annotated[date | None, BeforeValidator(_last_day)]
PartyCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
WikidataId = Annotated[str, Field(pattern=r"^Q[1-9]\d*$")]


class Row(BaseModel):
    """Base of every line: immutable and closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _empty_cells_take_defaults(cls, cells: object) -> object:
        return {name: cell for name, cell in cells.items() if cell != ""} if isinstance(cells, dict) else cells


class Country(Row):
    """A country or territory as it is today, by ISO 3166-1 alpha-3 (XKX, user-assigned, for Kosovo)."""

    code: PartyCode
    name: str
    aliases: Names = ()
    adjectives: Names = ()
    people: Names = ()
    """Nouns for its people, singular and plural."""
    capitals: Names = ()
    """Cities that stand for its government; the capital itself first."""
    wikidata_id: WikidataId | None = None

    @property
    def demonyms(self) -> tuple[str, ...]:
        """Adjectives and nouns for its people, without repetition."""
        return tuple(dict.fromkeys((*self.adjectives, *self.people)))


class FormerState(Row):
    """A state that is no more, with the country whose code its acts are written under today."""

    name: str
    aliases: Names = ()
    successor: PartyCode
    historical_code: PartyCode | None = None
    """Its alpha-3 code of the time, where it ever had one (ISO 3166-3)."""
    adjectives: Names = ()
    people: Names = ()
    valid_from: Since = None
    valid_to: Until = None
    wikidata_id: WikidataId | None = None

    @property
    def code(self) -> str:
        """The successor's code."""
        return self.successor


class Community(Row):
    """A people, region or faith whose name says who somebody is: Palestinians, Chechens, Scots, Rohingya."""

    name: str
    aliases: Names = ()
    code: PartyCode | None = None
    """None where the name alone does not settle the country (Kurds, Tuareg)."""


class Seat(Row):
    """A building or street that stands for who sits in it: the Kremlin, Downing Street."""

    name: str
    aliases: Names = ()
    code: PartyCode
    sectors: Sectors
    office: str
    """Who sits there: president, foreign ministry, parliament."""
    place: str | None = None


class Organisation(Row):
    """A body with a name of its own: international, national, armed, a party, a paper, a company."""

    name: str
    aliases: Names = ()
    code: PartyCode
    sectors: Sectors = ()
    kind: Literal[
        "agency", "armed", "bank", "company", "court", "legislature", "media", "military", "movement", "ngo", "party",
        "police", "political", "religious", "union",
    ]  # fmt: skip
    wikidata_id: WikidataId | None = None
    valid_from: Since = None
    valid_to: Until = None

    @property
    def is_dated(self) -> bool:
        """Whether its time has a bound."""
        return bool(self.valid_from or self.valid_to)

    def stands(self, day: date) -> bool:
        """Whether its time holds a day."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


class Office(Row):
    """A noun for a holder of office, a group of people or a body, and what it says of the sector."""

    name: str
    """The normal name, which `Entity.office` carries."""
    singular: Names = ()
    plural: Names = ()
    sectors: Sectors = ()
    kind: Literal["person", "group", "body"]


class Portfolio(Row):
    """A field of government: `foreign` makes foreign minister, ministry of foreign affairs and so on."""

    name: str
    adjectives: Names
    """Forms before the noun: `defence` in defence minister."""
    nouns: Names = ()
    """Forms after `of` or `for`: `national defence` in minister of national defence."""
    sectors: Sectors = ("GOV",)


class TermRow(Row):
    """One person in one office from one day to another."""

    name: str
    aliases: Names = ()
    surname: str | None = None
    """The word that stands for the person after the first mention."""
    single_name_ok: bool = False
    """True where the surname alone means this person in the news, with no mention before."""
    code: PartyCode
    sectors: Sectors = ()
    office: str
    valid_from: Since = None
    valid_to: Until = None
    wikidata_id: WikidataId | None = None


class HazardWord(Row):
    """A word or phrase for a hazard. `weak` words (rain, fire) name one only beside harm."""

    word: str
    forms: Names = ()
    hazard: HazardCode
    glide: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    """GLIDE's two letters."""
    montandon: str | None = None
    """The IFRC Montandon (UNDRR-ISC 2025) hazard code that fits every use of the word, if one does."""
    weak: bool = False


class UnitWord(Row):
    """A word or sign for money or a measure."""

    unit: str
    """ISO 4217 code for money, else the unit's name."""
    forms: Names
    kind: Literal["money", "mass", "length", "area", "volume", "count", "share", "time", "temperature", "energy"]
    factor: float | None = None
    """How many of `base` one is."""
    base: str | None = None
    country: PartyCode | None = None
    """For a currency word that other currencies share: the country that makes it this one."""


class ExposureWord(Row):
    """A noun for what a hazard harms."""

    exposure: Exposure
    forms: Names
    montandon: str | None = None


class ImpactWord(Row):
    """A word for what a hazard did, by lemma."""

    lemma: str
    pos: Literal["VERB", "ADJ", "NOUN", "PHRASE"]
    kind: ImpactKind
    exposure: Exposure | None = None
    """What is harmed where the text does not say: killed 12 means people."""
    needs_hazard: bool = False
    """True for a word that tells of harm only beside a hazard: hit, lost."""
    montandon: str | None = None


class PlaceRow(Row):
    """A place that is no country. Coordinates are those of a point; a province or region has none in the table."""

    name: str
    aliases: Names = ()
    country: PartyCode | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision
    population: int = 0
    geonames_id: int | None = None


class CountryCodes(Row):
    """What other systems call a country, or the parts of it that they count apart."""

    code: PartyCode
    parts: Names = ()
    """Places that this line is for; empty for the whole country."""
    fips: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    cow: Annotated[int, Field(gt=0, lt=1000)] | None = None
    cameo: PartyCode | None = None
    """None where it is `code`."""


class CameoRole(Row):
    """What CAMEO calls a sector of PLOVER, or a party of no country."""

    plover: PartyCode
    role: PartyCode | None = None
    prefix: Annotated[str, Field(pattern=r"^([A-Z]{3})+$")] | None = None
    country: PartyCode | None = None
    group: PartyCode | None = None


class CameoScore(Row):
    """Goldstein's score of an act."""

    code: Annotated[str, Field(pattern=r"^(0[1-9]|1\d|20)\d{0,2}$")]
    score: Annotated[float, Field(ge=-10, le=10)]
    act: str
