from __future__ import annotations

import csv
import io
import json
import re
import sys
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.views.fake_book import FakeBook, small_book
from tests.views.pages import hostile, many
from wirebook.book.frames import row_of
from wirebook.book.model import EventRow
from wirebook.errors import MissingExtra, UsageError
from wirebook.views.export import FORMATS, MODELS, Filters, Kind, export
from wirebook.views.export.cells import guarded, joined, parted, unguarded
from wirebook.views.export.columns import AID_TAGS, CLAIM_TAGS, EVENT_TAGS, IMPACT_TAGS
from wirebook.views.export.selection import APPLIES

RECORDS = {"claims": "claims", "impacts": "impacts", "aid": "aid_steps", "events": "events"}
TYPES = {**MODELS, "events": EventRow}


def exported(book, format, **options):
    stream = io.BytesIO()
    count = export(book, format, stream, **options)
    return count, stream.getvalue()


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


@pytest.mark.parametrize("what", RECORDS)
def test_json_lines_are_the_records_themselves(what):
    records = getattr(small_book(), RECORDS[what])()
    count, content = exported(small_book(), "plover-jsonl", what=what)
    lines = content.decode().splitlines()
    assert count == len(lines) == len(records)
    assert [TYPES[what].model_validate_json(line) for line in lines] == [row_of(record) for record in records]


def test_json_lines_carry_the_names_that_plover_requires():
    _, content = exported(small_book(), "plover-jsonl")
    first = json.loads(content.splitlines()[0])
    assert {"id", "date", "event", "actor", "recipient", "event_loc", "quad_code", "event_scale", "cite_info"} <= set(
        first
    )
    assert isinstance(first["actor"], list)
    assert first["cameo"] == "0333"


@pytest.mark.parametrize("what", RECORDS)
def test_parquet_rows_are_the_records_again(what):
    parquet = pytest.importorskip("pyarrow.parquet")
    records = getattr(small_book(), RECORDS[what])()
    count, content = exported(small_book(), "parquet", what=what)
    table = parquet.read_table(io.BytesIO(content))
    assert count == table.num_rows == len(records)
    assert [TYPES[what].model_validate(row) for row in table.to_pylist()] == [row_of(record) for record in records]


def test_parquet_columns_are_typed():
    parquet = pytest.importorskip("pyarrow.parquet")
    schema = parquet.read_schema(io.BytesIO(exported(small_book(), "parquet")[1]))
    assert str(schema.field("cameo").type) == "string"
    assert str(schema.field("date").type) == "date32[day]"
    assert str(schema.field("quad_code").type) == "int64"
    assert str(schema.field("negated").type) == "bool"
    assert schema.field("context").type.value_type == "string"
    assert [field.name for field in schema.field("actor").type.value_type][:2] == ["entity_text", "identifier_text"]


def test_parquet_is_written_in_row_groups(monkeypatch):
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr("wirebook.views.export.parquet.ROWS_IN_BATCH", 10)
    _, content = exported(FakeBook(many(25)), "parquet")
    assert parquet.ParquetFile(io.BytesIO(content)).num_row_groups == 3


def test_an_empty_book_exports_a_schema_and_no_rows():
    parquet = pytest.importorskip("pyarrow.parquet")
    assert parquet.read_table(io.BytesIO(exported(FakeBook(), "parquet")[1])).num_rows == 0
    assert rows(exported(FakeBook(), "csv")[1]) == []
    assert rows(exported(FakeBook(), "csv", what="events")[1]) == []
    assert exported(FakeBook(), "plover-jsonl") == (0, b"")


def test_without_pyarrow_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"wirebook\[parquet\]"):
        exported(small_book(), "parquet")


def test_csv_claims_keep_their_fields():
    claims = small_book().claims()
    count, content = exported(small_book(), "csv")
    found = rows(content)
    assert count == len(found) == len(claims)
    for row, claim in zip(found, claims, strict=True):
        assert row["id"] == claim.id
        assert row["cameo"] == (claim.cameo or "")
        assert row["date"] == (claim.date.isoformat() if claim.date else "")
        assert row["negated"] == ("true" if claim.negated else "false")
        assert unguarded(row["text"]) == claim.text
        assert parted(row["actor_text"]) == [party.entity_text for party in claim.actor]
        assert parted(row["attribution"]) == [
            speaker.identifier_text or speaker.entity_text for speaker in claim.attribution
        ]
        assert float(row["event_scale"]) == claim.event_scale
        spans = [tuple(map(int, span.split(":"))) for span in parted(row["trigger_span"])]
        assert spans == list(claim.evidence.trigger)
    assert found[0]["cameo"] == "0333"
    assert found[3]["lat"] == "-17.73"
    assert found[3]["amount_low"] == "4000000"


def test_csv_impacts_name_what_montandon_calls_them():
    found = rows(exported(small_book(), "csv", what="impacts")[1])
    assert [(row["low"], row["high"], row["montandon_category"], row["montandon_type"]) for row in found] == [
        ("1200", "", "buildings", "destroyed"),
        ("3", "3", "people", "death"),
        ("5", "5", "people", "death"),
    ]


