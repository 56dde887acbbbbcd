"""From acts to claims: the speakers, the occasion, the place and the amounts of each act, and what is left out.

An act is left out where nobody acts, where it is bare background (an infinitive or noun without a party of its own), or
where a hazard is its subject.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from spacy.tokens import Doc, Token

from wirebook.coding.attribution.finder import chain
from wirebook.coding.events.engine import Act
from wirebook.coding.events.occasion import VERBAL, occasion_of, times_by_sentence
from wirebook.coding.places import place_of
from wirebook.coding.spans import Actor, CodedAct, Occasion, Place, Quantity
from wirebook.knowledge import hazards
from wirebook.language import tree

LONG_AGO = timedelta(days=3 * 365)
NEEDS_OTHER = frozenset({"SUPPORT", "CONSULT", "THREATEN"})
NOBODY = frozenset({"other"})
TAKEN_UP = frozenset({"offer", "proposal", "gesture", "aid", "assistance", "help", "support", "invitation"})
"""Nouns by which an answer takes up an offer."""


def _span(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token)


def _is_hazard(actor: Actor, doc: Doc) -> bool:
    token = doc[actor.root]
    return actor.code is None and hazards.find(token.lemma_.lower()) is not None


def _same_party(one: Actor, other: Actor) -> bool:
    if one.name and other.name:
        return one.name == other.name
    return (
        one.code is not None
        and one.code == other.code
        and (one.kind == "country" or other.kind == "country" or one.office == other.office)
    )


def speakers_of(act: Act, doc: Doc) -> tuple[tuple[tuple[Actor, str], ...], bool]:
    """The chain of speakers of an act, outermost first, and whether the act is the innermost speaker's own speech."""
    found: list[tuple[Actor, str]] = []
    for attribution in chain(doc, act.root, doc._.attributions):
        if attribution.cue_root in {t.i for t in act.triggers}:
            continue
        if attribution.speaker:
            # of "the state media, KCNA" the one with a name
            named = next((a for a in attribution.speaker if a.name and a.kind in {"organisation", "person"}), None)
            found.append((named or attribution.speaker[0], attribution.cue_text))
    if act.alleged_by:
        found.append((act.alleged_by[0], act.root.lower_))
    speaks = bool(found) and act.event in VERBAL and any(_same_party(found[-1][0], a) for a in act.actor)
    if speaks:
        found.pop()
    unique: list[tuple[Actor, str]] = []
    for speaker in found:
        if all(not _same_party(speaker[0], u[0]) for u in unique):
            unique.append(speaker)
    return tuple(unique), speaks


def _what(act: Act, doc: Doc) -> str | None:
    """The thing given, asked for or offered, in the page's words."""
    from wirebook.coding.events.engine import thing
    from wirebook.coding.events.lexicon import classes

    goods = classes().get("aid", frozenset())
    nodes = [*act.theme, *(o for t in act.triggers for o in tree.logical_objects(t)), *act.triggers]
    for node in nodes:
        for candidate in (node, *(c for c in node.children if tree.base(c) in {"nmod", "compound"})):
            if candidate.lemma_.lower() in goods and candidate.pos_ in {"NOUN", "PROPN"}:
                head = (
                    candidate.head
                    if tree.base(candidate) == "compound" and candidate.head.pos_ == "NOUN"
                    else candidate
                )
                return thing(head).text
    return None


def _quantities(act: Act, doc: Doc) -> tuple[Quantity, ...]:
    """Amounts of what the act gives, takes or does: those on its theme and object, money and measures first."""
    nodes = {t.i for o in (*act.theme, *(o for t in act.triggers for o in tree.logical_objects(t))) for t in o.subtree}
    found = []
    for amount in doc._.amounts:
        root = doc.char_span(amount.start_char, amount.end_char, alignment_mode="expand").root
        if root.i in nodes and amount.kind in {"money", "measure", "count"}:
            of = amount.of if isinstance(amount.of, str) else None
            found.append(
                Quantity(
                    amount.start_char,
                    amount.end_char,
                    amount.text,
                    amount.low,
                    amount.high,
                    amount.approximate,
                    amount.unit,
                    of,
                )
            )
    return tuple(found)


def _kept(act: Act, doc: Doc) -> bool:
    if not act.actor or all(a.kind in NOBODY for a in act.actor):
        return False
    if any(_is_hazard(a, doc) for a in act.actor):
        return False
    if act.event in NEEDS_OTHER and act.frame.recipient and not act.recipient and not act.joint:
        return False  # thanks or threats to nobody known
    # a meeting of one is none
    return not (act.frame.joint and not act.joint and not act.actor[0].plural and act.event == "CONSULT")


