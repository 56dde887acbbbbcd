"""An act as the engine composes it, what PLOVER makes of one that is foretold, and things in the page's own words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from wirebook.coding.events import algebra
from wirebook.coding.events.lexicon import Frame
from wirebook.coding.extensions import text_of
from wirebook.coding.spans import Actor
from wirebook.language import tree
from wirebook.record import EventType, Status


@dataclass(frozen=True, slots=True)
class Act:
    """An act as composed so far. `actor` and `recipient` may still be empty and take those of an operator."""

    event: EventType
    mode: str | None
    status: Status
    negated: bool
    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    root: Token
    triggers: tuple[Token, ...]
    frame: Frame
    context: tuple[str, ...]
    channel: tuple[Actor, ...] = ()
    joint: bool = False
    weight: float = 1.0
    operator: str | None = None
    inner: EventType | None = None
    topic: frozenset[str] = frozenset()
    theme: tuple[Token, ...] = ()
    told_by: tuple[Actor, ...] = ()
    """Who alleges the act, or denies it."""
    steps: tuple[str, ...] = ()
    marked: bool = True
    """Whether a finite verb or a word of time says the status; False for a bare infinitive of purpose."""


def foretold(act: Act) -> Act | None:
    """PLOVER's future: cooperation foretold is AGREE, one that will not be REJECT, conflict foretold THREATEN; a bare
    purpose is no act.
    """
    if act.status not in {"planned", "conditional"}:
        return act
    if not act.marked:
        return None
    if act.event in algebra.COOPERATIVE and act.negated:
        return replace(
            act,
            event="REJECT",
            mode=algebra.SUBJECT_OF_REQUEST.get(act.event),
            status="happened",
            negated=False,
            inner=act.event,
        )
    if act.event in algebra.COOPERATIVE - {"AGREE"} or (act.event == "MOBILIZE" and act.joint):
        return replace(act, event="AGREE", mode=None, inner=act.event)
    if act.event in algebra.CONFLICTUAL - {"THREATEN"} and not act.negated:
        return replace(act, event="THREATEN", mode=algebra.threat_mode(act.event, act.mode), inner=act.event)
    return act


def others(parties: tuple[Actor, ...], actor: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Parties that are not among the actors."""
    return tuple(p for p in parties if all(p.start_char != a.start_char for a in actor))


def particles(token: Token) -> tuple[Token, ...]:
    """The particles of a verb: *off* in "called off"."""
    return tuple(tree.particles(token))


def thing(token: Token) -> Actor:
    """A phrase that is no known party, as the page words it, without relative clauses and appositions."""
    left = token
    for child in token.children:
        if (
            child.i < token.i
            and tree.base(child) in {"det", "amod", "compound", "nummod", "nmod", "flat"}
            and child.i < left.i
        ):
            left = min(child.subtree, key=lambda t: t.i) if child.i - min(t.i for t in child.subtree) < 8 else child
    right = max((c for c in token.children if c.dep_ == "flat"), key=lambda t: t.i, default=token)
    start, end = left.idx, right.idx + len(right)
    return Actor(start, end, text_of(token.doc)[start:end], token.i, "other")
