"""Nouns for holders of office, groups of people and bodies, and the sector that each one says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wirebook.knowledge import own
from wirebook.knowledge.joined import NONE, current, once_for_tables, using
from wirebook.knowledge.normal import key, pieces
from wirebook.knowledge.reading import read_table
from wirebook.knowledge.schema import Office, Portfolio, Sector

__all__ = ["Office", "OfficeMatch", "find", "forms", "lookup"]

MOST_WORDS = 100_000
FORMER_WORDS = frozenset({"former", "ex", "onetime", "erstwhile", "late", "ousted", "deposed", "toppled", "retired"})
"""Words before an office that say that its holder holds it no more."""

_MINISTERS = (
    ("{adjective} minister", "{adjective} ministers"),
    ("minister of {noun}", "ministers of {noun}"),
    ("minister for {noun}", "ministers for {noun}"),
    ("{adjective} secretary", "{adjective} secretaries"),
    ("secretary of {noun}", "secretaries of {noun}"),
    ("{adjective} chief", "{adjective} chiefs"),
)
_MINISTRIES = (
    ("{adjective} ministry", "{adjective} ministries"),
    ("ministry of {noun}", "ministries of {noun}"),
    ("ministry for {noun}", "ministries for {noun}"),
    ("department of {noun}", "departments of {noun}"),
    ("{adjective} department", "{adjective} departments"),
)


@dataclass(frozen=True, slots=True)
class OfficeMatch:
    """An office found in a sequence of words: how many words it takes, and whether it is a former one."""

    length: int
    office: Office
    plural: bool
    former: bool = False

    @property
    def sectors(self) -> tuple[Sector, ...]:
        """The sectors that the words say: those of the office, or ELI for a person who held it once."""
        return ("ELI",) if self.former and self.office.kind == "person" else self.office.sectors


def _of_portfolio(portfolio: Portfolio) -> Iterator[tuple[Office, str, bool]]:
    minister = Office(name=f"{portfolio.name} minister", sectors=portfolio.sectors, kind="person")
    ministry = Office(name=f"{portfolio.name} ministry", sectors=portfolio.sectors, kind="body")
    nouns = portfolio.nouns or portfolio.adjectives
    for office, templates in ((minister, _MINISTERS), (ministry, _MINISTRIES)):
        for template in templates:
            for adjective in portfolio.adjectives if "{adjective}" in template[0] else ("",):
                for noun in nouns if "{noun}" in template[0] else ("",):
                    for plural, form in enumerate(template):
                        yield office, form.format(adjective=adjective, noun=noun), bool(plural)


@once_for_tables
def forms() -> dict[str, tuple[Office, bool]]:
    """Every form, as its key, with its office and whether it is a plural. A line of its own goes before a pattern."""
    if current():
        with using(NONE):
            ours = forms()
        return {**ours, **dict(_of_lines(reversed(own.offices())))}
    found: dict[str, tuple[Office, bool]] = {}
    for form, entry in _of_lines(read_table("offices.tsv", Office)):
        found.setdefault(form, entry)
    for portfolio in read_table("portfolios.tsv", Portfolio):
        for office, form, plural in _of_portfolio(portfolio):
            found.setdefault(key(form), (office, plural))
    return found


def _of_lines(offices: Iterable[Office]) -> Iterator[tuple[str, tuple[Office, bool]]]:
    for office in offices:
        for plural, names in ((False, office.singular), (True, office.plural)):
            for name in names:
                yield key(name), (office, plural)


@once_for_tables
def _longest() -> dict[str, int]:
    longest: dict[str, int] = {}
    for form in forms():
        parts = form.split(" ")
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
    return longest


def lookup(name: str) -> Office | None:
    """The office of a whole noun phrase such as `defence secretary`, or None."""
    entry = forms().get(key(name))
    return entry[0] if entry else None


@once_for_tables
def _may_begin() -> dict[str, bool]:
    """What was found by `may_begin`, kept for the tables that are joined."""
    return {}


def may_begin(word: str) -> bool:
    """Whether `find` can find anything at a word: most words begin no title, and are known by one look."""
    seen = _may_begin()
    if word not in seen:
        if len(seen) >= MOST_WORDS:  # memory must not grow with what is read
            seen.clear()
        first = [piece.casefold() for piece in pieces(word)[:1]]
        seen[word] = any(piece in FORMER_WORDS or piece in _longest() for piece in first)
    return seen[word]


def find(words: Sequence[str], start: int = 0) -> OfficeMatch | None:
    """The longest office that begins at `words[start]`, or None; `former` and `ex-` before it belong to it."""
    former = False
    position = start
    while position < len(words) and (parts := pieces(words[position])) and parts[0].casefold() in FORMER_WORDS:
        former = True
        if len(parts) > 1:  # ex-president as one word
            rest = find([" ".join(parts[1:]), *words[position + 1 :]])
            return OfficeMatch(rest.length + position - start, rest.office, rest.plural, True) if rest else None
        position += 1
        while position < len(words) and not pieces(words[position]):  # the hyphen of ex - president
            position += 1
    found = _longest_at(words, position)
    if found is None:
        return None
    length, office, plural = found
    return OfficeMatch(position - start + length, office, plural, former)


def _longest_at(words: Sequence[str], start: int) -> tuple[int, Office, bool] | None:
    best: tuple[int, Office, bool] | None = None
    parts: list[str] = []
    for position in range(start, len(words)):
        added = [piece.casefold() for piece in pieces(words[position])]
        parts += added
        if not parts or len(parts) > _longest().get(parts[0], 0):
            break
        entry = forms().get(" ".join(parts)) if added else None
        if entry:
            best = (position - start + 1, *entry)
    return best
