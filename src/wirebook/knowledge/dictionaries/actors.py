"""Dictionaries of actors: a phrase, its synonyms behind `+`, and codes that may hold for a time only.

AVENDRA_ [FJI]                       a country, by an own name
MIRA_SOLANE_                         a person
+MIRA_J._SOLANE_
[FJIGOV 20040101-081231]         limits are days in the time
[FJIELI]                         all other days
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from wirebook.knowledge import countries, names, offices
from wirebook.knowledge.dictionaries.codes import NULL_CODES, Coded, NoCounterpartError, actor_code
from wirebook.knowledge.dictionaries.lines import (
    Dialect,
    Entry,
    Imported,
    Line,
    as_written,
    day,
    phrase_and_codes,
    words_of,
)
from wirebook.knowledge.joined import NONE, using
from wirebook.knowledge.own import Kind
from wirebook.knowledge.schema import Sector

_SECTION = re.compile(r"</?\w+>")
_RESTRICTION = re.compile(r"(?P<before><)?(?P<after>>)?(?P<first>\d+)(?:-(?P<last>\d+))?>?")
_PARENTHESIS = re.compile(r"\s*\(([^)]*)\)?")
PERSONAL: frozenset[Sector] = frozenset({"GOV", "ELI", "LEG", "OPP", "JUD"})
"""Sectors that people of a name have in these dictionaries; with others, or none, a name is a body's."""
BODIES = frozenset(
    {
        "academy",
        "administration",
        "agency",
        "alliance",
        "army",
        "assembly",
        "association",
        "authority",
        "bank",
        "board",
        "brigade",
        "brigades",
        "bureau",
        "cabinet",
        "centre",
        "center",
        "church",
        "club",
        "coalition",
        "command",
        "commission",
        "committee",
        "community",
        "company",
        "confederation",
        "conference",
        "congress",
        "corp",
        "corps",
        "corporation",
        "council",
        "court",
        "department",
        "embassy",
        "faction",
        "federation",
        "force",
        "forces",
        "foundation",
        "front",
        "government",
        "group",
        "house",
        "inc",
        "institute",
        "junta",
        "league",
        "liberation",
        "militia",
        "ministry",
        "mission",
        "movement",
        "national",
        "network",
        "news",
        "office",
        "organisation",
        "organization",
        "organizations",
        "parliament",
        "party",
        "police",
        "press",
        "radio",
        "regime",
        "reserve",
        "section",
        "secretariat",
        "senate",
        "service",
        "society",
        "supreme",
        "syndicate",
        "television",
        "times",
        "treasury",
        "tribunal",
        "troops",
        "union",
        "university",
        "workers",
    }
)
"""Words in the names of bodies."""
LONGEST_PERSON = 5
"""A name of more words is no person's."""


@dataclass
class _Record:
    """An actor as the file has it: its phrases and codes, each with its line."""

    phrases: list[tuple[int, str]] = field(default_factory=list)
    codes: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Term:
    """What an actor is for a time."""

    coded: Coded
    since: date | None
    until: date | None


def actors_in(lines: Iterable[Line], dialect: Dialect) -> Imported:
    """The actors of a dictionary as lines of a user's table."""
    imported = Imported()
    record = _Record()
    for line in lines:
        if _SECTION.fullmatch(line.text):
            continue  # <NOUN> and the like: phrases without a code follow, and are dropped for that
        phrase, codes = phrase_and_codes(line.text)
        if "[" in line.text and not codes:
            imported.drop(line.number, words_of(phrase), "its bracket is not closed")
            continue
        if phrase.startswith("+"):
            record.phrases.append((line.number, phrase[1:].strip()))
        elif phrase:
            _close(record, dialect, imported)
            record = _Record([(line.number, phrase)])
        record.codes += ((line.number, code) for code in codes)
    _close(record, dialect, imported)
    return imported


def _close(record: _Record, dialect: Dialect, imported: Imported) -> None:
    """Add a whole record to what is imported."""
    if not record.phrases:
        for number, code in record.codes:
            imported.drop(number, f"[{code}]", "no phrase stands before it")
        return
    first, phrase = record.phrases[0]
    subject = words_of(phrase)
    terms = _terms(record, subject, imported)
    if not terms:
        if not record.codes:
            imported.drop(first, subject, "it has no code")
        return
    with using(NONE):
        kind = _kind(subject, terms)
        written = _names(record, dialect, imported)
        fresh = [name for name in written if not _is_known(name, kind, terms)]
    imported.known += len(written) - len(fresh)
    if fresh:
        imported.entries += (
            Entry(tuple(fresh), kind, term.coded.code, term.coded.sectors, term.since, term.until) for term in terms
        )


