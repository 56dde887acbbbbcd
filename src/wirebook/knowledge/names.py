"""One index over all names: the longest match in a sequence of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from wirebook.knowledge import countries, offices, organisations, own, people, places
from wirebook.knowledge.countries import written_as
from wirebook.knowledge.joined import NONE, current, once_for_tables, using
from wirebook.knowledge.normal import key, pieces
from wirebook.knowledge.people import Person
from wirebook.knowledge.places import Place
from wirebook.knowledge.schema import Community, Country, FormerState, Office, Organisation, Seat

__all__ = ["Kind", "Match", "NameIndex", "Reading", "Record", "index"]

Kind = Literal["country", "demonym", "organisation", "seat", "capital", "person", "place", "office"]
Record: TypeAlias = Country | FormerState | Community | Seat | Organisation | Person | Place | Office


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that the words may name. `form` is the name as the table has it."""

    kind: Kind
    record: Record
    form: str


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a sequence of words: how many words it takes, and what it may name, the likelier first."""

    length: int
    readings: tuple[Reading, ...]

    @property
    def kind(self) -> Kind:
        """The kind of the likeliest reading."""
        return self.readings[0].kind

    @property
    def record(self) -> Record:
        """The record of the likeliest reading."""
        return self.readings[0].record

    def on(self, day: date | None) -> Reading:
        """The likeliest reading on a day: of an organisation told by its times, the time that the day is in.

        A time without bounds is that of all other days. Of namesakes it is the one who holds office on that day.
        """
        first = self.readings[0]
        if day and isinstance(first.record, Person) and first.record.term(day) is None:
            people = (r for r in self.readings if isinstance(r.record, Person) and r.record.term(day) is not None)
            return next(people, first)
        if not isinstance(first.record, Organisation):
            return first
        times = [
            (reading, reading.record)
            for reading in self.readings
            if isinstance(reading.record, Organisation) and reading.record.name == first.record.name
        ]
        dated = next((reading for reading, record in times if day and record.is_dated and record.stands(day)), None)
        return dated or next((reading for reading, record in times if not record.is_dated), first)

    def of_kind(self, *kinds: Kind) -> Reading | None:
        """The likeliest reading of these kinds, or None."""
        return next((reading for reading in self.readings if reading.kind in kinds), None)


def _readings() -> Iterator[Reading]:
    """Readings of every table but places, which are many and read only when met; in order of preference."""
    for country in countries.all_countries():
        yield from (Reading("country", country, form) for form in (country.name, *country.aliases))
    for state in countries.former_states():
        yield from (Reading("country", state, form) for form in (state.name, *state.aliases))
    for source in (countries.all_countries(), countries.former_states()):
        for record in source:
            forms = dict.fromkeys((*record.adjectives, *record.people))
            yield from (Reading("demonym", record, form) for form in forms)
    for community in countries.communities():
        yield from (Reading("demonym", community, form) for form in (community.name, *community.aliases))
    for organisation in organisations.all_organisations():
        yield from (Reading("organisation", organisation, form) for form in (organisation.name, *organisation.aliases))
    for seat in countries.seats():
        yield from (Reading("seat", seat, form) for form in (seat.name, *seat.aliases))
    for country in countries.all_countries():
        yield from (Reading("capital", country, form) for form in country.capitals)
    single = {key(person.surname) for person in people.all_people() if person.single_name_ok}
    for person in sorted(people.all_people(), key=lambda person: not person.single_name_ok):
        # Where a surname alone means one person, it may mean his namesakes: Bush, on another day, is the other Bush.
        alone = (person.surname,) if key(person.surname) in single else ()
        yield from (Reading("person", person, form) for form in dict.fromkeys((*person.forms, *alone)))


def _own_readings() -> Iterator[Reading]:
    """Readings of the tables that are joined."""
    for organisation in organisations.own_organisations():
        yield from (Reading("organisation", organisation, form) for form in (organisation.name, *organisation.aliases))
    for person in people.own_people():
        yield from (Reading("person", person, form) for form in person.forms)
    for form, country in own.countries(countries.by_code):
        yield Reading("country", country, form)
    for community in own.communities():
        yield from (Reading("demonym", community, form) for form in (community.name, *community.aliases))


class NameIndex:
    """Names of all tables by their pieces. Build once with `index()`; looking up is a few dictionary reads a word.

    `readings` go before those of the index that it is laid `over`.
    """

    def __init__(self, readings: Iterable[Reading], over: NameIndex | None = None) -> None:
        entries: dict[str, list[Reading]] = {}
        for reading in readings:
            entries.setdefault(key(reading.form), []).append(reading)
        self._entries: dict[str, tuple[Reading, ...]] = dict(over._entries) if over is not None else {}
        for form, found in entries.items():
            self._entries[form] = (*found, *self._entries.get(form, ()))
        self._longest: dict[str, int] = {}
        for form in (*self._entries, *places.forms(), *offices.forms()):
            first, length = form.partition(" ")[0], form.count(" ") + 1
            if self._longest.get(first, 0) < length:
                self._longest[first] = length

    def match(self, words: Sequence[str], start: int = 0) -> Match | None:
        """The longest name that begins at `words[start]`, with all its readings, or None.

        However a tokenizer cuts hyphens and apostrophes, a name is found; it ends with a whole word. Abbreviations
        count only in their own case, names only with their capital letter, offices in any case. A clitic `'s` that is
        a word of its own is no part of a name.
        """
        best: Match | None = None
        parts: list[str] = []
        limit = 0
        for position in range(start, len(words)):
            added = pieces(words[position])
            if not parts and not added:
                return None
            parts += added
            limit = limit or self._longest.get(parts[0].casefold(), 0)
            if len(parts) > limit:
                break
            if added and (readings := self._at(" ".join(parts))):
                best = Match(position - start + 1, readings)
        return best

    def of_name(self, name: str) -> tuple[Reading, ...]:
        """What a whole name may mean, the likelier first."""
        return self._at(" ".join(pieces(name)))

    def _at(self, text: str) -> tuple[Reading, ...]:
        form = text.casefold()
        found: list[Reading] = []
        for reading in self._entries.get(form, ()):
            seen = any(other.record is reading.record and other.kind == reading.kind for other in found)
            if not seen and written_as(reading.form, text):
                found.append(reading)
        if form in places.forms():
            found += (Reading("place", place, place.name) for place in places.lookup(text))
        office = offices.forms().get(form)
        if office:
            found.append(Reading("office", office[0], form))
        return tuple(found)


@once_for_tables
def index() -> NameIndex:
    """The index over our tables and those that are joined, built on the first call."""
    if not current():
        return NameIndex(_readings())
    with using(NONE):
        ours = index()
    return NameIndex(_own_readings(), ours) if current().knowledge else ours
