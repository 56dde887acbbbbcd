"""Dictionaries of agents: nouns for parties of any country, with the code that they add to it.

!PERSON! = MAN, MEN                  a set that stands for each of its words
ORCHARD!PERSON! [~AGR]
LIGHTKEEPER [~GOV]                   its plural is regular
HERDSMAN {HERDSMEN} [~AGR]           its plural is this
CONSTABULARY {} [~COP]               it has none
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from wirebook.knowledge import offices
from wirebook.knowledge.dictionaries.actors import BODIES
from wirebook.knowledge.dictionaries.codes import NoCounterpartError, agent_code
from wirebook.knowledge.dictionaries.lines import Dialect, Entry, Imported, Line, phrase_and_codes, words_of
from wirebook.knowledge.joined import NONE, using
from wirebook.knowledge.own import Kind

_SET = re.compile(r"!(\w+)!\s*=(.*)")
_MARK = re.compile(r"!(\w+)!")
_PLURAL = re.compile(r"\{([^}]*)\}")


def agents_in(lines: Iterable[Line], dialect: Dialect) -> Imported:
    """The agents of a dictionary as lines of a user's table."""
    imported = Imported()
    sets: dict[str, list[str]] = {}
    for line in lines:
        if match := _SET.fullmatch(line.text):
            sets[match[1]] = [word.strip() for word in match[2].split(",") if word.strip()]
            continue
        phrase, codes = phrase_and_codes(line.text)
        if not codes:
            reason = "its bracket is not closed" if "[" in line.text else "it has no code"
            imported.drop(line.number, words_of(phrase), reason)
            continue
        try:
            entry = _entry(line.number, phrase, codes[0], sets, dialect, imported)
        except NoCounterpartError as error:
            imported.drop(line.number, words_of(_PLURAL.sub("", phrase)), str(error))
            continue
        with using(NONE):
            known = offices.lookup(entry.names[0])
        if known is not None and known.sectors == entry.sectors:
            imported.known += 1
        else:
            imported.entries.append(entry)
    return imported


def _entry(
    number: int, phrase: str, code: str, sets: dict[str, list[str]], dialect: Dialect, imported: Imported
) -> Entry:
    """A noun as a line of the table. Raises NoCounterpartError where it cannot be one."""
    coded = agent_code(code)
    given = _PLURAL.search(phrase)
    noun = _PLURAL.sub("", phrase).strip()
    words = words_of(noun).lower()
    singulars = _spelt_out(noun, sets)
    if not all(re.fullmatch(r"[^\W\d_][^|\t]*", singular) for singular in singulars):
        raise NoCounterpartError("it is no noun")
    if coded.lost:
        imported.change(number, words, f"{' '.join(coded.lost)} of {code} says nothing here")
    if dialect == "tabari" and not noun.endswith("_"):
        imported.change(number, words, "it is the beginning of words there (no _ at its end), and whole words here")
    if " " in noun.rstrip("_ "):
        imported.change(number, words, "other words may stand between its words there, and none here")
    if given is not None:
        plural = [words_of(given[1]).lower()] if given[1].strip() else []
    else:
        # A set has its plurals among its words; TABARI makes none.
        plural = [_plural(singulars[0])] if dialect == "petrarch" and len(singulars) == 1 else []
    return Entry(tuple(singulars), _kind(singulars[0]), None, coded.sectors, plural=tuple(plural))


def _spelt_out(noun: str, sets: dict[str, list[str]]) -> list[str]:
    """The words that a noun with a mark stands for, itself without. Raises NoCounterpartError for an unknown mark."""
    mark = _MARK.search(noun)
    if mark is None:
        if "!" in noun:
            raise NoCounterpartError("its mark has no end")
        return [words_of(noun).lower()]
    if mark[1] not in sets:
        raise NoCounterpartError(f"there is no set !{mark[1]}! before it")
    return [words_of(noun.replace(mark[0], word, 1)).lower() for word in sets[mark[1]]]


def _plural(noun: str) -> str:
    """The regular plural, which the dictionary leaves to its reader."""
    if noun.endswith("y") and noun[-2:-1] not in {"a", "e", "o", "u"}:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _kind(noun: str) -> Kind:
    """Whether a noun is a holder, a group or a body, which the dictionaries do not say: by its last word."""
    head = noun.split(" of ")[0].split()[-1]
    with using(NONE):
        office = offices.lookup(noun) or offices.lookup(head)
    if office is not None:
        return "office" if office.kind == "person" else office.kind
    return "body" if head in BODIES else "office"