def _terms(record: _Record, subject: str, imported: Imported) -> list[_Term]:
    """What the codes of a record say, bounded times first, as they are tried."""
    found: list[_Term] = []
    for number, code in record.codes:
        letters, _, restriction = code.partition(" ")
        if letters in NULL_CODES and found:
            imported.change(
                number, subject, f"outside of its dates it is no party there ({letters}), and still one here"
            )
            continue
        try:
            since, until = _bounds(restriction.strip())
            coded = actor_code(letters)
        except ValueError as error:
            imported.drop(number, subject, str(error))
            continue
        if coded.lost:
            imported.change(number, subject, f"{' '.join(coded.lost)} of {letters} says nothing here")
        if since is None and until is None and any(not (term.since or term.until) for term in found):
            imported.drop(number, subject, f"{letters} holds at all times, and so does the code before it")
            continue
        found.append(_Term(coded, since, until))
    return sorted(dict.fromkeys(found), key=lambda term: term.since is None and term.until is None)


def _bounds(restriction: str) -> tuple[date | None, date | None]:
    """The days that a restriction leaves: `<DAY`, `>DAY`, `DAY-DAY`. Raises NoCounterpartError for another."""
    if not restriction:
        return None, None
    match = _RESTRICTION.fullmatch(restriction.replace(" ", ""))
    try:
        if match is None or (match["last"] is None and not (match["before"] or match["after"])):
            raise ValueError(restriction)
        first = day(match["first"])
        last = day(match["last"]) if match["last"] else None
    except ValueError:
        raise NoCounterpartError(f"{restriction!r} is no time") from None
    if last is not None:
        if first > last:
            raise NoCounterpartError(f"{restriction!r} ends before it begins")
        return first, last
    return (None, first) if match["before"] else (first, None)


def _names(record: _Record, dialect: Dialect, imported: Imported) -> list[str]:
    found: dict[str, None] = {}
    for number, phrase in record.phrases:
        words = words_of(phrase)
        bare = " ".join(_PARENTHESIS.sub(" ", words).split())
        if not re.search(r"\w", bare) or "|" in bare:
            imported.drop(number, words, "it is no name")
            continue
        if dialect == "tabari" and not phrase.endswith("_"):
            imported.change(number, words, "it is the beginning of words there (no _ at its end), and whole words here")
        if " " in phrase.rstrip("_ ").strip():
            imported.change(number, words, "other words may stand between its words there, and none here")
        found[as_written(bare)] = None
        for inside in _PARENTHESIS.findall(words):
            if _initials(bare, inside):
                found[inside] = None
            else:
                imported.change(number, words, f"({inside}) is left out; add it to the names if it is one")
    return list(found)


def _initials(name: str, short: str) -> bool:
    """Whether an abbreviation has the first letters of a name, with its small words or without."""
    words = re.split(r"[\s/-]+", name)
    letters = {"".join(word[0] for word in words if word), "".join(word[0] for word in words if len(word) > 3)}
    return short.isupper() and short in letters


def _kind(name: str, terms: Sequence[_Term]) -> Kind:
    """What kind of actor a name is, which the dictionaries do not say: by its codes, its dates and its words."""
    sectors = {sector for term in terms for sector in term.coded.sectors}
    dated = any(term.since or term.until for term in terms)
    if len(terms) == 1 and not sectors and not dated and countries.has_code(terms[0].coded.code or ""):
        return "country"
    words = name.lower().split()
    if not sectors or sectors - PERSONAL or len(words) > LONGEST_PERSON or any(map(_is_of_a_body, words)):
        return "organisation"
    return "person" if dated or len(words) > 1 else "organisation"


def _is_of_a_body(word: str) -> bool:
    if word in BODIES or word in {"of", "the", "and", "for"} or not word[0].isalpha():
        return True
    office = offices.lookup(word)
    named = names.index().of_name(word.title())
    return (office is not None and office.kind != "person") or any(
        reading.kind in {"country", "demonym"} for reading in named
    )


def _is_known(name: str, kind: Kind, terms: Sequence[_Term]) -> bool:
    """Whether ours say the same of a name; of people they may know other times."""
    if kind == "person" or len(terms) > 1 or terms[0].since or terms[0].until:
        return False
    coded = terms[0].coded
    return any(
        getattr(reading.record, "code", None) == coded.code
        and tuple(getattr(reading.record, "sectors", ())) == coded.sectors
        for reading in names.index().of_name(name)
        if reading.kind != "place"
    )
