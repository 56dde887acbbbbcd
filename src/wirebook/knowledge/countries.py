"""Countries, former states, peoples and seats of government by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from wirebook.errors import KnowledgeError
from wirebook.knowledge.normal import key, pieces
from wirebook.knowledge.reading import read_table
from wirebook.knowledge.schema import Community, Country, FormerState, Seat

__all__ = ["Community", "Country", "CountryMatch", "FormerState", "Seat", "by_code", "by_name", "former", "has_code"]

Form = Literal["name", "adjective", "people", "capital"]


@dataclass(frozen=True, slots=True)
class CountryMatch:
    """A country found by a form of its name. `former` is set where the form is that of a former state."""

    country: Country
    form: Form
    former: FormerState | None = None


def all_countries() -> tuple[Country, ...]:
    """Every country and territory, by code."""
    return read_table("countries.tsv", Country)


def former_states() -> tuple[FormerState, ...]:
    """Every former state."""
    return read_table("former_states.tsv", FormerState)


def communities() -> tuple[Community, ...]:
    """Every people, region or faith that has a line."""
    return read_table("communities.tsv", Community)


def seats() -> tuple[Seat, ...]:
    """Every seat of government."""
    return read_table("seats.tsv", Seat)


@cache
def _codes() -> dict[str, Country]:
    return {country.code: country for country in all_countries()}


def by_code(code: str) -> Country:
    """The country of an alpha-3 code. Raises KnowledgeError for a code that no country has today."""
    try:
        return _codes()[code]
    except KeyError:
        raise KnowledgeError(code, "no country has this code") from None


def has_code(code: str) -> bool:
    """True for the alpha-3 code of a country of today."""
    return code in _codes()


def written_as(form: str, text: str) -> bool:
    """True where `text` may be `form` by its case: `US` is not `us`, `Turkey` not `turkey`, `TURKEY` is `Turkey`."""
    if form.isupper():
        return pieces(form) == pieces(text)
    return form[0].islower() or not text[0].islower()


@cache
def _forms() -> dict[str, tuple[tuple[str, CountryMatch], ...]]:
    found: dict[str, list[tuple[str, CountryMatch]]] = {}
    for country in all_countries():
        groups: tuple[tuple[Form, tuple[str, ...]], ...] = (
            ("name", (country.name, *country.aliases)),
            ("adjective", country.adjectives),
            ("people", country.people),
            ("capital", country.capitals),
        )
        for kind, names in groups:
            for name in names:
                found.setdefault(key(name), []).append((name, CountryMatch(country, kind)))
    for state in former_states():
        heir = by_code(state.successor)
        groups = (("name", (state.name, *state.aliases)), ("adjective", state.adjectives), ("people", state.people))
        for kind, names in groups:
            for name in names:
                found.setdefault(key(name), []).append((name, CountryMatch(heir, kind, state)))
    return {name: tuple(matches) for name, matches in found.items()}


def forms() -> frozenset[str]:
    """The keys of all names of countries and former states."""
    return frozenset(_forms())


def by_name(text: str) -> CountryMatch | None:
    """The country that a name, an abbreviation, a demonym or a capital means, or None.

    Abbreviations count only in their own case, names with their capital letter. A name of the country of today goes
    before one of a former state, a name before a demonym before a capital.
    """
    candidates = _forms().get(key(text), ()) if text else ()
    return next((match for form, match in candidates if written_as(form, text)), None)


def former(text: str, on: date | None = None) -> FormerState | None:
    """The former state of this name; with `on`, only if it stood on that day."""
    for form, match in _forms().get(key(text), ()) if text else ():
        state = match.former
        if state is None or not written_as(form, text):
            continue
        if on is None or (state.valid_from or on) <= on <= (state.valid_to or on):
            return state
    return None
