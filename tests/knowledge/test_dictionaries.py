"""Dictionaries of PETRARCH and TABARI, all of them made up here."""

from __future__ import annotations

import pytest

from wirebook.knowledge.dictionaries import Imported, read_dictionary
from wirebook.knowledge.dictionaries.writing import as_table
from wirebook.knowledge.joined import OwnFile
from wirebook.knowledge.own import rows_of_file
from wirebook.knowledge.own_lint import lint_files

ACTORS = """\
# made up for these tests <!-- a remark -->
<!-- a remark of
several lines -->
AVENDRALAND_  [FJI] ; an own name
+AVENDRALANDER_
+FIJI_

MIRA_SOLANE_  # a person
+MIRA_J._SOLANE_
\t[FJIGOV 20040101-081231]
\t[FJIELI]

CORAL_LIBERATION_FRONT_(CLF)_ [INTREB]
+REEF_ARMY_
"""
AGENTS = """\
!PERSON! = MAN, MEN, WOMAN, WOMEN
ORCHARD!PERSON! [~AGR]
LIGHTKEEPER [~GOV] # regular
REEFMAN {REEFMEN} [~CRM]
CONSTABULARY_OF_THE_REEF {} [~COP]
SEA_GYPSY [~MOSREF]
"""


def actors(text: str, dialect: str = "petrarch") -> Imported:
    return read_dictionary(text.encode(), dialect)


def told(imported: Imported) -> list[tuple[object, ...]]:
    return [
        (entry.names, entry.kind, entry.code, entry.sectors, str(entry.since or ""), str(entry.until or ""))
        for entry in imported.entries
    ]


def test_actors_with_synonyms_times_and_acronyms():
    imported = actors(ACTORS)
    solane = ("Mira Solane", "Mira J. Solane")
    assert told(imported) == [
        (("Avendraland", "Avendralander"), "country", "FJI", (), "", ""),
        (solane, "person", "FJI", ("GOV",), "2004-01-01", "2008-12-31"),
        (solane, "person", "FJI", ("ELI",), "", ""),
        (("Coral Liberation Front", "CLF", "Reef Army"), "organisation", "IMG", ("REB",), "", ""),
    ]
    assert imported.known == 1  # Fiji
    assert imported.notes == []


def test_agents_with_sets_and_plurals():
    imported = actors(AGENTS)
    assert [(entry.names, entry.plural, entry.kind, entry.sectors) for entry in imported.entries] == [
        (("orchardman", "orchardmen", "orchardwoman", "orchardwomen"), (), "office", ("AGR",)),
        (("lightkeeper",), ("lightkeepers",), "office", ("GOV",)),
        (("reefman",), ("reefmen",), "office", ("CRM",)),
        (("constabulary of the reef",), (), "office", ("COP",)),
        (("sea gypsy",), ("sea gypsies",), "office", ("REL", "REF")),
    ]


@pytest.mark.parametrize("text", [ACTORS, AGENTS])
def test_what_is_written_is_a_table_without_a_problem(text: str):
    file = OwnFile("mine.tsv", as_table(actors(text).entries, "made up"))
    assert lint_files([file]) == []
    assert len(rows_of_file(file)) == len(actors(text).entries)


