"""Which claims a format without words for status and denial can hold.

POLECAT and GDELT list acts that took place. A denial, a plan or a threat carried out in somebody's mind would stand
there as the act itself, so it is left out, and counted. What is planned, offered or asked for is an act where the
type of event is the saying: an offer is an AGREE, an appeal a REQUEST.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from wirebook.record import Claim, EventType, Status
from wirebook.views.export.selection import Tell

TOOK_PLACE: Final[frozenset[Status]] = frozenset({"happened", "ongoing", "historical"})

SAID: Final[dict[EventType, frozenset[Status]]] = {
    "AGREE": frozenset({"offered", "planned", "conditional"}),
    "REQUEST": frozenset({"requested"}),
    "THREATEN": frozenset({"planned", "conditional"}),
}
"""Types that are acts of speech, with the statuses that say what is spoken of and not whether it was spoken."""


def is_act(claim: Claim) -> bool:
    """Whether a claim says that an act took place, on a day that is known or near its publication."""
    if claim.negated:
        return False
    if claim.status == "historical":
        return claim.date is not None
    return claim.status in TOOK_PLACE or claim.status in SAID.get(claim.event, ())


class LeftOut:
    """Counts what a format could not hold, by reason."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def __call__(self, reason: str, number: int = 1) -> None:
        """Count `number` more."""
        self._counts[reason] += number

    def report(self, what: str, tell: Tell) -> None:
        """Say how many were left out, if any, and why."""
        total = self._counts.total()
        if total:
            reasons = ", ".join(f"{count:,} {reason}" for reason, count in sorted(self._counts.items()))
            tell(f"{total:,} {what} left out: {reasons}")
