"""Corrections: what a person says of a record, and how it is kept when a newer coder reads the article again.

A correction is kept against the text of the article, the words of the trigger and the parties, not against the id of a
record. The rule by which it finds its record, the same for every reading of the same text:

1. The record is in the article of the same text and of the same kind.
2. Its trigger shares characters with the trigger of the record that was corrected (of an impact without one, the
   figure; else the sentence).
3. Its parties are the same, role by role, by code, else by name: as coded or as they stand, before the correction or
   after it. Of an impact, the speakers.
4. To accept, to reject or to label says nothing of another reading of the same words: there the type is the same too
   (of a claim the event, of an impact exposure and kind, of an aid step the stage).
5. Of several, the one that is most like the record that was corrected: by type, then by id, by trigger, by status and
   by dates. If two are equally like it, none is taken.

A correction that finds no record is not applied. It stays in the book and is listed as unmatched.

Corrections are applied in the order of their time, each to what the ones before it left: the last word stands. An aid
step goes with its claims: where all that it was read off are rejected, so is the step, unless a person says otherwise.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Literal

from pydantic import Field, JsonValue

from wirebook.book.edits import edited, named
from wirebook.book.party import parties_of
from wirebook.book.standing import AnyRecord, Mark, Standing, Stated, marked, marks_of
from wirebook.record import AidStep, Claim, Record, Span, record_id
from wirebook.record import AnyRecord as AnyRecordField

Action = Literal["accept", "reject", "edit", "merge", "split", "label"]
"""What a correction does; a `label` says whether a record is right and changes nothing, see `sampling`."""

VERDICTS: frozenset[Action] = frozenset({"accept", "reject", "label"})

Fields = dict[str, JsonValue]
"""Fields of a record with the values that they are given, as its JSON has them."""


class Correction(Record):
    """What a person said of a record, when and why.

    `before` are the records as they stood, the one that it is about first; `coded` the same as the coder read them,
    null where a person had added it.
    """

    id: str
    at: datetime.datetime
    by: str
    why: str | None = None
    action: Action
    record: Literal["claim", "impact", "aid"]
    article: str
    trigger: str
    """The words of the trigger."""
    before: tuple[AnyRecordField, ...]
    coded: tuple[AnyRecordField | None, ...]
    fields: Fields = Field(default_factory=dict)
    """What an edit or a merge sets; of a label, `verdict` and the fields that are `wrong`."""
    parts: tuple[Fields, ...] = ()
    """Of a split: what each part sets, the first on the record itself."""
    matched: tuple[str, ...] = ()
    """Ids of the records that it is about now; empty where none matches."""
    undone_at: datetime.datetime | None = None
    undone_by: str | None = None
    undone_why: str | None = None

    @property
    def is_undone(self) -> bool:
        """Whether it was taken back."""
        return self.undone_at is not None

    @property
    def after(self) -> tuple[AnyRecord, ...]:
        """The records that it made of those before, without their marks; none of a rejection."""
        if self.action == "reject":
            return ()
        if self.action == "split":
            return tuple(edited(self.before[0], part) for part in self.parts)
        return (edited(self.before[0], self.fields if self.action in {"edit", "merge"} else {}),)


class History(Record):
    """A record as it stands, as it was coded, and what was said of it in between, undone corrections included."""

    record: AnyRecordField | None = None
    """None where the book holds none any more that the corrections match."""
    standing: Standing | None = None
    coded: AnyRecordField | None = None
    """None where a person added it."""
    corrections: tuple[Correction, ...] = ()


def place_of(record: AnyRecord) -> tuple[Span, ...]:
    """The characters that a record is found by."""
    evidence = record.evidence
    return evidence.trigger or evidence.amounts or ((evidence.start, evidence.end),)


def apply(
    coded: Sequence[Stated], corrections: Sequence[Correction]
) -> tuple[list[Stated], dict[str, tuple[str, ...]]]:
    """The records of an article after its corrections, and which records each correction found, by its id."""
    stated = list(coded)
    found: dict[str, tuple[str, ...]] = {}
    for correction in sorted(corrections, key=lambda one: one.at):
        if correction.is_undone:
            found[correction.id] = ()
            continue
        positions = find(correction, stated)
        found[correction.id] = tuple(stated[position].record.id for position in positions or ())
        if positions:
            _apply_one(correction, stated, positions)
    return _with_their_claims(stated), found


def find(correction: Correction, stated: Sequence[Stated]) -> list[int] | None:
    """Where the records of a correction are among `stated`; None where one of them is not there."""
    positions: list[int] = []
    for number, before in enumerate(correction.before):
        about = [one for one in (before, correction.coded[number]) if one is not None]
        if number == 0:
            about += correction.after
        ranks = {
            position: rank
            for position, one in enumerate(stated)
            if position not in positions
            and (rank := _likeness(before, about, one, verdict=correction.action in VERDICTS)) is not None
        }
        best = [position for position, rank in ranks.items() if rank == max(ranks.values())]
        if len(best) != 1:
            return None
        positions += best
    return positions


def _likeness(before: AnyRecord, about: Sequence[AnyRecord], one: Stated, *, verdict: bool) -> tuple[bool, ...] | None:
    """How like a record is to the one that was corrected, by rule 5; None where it cannot be the same."""
    forms = [form for form in (one.record, one.coded) if form is not None]
    if one.record.record != before.record or not _overlap(place_of(forms[-1]), place_of(before)):
        return None
    if not {_sides(form) for form in forms} & {_sides(form) for form in about}:
        return None
    same_type = bool({_type(form) for form in forms} & {_type(form) for form in about})
    if verdict and not same_type:
        return None
    like = forms[-1]
    return (
        same_type,
        like.id == before.id,
        place_of(like) == place_of(before),
        getattr(like, "status", None) == getattr(before, "status", None),
        (like.date, like.enddate) == (before.date, before.enddate),
    )


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(start < other_end and other_start < end for start, end in one for other_start, other_end in other)


def _sides(record: AnyRecord) -> tuple[tuple[str, ...], ...]:
    if isinstance(record, Claim):
        return parties_of(record.actor), parties_of(record.recipient)
    if isinstance(record, AidStep):
        return parties_of(record.donor), parties_of(record.recipient)
    return (parties_of(record.attribution),)


def _type(record: AnyRecord) -> tuple[str, ...]:
    if isinstance(record, Claim):
        return (record.event,)
    return (record.stage,) if isinstance(record, AidStep) else (record.exposure, record.kind)


def _apply_one(correction: Correction, stated: list[Stated], positions: Sequence[int]) -> None:
    """Put what a correction says into `stated`."""
    first, by = positions[0], correction.by
    one = stated[first]
    match correction.action:
        case "accept":
            touched = any(mark.deed in {"corrected", "merged", "added"} for mark in marks_of(one.record))
            kept: Standing = "added" if one.coded is None else "edited" if touched else "accepted"
            stated[first] = Stated(one.coded, marked(one.record, Mark("accepted", by)), kept)
        case "reject":
            stated[first] = Stated(one.coded, marked(one.record, Mark("rejected", by)), "rejected")
        case "edit":
            stated[first] = _edit(one, correction.fields, Mark("corrected", by, named(correction.fields)))
        case "merge":
            stated[first] = _edit(one, correction.fields, Mark("merged", by, named(correction.fields)))
            for position in positions[1:]:
                other = stated[position]
                stated[position] = Stated(other.coded, marked(other.record, Mark("merged", by)), "merged")
        case "split":
            stated[first] = _edit(one, correction.parts[0], Mark("corrected", by, named(correction.parts[0])))
            stated.extend(
                _added(one.record, correction, number, part)
                for number, part in enumerate(correction.parts[1:], start=1)
            )
        case "label":
            pass


def _edit(one: Stated, fields: Fields, mark: Mark) -> Stated:
    standing: Standing = "added" if one.coded is None else "edited"
    return Stated(one.coded, marked(edited(one.record, fields), mark), standing)


def _added(base: AnyRecord, correction: Correction, number: int, part: Fields) -> Stated:
    new = edited(base, part)
    own = record_id(base.article, base.record, "split", correction.id, number)
    mark = Mark("added", correction.by, named(part))
    return Stated(None, marked(new.model_copy(update={"id": own}), mark), "added")


def _with_their_claims(stated: Sequence[Stated]) -> list[Stated]:
    """The aid steps whose claims are all rejected, rejected with them."""
    rejected = {one.record.id: one.record for one in stated if one.standing == "rejected"}
    after = []
    for one in stated:
        step = one.record
        if (
            isinstance(step, AidStep)
            and one.standing == "coded"
            and step.claims
            and rejected.keys() >= set(step.claims)
        ):
            by = marks_of(rejected[step.claims[-1]])[-1].by
            after.append(Stated(one.coded, marked(step, Mark("rejected", by)), "rejected"))
        else:
            after.append(one)
    return after