@pytest.mark.parametrize(
    ("code", "party", "sectors"),
    [
        ("FJIMED", "FJI", ("JRN",)),  # MED is the media in CAMEO, and medicine in PLOVER
        ("FJIHLH", "FJI", ("MED",)),
        ("FJIINS", "FJI", ("REB",)),
        ("ROMGOV", "ROU", ("GOV",)),
        ("YUGMIL", "SRB", ("MIL",)),
        ("IGOUNO", "UNO", ()),
        ("IGOEUREEC", "EUR", ()),
        ("NGOFJIENV", "FJI", ("SOC",)),
        ("NGOENV", "NGO", ("SOC",)),
        ("INTREB", "IMG", ("REB",)),
    ],
)
def test_codes_of_cameo_in_our_words(code: str, party: str, sectors: tuple[str, ...]):
    (entry,) = actors(f"REEF_HOUSE_OF_X_ [{code}]\n").entries
    assert (entry.code, entry.sectors) == (party, sectors)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("REEF_HOUSE_ [SAS]", "a region is no party"),
        ("REEF_HOUSE_ [EUR]", "EUR is no country"),
        ("REEF_HOUSE_ [FJI/TON]", "several parties"),
        ("REEF_HOUSE_ [---]", "no party"),
        ("REEF_HOUSE_ [###]", "its story is none"),
        ("REEF_HOUSE_ [FJIG]", "parts of three letters"),
        ("REEF_HOUSE_ [INT]", "does not say who"),
        ("REEF_HOUSE_ [FJIGOV", "bracket is not closed"),
        ("REEF_HOUSE_ [FJIGOV 20041301-20050101]", "is no time"),
        ("REEF_HOUSE_ [FJIGOV 050101-040101]", "ends before it begins"),
        ("REEF_HOUSE_", "no code"),
        ("[FJIGOV]", "no phrase"),
        ("REEF_HOUSE_ [FJI] [TON]", "holds at all times"),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(line: str, reason: str):
    notes = actors(f"# a remark\n\n{line}\n").notes
    assert [note.number for note in notes if not note.taken] == [3]
    assert reason in notes[0].reason


@pytest.mark.parametrize(
    ("restriction", "since", "until"),
    [
        ("<990501", "", "1999-05-01"),
        (">300501", "2030-05-01", ""),
        (">310501", "1931-05-01", ""),
        ("18970101-450703", "1897-01-01", "1945-07-03"),
        ("<970501>", "", "1997-05-01"),
    ],
)
def test_limits_are_days_of_the_time(restriction: str, since: str, until: str):
    (entry,) = actors(f"MIRA_SOLANE_ [FJIGOV {restriction}]\n").entries
    assert (str(entry.since or ""), str(entry.until or "")) == (since, until)


def test_lines_of_tabari_are_stems_without_their_underscore():
    text = "<NOUN>\nLAGOON ;no code\n</NOUN>\nAVENDR [FJI] ;a stem\nMIRA SOLANE_ [FJIGOV >931211] [FJIELI] [---]\n"
    imported = actors(text, "tabari")
    assert told(imported) == [
        (("Avendr",), "country", "FJI", (), "", ""),
        (("Mira Solane",), "person", "FJI", ("GOV",), "1993-12-11", ""),
        (("Mira Solane",), "person", "FJI", ("ELI",), "", ""),
    ]
    assert [(note.number, note.taken) for note in imported.notes] == [(2, False), (4, True), (5, True), (5, True)]
    assert "beginning of words" in imported.notes[1].reason


def test_a_body_that_changed_sides_is_no_person():
    imported = actors("REEF_GUARD_ [FJIGOV 960927-011113] [FJIREB >011113]\n")
    assert {entry.kind for entry in imported.entries} == {"organisation"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [("X!NONE! [~GOV]", "no set"), ("X!NONE [~GOV]", "mark has no end"), ("REEFER [~ENV}", "not closed"),
     ("REEFER", "no code"), ("REEFER [~XYZ]", "no sector"), ("12 [~GOV]", "no noun")],
)  # fmt: skip
def test_agents_that_do_not_fit_are_named(line: str, reason: str):
    (note,) = actors(f"{line}\nLIGHTKEEPER [~GOV]\nREEFMAN [~CRM]\n").notes
    assert (note.number, note.taken) == (1, False)
    assert reason in note.reason


def test_old_files_in_another_encoding_are_read():
    (entry,) = read_dictionary("MIRA_SÖLANE_ [FJIGOV 040101-081231]\n".encode("cp1252"), "petrarch").entries
    assert entry.names == ("Mira Sölane",)
