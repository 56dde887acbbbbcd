"""An operator with the act below it: "offered to send aid", "accused of shelling", "made a statement criticising"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from spacy.tokens import Token

from wirebook.coding.events import algebra
from wirebook.coding.events.acts import Act, others, particles
from wirebook.coding.events.lexicon import Frame, spelling
from wirebook.coding.spans import Actor
from wirebook.coding.status import Mood
from wirebook.record import EventType, Status

GIVEN_STATUS = frozenset({"offered", "planned", "conditional", "ongoing", "happened"})
PROMISES = frozenset(map(spelling, ("promise", "pledge", "commit", "commitment")))
"""Of aid, they are offers; of anything else, plans."""
Sides = tuple[tuple[Actor, ...], tuple[Actor, ...]]


@dataclass(frozen=True, slots=True)
class Operator:
    """A predicate that works on another act: its frame, its own parties, its mood, and through whom it went."""

    token: Token
    frame: Frame
    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    mood: Mood
    channel: tuple[Actor, ...]
    weight: float


def compose(over: Operator, act: Act) -> list[Act]:
    """What an operator makes of an act: one act, and for an accusation the alleged one beside it."""
    operator = over.frame.operator
    assert operator is not None
    if operator == "accuse":
        return _accused(over, act)
    if operator == "do":
        return [_done(over, act)]
    outcome, act = _outcome(over, act)
    changed = outcome.event != act.event
    actor, recipient = _sides(over, act, changed)
    return [
        replace(
            act,
            event=outcome.event,
            mode=outcome.mode,
            status=algebra.combine(over.mood.status, outcome.status, act.status),
            negated=over.mood.negated or outcome.negated or (act.negated and not changed),
            actor=actor,
            recipient=recipient,
            root=over.token,
            triggers=_triggers(over, act),
            context=tuple(dict.fromkeys((*over.frame.context, *act.context))),
            channel=act.channel or over.channel,
            joint=act.joint and not changed,
            weight=act.weight * over.weight,
            operator=operator,
            inner=act.event,
            steps=(*act.steps, over.frame.source),
            marked=True,
            told_by=over.actor if operator == "deny" else act.told_by,
        )
    ]


def _triggers(over: Operator, act: Act) -> tuple[Token, ...]:
    return tuple(dict.fromkeys((over.token, *particles(over.token), *act.triggers)))


def _outcome(over: Operator, act: Act) -> tuple[algebra.Outcome, Act]:
    """The outcome by the table, and the act with a negation that the outcome has taken up."""
    operator = over.frame.operator
    assert operator is not None
    if operator == "commit" and act.negated and act.event in algebra.COOPERATIVE:
        refused = algebra.Outcome("REJECT", algebra.SUBJECT_OF_REQUEST.get(act.event), "happened")
        return refused, replace(act, negated=False)
    if operator == "fail" and act.event in {"SUPPORT", "AGREE"} and "agreement" in act.topic:
        return algebra.Outcome("REJECT", None, "happened"), act  # who fails to agree does not agree
    given = given_status(over.frame, act.event)
    if operator == "commit" and act.event == "MOBILIZE" and (act.joint or given == "offered"):
        return algebra.Outcome("AGREE", None, given or "planned"), act  # a drill agreed on, troops offered: no threat
    if operator == "commit" and act.event == "SUPPORT" and act.root.pos_ == "NOUN":
        return algebra.Outcome("SUPPORT", act.mode, "happened"), act  # to pledge support is to voice it
    return algebra.apply(operator, act.event, act.mode, given), act


def given_status(frame: Frame, inner: EventType | None) -> Status | None:
    """The status that an operator's frame gives to what it works on."""
    if frame.lemma in PROMISES and inner == "AID":
        return "offered"
    return cast(Status, frame.mode) if frame.mode in GIVEN_STATUS else None


def _sides(over: Operator, act: Act, changed: bool) -> Sides:
    """Who acts and to whom, once the operator's parties and the act's are one."""
    operator, actor, recipient = over.frame.operator, over.actor, over.recipient
    if operator == "request":
        asked = recipient or tuple(a for a in act.actor if all(a.code != b.code or a.text != b.text for b in actor))
        return actor, asked or others(act.recipient, actor)
    if operator == "cause":
        return actor or act.actor, act.recipient or recipient
    if operator in {"deny", "fail", "plan"} and not changed:
        return act.actor or actor, act.recipient or recipient
    # a promise or threat is to whom it is made, else to whom the act would be done
    partners: tuple[Actor, ...] = ()
    if act.joint or act.frame.joint:
        partners = tuple(a for a in act.actor if all(a.start_char != b.start_char or a.code != b.code for b in actor))
    return actor or act.actor, others(recipient or act.recipient or partners, actor)


def _accused(over: Operator, act: Act) -> list[Act]:
    """The accusation and what is alleged."""
    steps = (*act.steps, over.frame.source)
    accused = over.recipient or act.actor
    alleged = replace(act, actor=accused, told_by=over.actor, weight=act.weight * 0.9, steps=steps)
    accusation = Act(
        "ACCUSE",
        "allege",
        algebra.combine(over.mood.status, "happened", "happened"),
        over.mood.negated,
        over.actor,
        accused,
        over.token,
        (over.token,),
        over.frame,
        over.frame.context or act.context,
        act.channel or over.channel,
        weight=over.weight,
        operator=over.frame.operator,
        inner=act.event,
        topic=act.topic,
        steps=steps,
    )
    return [accusation, alleged]


def _done(over: Operator, act: Act) -> Act:
    """A light verb lends its parties: "*Iran* carried out an attack *on the base*"."""
    actor, recipient, joint = act.actor or over.actor, over.recipient, act.joint
    if act.frame.joint and act.event == act.frame.event:
        parties = (*act.actor, *recipient)
        actor = (*over.actor, *(a for a in parties if all(a.start_char != b.start_char for b in over.actor)))
        recipient, joint = (), len(actor) > 1
    return replace(
        act,
        actor=actor,
        recipient=act.recipient or others(recipient, actor),
        status=algebra.combine(over.mood.status, algebra.apply("do", act.event, act.mode, None).status, act.status),
        negated=over.mood.negated or act.negated,
        joint=joint,
        root=over.token,
        triggers=_triggers(over, act),
        channel=act.channel or over.channel,
        weight=act.weight * over.weight,
        steps=(*act.steps, over.frame.source),
        marked=True,
    )
