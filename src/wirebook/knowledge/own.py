"""A user's own table of actors: its schema, its reading, and its lines as the records that ours are.

One line a name and a time, tab-separated under a header. What a line says goes before ours: a name in it is read by it
alone. Lines of one kind with the same first name are one party's times, the first that fits a day counting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import Field, ValidationError

from wirebook.errors import OwnTableWrong
from wirebook.knowledge.joined import OwnFile, current, once_for_tables
from wirebook.knowledge.schema import (
    INTERNATIONAL,
    Community,
    Country,
    Names,
    Office,
    Organisation,
    PartyCode,
    Row,
    Sectors,
    Since,
    TermRow,
    Until,
    WikidataId,
)

__all__ = ["COLUMNS", "NEEDED", "Kind", "Numbered", "OwnRow", "communities", "countries", "lines_of_file", "offices",
           "organisations", "own_rows", "rows_of_file", "terms"]  # fmt: skip

Kind = Literal["person", "organisation", "country", "people", "office", "group", "body"]
NOUNS: dict[Kind, Literal["person", "group", "body"]] = {"office": "person", "group": "group", "body": "body"}
"""Kinds that are nouns for parties of any country, with the kind that our table of offices calls them."""
NEEDED = ("names", "kind")
COLUMNS = ("names", "kind", "code", "sector", "office", "from", "until", "plural", "wikidata_id")
"""Every column that there is; only those of `NEEDED` must be there, and their order is free."""


class OwnRow(Row):
    """A line of a user's table.

    `names` are all its names, the first of which records carry; `plural` those of several, for a noun. `code` is a
    country's, or one in place of a country (IGO, NGO ...).
    """

    names: Names
    kind: Kind
    code: PartyCode | None = None
    sector: Sectors = ()
    office: str | None = None
    since: Since = Field(default=None, alias="from")
    until: Until = None
    plural: Names = ()
    wikidata_id: WikidataId | None = None

    @property
    def name(self) -> str:
        """The first name."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line with the place that it has: `mine.tsv:3`."""

    source: str
    row: OwnRow


def _raise(error: OwnTableWrong) -> None:
    raise error


def lines_of_file(
    file: OwnFile, on_error: Callable[[OwnTableWrong], None] = _raise
) -> Iterator[tuple[str, dict[str, str]]]:
    """Place and cells by column of each line; blank and `#` lines are passed over.

    Raises OwnTableWrong for a header that is none; one for a line of more cells than it has goes to `on_error`, which
    raises by default.
    """
    header: list[str] = []
    for number, line in enumerate(file.text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not header:
            header = cells
            _check_header(f"{file.name}:{number}", header)
            continue
        if len(cells) > len(header):
            on_error(OwnTableWrong(f"{file.name}:{number}", f"{len(cells)} cells where the header has {len(header)}"))
            continue
        yield f"{file.name}:{number}", dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))
    if not header:
        raise OwnTableWrong(file.name, f"it has no header; the first line names its columns: {' '.join(COLUMNS)}")


def _check_header(where: str, header: list[str]) -> None:
    if unknown := [name for name in header if name not in COLUMNS]:
        raise OwnTableWrong(where, f"there is no column {unknown[0]!r}; there are {', '.join(COLUMNS)}")
    if missing := [name for name in NEEDED if name not in header]:
        raise OwnTableWrong(where, f"the header lacks the column {missing[0]!r}")
    if len(set(header)) < len(header):
        raise OwnTableWrong(where, "a column stands twice in the header")


def row_of(where: str, cells: dict[str, str]) -> Numbered:
    """A line as its type. Raises OwnTableWrong for one that breaks the schema."""
    try:
        row = OwnRow.model_validate(cells)
    except ValidationError as failure:
        first = failure.errors()[0]
        field = str(first["loc"][0]) if first["loc"] else "line"
        raise OwnTableWrong(where, f"{field} {first['input']!r}: {first['msg']}") from failure
    if problem := _senseless(row):
        raise OwnTableWrong(where, problem)
    return Numbered(where, row)


