import json

from tests.cli.running import here

SENTENCE = "Tonga's Red Cross said on Sunday that Fiji had sent 200 tents to Tonga on Friday."


def test_every_field_is_shown_with_its_words(monkeypatch, capfd):
    monkeypatch.setenv("COLUMNS", "200")
    result = here(monkeypatch, capfd, "explain", SENTENCE, "--published", "2024-08-04")
    assert result.status == 0
    assert "claim AID" in result.out
    assert "date: 2024-08-02 to 2024-08-02" in result.out
    assert f"date {SENTENCE.index('Friday')}-{SENTENCE.index('Friday') + 6}: Friday" in result.out


def test_a_sentence_about_nothing_says_so(monkeypatch, capfd):
    result = here(monkeypatch, capfd, "explain", "The weather was fine.")
    assert result.status == 0
    assert "nothing is read in it" in result.out


def test_a_page_is_explained_for_programs(monkeypatch, capfd, tmp_path):
    (tmp_path / "page.jsonl").write_text(json.dumps({"text": SENTENCE, "date": "2024-08-04"}))
    result = here(monkeypatch, capfd, "explain", tmp_path / "page.jsonl", "--format", "json")
    assert json.loads(result.out)["claims"][0]["event"] == "AID"


def test_what_is_no_sentence_is_a_missing_file(monkeypatch, capfd):
    result = here(monkeypatch, capfd, "explain", "nowhere.txt")
    assert result.status == 1
    assert "WB201" in result.err