def code_acts(
    doc: Doc, acts: list[Act], places: dict[int, Place], affected: tuple[Actor, ...] = ()
) -> tuple[CodedAct, ...]:
    """The claims of a `Doc` from its acts.

    `places` are its toponyms by head token, `affected` the party that its disaster struck.
    """
    times = times_by_sentence(doc)
    found: list[CodedAct] = []
    for act in acts:
        if not _kept(act, doc):
            continue
        sentence = act.root.sent
        speakers, speaks = speakers_of(act, doc)
        occasion = occasion_of(act.triggers, act.event, speaks or not speakers, times)
        place = next((p for t in act.triggers if (p := place_of(t, places)) is not None), None)
        status = act.status
        if (
            status == "happened"
            and occasion
            and occasion.end
            and doc._.published
            and doc._.published - occasion.end > LONG_AGO
        ):
            status = "historical"
        first = min(act.triggers, key=lambda t: t.i)
        confidence = (
            act.weight
            * (0.9 if all(a.rule == "context" for a in act.actor) else 1.0)
            * (0.9 if act.root.pos_ in {"NOUN", "PROPN"} else 0.97)
        )
        found.append(
            CodedAct(
                sentence.start_char,
                sentence.end_char,
                act.event,
                act.mode,
                act.context,
                status,
                act.negated,
                act.actor,
                act.recipient,
                act.channel,
                tuple(sorted(_span(t) for t in act.triggers)),
                first.i,
                (sentence.start_char, sentence.end_char),
                speakers,
                occasion,
                place,
                _quantities(act, doc),
                round(confidence, 3),
                act.root.lemma_.lower(),
                act.operator,
                act.inner,
                act.topic,
                _what(act, doc),
                act.steps,
            )
        )
    return tuple(_shared_occasions(_to_affected(_answers(found, doc), affected)))


def _to_affected(acts: list[CodedAct], affected: tuple[Actor, ...]) -> list[CodedAct]:
    """Aid given or promised to nobody named is for whom the article's disaster struck."""
    result = []
    for act in acts:
        is_aid = act.event == "AID" or (act.event == "AGREE" and (act.inner == "AID" or "aid" in act.topic))
        others = {a.code for a in act.actor} != {a.code for a in affected}
        if is_aid and affected and others and not act.recipient:
            act = replace(act, recipient=affected, confidence=round(act.confidence * 0.8, 3))
        result.append(act)
    return result


def _answers(acts: list[CodedAct], doc: Doc) -> list[CodedAct]:
    """Acts that take up an offer told before: "made the offer", "thanked the offer", "would ask for help".

    The offer is the last one that fits: made by the same actor for a mention of the offer itself, made to the actor (or
    to his country) for an answer.
    """
    result: list[CodedAct] = []
    for act in acts:
        offers = [o for o in reversed(result) if o.status == "offered" and o.event == "AGREE" and o.recipient]
        codes = {a.code for a in act.actor if a.code}
        if act.event == "AGREE" and act.status == "offered" and not act.recipient:
            told = next((o for o in offers if codes & {a.code for a in o.actor}), None)
            if told is not None:
                act = replace(act, recipient=told.recipient, topic=told.topic, inner=told.inner, what=told.what)
        elif act.event in {"SUPPORT", "REJECT", "REQUEST", "CONCEDE", "AGREE"}:
            taken_up = any(r.kind == "other" and doc[r.root].lemma_ in TAKEN_UP for r in act.recipient)
            asked = act.event == "REQUEST" and not act.recipient and "aid" in act.topic
            to_actor = [o for o in offers if codes & {r.code for r in o.recipient}]
            answered = next((o for o in to_actor if o.inner == "AID" or "aid" in o.topic), next(iter(to_actor), None))
            if answered is not None and (taken_up or asked):
                # thanks for a promise of aid are about aid
                about = act.topic | answered.topic | (frozenset({"aid"}) if answered.inner == "AID" else frozenset())
                act = replace(act, recipient=answered.actor, topic=about, what=act.what or answered.what)
        result.append(act)
    return result


def _shared_occasions(acts: list[CodedAct]) -> list[CodedAct]:
    """An act told twice, dated once, is dated both times ("has offered"; "made the offer on Saturday")."""

    def key(act: CodedAct) -> tuple[object, ...]:
        return (
            act.event,
            frozenset(a.code for a in act.actor),
            frozenset(r.code for r in act.recipient),
            act.status,
            act.negated,
        )

    dated: dict[tuple[object, ...], Occasion] = {}
    for act in acts:
        if (
            act.occasion is not None
            and any(a.code for a in act.actor)
            and not act.occasion.rule.startswith("time of saying")
        ):
            dated.setdefault(key(act), act.occasion)
    result = []
    for act in acts:
        shared = dated.get(key(act))
        if shared is not None and act.occasion is None and act.recipient:
            act = replace(act, occasion=replace(shared, rule=f"same act, told again: {shared.rule}"))
        result.append(act)
    return result
