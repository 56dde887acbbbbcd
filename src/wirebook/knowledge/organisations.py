"""Organisations by name."""

from __future__ import annotations

from wirebook.knowledge import own
from wirebook.knowledge.countries import written_as
from wirebook.knowledge.joined import once_for_tables
from wirebook.knowledge.normal import key
from wirebook.knowledge.reading import read_table
from wirebook.knowledge.schema import Organisation

__all__ = ["Organisation", "all_organisations", "lookup"]


def all_organisations() -> tuple[Organisation, ...]:
    """Every organisation of our table, in its order."""
    return read_table("organisations.tsv", Organisation)


@once_for_tables
def _forms() -> dict[str, tuple[tuple[str, Organisation], ...]]:
    found: dict[str, list[tuple[str, Organisation]]] = {}
    for organisation in (*own.organisations(), *all_organisations()):
        for form in dict.fromkeys((organisation.name, *organisation.aliases)):
            found.setdefault(key(form), []).append((form, organisation))
    return {name: tuple(entries) for name, entries in found.items()}


def lookup(name: str) -> tuple[Organisation, ...]:
    """The organisations that a name or abbreviation may mean, the likelier first (the order of the table)."""
    entries = _forms().get(key(name), ()) if name else ()
    return tuple(organisation for form, organisation in entries if written_as(form, name))