def test_csv_aid_steps_name_their_claims():
    found = rows(exported(small_book(), "csv", what="aid")[1])
    steps = small_book().aid_steps()
    assert [parted(row["claims"]) for row in found] == [list(step.claims) for step in steps]
    assert [row["stage"] for row in found] == [step.stage for step in steps]


def test_the_tag_row_stands_below_the_header():
    _, content = exported(small_book(), "csv", what="impacts", hxl=True)
    header, tags, *_ = csv.reader(io.StringIO(content.decode(), newline=""))
    tagged = dict(zip(header, tags, strict=True))
    assert tagged["country"] == "#country+code"
    assert tagged["hazard"] == "#cause+type"
    assert tagged["low"] == "#affected+num+min"
    assert "#delivery" not in content.decode()


@pytest.mark.parametrize("tags", [CLAIM_TAGS, IMPACT_TAGS, AID_TAGS, EVENT_TAGS])
def test_tags_are_well_formed(tags):
    for tag in filter(None, tags.values()):
        assert re.fullmatch(r"#[a-z]+(\+[a-z][a-z0-9_]*)*", tag)


def test_a_page_cannot_plant_a_formula():
    row = rows(exported(FakeBook([hostile()]), "csv")[1])[0]
    assert row["title"].startswith("'=HYPERLINK")
    assert unguarded(row["title"]) == hostile().article.title
    assert parted(row["actor_text"]) == ["<b>Fiji</b>", "@SUM(1|2)\x1b[31m"]


@given(st.text())
def test_guarded_text_comes_back_and_is_never_a_formula(text):
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in set("=+-@\t\r")


@given(st.lists(st.text(min_size=1), min_size=1))
def test_joined_lists_come_back(values):
    assert parted(joined(values)) == values


def test_an_unknown_format_is_named_with_the_known_ones():
    with pytest.raises(UsageError, match=r"xml.*csv, gdelt, geojson"):
        export(small_book(), "xml")
    with pytest.raises(UsageError, match=r"people.*claims"):
        export(small_book(), "csv", what="people")
    with pytest.raises(UsageError, match="--hxl"):
        export(small_book(), "parquet", hxl=True)
    with pytest.raises(UsageError, match=r"impacts.*gdelt does not hold them; it holds events, mentions"):
        export(small_book(), "gdelt", what="impacts")


@pytest.mark.parametrize(
    ("what", "filters", "message"),
    [("impacts", Filters(event="AID"), "--event: it does not apply to impacts"),
     ("aid", Filters(status="offered"), "--status"), ("events", Filters(hazard="flood"), "--hazard")],
)  # fmt: skip
def test_a_filter_that_does_not_apply_is_named(what, filters, message):
    with pytest.raises(UsageError, match=message):
        export(small_book(), "csv", io.BytesIO(), what=what, filters=filters)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_book_gives_the_same_bytes(format):
    assert exported(small_book(), format) == exported(small_book(), format)


def test_a_file_appears_only_when_it_is_whole(tmp_path):
    class Broken(FakeBook):
        def claims(self, **conditions):
            yield from small_book().claims()
            raise RuntimeError("the book broke")

    path = tmp_path / "claims.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(RuntimeError):
        export(Broken(), "csv", path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]
    assert export(small_book(), "csv", path) == 14
    assert path.read_bytes() == exported(small_book(), "csv")[1]


def test_a_path_that_cannot_be_written_is_named(tmp_path):
    path = tmp_path / "missing" / "deeper" / "claims.csv"
    with pytest.raises(UsageError, match=r"claims\.csv"):
        export(small_book(), "csv", path)


@pytest.mark.parametrize(("format", "suffix"), [("csv", "csv"), ("parquet", "parquet"), ("plover-jsonl", "jsonl")])
def test_a_folder_gets_a_file_of_each_kind(tmp_path, format, suffix):
    assert export(small_book(), format, tmp_path / "tables") == 14 + 3 + 8 + len(small_book().events())
    assert {path.name for path in (tmp_path / "tables").iterdir()} == {
        f"{kind}.{suffix}" for kind in ("claims", "impacts", "aid", "events")
    }
    assert export(small_book(), format, tmp_path, what="aid") == 8
    assert (tmp_path / f"aid.{suffix}").is_file()


def test_standard_output_is_the_default(capfdbinary):
    assert export(small_book(), "plover-jsonl") == 14
    assert len(capfdbinary.readouterr().out.splitlines()) == 14


def test_events_as_csv_say_what_their_claims_say_together():
    found = rows(exported(small_book(), "csv", what="events")[1])
    seizure = next(row for row in found if row["event"] == "COERCE")
    assert (seizure["actor"], seizure["recipient"], seizure["disputed"]) == ("FJI", "VUT", "true")
    assert (seizure["statuses"], seizure["articles"], seizure["publishers"]) == (
        "happened|denied", "1", "The Harbour Times",
    )  # fmt: skip
    assert len(parted(seizure["claims"])) == 2


def test_every_kind_of_record_has_filters():
    assert set(MODELS) == set(APPLIES) == set(get_args(Kind))
