from __future__ import annotations

import pytest

from wirebook.coding.events.lexicon import our_files
from wirebook.coding.events.lexicon.lint import lint

HEADER = "predicate\tpos\tevent\tmode\tactor\trecipient\ttheme\tcontext\texample\texpected\n"
KNOWN = {
    "hand prt:over obj:weapon,arm",
    "strike amod:air on:@any",
    "strike amod:missile,rocket,artillery on:@any",
    "strike amod:drone in:@any",
    "strike amod:missile,rocket,artillery in:@any",
    "strike amod:air in:@any",
}
"""Frames of ours that never speak today. The list only shrinks."""


def test_ours_have_no_problem_but_those_that_are_known():
    texts = {name: text.split("\n") for name, text in our_files()}
    problems = lint(our_files())
    assert all("is never reached" in problem.reason for problem in problems)
    places = [problem.source.split(":") for problem in problems]
    assert {texts[name][int(number) - 1].split("\t")[0] for name, number in places} == KNOWN


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("serenade\tVERB\tLOVE", "no PLOVER type 'LOVE'"),
        ("serenade\tVERB\top:love", "no operator 'love'"),
        ("serenade\tADV\tSUPPORT", "pos is 'ADV'"),
        ("\tVERB\tSUPPORT", "no predicate"),
        ("serenade obj\tVERB\tSUPPORT", "not slot:value"),
        ("serenade obj:@friends\tVERB\tSUPPORT", "no class @friends"),
        ("serenade beneath:@any\tVERB\tSUPPORT", "no slot 'beneath'"),
        ("serenade\tVERB\tSUPPORT\tdrone", "no mode 'drone'"),
        ("serenade\tVERB\top:refuse\tassist\tsubj\t\txcomp", "op:refuse has no mode"),
        ("serenade\tVERB\top:refuse\t\tsubj", "needs a theme"),
        ("serenade\tVERB\tSUPPORT\t\tsubject", "no slot 'subject'"),
        ("serenade\tVERB\tSUPPORT\t\tsubj\tjoint:beneath", "no slot 'beneath'"),
        ("serenade\tVERB\tSUPPORT\t\tsubj\tobj\t\tfriendly", "no context 'friendly'"),
        ("serenade\tVERB\tSUPPORT\t\tsubj\tobj\t\t\tFiji serenaded Tonga.", "go together"),
        ("serenade\tVERB\tSUPPORT\t\tsubj\tobj\t\t\tFiji serenaded Tonga.\tSUPPORT Fiji>Tonga", "is not EVENT/mode"),
        ("serenade\tVERB\tSUPPORT\t\tsubj\tobj\t\t\tFiji serenaded Tonga.\tLOVE FJI>TON", "no PLOVER type 'LOVE'"),
        ("serenade\tVERB\tSUPPORT\t\tsubj\tobj\t\t\tFiji serenaded Tonga.\tSUPPORT/x FJI>TON", "no mode 'x'"),
        ("\t".join("x" * 11), "11 cells where the header has 10"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_file_and_line(line: str, reason: str):
    (problem,) = lint([("mine.tsv", f"# mine\n{HEADER}{line}\n")])
    assert problem.source == "mine.tsv:3"
    assert reason in problem.reason


def test_columns_are_known_and_the_needed_ones_there():
    assert "columns are" in lint([("mine.tsv", "predicate\tpos\n")])[0].reason
    assert "columns are" in lint([("mine.tsv", "predicate\tpos\tevent\tcolour\n")])[0].reason
    assert lint([("mine.tsv", "event\tpos\tpredicate\nSUPPORT\tVERB\tserenade\n")]) == []


@pytest.mark.parametrize(
    ("first", "second", "fate"),
    [
        ("serenade", "serenade", "stands twice"),
        ("favour", "favor", "stands twice"),
        ("serenade obj:@any", "serenade obj:@party", "never reached"),
        ("serenade obj:a,b", "serenade obj:b", "never reached"),
        ("serenade !obj:b", "serenade !obj:a,b", "never reached"),
        ("serenade obj:a amod:@any", "serenade obj:a", None),
        ("serenade obj:b", "serenade obj:a,b", None),
        ("serenade obj:a", "serenade !obj:a", None),
        ("serenade obj:a", "serenade to:a", None),
    ],
)
def test_frames_that_never_speak_are_found(first: str, second: str, fate: str | None):
    lines = [f"{predicate}\tVERB\tSUPPORT\t\tsubj\tobj" for predicate in (first, second)]
    problems = lint([("a.tsv", HEADER + lines[0]), ("b.tsv", HEADER + lines[1])])
    assert [problem.source for problem in problems] == (["b.tsv:2"] if fate else [])
    assert all(fate and fate in problem.reason and "a.tsv:2" in problem.reason for problem in problems)


def test_behind_an_operator_the_next_frame_speaks():
    text = f"{HEADER}serenade\tVERB\top:do\t\tsubj\t\txcomp\nserenade\tVERB\tSUPPORT\t\tsubj\tobj\n"
    assert lint([("a.tsv", text)]) == []
