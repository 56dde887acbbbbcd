from __future__ import annotations

import os
import pickle
from datetime import date
from pathlib import Path

import pytest

from wirebook.errors import OwnTableMissing, OwnTableWrong
from wirebook.knowledge import names, offices, organisations, people
from wirebook.knowledge.joined import NONE, OwnFile, OwnTables, current, read_tables, using
from wirebook.knowledge.lookup import look_up
from wirebook.knowledge.own import rows_of_file
from wirebook.knowledge.own_lint import lint_files

HEADER = "names\tkind\tcode\tsector\toffice\tfrom\tuntil\tplural\n"
LINES = (
    "Reef Guard|RGD\torganisation\tFJI\tMIL\t\t1996\t2001-11\t\n"
    "Reef Guard\torganisation\tFJI\tREB\t\t\t\t\n"
    "Mira Solane\tperson\tFJI\tGOV\tpresident\t2004\t2008\t\n"
    "Vladimir Putin\tperson\tFJI\tEDU\t\t\t\t\n"
    "Avendraland\tcountry\tFJI\t\t\t\t\t\n"
    "Avendran|Avendrans\tpeople\tFJI\t\t\t\t\t\n"
    "reef warden\toffice\t\tCOP\t\t\t\treef wardens\n"
    "president\tbody\t\tLAB\t\t\t\t\n"
)


def joined(text: str = HEADER + LINES, name: str = "mine.tsv") -> OwnTables:
    return OwnTables(knowledge=(OwnFile(name, text),))


def reading(text: str, on: date | None = None) -> tuple[str, str | None, tuple[str, ...]]:
    match = names.index().match(text.split())
    assert match is not None
    record = match.on(on).record
    return match.on(on).kind, getattr(record, "code", None), tuple(getattr(record, "sectors", ()))


def test_names_of_every_kind_are_read_before_ours():
    with using(joined()):
        assert reading("Avendraland") == ("country", "FJI", ())
        assert reading("Avendrans") == ("demonym", "FJI", ())
        assert reading("Mira Solane said") == ("person", "FJI", ())
        assert reading("Vladimir Putin")[1] == "FJI"
        assert people.lookup("Vladimir Putin")[0].terms[0].sectors == ("EDU",)
        assert organisations.lookup("RGD")[0].name == "Reef Guard"
        assert offices.lookup("president").sectors == ("LAB",)
        assert offices.find(["reef", "wardens"]).plural
        assert reading("France") == ("country", "FRA", ())
    assert reading("Vladimir Putin")[1] == "RUS"
    assert names.index().match(["Avendraland"]) is None
    assert offices.lookup("president").sectors == ("GOV",)


@pytest.mark.parametrize(
    ("day", "sectors"),
    [(date(1999, 1, 1), ("MIL",)), (date(2001, 11, 30), ("MIL",)), (date(2001, 12, 1), ("REB",)), (None, ("REB",))],
)
def test_an_organisation_is_what_it_was_on_the_day(day: date | None, sectors: tuple[str, ...]):
    with using(joined()):
        assert reading("Reef Guard", day) == ("organisation", "FJI", sectors)


def test_a_line_for_one_of_ours_takes_over_its_other_names():
    text = HEADER + "Vladimir Putin\tperson\tFJI\nUnited Nations\torganisation\tIGO\n"
    with using(joined(text)):
        assert reading("Putin said") == ("person", "FJI", ())
        assert reading("UN") == ("organisation", "IGO", ())


def test_tables_are_in_force_only_within():
    tables = joined()
    assert current() is NONE
    with using(tables):
        assert current() is tables
        with using(None):
            assert current() is NONE
        assert current() is tables
    assert current() is NONE


def test_the_digest_is_of_what_the_tables_hold():
    mark = joined().digest
    assert mark == joined(name="elsewhere/mine.tsv").digest
    assert mark != joined(HEADER).digest
    assert mark.isalpha()  # the book ranks readings by the numbers in the coder's name
    assert len({mark, OwnTables(lexicon=joined().knowledge).digest, NONE.digest}) == 3
    assert NONE.digest == ""


def test_tables_travel_to_other_processes():
    tables = joined()
    assert tables.digest == pickle.loads(pickle.dumps(tables)).digest


def test_the_environment_names_tables_where_nothing_else_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("a.tsv", "b.tsv"):
        (tmp_path / name).write_text(HEADER)
    monkeypatch.setenv("WIREBOOK_KNOWLEDGE", os.pathsep.join(str(tmp_path / name) for name in ("a.tsv", "b.tsv")))
    assert [Path(file.name).name for file in read_tables().knowledge] == ["a.tsv", "b.tsv"]
    assert read_tables(knowledge=[]) is NONE
    assert len(read_tables(knowledge=[tmp_path / "b.tsv"]).knowledge) == 1


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path):
    with pytest.raises(OwnTableMissing, match="nowhere"):
        read_tables(knowledge=[tmp_path / "nowhere.tsv"])
    (tmp_path / "old.tsv").write_bytes(b"names\tkind\nS\xf6lane\tpeople\n")
    with pytest.raises(OwnTableWrong, match="UTF-8"):
        read_tables(knowledge=[tmp_path / "old.tsv"])


