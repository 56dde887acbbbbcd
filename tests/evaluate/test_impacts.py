"""The suite `impacts`, on events of our own."""

import json

import pytest

from wirebook.errors import EvaluationError
from wirebook.evaluate.impacts import is_right, numbers_in, read_events, run

FLOOD = (
    "The flood in Ghana killed 21 people and injured 47.[3] It left 1,200 people homeless and destroyed 340 houses. "
    "More than 5,000 people were displaced."
)


def event(text, **figures):
    main = {f"{field}_Min": least for field, (least, _) in figures.items()}
    main |= {f"{field}_Max": greatest for field, (_, greatest) in figures.items()}
    return {"name": "Ghana flood", "main": [main], "text": text}


def write(path, *events):
    path.write_text("".join(json.dumps(one) + "\n" for one in events))
    return path


def test_each_kind_is_scored(tmp_path):
    gold = event(
        [{"header": "Impact", "content": FLOOD}],
        Deaths=(21.0, "21"),
        Injuries=(47, 47),
        Displaced=("5000", "5000"),
        Homeless=(1200, 1200),
        Buildings_Damaged=("340", "340"),
    )
    scores = run(write(tmp_path / "events.jsonl", gold))
    kinds = ("deaths", "injured", "displaced", "homeless", "buildings")
    assert {kind: scores[kind] for kind in kinds} == dict.fromkeys(kinds, 1.0)
    assert scores["counts"] == dict.fromkeys(kinds, 1)
    assert scores["events"] == 1


def test_a_figure_that_the_text_does_not_hold_is_not_counted(tmp_path):
    scores = run(write(tmp_path / "events.jsonl", event(FLOOD, Deaths=(88, 88), Injuries=(47, 50))))
    assert (scores["counts"]["deaths"], scores["counts"]["injured"]) == (0, 1)
    assert (scores["deaths"], scores["injured"]) == (0.0, 1.0)


def test_the_figure_of_the_whole_goes_before_that_of_a_part(tmp_path):
    text = "The flood killed 21 people. In Ghana it killed 12 people, in Togo nine people died."
    scores = run(write(tmp_path / "events.jsonl", event(text, Deaths=(21, 21)), event(text, Deaths=(9, 9))))
    assert (scores["counts"]["deaths"], scores["right"]["deaths"]) == (2, 1)


def test_numbers_in_digits_and_in_words():
    held = numbers_in("Some 1,200 left at 20:45, 4 000 stayed, thirteen died; 2.5 million and 7.25 m of rain.")
    assert {1200, 4000, 13, 2_500_000, 7.25} <= held
    assert held.isdisjoint({20, 45, 25})


def test_nobody_is_no_number():
    assert 0 not in numbers_in("No deaths were reported.")


def test_nothing_found_is_not_right():
    assert not is_right(None, (0, 10))


def test_bounds_that_are_no_numbers_are_passed_over(tmp_path):
    (found,) = read_events(write(tmp_path / "events.jsonl", event(FLOOD, Deaths=("NULL ", "NULL "), Injuries=(1, 2))))
    assert found.bounds == {"injured": (1.0, 2.0)}
    assert "[3]" not in found.text


@pytest.mark.parametrize("content", ["", "not json\n", '{"text": "x"}\n', '{"text": "x", "main": 3}\n', "[1]\n"])
def test_a_file_without_events_is_an_error(tmp_path, content):
    path = tmp_path / "events.jsonl"
    path.write_text(content)
    with pytest.raises(EvaluationError):
        read_events(path)
