"""Samples: how often the coder is right on one's own news, from claims drawn at random and labelled by a person.

The draw: every claim that the coder read and that meets the conditions has a lot, the SHA-256 of the seed and its id;
the claims with the smallest lots are drawn, in order of their lots. So the draw is random and without replacement, each
claim as likely as another, and the same seed draws the same claims of the same book. A larger sample holds a smaller
one; articles read later take a place in it only by their lots.

What is judged is what the coder read, whatever persons put right later. A label counts as long as the claim says what
it said when it was labelled: in type, parties, status, date and speakers.

Shares have Wilson's score interval, which keeps its promise for few labels and for shares near 0 and 1 too:
E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, Journal of the American Statistical
Association 22 (1927), 209-212; recommended by L. D. Brown, T. T. Cai and A. DasGupta, Interval Estimation for a
Binomial Proportion, Statistical Science 16 (2001), 101-133.
"""

from __future__ import annotations

import datetime
import hashlib
import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from wirebook.book.model import Score
from wirebook.book.party import parties_of
from wirebook.record import Claim, Record

Verdict = Literal["right", "wrong"]
WrongField = Literal["type", "actor", "recipient", "status", "date", "attribution"]

FIELDS: tuple[WrongField, ...] = get_args(WrongField)
"""What can be wrong with a claim."""

LEVEL = 0.95
"""How sure an interval is: in so many of such samples it holds the true share."""
_Z = 1.959963984540054
"""The standard normal quantile of `LEVEL`, two-sided."""


class Label(Record):
    """What a person said of a claim that was drawn."""

    id: str
    """Of the correction that keeps it."""
    verdict: Verdict
    wrong: tuple[WrongField, ...] = ()
    by: str


class GivenLabel(Record):
    """A label in a file: what a person said of a claim elsewhere."""

    id: str
    """Of the claim."""
    verdict: Verdict
    wrong: tuple[WrongField, ...] = ()
    by: str | None = None
    why: str | None = None
    at: datetime.datetime | None = None


class Drawn(Record):
    """A claim as the coder read it, with its label if it has one."""

    claim: Claim
    label: Label | None = None


class Share(Record):
    """How many of the labelled claims are right, and the bounds between which the true share is likely to be."""

    labelled: int
    right: int
    precision: Score | None = None
    low: Score | None = None
    high: Score | None = None


class Precision(Record):
    """What a labelled sample tells."""

    drawn: int
    labelled: int
    level: float = LEVEL
    all: Share
    by_event: dict[str, Share]
    """By event type, in the order of the alphabet."""
    wrong: dict[str, int]
    """How many of the labelled claims are wrong in each field; a claim may be wrong in several."""


class Lot(NamedTuple):
    """The place of a claim in the draw."""

    number: bytes
    key: str


def lot_of(seed: int, claim: str, key: str) -> Lot:
    """The lot of a claim, by its id."""
    return Lot(hashlib.sha256(f"{seed}\n{claim}".encode()).digest(), key)


def draw(number: int, lots: Iterable[Lot]) -> list[str]:
    """The keys of the claims that are drawn, in order of their lots; holds no more than `number` lots."""
    return [lot.key for lot in heapq.nsmallest(number, lots)]


def said(claim: Claim) -> tuple[object, ...]:
    """What a label is about."""
    speakers = [parties_of([speaker]) for speaker in claim.attribution]
    sides = parties_of(claim.actor), parties_of(claim.recipient)
    return claim.event, claim.mode, *sides, claim.status, claim.negated, claim.date, claim.enddate, tuple(speakers)


def precision_of(drawn: Sequence[Drawn]) -> Precision:
    """How often the coder is right, by the labels that there are."""
    rights: Mapping[str, list[bool]] = defaultdict(list)
    wrong: Counter[str] = Counter()
    for one in drawn:
        if one.label is not None:
            rights[one.claim.event].append(one.label.verdict == "right")
            wrong.update(one.label.wrong)
    every = [right for some in rights.values() for right in some]
    return Precision(
        drawn=len(drawn),
        labelled=len(every),
        all=share_of(sum(every), len(every)),
        by_event={event: share_of(sum(rights[event]), len(rights[event])) for event in sorted(rights)},
        wrong={field: wrong[field] for field in FIELDS if wrong[field]},
    )


def share_of(right: int, labelled: int) -> Share:
    """A share with Wilson's interval; of nothing there is neither."""
    if not labelled:
        return Share(labelled=0, right=0)
    share = right / labelled
    square = _Z * _Z
    middle = (share + square / (2 * labelled)) / (1 + square / labelled)
    spread = share * (1 - share) / labelled + square / (4 * labelled * labelled)
    half = _Z * math.sqrt(spread) / (1 + square / labelled)
    return Share(
        labelled=labelled, right=right, precision=share, low=max(0.0, middle - half), high=min(1.0, middle + half)
    )
