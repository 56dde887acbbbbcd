"""Corrections as training data, one JSON object a line: a sentence, what the coder read in it, and what is right.

`coded` are the records as the coder read them, null where a person had added one; `right` are the records as a person
left them: none of a rejection, several of a split. A label says its `verdict` and which fields are `wrong`, not what
would be right. Corrections that were taken back are left out; those that no longer match a record are in, as what was
said of the sentence still holds.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import BinaryIO

from wirebook.book.corrections import Action, Correction
from wirebook.book.edits import named
from wirebook.record import AnyRecord, CiteInfo, Record


class Lesson(Record):
    """One line of the export."""

    correction: str
    action: Action
    at: datetime.datetime
    by: str
    why: str | None
    article: str
    cite_info: CiteInfo
    text: str
    """The sentence."""
    coded: tuple[AnyRecord | None, ...]
    right: tuple[AnyRecord, ...] | None
    """None of a label by which something is wrong."""
    fields: tuple[str, ...] = ()
    """The fields that were put right."""
    verdict: str | None = None
    wrong: tuple[str, ...] = ()


def lesson_of(correction: Correction) -> Lesson:
    """What is to be learnt from a correction."""
    first = correction.before[0]
    is_label = correction.action == "label"
    verdict, wrong = correction.fields.get("verdict"), correction.fields.get("wrong")
    changed = (correction.fields, *correction.parts)
    return Lesson(
        correction=correction.id,
        action=correction.action,
        at=correction.at,
        by=correction.by,
        why=correction.why,
        article=correction.article,
        cite_info=first.cite_info,
        text=first.text,
        coded=correction.coded,
        right=None if is_label and verdict != "right" else correction.after,
        fields=() if is_label else tuple(dict.fromkeys(name for fields in changed for name in named(fields))),
        verdict=str(verdict) if is_label else None,
        wrong=tuple(str(name) for name in wrong) if is_label and isinstance(wrong, list) else (),
    )


def write(corrections: Iterable[Correction], stream: BinaryIO) -> int:
    """Write a line for each correction that is not undone; how many there were."""
    written = 0
    for correction in corrections:
        if not correction.is_undone:
            stream.write(lesson_of(correction).model_dump_json().encode() + b"\n")
            written += 1
    return written