def _senseless(row: OwnRow) -> str | None:
    """What is wrong with a line though each of its cells may stand."""
    # Not at the top: the table of countries is itself looked up with own tables joined.
    from wirebook.knowledge.countries import has_code

    if not all(row.names):
        return "a name is empty"
    if row.code is not None and row.code not in INTERNATIONAL and not has_code(row.code):
        return f"there is no code {row.code}: it is ISO 3166-1 alpha-3, or one of {', '.join(INTERNATIONAL)}"
    if row.code is None and row.kind in {"person", "organisation", "country"}:
        return f"a {row.kind} needs a code"
    if row.kind in NOUNS and row.code is not None:
        return f"the noun of {row.kind} is of any country; leave the code empty, or write an organisation"
    if row.kind == "country" and row.code in INTERNATIONAL:
        return f"{row.code} is no country"
    if row.kind not in {"person", "organisation"} and (row.since or row.until):
        return f"a {row.kind} has no dates; a person or an organisation has"
    if row.kind in {"country", "people"} and row.sector:
        return f"a {row.kind} has no sector"
    if row.plural and row.kind not in NOUNS:
        return f"a {row.kind} has no plural; the nouns have: {', '.join(NOUNS)}"
    if row.since and row.until and row.since > row.until:
        return "it ends before it begins"
    return None


def rows_of_file(file: OwnFile) -> tuple[Numbered, ...]:
    """Every line of a table. Raises OwnTableWrong at the first that breaks the schema."""
    return tuple(row_of(where, cells) for where, cells in lines_of_file(file))


@once_for_tables
def own_rows() -> tuple[Numbered, ...]:
    """Every line of the tables that are joined, in their order."""
    return tuple(line for file in current().knowledge for line in rows_of_file(file))


def _of_kind(*kinds: Kind) -> Iterator[OwnRow]:
    return (line.row for line in own_rows() if line.row.kind in kinds)


def terms() -> tuple[TermRow, ...]:
    """The lines for people, as terms of office."""
    return tuple(map(term_of, _of_kind("person")))


def term_of(row: OwnRow) -> TermRow:
    """A person's line as a term of office."""
    return TermRow(
        name=row.name, aliases=row.names[1:], code=row.code or "", sectors=row.sector, office=row.office or "",
        valid_from=row.since, valid_to=row.until, wikidata_id=row.wikidata_id,
    )  # fmt: skip


@once_for_tables
def organisations() -> tuple[Organisation, ...]:
    """The lines for organisations; one of several times has a record for each."""
    return tuple(
        Organisation(
            name=row.name, aliases=names, code=row.code or "", sectors=row.sector, kind="political",
            valid_from=row.since, valid_to=row.until, wikidata_id=row.wikidata_id,
        )
        for row, names in _with_all_names("organisation")
    )  # fmt: skip


def _with_all_names(kind: Kind) -> list[tuple[OwnRow, tuple[str, ...]]]:
    """The lines of a kind, each with the further names that any line of its first name gives."""
    rows = list(_of_kind(kind))
    names: dict[str, dict[str, None]] = {}
    for row in rows:
        names.setdefault(row.name, {}).update(dict.fromkeys(row.names[1:]))
    return [(row, tuple(names[row.name])) for row in rows]


@once_for_tables
def communities() -> tuple[Community, ...]:
    """The lines for peoples."""
    return tuple(Community(name=row.name, aliases=row.names[1:], code=row.code) for row in _of_kind("people"))


def countries(by_code: Callable[[str], Country]) -> Iterator[tuple[str, Country]]:
    """Further names of countries, each with its country, which `by_code` finds."""
    for row in _of_kind("country"):
        for name in row.names:
            yield name, by_code(row.code or "")


@once_for_tables
def offices() -> tuple[Office, ...]:
    """The lines for nouns of office-holders, groups and bodies."""
    return tuple(
        Office(name=row.office or row.name, singular=row.names, plural=row.plural, sectors=row.sector, kind=noun)
        for kind, noun in NOUNS.items()
        for row in _of_kind(kind)
    )
