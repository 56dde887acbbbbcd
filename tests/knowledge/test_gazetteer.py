from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from wirebook.errors import KnowledgeError
from wirebook.knowledge import gazetteer, states
from wirebook.knowledge.countries import has_code


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "tables").mkdir()
    monkeypatch.setattr(gazetteer, "files", lambda _: tmp_path)
    for function in (gazetteer._table, gazetteer._entries):
        function.cache_clear()
    yield tmp_path / "tables"
    for function in (gazetteer._table, gazetteer._entries):
        function.cache_clear()


@pytest.mark.parametrize(
    ("name", "kind", "code", "admin1"),
    [
        ("Reykjavík", "town", "ISL", "39"),
        ("ULAANBAATAR", "town", "MNG", "20"),
        ("Bemidji", "town", "USA", "MN"),
        ("St. Cloud", "town", "USA", "MN"),
        ("Ft. Collins", "town", "USA", "CO"),
        ("Beltrami County", "district", "USA", "MN"),
        ("County Kerry", "district", "IRL", "M"),
        ("Saskatchewan", "province", "CAN", "11"),
        ("Tasmania", "province", "AUS", "06"),
    ],
)
def test_a_place_is_found_by_its_name(name: str, kind: str, code: str, admin1: str):
    assert (kind, code, admin1) in {(entry.kind, entry.code, entry.admin1) for entry in gazetteer.lookup(name)}


def test_the_places_of_one_name_come_by_their_people():
    people = [entry.people for entry in gazetteer.lookup("Hamilton")]
    assert len(people) > 3
    assert people == sorted(people, reverse=True)


def test_what_bears_no_place_is_not_found():
    assert gazetteer.lookup("Xqzzyville") == ()
    assert gazetteer.lookup("") == ()


def test_every_name_can_be_found_and_every_line_read():
    lines = gazetteer._table().decode().splitlines()
    forms = [line.partition("\t")[0].encode() for line in lines]
    assert forms == sorted(set(forms))
    for line in (lines[0], lines[-1], *lines[::997]):
        form, _, rest = line.partition("\t")
        assert gazetteer._line_of(form.encode()) == rest.encode()
        entries = [gazetteer._entry(cell) for cell in rest.split("\t")]
        assert all(has_code(entry.code) and abs(entry.lat) <= 90 and abs(entry.lon) <= 180 for entry in entries)


def test_a_line_of_another_kind_is_named(tables: Path):
    (tables / gazetteer.TABLE).write_bytes(gzip.compress(b"suva\tSuva|x|FJI||-18.1|178.4|90000|\n"))
    with pytest.raises(KnowledgeError, match="is no place"):
        gazetteer.lookup("Suva")


def test_a_missing_table_is_named(tables: Path):
    with pytest.raises(KnowledgeError, match="the table is missing"):
        gazetteer.lookup("Suva")


def test_distance_is_that_on_a_sphere():
    assert gazetteer.distance((0.0, 0.0), (0.0, 180.0)) == pytest.approx(20015, abs=1)
    assert gazetteer.distance((60.17, 24.94), (59.44, 24.75)) == pytest.approx(82, abs=1)


def test_a_country_has_a_middle():
    assert gazetteer.middle("KEN") == (1.0, 38.0)
    assert gazetteer.middle("ATA") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [("Minn.", "Minnesota"), ("W.Va.", "West Virginia"), ("Sask.", "Saskatchewan"), ("OR", "Oregon"), ("minn.", None)],
)
def test_a_state_is_found_by_its_short_forms(text: str, name: str | None):
    entry = states.by_short(text)
    assert (entry.name if entry is not None else None) == name


def test_short_forms_with_dots_are_seen_in_a_text():
    text = "Duluth, Minn., and Astoria, OR 97103; S.D. and N.D. too, as in the Minnesota Ind.ustry"
    assert states.short().findall(text) == ["Minn.", "S.D.", "N.D."]
