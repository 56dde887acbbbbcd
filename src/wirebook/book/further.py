"""What one voice tells as more of the same: the only figures that are added up.

"Another 12 people died" and "12 more" add to the figure that the article gave before it, and so do the members of one
list ("killed three soldiers, two policemen and a farmer", "47 died in one province and two in the next"). The parts of
a figure do not ("240 dead, including 196 in one province"), nor does anything that another speaker says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from wirebook.coding.amounts import find_amounts
from wirebook.record import Impact, Span

FURTHEST = 200
"""Characters between the sentences of two figures, of which one adds to the other."""
_MORE_BEFORE = re.compile(
    r"\b(?:another|(?:a |an )?(?:further|additional)(?: estimated)?)\s+$|^another$", re.IGNORECASE
)
_MORE_AFTER = re.compile(r"^\s+(?:more|further|additional)\b(?!(?:\s+\w+){0,3}\s+than\b)", re.IGNORECASE)
_INDIRECT = re.compile(r"^\s+(?:\w+\s+)?indirect", re.IGNORECASE)
"""Of deaths that a disaster brought about, which stand beside those of which it was the cause."""
_ALSO = re.compile(r"\balso\s+(?:\w+\s+(?:to|in|for)\s+)?(?:a\s+|an\s+)?$", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:includ\w+|of (?:whom|which|them|these|those|the)|among|half|some of|out of)\b|[(:–]", re.IGNORECASE
)
"""Words between two figures, or before the first, by which the later ones are parts of it."""


def sums(figures: Iterable[Impact]) -> dict[str, Impact]:
    """By its id, each figure to which figures told before it by the same voice are added, with the sum in its bounds.

    `figures` are of one series, of any number of articles, in any order. The evidence of a sum holds all its amounts.
    """
    voices: dict[tuple[str, tuple[str, ...]], list[Impact]] = defaultdict(list)
    for figure in figures:
        if figure.evidence.amounts and not figure.negated and figure.unit is None:
            voices[figure.article, tuple(speaker.entity_text for speaker in figure.attribution)].append(figure)
    found: dict[str, Impact] = {}
    for told in voices.values():
        told.sort(key=lambda figure: (figure.evidence.amounts, figure.id))
        for before, figure in pairwise(told):
            if _is_more(before, figure, {span for one in told for span in one.evidence.amounts}):
                found[figure.id] = _sum(found.get(before.id, before), figure)
    return found


def _is_more(before: Impact, figure: Impact, of_series: set[Span]) -> bool:
    (start, end), offset = figure.evidence.amounts[0], figure.evidence.start
    lead, rest = figure.text[: start - offset], figure.text[end - offset :]
    amount = figure.text[start - offset : end - offset]
    same_sentence = before.evidence.start == offset and before.evidence.block == figure.evidence.block
    between = figure.text[before.evidence.amounts[0][1] - offset : start - offset] if same_sentence else ""
    if same_sentence and _PART.search(between) is not None:
        return False
    if same_sentence and before.evidence.trigger == figure.evidence.trigger:
        return _PART.match(figure.text.lstrip()) is None
    if figure.evidence.start - before.evidence.end > FURTHEST:
        return False
    trigger = figure.evidence.trigger[0][0] - offset if figure.evidence.trigger else 0
    if _INDIRECT.match(rest) is not None and _INDIRECT.match(_after(before)) is None:
        return True
    if same_sentence and _ALSO.search(figure.text[: max(trigger, 0)]) is not None:
        return True
    told_as_more = _MORE_BEFORE.search(lead) or _MORE_BEFORE.match(amount) or _MORE_AFTER.match(rest)
    # in "12 died and another 30 were hurt" the 30 are not more of those hurt elsewhere
    nearest = [(one.start_char + offset, one.end_char + offset) for one in find_amounts(lead)]
    return told_as_more is not None and (not nearest or nearest[-1] in of_series)


def _after(figure: Impact) -> str:
    return figure.text[figure.evidence.amounts[-1][1] - figure.evidence.start :]


def _sum(before: Impact, figure: Impact) -> Impact:
    both = (before, figure)
    low = [one.low if one.low is not None else 0.0 for one in both]
    high = [one.high for one in both if one.high is not None]
    evidence = figure.evidence.model_copy(update={"amounts": (*before.evidence.amounts, *figure.evidence.amounts)})
    return figure.model_copy(
        update={
            "low": sum(low),
            "high": sum(high) if len(high) == len(both) else None,
            "approximate": any(one.approximate for one in both),
            "evidence": evidence,
        }
    )