def test_columns_may_stand_in_any_order_and_be_left_out():
    (line,) = rows_of_file(OwnFile("mine.tsv", "# mine\n\ncode\tkind\tnames\nFJI\torganisation\tReef Guard\n"))
    assert (line.source, line.row.name, line.row.code) == ("mine.tsv:4", "Reef Guard", "FJI")


@pytest.mark.parametrize(
    ("text", "where", "reason"),
    [
        ("", "mine.tsv", "no header"),
        ("names\tkind\tcolour\n", "mine.tsv:1", "no column 'colour'"),
        ("names\tcode\n", "mine.tsv:1", "lacks the column 'kind'"),
        ("names\tkind\tkind\n", "mine.tsv:1", "twice"),
        (f"{HEADER}Reef Guard\tclub\tFJI\n", "mine.tsv:2", "kind"),
        (f"{HEADER}Reef Guard\torganisation\tFIJ\n", "mine.tsv:2", "no code FIJ"),
        (f"{HEADER}Reef Guard\torganisation\t\n", "mine.tsv:2", "needs a code"),
        (f"{HEADER}Reef Guard\torganisation\tFJI\tGUV\n", "mine.tsv:2", "sector"),
        (f"{HEADER}Mira Solane\tperson\tFJI\tGOV\t\tsoon\n", "mine.tsv:2", "from"),
        (f"{HEADER}Mira Solane\tperson\tFJI\tGOV\t\t2008\t2004\n", "mine.tsv:2", "before it begins"),
        (f"{HEADER}Avendraland\tcountry\tNGO\n", "mine.tsv:2", "no country"),
        (f"{HEADER}Avendrans\tpeople\tFJI\tMIL\n", "mine.tsv:2", "no sector"),
        (f"{HEADER}reef warden\toffice\tFJI\tCOP\n", "mine.tsv:2", "any country"),
        (f"{HEADER}reef warden\toffice\t\tCOP\t\t2004\n", "mine.tsv:2", "no dates"),
        (f"{HEADER}Reef Guard\torganisation\tFJI\t\t\t\t\tGuards\n", "mine.tsv:2", "no plural"),
        (f"{HEADER}Reef Guard|\torganisation\tFJI\n", "mine.tsv:2", "name is empty"),
        (HEADER + "x\t" * 9 + "\n", "mine.tsv:2", "10 cells"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(text: str, where: str, reason: str):
    (problem,) = lint_files([OwnFile("mine.tsv", text)])
    assert problem.source == where
    assert reason in problem.reason
    with pytest.raises(OwnTableWrong, match=reason.replace("'", ".")):
        rows_of_file(OwnFile("mine.tsv", text))


def test_all_problems_are_listed_and_lines_that_contradict_each_other():
    text = HEADER + (
        "Reef Guard\torganisation\tFIJ\n"
        "Reef Guard\torganisation\tFJI\tMIL\n"
        "Reef Guard\torganisation\tFJI\tREB\n"
        "Reef Guard\tperson\tFJI\n"
        "Reef Guard\torganisation\tFJI\tMIL\n"
    )
    problems = [str(problem) for problem in lint_files([OwnFile("mine.tsv", text)])]
    assert [problem.split(": ")[0] for problem in problems] == [f"mine.tsv:{line}" for line in (2, 4, 5, 6)]
    assert lint_files([OwnFile("mine.tsv", HEADER + LINES)]) == []


@pytest.mark.parametrize(
    ("name", "day", "country", "expected"),
    [
        ("Georgia", None, None, [("country", "GEO"), ("place", "USA"), ("place", "USA")]),
        ("georgia", None, "GEO", [("country", "GEO")]),
        ("Soviet Union", date(1980, 1, 1), None, [("former country", "RUS")]),
        ("Soviet Union", date(2020, 1, 1), None, []),
        ("foreign ministry", None, None, [("office", None)]),
        ("Kremlin", None, None, [("seat", "RUS")]),
        ("Ill.", None, None, [("place", "USA")]),
        ("Seoul", None, None, [("capital", "KOR"), ("place", "KOR"), ("place", "KOR")]),
        ("nobody at all", None, None, []),
    ],
)
def test_a_name_is_looked_up_in_every_table(name: str, day: date | None, country: str | None, expected: list):
    found = look_up(name, day, country)
    assert [(one.kind, one.code) for one in found] == expected
    assert all(one.source for one in found)


def test_terms_of_a_person_are_those_of_the_day():
    terms = look_up("Vladimir Putin")
    assert len(terms) > 1
    assert len({one.source for one in terms}) == len(terms)
    (term,) = look_up("Vladimir Putin", date(2009, 1, 1))
    assert term.office == "prime minister"
    former = look_up("Bill Clinton", date(2010, 1, 1))
    assert [(one.office, one.note) for one in former] == [("president", "no longer; coded ELI")]
    assert look_up("Bill Clinton", date(1980, 1, 1))[0].note == "not yet"


def test_joined_tables_are_looked_up_first():
    with using(joined()):
        assert look_up("Vladimir Putin")[0].source == "mine.tsv:5"
        assert [one.source for one in look_up("reef guard", date(2024, 1, 1))] == ["mine.tsv:3"]
        assert [one.source for one in look_up("reef guard", date(1999, 1, 1))] == ["mine.tsv:2"]
        assert look_up("reef wardens")[0].sectors == ("COP",)
        assert look_up("Mira Solane", date(2024, 1, 1))[0].note == "no longer; coded ELI"
