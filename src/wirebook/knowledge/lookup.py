"""Every record that a name can stand for, with its dates and the line of the table that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wirebook.knowledge import gazetteer, names, own, people, places, states
from wirebook.knowledge.joined import NONE, using
from wirebook.knowledge.normal import key
from wirebook.knowledge.people import Person
from wirebook.knowledge.places import Place
from wirebook.knowledge.reading import RowType, read_numbered
from wirebook.knowledge.schema import Community, Country, FormerState, Office, Organisation, Portfolio, Seat, TermRow

__all__ = ["Found", "look_up"]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a name can stand for: one term of a person, one time of an organisation, one place.

    `note` says what the kind does not: whose capital it is, that an office was held before the day asked for.
    """

    kind: str
    name: str
    code: str | None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    since: date | None = None
    until: date | None = None
    note: str = ""
    identifier: str | None = None
    """Its number in Wikidata or GeoNames: `Q7747`, `geonames 1871859`."""
    source: str = ""
    """Table and line: `people.tsv:12`."""

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.since or day) <= day <= (self.until or day)


def look_up(name: str, on: date | None = None, country: str | None = None) -> tuple[Found, ...]:
    """What a name can stand for in the tables, joined ones first, then in the order in which the coder prefers it.

    The case of the name does not count here. With a day, only what holds on it, and of a person who holds no office
    then the term that the coder goes by. With a country's code, only what is of that country.
    """
    with using(NONE):
        ours = tuple(_ours(name, on))
    found = [one for one in (*_own(name, on), *ours) if on is None or one.note or one.holds(on)]
    return tuple(dict.fromkeys(one for one in found if country is None or one.code == country.upper()))


def _own(name: str, on: date | None) -> Iterator[Found]:
    lines = [line for line in own.own_rows() if key(name) in map(key, (*line.row.names, *line.row.plural))]
    for line in lines:
        row = line.row
        if row.kind != "person":
            yield Found(
                row.kind, row.name, row.code, row.sector, row.office, row.since, row.until,
                identifier=row.wikidata_id, source=line.source,
            )  # fmt: skip
    for person in people.own_people():
        if key(name) in map(key, person.forms):
            of_person = [line for line in own.own_rows() if line.row.kind == "person" and line.row.name == person.name]
            yield from _terms(person, [(line.source, own.term_of(line.row)) for line in of_person], on)


def _ours(name: str, on: date | None) -> Iterator[Found]:
    readings: dict[tuple[str, int], names.Reading] = {}
    for text in dict.fromkeys((name, name.title(), name.upper(), name.lower())):
        for reading in names.index().of_name(text):
            readings.setdefault((reading.kind, id(reading.record)), reading)
    in_tables = places.sources(name)
    known = {place.geonames_id for place in in_tables if place.geonames_id is not None}
    seen: set[str] = set()
    for reading in readings.values():
        if isinstance(reading.record, Person):
            seen.add(reading.record.name)
            yield from _of_person(reading.record, on)
        elif not isinstance(reading.record, Place):
            yield _of_reading(reading)
    for person in people.lookup(name, on):
        if person.name not in seen:  # a surname, which stands for him only behind his full name
            yield from _of_person(person, on)
    for place, source in in_tables.items():
        yield Found(
            "place", place.name, place.code, note=place.feature, identifier=_geonames(place.geonames_id), source=source
        )
    short = states.by_short(name)
    source = gazetteer.source(name) if gazetteer.lookup(name) else "states.tsv"
    for entry in (*((short,) if short else ()), *gazetteer.lookup(name)):
        if entry.geonames_id not in known:
            note = ", ".join(filter(None, (entry.kind, entry.admin1)))
            yield Found("place", entry.name, entry.code, note=note, identifier=_geonames(entry.geonames_id),
                        source=source)  # fmt: skip


def _geonames(number: int | None) -> str | None:
    return f"geonames {number}" if number is not None else None


def _of_reading(reading: names.Reading) -> Found:
    record = reading.record
    found = Found(reading.kind, record.name, getattr(record, "code", None))
    match record:
        case Country():
            note = f"capital of {record.name}" if reading.kind == "capital" else ""
            return replace(found, note=note, identifier=record.wikidata_id, source=_line("countries.tsv", record))
        case FormerState():
            was = f"{record.historical_code} then" if record.historical_code else None
            return replace(
                found, kind=f"former {reading.kind}", since=record.valid_from, until=record.valid_to, office=was,
                identifier=record.wikidata_id, source=_line("former_states.tsv", record),
            )  # fmt: skip
        case Community():
            return replace(found, kind="people", source=_line("communities.tsv", record))
        case Seat():
            return replace(
                found, sectors=record.sectors, office=record.office, note=record.place or "a seat of government",
                source=_line("seats.tsv", record),
            )  # fmt: skip
        case Organisation():
            return replace(
                found, sectors=record.sectors, since=record.valid_from, until=record.valid_to,
                identifier=record.wikidata_id, source=_line("organisations.tsv", record),
            )  # fmt: skip
        case Office():
            source = _line("offices.tsv", record) or _portfolio(record)
            return replace(found, sectors=record.sectors, office=record.kind, source=source)
    return found


def _line(table: str, record: RowType) -> str:
    rows = read_numbered(table, type(record))
    return next((f"{table}:{number}" for number, row in rows if row == record), "")


def _portfolio(office: Office) -> str:
    """The line of the field of government that an office is made of."""
    field = office.name.rpartition(" ")[0]
    rows = read_numbered("portfolios.tsv", Portfolio)
    return next((f"portfolios.tsv:{number}" for number, row in rows if row.name == field), "portfolios.tsv")


def _of_person(person: Person, on: date | None) -> Iterator[Found]:
    rows = read_numbered("people.tsv", TermRow)
    yield from _terms(person, [(f"people.tsv:{number}", row) for number, row in rows if row.name == person.name], on)


def _terms(person: Person, rows: Sequence[tuple[str, TermRow]], on: date | None) -> Iterable[Found]:
    found = [
        Found("person", person.name, row.code, row.sectors, row.office or None, row.valid_from, row.valid_to,
              identifier=person.wikidata_id, source=source)
        for source, row in sorted(rows, key=lambda one: (one[1].valid_from or date.min, one[1].valid_to or date.max))
    ]  # fmt: skip
    if on is None or any(one.holds(on) for one in found):
        return found
    last = person.last_term(on)
    note = "no longer; coded ELI" if person.is_former(on) else "not yet"
    return [
        replace(one, note=note) for one in found if (one.since, one.until) == (last.valid_from, last.valid_to)
    ][:1]  # fmt: skip
