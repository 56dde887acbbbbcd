"""Checks of the shipped tables that go beyond the schema of one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import get_args

from wirebook.errors import KnowledgeError
from wirebook.knowledge import (
    cameo,
    countries,
    country_codes,
    hazards,
    impacts,
    offices,
    organisations,
    people,
    places,
    units,
)
from wirebook.knowledge.normal import key
from wirebook.knowledge.reading import read_table
from wirebook.knowledge.schema import INTERNATIONAL, Office, Portfolio, Sector


def lint() -> list[str]:
    """Every problem of the shipped tables, as `table: what is wrong`; an empty list where there is none."""
    problems: list[str] = []
    for check in (_countries, _former_states, _parties, _offices, _people, _places, _words, _codes, _cameo):
        try:
            problems += check()
        except KnowledgeError as failure:
            problems.append(f"{failure.subject}: {failure.reason}")
    return problems


def _repeated(table: str, forms: Iterable[tuple[str, str]], of: Callable[[str], str] = str) -> Iterator[str]:
    """Problems where one form stands for two owners. `forms` are pairs of form and owner."""
    owners: dict[str, str] = {}
    for form, owner in forms:
        first = owners.setdefault(of(form), owner)
        if first != owner:
            yield f"{table}: {form!r} stands for both {first} and {owner}"


def _code_problem(table: str, name: str, code: str | None) -> Iterator[str]:
    if code is not None and code not in INTERNATIONAL and not countries.has_code(code):
        yield f"{table}: {name} has the code {code}, which no country has"


def _countries() -> Iterator[str]:
    rows = countries.all_countries()
    if [row.code for row in rows] != sorted({row.code for row in rows}):
        yield "countries.tsv: codes are not sorted or not unique"
    for forms in ("aliases", "adjectives", "people", "capitals"):
        pairs = [(form, row.code) for row in rows for form in (*getattr(row, forms), *_names(forms, row.name))]
        yield from _repeated("countries.tsv", pairs)
    numbers = [(row.wikidata_id, row.code) for row in rows if row.wikidata_id]
    yield from _repeated("countries.tsv", numbers)


def _names(forms: str, name: str) -> tuple[str, ...]:
    return (name,) if forms == "aliases" else ()


def _former_states() -> Iterator[str]:
    for state in countries.former_states():
        yield from _code_problem("former_states.tsv", state.name, state.successor)
        if state.valid_from is None or state.valid_to is None or state.valid_from >= state.valid_to:
            yield f"former_states.tsv: {state.name} has no ordered dates"
    rows = countries.former_states()
    yield from _repeated("former_states.tsv", [(form, row.name) for row in rows for form in (row.name, *row.aliases)])


def _parties() -> Iterator[str]:
    for community in countries.communities():
        yield from _code_problem("communities.tsv", community.name, community.code)
    for seat in countries.seats():
        yield from _code_problem("seats.tsv", seat.name, seat.code)
    names: set[str] = set()
    for row in organisations.all_organisations():
        yield from _code_problem("organisations.tsv", row.name, row.code)
        if row.name in names:
            yield f"organisations.tsv: {row.name} has two lines"
        if row.valid_from and row.valid_to and row.valid_from > row.valid_to:
            yield f"organisations.tsv: {row.name} ends before it begins"
        names.add(row.name)
    numbers = [(row.wikidata_id, row.name) for row in organisations.all_organisations() if row.wikidata_id]
    yield from _repeated("organisations.tsv", numbers)


def _offices() -> Iterator[str]:
    rows = read_table("offices.tsv", Office)
    pairs = [(form, row.name) for row in rows for form in (*row.singular, *row.plural)]
    yield from _repeated("offices.tsv", pairs, key)
    for row in rows:
        if form := next((form for form in row.plural if form in row.singular), None):
            yield f"offices.tsv: {form!r} is both singular and plural of {row.name}"
    portfolios = read_table("portfolios.tsv", Portfolio)
    for side in ("adjectives", "nouns"):
        yield from _repeated("portfolios.tsv", [(form, row.name) for row in portfolios for form in getattr(row, side)])
    offices.forms()


def _people() -> Iterator[str]:
    for person in people.all_people():
        if key(person.surname) not in f" {' '.join(map(key, person.forms))} ":
            yield f"people.tsv: {person.surname} is no part of the name {person.name}"
        for term in person.terms:
            yield from _code_problem("people.tsv", person.name, term.code)
            if term.valid_from and term.valid_to and term.valid_from > term.valid_to:
                yield f"people.tsv: {person.name}, {term.office}: ends before it begins"
        if len(set(person.terms)) < len(person.terms):
            yield f"people.tsv: {person.name} has one term twice"
    rows = people.all_people()
    yield from _repeated("people.tsv", [(row.wikidata_id, row.name) for row in rows if row.wikidata_id])


def _places() -> Iterator[str]:
    seen: dict[int, str] = {}
    for place in places.all_places():
        yield from _code_problem("places", place.name, place.code)
        if (place.lat is None) != (place.lon is None) or not _on_earth(place.lat, place.lon):
            yield f"places: {place.name} has no valid coordinates"
        if place.geonames_id is not None and seen.setdefault(place.geonames_id, place.name) != place.name:
            yield f"places: {place.name} and {seen[place.geonames_id]} have one GeoNames id"


def _on_earth(lat: float | None, lon: float | None) -> bool:
    return lat is None or lon is None or (-90 <= lat <= 90 and -180 <= lon <= 180)


def _words() -> Iterator[str]:
    yield from _repeated(
        "hazards.tsv", [(form, row.word) for row in hazards.words() for form in (row.word, *row.forms)]
    )
    pairs = [(f"{row.country or ''} {form}".strip(), row.unit) for row in units.words() for form in row.forms]
    yield from _repeated("units.tsv", pairs)
    pairs = [(form, row.exposure) for row in impacts.exposure_words() for form in row.forms]
    yield from _repeated("exposures.tsv", pairs)
    lemmas = [f"{row.lemma} {row.pos}" for row in impacts.impact_words()]
    for lemma in sorted({lemma for lemma in lemmas if lemmas.count(lemma) > 1}):
        yield f"impact_kinds.tsv: {lemma} has two lines"


def _codes() -> Iterator[str]:
    rows = country_codes.all_codes()
    whole = [row.code for row in rows if not row.parts]
    if whole != [country.code for country in countries.all_countries()]:
        yield "country_codes.tsv: its lines are not those of countries.tsv, one each, in order"
    for row in rows:
        yield from _code_problem("country_codes.tsv", row.fips or row.code, row.code)
    yield from _repeated("country_codes.tsv", [(row.fips, f"{row.code} {row.parts}") for row in rows if row.fips])
    yield from _repeated("country_codes.tsv", [(str(row.cow), row.code) for row in rows if row.cow])
    yield from _repeated("country_codes.tsv", [(row.cameo or row.code, row.code) for row in rows if not row.parts])


def _cameo() -> Iterator[str]:
    known = [row.plover for row in cameo.roles()]
    if sorted(known) != sorted({*get_args(Sector), *INTERNATIONAL}):
        yield "cameo_roles.tsv: its lines are not PLOVER's sectors and the codes for parties of no country, one each"
    for row in cameo.roles():
        if (row.prefix is not None) != (row.plover in INTERNATIONAL):
            yield f"cameo_roles.tsv: {row.plover} has a prefix and is a sector, or none and is a party"
    codes = [row.code for row in cameo.scores()]
    if codes != sorted(set(codes)):
        yield "cameo_scale.tsv: codes are not sorted or not unique"
    for root in (f"{number:02}" for number in range(1, 21)):
        if root not in codes:
            yield f"cameo_scale.tsv: the root {root} has no score"
