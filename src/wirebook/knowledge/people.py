"""People who hold or held office, with the days on which they did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from wirebook.knowledge import own
from wirebook.knowledge.joined import once_for_tables
from wirebook.knowledge.normal import key
from wirebook.knowledge.reading import read_table
from wirebook.knowledge.schema import Sector, TermRow

__all__ = ["Person", "Term", "all_people", "holder", "lookup"]


@dataclass(frozen=True, slots=True)
class Term:
    """One office of one person. An open end is None."""

    code: str
    sectors: tuple[Sector, ...]
    office: str | None
    valid_from: date | None
    valid_to: date | None

    def covers(self, day: date) -> bool:
        """True where the office was held on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Person:
    """A person with the terms of office that the table holds, earliest first."""

    name: str
    aliases: tuple[str, ...]
    surname: str
    single_name_ok: bool
    """True where the surname alone means this person, with no full name before."""
    wikidata_id: str | None
    terms: tuple[Term, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """Every full form of the name; the surname too where it stands alone."""
        return (self.name, *self.aliases, *((self.surname,) if self.single_name_ok else ()))

    @property
    def code(self) -> str:
        """The country, or code in place of a country, of the latest term."""
        return self.terms[-1].code

    def term(self, on: date | None = None) -> Term | None:
        """The office held on a day: of several the one taken up last. Without a day, the latest office."""
        if on is None:
            return self.terms[-1]
        return next((term for term in reversed(self.terms) if term.covers(on)), None)

    def last_term(self, on: date | None = None) -> Term:
        """The office held on a day, else the last one before it, else the first one after it."""
        held = self.term(on)
        if held is not None or on is None:
            return held or self.terms[-1]
        before = [term for term in self.terms if term.valid_to is not None and term.valid_to < on]
        return max(before, key=lambda term: term.valid_to or date.min) if before else self.terms[0]

    def is_former(self, on: date | None) -> bool:
        """True where every term that began before the day had ended by then."""
        begun = [term for term in self.terms if on and (term.valid_from is None or term.valid_from <= on)]
        return bool(begun) and self.term(on) is None


def _person(rows: list[TermRow]) -> Person:
    first = rows[0]
    terms = [Term(row.code, row.sectors, row.office, row.valid_from, row.valid_to) for row in rows]
    return Person(
        name=first.name,
        aliases=tuple(dict.fromkeys(alias for row in rows for alias in row.aliases)),
        surname=next((row.surname for row in rows if row.surname), first.name.split(" ")[-1]),
        single_name_ok=any(row.single_name_ok for row in rows),
        wikidata_id=next((row.wikidata_id for row in rows if row.wikidata_id), None),
        terms=tuple(sorted(terms, key=lambda term: (term.valid_from or date.min, term.valid_to or date.max))),
    )


def _grouped(rows: Iterable[TermRow]) -> tuple[Person, ...]:
    grouped: dict[str, list[TermRow]] = {}
    for row in rows:
        grouped.setdefault(row.name, []).append(row)
    return tuple(map(_person, grouped.values()))


@cache
def all_people() -> tuple[Person, ...]:
    """Every person of our table, in its order. Lines of one name are one person's terms."""
    return _grouped(read_table("people.tsv", TermRow))


@once_for_tables
def own_people() -> tuple[Person, ...]:
    """Every person of the tables that are joined. One whom ours know by that name keeps the other names."""
    ours = {person.name: person for person in all_people()}
    return tuple(_with_names_of(person, ours.get(person.name)) for person in _grouped(own.terms()))


def _with_names_of(person: Person, known: Person | None) -> Person:
    if known is None:
        return person
    return replace(
        person,
        aliases=tuple(dict.fromkeys((*person.aliases, *known.aliases))),
        surname=known.surname,
        single_name_ok=known.single_name_ok,
        wikidata_id=person.wikidata_id or known.wikidata_id,
    )


@once_for_tables
def _forms() -> dict[str, tuple[Person, ...]]:
    found: dict[str, list[Person]] = {}
    replaced = {person.name for person in own_people()}
    for person in (*own_people(), *(person for person in all_people() if person.name not in replaced)):
        for form in dict.fromkeys(key(form) for form in (*person.forms, person.surname)):
            found.setdefault(form, []).append(person)
    return {form: tuple(people) for form, people in found.items()}


def _rank(person: Person, form: str, on: date | None) -> tuple[bool, bool, int, int]:
    whole = any(key(name) == form for name in (person.name, *person.aliases))
    if on is None:
        start = person.terms[-1].valid_from or date.min
        return (not whole, not person.single_name_ok, 0, -start.toordinal())
    gaps = (
        0 if term.covers(on) else min(abs((on - day).days) for day in (term.valid_from, term.valid_to) if day)
        for term in person.terms
    )
    return (not whole, person.term(on) is None, min(gaps), not person.single_name_ok)


def lookup(name: str, on: date | None = None) -> tuple[Person, ...]:
    """The people whom a full name or a surname may mean, those of joined tables first, then the likelier.

    With a day, who held an office then goes first, then who held one nearest to it; without, who is known by the
    surname alone, then who took up office last. A full name goes before a surname.
    """
    form = key(name)
    own_names = {person.name for person in own_people()}
    found = _forms().get(form, ())
    return tuple(sorted(found, key=lambda person: (person.name not in own_names, _rank(person, form, on))))


SAME_OFFICE = {
    "prime minister": ("prime minister", "premier"),
    "defence minister": ("defence minister", "defence secretary"),
    "foreign minister": ("foreign minister", "secretary of state"),
}
"""Offices of the text by those of the table that are the same: the head of a government is a premier in China."""


@once_for_tables
def _holders() -> dict[tuple[str, str], tuple[tuple[Term, Person], ...]]:
    found: dict[tuple[str, str], list[tuple[Term, Person]]] = {}
    replaced = {person.name for person in own_people()}
    for person in (*own_people(), *(person for person in all_people() if person.name not in replaced)):
        for term in person.terms:
            if term.office and term.valid_from:
                found.setdefault((term.office, term.code), []).append((term, person))
    return {of: tuple(terms) for of, terms in found.items()}


def holder(office: str, code: str, on: date) -> Person | None:
    """Who held an office of a country on a day. On the day of a handover it is the one who takes up office."""
    held = [
        (term.valid_from or date.min, person)
        for name in SAME_OFFICE.get(office, (office,))
        for term, person in _holders().get((name, code), ())
        if term.covers(on)
    ]
    return max(held, key=lambda one: one[0])[1] if held else None
