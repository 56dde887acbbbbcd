from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wirebook.record import Evidence
from wirebook.views.report.spans import ROLES, Mark, Segment, marks_of, segments

TEXT = "Vanuatu accused Fiji of seizing two boats."


def test_words_without_evidence_stay_one_segment():
    assert segments(TEXT, 0, len(TEXT), []) == [Segment(TEXT)]


def test_overlapping_triggers_are_split_and_the_innermost_comes_first():
    marks = [Mark(8, 15, 1, "trigger"), Mark(8, 31, 2, "trigger"), Mark(16, 20, 2, "actor")]
    found = segments(TEXT, 0, len(TEXT), marks)
    assert [(part.text, part.notes) for part in found] == [
        ("Vanuatu ", ()),
        ("accused", (1, 2)),
        (" ", (2,)),
        ("Fiji", (2,)),
        (" of seizing", (2,)),
        (" two boats.", ()),
    ]
    assert found[1].opens == (1, 2)
    assert found[1].closes == (1,)
    assert found[3].roles == ("2:actor",)
    assert found[4].closes == (2,)


def test_a_trigger_of_two_parts_closes_once():
    marks = [Mark(8, 15, 1, "trigger"), Mark(24, 31, 1, "trigger")]
    assert [part.text for part in segments(TEXT, 0, len(TEXT), marks) if part.closes] == ["seizing"]


def test_marks_that_reach_beyond_the_block_are_cut_at_its_border():
    found = segments(TEXT, 8, 20, [Mark(0, 100, 1, "trigger")])
    assert found == [Segment("accused Fiji", notes=(1,), opens=(1,), closes=(1,))]


def test_figures_stand_in_for_a_missing_trigger():
    evidence = Evidence(block=0, start=0, end=42, amounts=((32, 41),))
    assert Mark(32, 41, 7, "trigger") in marks_of(evidence, 7)


marks = st.lists(
    st.tuples(st.integers(-5, 60), st.integers(-5, 60), st.integers(1, 5), st.sampled_from(["trigger", *ROLES])).map(
        lambda values: Mark(*values)
    ),
    max_size=12,
)


@given(marks, st.integers(0, 20), st.integers(20, 42))
def test_segments_always_join_to_the_text_and_carry_what_covers_them(found, start, end):
    parts = segments(TEXT, start, end, found)
    assert "".join(part.text for part in parts) == TEXT[start:end]
    offset = start
    for part in parts:
        for position in range(offset, offset + len(part.text)):
            covering = {mark.note for mark in found if mark.role == "trigger" and mark.start <= position < mark.end}
            assert set(part.notes) == covering
        offset += len(part.text)
    for number in {mark.note for mark in found}:
        assert sum(number in part.closes for part in parts) == any(number in part.notes for part in parts)
