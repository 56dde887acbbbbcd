"""What a predicate does to the act below it.

One table of outcomes for all operators: the type of the inner act decides, and PLOVER's modes follow from it. Promised
cooperation is AGREE and promised conflict THREATEN, as PLOVER's manual has it for the future tense; refusals and
requests take their mode from what is refused or asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

from wirebook.coding.events.lexicon import Operator
from wirebook.record import EventType, Status

COOPERATIVE: frozenset[EventType] = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
CONFLICTUAL: frozenset[EventType] = frozenset({"SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST", "THREATEN"})

SUBJECT_OF_REQUEST: dict[EventType, str] = {
    "AID": "assist",
    "COOPERATE": "assist",
    "SUPPORT": "assist",
    "AGREE": "assist",
    "CONSULT": "meet",
    "RETREAT": "yield",
    "CONCEDE": "yield",
    "SANCTION": "change",
    "COERCE": "change",
}
_SUBJECT_OF_THREAT: dict[tuple[EventType, str | None], str] = {
    ("COERCE", "arrest"): "arrest",
    ("COERCE", "restrict"): "restrict",
    ("COERCE", "seize"): "territory",
    ("SANCTION", "expel"): "expel",
    ("SANCTION", "discontinue"): "relations",
    ("SANCTION", "withdraw"): "relations",
    ("ASSAULT", None): "violence",
    ("MOBILIZE", None): "violence",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an operator makes of an inner act: the new type and mode, or the inner act with another status."""

    event: EventType
    mode: str | None
    status: Status | None = None
    negated: bool = False


def threat_mode(event: EventType, mode: str | None) -> str | None:
    """The mode of a threat with an act."""
    return _SUBJECT_OF_THREAT.get((event, mode)) or _SUBJECT_OF_THREAT.get((event, None))


def _committed(inner: EventType, inner_mode: str | None, status: Status | None) -> Outcome:
    if inner in {"CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE", "CONCEDE", "RETREAT"}:
        return Outcome("AGREE", None, status or "planned")
    if inner in CONFLICTUAL and inner != "PROTEST":
        return Outcome("THREATEN", threat_mode(inner, inner_mode), "planned" if status is None else "happened")
    return Outcome(inner, inner_mode, status or "planned")


def _stopped(inner: EventType, inner_mode: str | None) -> Outcome:
    if inner in {"AID", "COOPERATE", "CONSULT", "SUPPORT", "AGREE"}:
        return Outcome("SANCTION", "discontinue", "happened")
    if inner == "ASSAULT":
        return Outcome("RETREAT", "ceasefire", "happened")
    if inner in {"SANCTION", "COERCE", "MOBILIZE", "PROTEST"}:
        return Outcome("CONCEDE", None, "happened")
    return Outcome(inner, inner_mode, None, negated=True)


def apply(operator: Operator, inner: EventType, inner_mode: str | None, status: Status | None) -> Outcome:
    """The outcome of an operator on an inner act. `status` is the one that the operator's frame names, if any."""
    if operator == "commit":
        return _committed(inner, inner_mode, status)
    if operator == "refuse":
        return Outcome("REJECT", SUBJECT_OF_REQUEST.get(inner), "happened")
    if operator == "request":
        return Outcome("REQUEST", SUBJECT_OF_REQUEST.get(inner, "change"), "requested")
    if operator == "threaten":
        return Outcome("THREATEN", threat_mode(inner, inner_mode), "happened")
    if operator == "accuse":
        return Outcome("ACCUSE", "allege", "happened")
    if operator == "deny":
        return Outcome(inner, inner_mode, "denied")
    if operator == "fail":
        return Outcome(inner, inner_mode, None, negated=True)
    if operator == "stop":
        return _stopped(inner, inner_mode)
    if operator == "plan":
        return Outcome(inner, inner_mode, "hypothetical")
    return Outcome(inner, inner_mode, None)


def combine(outer: Status, own: Status | None, inner: Status) -> Status:
    """Status of the outcome: what the operator says, bent by the mood of the operator's own verb.

    `outer` is the mood of the operator's predicate ("might offer"), `own` what the operator gives, `inner` the mood of
    the inner predicate, which counts only where the operator is transparent.
    """
    if outer in {"hypothetical", "conditional", "denied", "requested"}:
        return outer
    result = own if own is not None else inner if inner != "happened" else outer
    if outer == "planned" and result == "happened":
        return "planned"
    return result
