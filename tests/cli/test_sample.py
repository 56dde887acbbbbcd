import io
import json

import pytest
from rich.console import Console

from wirebook.book import Book
from wirebook.book.sampling import Drawn, Label
from wirebook.cli.labelling import Dialogue, label_claims
from wirebook.cli.sample import Keys
from wirebook.views.terminal import show_card

AT = ("--by", "Maria", "--at", "2024-08-05T10:00")


def drawn_of(run, *more):
    return json.loads(run("sample", "50", "--format", "json", *more).out)


def test_labels_come_from_a_file_and_stay(run, tmp_path):
    drawn = drawn_of(run)
    assert (drawn["seed"], drawn["asked"], drawn["precision"]["labelled"]) == (0, 50, 0)
    assert "without a label" in run("sample", "50").err
    first, second, *_ = (one["claim"]["id"] for one in drawn["claims"])
    lines = [{"id": first[:8], "verdict": "right"}, {"id": second, "verdict": "wrong", "wrong": ["date"], "by": "Ana"}]
    (tmp_path / "labels.jsonl").write_text("\n\n".join(map(json.dumps, lines)))
    for _ in range(2):
        after = drawn_of(run, "--labels", tmp_path / "labels.jsonl", *AT)
        assert [one["verdict"] for one in after["claims"][:2]] == ["right", "wrong"]
        assert after["precision"]["all"] == {"labelled": 2, "right": 1, "precision": 0.5, "low": 0.095, "high": 0.905}
        assert after["precision"]["wrong"] == {"date": 1}
    table = run("sample", "50")
    assert table.status == 0
    assert f"2 of {len(drawn['claims'])} claims labelled" in table.out
    assert "0.500" in table.out
    assert "0.095–0.905" in table.out
    lessons = list(map(json.loads, run("export", "corrections").out.splitlines()))
    assert [(one["verdict"], one["wrong"], one["by"]) for one in lessons] == [
        ("right", [], "Maria"),
        ("wrong", ["date"], "Ana"),
    ]
    assert lessons[1]["right"] is None
    assert "wrong (date)" in run("correct", "history", second).out


@pytest.mark.parametrize(("line", "status"), [
    ("right", 2), ('{"id": "ffff", "verdict": "right"}', 2), ('{"id": "0000", "verdict": "perhaps"}', 2),
    ('{"id": "0000", "verdict": "wrong", "wrong": ["colour"]}', 2),
])  # fmt: skip
def test_a_line_that_is_no_label_is_named_and_nothing_is_kept(run, tmp_path, line, status):
    first = drawn_of(run)["claims"][0]["claim"]["id"]
    (tmp_path / "labels.jsonl").write_text(json.dumps({"id": first, "verdict": "right"}) + "\n" + line)
    result = run("sample", "50", "--labels", tmp_path / "labels.jsonl", *AT)
    assert result.status == status
    assert "line 2" in result.err or "WB306" in result.err
    assert drawn_of(run)["precision"]["labelled"] == 0


def test_a_file_that_is_not_there_is_named(run, tmp_path):
    assert run("sample", "5", "--labels", tmp_path / "none.jsonl").status == 2


def test_an_empty_draw_says_what_to_do(run):
    result = run("sample", "5", "--search", "zebra")
    assert (result.status, "0 of 0" in result.out, "leave conditions out" in result.err) == (0, True, True)


class Person:
    """Presses keys, and remembers what was shown, said and kept."""

    def __init__(self, keys):
        self.keys = list(keys)
        self.shown, self.told, self.labels, self.undone = [], [], [], []

    def dialogue(self):
        return Dialogue(
            key=lambda: self.keys.pop(0) if self.keys else "",
            show=lambda position, _: self.shown.append(position),
            say=self.told.append,
            label=self.label,
            undo=lambda label: self.undone.append(label.id),
        )

    def label(self, claim, verdict, wrong):
        self.labels.append((verdict, *wrong))
        return Label(id=str(len(self.labels)), verdict=verdict, wrong=tuple(wrong), by="Maria")


@pytest.fixture
def drawn(book):
    with Book(book) as store:
        claims = list(store.claims())
    return [Drawn(claim=claims[number % len(claims)]) for number in range(4)]


@pytest.mark.parametrize(("keys", "labels", "shown"), [
    ("rrrr", [("right",)] * 4, [0, 1, 2, 3]),
    ("rwtb\rq", [("right",), ("wrong", "type", "attribution")], [0, 1, 2]),
    ("w\r", [("wrong",)], [0, 1]),
    ("waa\x1bR", [("right",)], [0, 1]),
    ("wdsd\n", [("wrong", "status")], [0, 1]),
    ("sr", [("right",)], [0, 1, 2]),
    ("x1?r", [("right",)], [0, 1]),
    ("wq", [], [0]), ("w\x03", [], [0]), ("\x04", [], [0]), ("", [], [0]),
])  # fmt: skip
def test_one_key_is_an_answer(drawn, keys, labels, shown):
    person = Person(keys)
    label_claims(drawn, person.dialogue())
    assert (person.labels, person.shown) == (labels, shown)


def test_back_takes_the_label_before_away_and_asks_again(drawn):
    person = Person("rwa\rbrq")
    after = label_claims(drawn, person.dialogue())
    assert (person.shown, person.undone) == ([0, 1, 2, 1, 2], ["2"])
    assert [one.label and one.label.verdict for one in after] == ["right", "right", None, None]
    again = Person("bb" + "rr")
    label_claims(after, again.dialogue())
    assert again.shown == [2, 1, 0, 1, 2]  # it goes on where the last one ended, and back from there
    assert len(again.undone) == 2


def test_keys_that_wait_together_are_taken_one_by_one():
    typed = iter(["wa", "\x1b[A", "b", "\x1b", ""])
    keys = Keys(lambda: next(typed))
    assert [keys() for _ in range(5)] == ["w", "a", "b", "\x1b", ""]


def test_the_end_of_what_is_typed_is_no_key():
    def end():
        raise KeyboardInterrupt

    assert Keys(end)() == ""


def test_a_card_shows_the_sentence_in_its_article_and_every_field(book):
    stream = io.StringIO()
    with Book(book) as store:
        claim = next(one for one in store.claims() if one.actor and one.date)
        article = store.articles_by_id([claim.article])[claim.article]
    console = Console(file=stream, width=100)
    show_card(claim, article, console, heading="claim 1 of 2")
    text = stream.getvalue()
    assert " ".join(claim.text.split()[:4]) in " ".join(text.split())
    for part in ("claim 1 of 2", "type", claim.event, "actor", claim.status, claim.date.isoformat(), "attribution"):
        assert part in text
    assert "\x1b" not in text
    show_card(claim, None, console)
