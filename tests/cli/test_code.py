import json
import subprocess
import sys

import pytest

from tests.cli.running import here, wirebook
from wirebook.record import AidStep, Claim, Impact

PAGE = "APIA (Reuters) - Samoa accused Fiji on Friday of holding two of its fishing boats, its government said.\n"
ITEMS = [
    {"url": "https://example.org/1", "date": "2024-08-04", "title": "Boats", "text": PAGE},
    {"url": "https://example.org/2", "date": "2024-08-04", "title": "Nothing", "text": ""},
    {
        "url": "https://example.org/3",
        "date": "2024-08-05",
        "title": "Talks",
        "text": "Tonga met Samoa in Suva on Sunday.",
    },
]


@pytest.fixture
def items(tmp_path):
    path = tmp_path / "items.jsonl"
    path.write_text("".join(json.dumps(item) + "\n" for item in ITEMS))
    return path


def test_standard_output_carries_records_only(items):
    result = wirebook("code", items)
    rows = [json.loads(line) for line in result.out.splitlines()]
    types = {"claim": Claim, "impact": Impact, "aid": AidStep}
    assert rows
    for row, line in zip(rows, result.out.splitlines(), strict=True):
        assert types[row["record"]].model_validate_json(line).model_dump_json() == line
    assert {row["cite_info"]["url"] for row in rows} <= {item["url"] for item in ITEMS}


def test_what_cannot_be_read_is_named_and_the_rest_is_kept(items, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    result = wirebook("code", tmp_path / "nowhere.txt", items, tmp_path / "empty.txt")
    assert result.status == 1
    assert result.out
    for name, code in (("nowhere.txt", "WB201"), ("items.jsonl", "WB2"), ("empty.txt", "WB202")):
        assert any(name in line and code in line for line in result.err.splitlines())
    assert "3 inputs could not be read" in result.err


def test_the_same_bytes_out_for_the_same_bytes_in_whatever_the_workers(items):
    alone = wirebook("code", items)
    together = wirebook("code", items, "--workers", "2")
    assert together.out == alone.out
    assert together.status == alone.status == 1


def test_standard_input_is_read():
    result = wirebook("code", "-", "--published", "2024-08-04", stdin=PAGE.encode())
    assert result.status == 0
    assert json.loads(result.out.splitlines()[0])["cite_info"]["published"] == "2024-08-04"


def test_nothing_found_is_no_failure(tmp_path):
    (tmp_path / "calm.txt").write_text("The weather was fine.\n")
    result = wirebook("code", tmp_path / "calm.txt", "--published", "2024-08-04")
    assert (result.status, result.out) == (0, "")
    assert "0 records in 1 article (1 without any)" in result.err


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text((json.dumps(ITEMS[0]) + "\n") * 200)
    command = [sys.executable, "-c", "from wirebook.cli import main; main()", "code", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 0


def test_a_bug_on_one_page_does_not_end_the_run(monkeypatch, capfd, items):
    from wirebook import coding

    real = coding.code_article

    def breaks(article, nlp):
        if article.title == "Boats":
            raise ZeroDivisionError("made up")
        return real(article, nlp)

    monkeypatch.setattr(coding, "code_article", breaks)
    result = here(monkeypatch, capfd, "code", items)
    assert result.status == 1
    assert "items.jsonl, item 1: it could not be coded (ZeroDivisionError: made up)" in result.err
    assert "in 1 article" in result.err
