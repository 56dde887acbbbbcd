"""Cuts a block of text where evidence begins or ends, so that overlapping evidence can be marked up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from wirebook.record import Evidence, Span

ROLES = ("actor", "recipient", "channel", "date", "place", "amounts", "attribution")


class Mark(NamedTuple):
    """One stretch of evidence: `note` is the number of the record's note, `role` a field of `Evidence`."""

    start: int
    end: int
    note: int
    role: str


class Segment(NamedTuple):
    """A stretch of text under the same marks throughout. Notes stand innermost first."""

    text: str
    notes: tuple[int, ...] = ()
    """Notes whose trigger covers the stretch."""
    opens: tuple[int, ...] = ()
    """Those of them whose trigger begins here."""
    closes: tuple[int, ...] = ()
    """Those of them whose last trigger ends here: their labels follow the text."""
    roles: tuple[str, ...] = ()
    """`note:role` for every other field read off the stretch."""


def marks_of(evidence: Evidence, note: int) -> list[Mark]:
    """Every span of a record's evidence as a mark of its note; figures stand in where there is no trigger."""
    marks = [Mark(start, end, note, "trigger") for start, end in evidence.trigger or evidence.amounts]
    by_role: dict[str, tuple[Span, ...]] = {role: getattr(evidence, role) for role in ROLES}
    return marks + [Mark(start, end, note, role) for role, spans in by_role.items() for start, end in spans]


def segments(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Segment]:
    """The text from `start` to `end` cut at every border of a mark. Joined, the texts give `text[start:end]`."""
    inside = [
        Mark(max(mark.start, start), min(mark.end, end), mark.note, mark.role)
        for mark in marks
        if mark.start < end and mark.end > start and mark.start < mark.end
    ]
    cuts = sorted({start, end, *(mark.start for mark in inside), *(mark.end for mark in inside)})
    ends = {mark.note: mark.end for mark in sorted(inside, key=lambda mark: mark.end) if mark.role == "trigger"}
    return [_segment(text, left, right, inside, ends) for left, right in pairwise(cuts)]


def _segment(text: str, left: int, right: int, marks: Sequence[Mark], ends: Mapping[int, int]) -> Segment:
    over = sorted(
        (mark for mark in marks if mark.start <= left and mark.end >= right),
        key=lambda mark: (mark.end - mark.start, mark.note, mark.role),
    )
    triggers = [mark for mark in over if mark.role == "trigger"]
    return Segment(
        text[left:right],
        notes=tuple(dict.fromkeys(mark.note for mark in triggers)),
        opens=tuple(dict.fromkeys(mark.note for mark in triggers if mark.start == left)),
        closes=tuple(dict.fromkeys(mark.note for mark in triggers if ends[mark.note] == right)),
        roles=tuple(dict.fromkeys(f"{mark.note}:{mark.role}" for mark in over if mark.role != "trigger")),
    )
