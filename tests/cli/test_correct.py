import json

import pytest

AT = ("--by", "Maria", "--at", "2024-08-05T10:00")


def claims(run, *more):
    return json.loads(run("show", "claims", "--format", "json", *more).out)


def test_a_claim_is_rejected_shown_and_taken_back(run):
    first, *others = claims(run)
    made = run("correct", "reject", first["id"][:8], "--why", "a caption", *AT)
    assert (made.status, made.err) == (0, "")
    assert "in force" in made.out
    assert claims(run) == others
    assert [one["id"] for one in claims(run, "--rejected")] == [first["id"], *(one["id"] for one in others)]
    assert "✗ rejected by Maria" in run("show", "claims", "--rejected").out
    exported = run("export", "plover-jsonl").out
    assert first["id"] not in exported
    assert "rejected by Maria" in run("export", "plover-jsonl", "--rejected").out
    (kept,) = json.loads(run("correct", "list", "--format", "json").out)
    history = run("correct", "history", first["id"]).out
    assert "2024-08-05 10:00  Maria: reject (a caption)" in history
    assert json.loads(run("correct", "history", first["id"], "--format", "json").out)["standing"] == "rejected"
    assert "undone" in run("correct", "undo", kept["id"], *AT).out
    assert "Maria took it back" in run("correct", "history", first["id"]).out
    assert claims(run) == [first, *others]
    assert run("export", "corrections").out == ""


def test_ids_are_shown_where_they_are_asked_for(run):
    first = claims(run)[0]
    assert first["id"][:8] in run("show", "claims", "--ids").out
    assert first["id"][:8] not in run("show", "claims").out
    step = json.loads(run("show", "aid", "--format", "json").out)[0]["steps"][0]
    assert f"[{step['id'][:8]}]" in run("show", "aid", "--ids").out
    figure = json.loads(run("show", "impacts", "--format", "json").out)[0]["displayed"]
    assert f"[{figure['id'][:8]}]" in run("show", "impacts", "--ids").out


def test_an_edit_is_marked_and_exported_to_train_with(run, tmp_path):
    first = claims(run)[0]
    made = run("correct", "edit", first["id"], "--set", "status=denied", "--set", "date=2024-08-02", *AT)
    assert made.status == 0
    assert "✎ status, date, enddate by Maria" in run("show", "claims").out
    assert "denied ✎" in run("show", "events").out
    result = run("export", "corrections", "-o", tmp_path / "lessons.jsonl")
    assert "1 correction in" in result.err
    (lesson,) = map(json.loads, (tmp_path / "lessons.jsonl").read_text().splitlines())
    assert lesson["coded"] == [first]
    assert (lesson["right"][0]["status"], lesson["right"][0]["date"]) == ("denied", "2024-08-02")
    assert lesson["fields"] == ["status", "date", "enddate"]


def test_merge_and_split(run):
    one, other, *_ = claims(run)
    assert run("correct", "merge", one["id"], other["id"], *AT).status == 0
    assert other["id"] not in {claim["id"] for claim in claims(run)}
    split = run("correct", "split", one["id"], "--part", "status=denied", "--part", '{"status": "planned"}', *AT)
    assert "split into 2" in split.out
    assert {"denied", "planned"} <= {claim["status"] for claim in claims(run)}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("edit", "id of a record"), ("edit ffff --set status=denied", "WB306"), ("undo ffff", "WB306"),
        ("list --set a=1", "--unmatched"), ("reject ffff --at yesterday", "2024-08-04T12:30"),
        ("edit ffff --set status", "status=happened"), ("split ffff --part {", "no JSON"),
        ("accept ffff --unmatched", "does not go with accept"),
    ],
)  # fmt: skip
def test_wrong_use_says_what_would_be_right(run, arguments, told):
    result = run("correct", *arguments.split())
    assert result.status == 2
    assert told in result.err


def test_nothing_to_list_says_so(run):
    assert "No corrections" in run("correct", "list").out
    assert "No corrections match" in run("correct", "list", "--unmatched").out


def test_who_says_so_comes_from_the_environment(run, monkeypatch):
    monkeypatch.setenv("WIREBOOK_BY", "Ana")
    made = json.loads(run("correct", "accept", claims(run)[0]["id"], "--format", "json").out)
    assert made[0]["by"] == "Ana"


def test_other_options_do_not_go_with_the_export_of_corrections(run):
    assert run("export", "corrections", "--hxl").status == 2
