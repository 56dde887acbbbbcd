"""The article's words around what was read in them, for lists: the sentence with its trigger marked."""

from __future__ import annotations

from typing import NamedTuple

from wirebook.record import AidStep, Claim, Impact
from wirebook.views import words

BEFORE, AFTER = 170, 230
"""Characters of a sentence that stand before and after its trigger, about."""


class Excerpt(NamedTuple):
    """A sentence, cut where it is long; `marked` are the words of the trigger."""

    before: str
    marked: str
    after: str


def excerpt(record: Claim | Impact | AidStep) -> Excerpt:
    """The sentence of a record around its trigger, or its figure where it has none."""
    sentence, start = record.text, record.evidence.start
    spans = record.evidence.trigger or record.evidence.amounts
    first, last = (spans[0][0] - start, spans[0][1] - start) if spans else (0, 0)
    if not 0 <= first <= last <= len(sentence):
        first = last = 0
    before, after = _clean(sentence[:first]), _clean(sentence[last:])
    if len(before) > BEFORE:
        before = "…" + before[before.find(" ", len(before) - BEFORE) + 1 :]
    if len(after) > AFTER:
        cut = after.rfind(" ", 0, AFTER)
        after = after[: cut if cut > 0 else AFTER] + "…"
    return Excerpt(before, words.plain(sentence[first:last]), after)


def _clean(text: str) -> str:
    """`plain`, with one blank kept at either end where there was one."""
    bare = words.plain(text)
    if not bare:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + bare + (" " if text[-1].isspace() else "")
