"""What one act owes to the acts told before it: offers taken up, accusations answered, attacks condemned.

An act whose object is another act told before ("thanked *the offer*", "rejected *the charge*", "condemned *the
bombing*") is towards whoever did that act. The nouns and the event types that they can stand for are a table
(`events/anaphora.tsv`); `*` stands for any.
"""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import resources

from spacy.tokens import Doc

from wirebook.coding.events.letters import LETTERS
from wirebook.coding.events.lexicon import classes
from wirebook.coding.identity import is_one_side, is_same_voice, share_a_side
from wirebook.coding.spans import Actor, CodedAct
from wirebook.language import tree

ANSWERS = frozenset({"SUPPORT", "REJECT", "REQUEST", "CONCEDE", "AGREE", "ACCUSE", "THREATEN"})
WHERE = frozenset({"at", "before", "by", "from", "in", "in front of", "inside", "near", "outside", "to"})
CONFLICT = frozenset(
    {"ACCUSE", "REJECT", "THREATEN", "SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST", "REQUEST"}
)
REACTIONS = frozenset({"ACCUSE", "REJECT", "THREATEN"})
"""What is said without saying to whom is mostly said to who did the last thing told."""
SENDING = frozenset({"send", "dispatch", "deploy", "fly"})
LOOK_BACK = 6
"""How many claims back an answer reaches."""


@functools.cache
def events_of_noun() -> dict[str, frozenset[str]]:
    """The event types that a noun can take up."""
    text = (resources.files("wirebook.coding.events") / "anaphora.tsv").read_text(encoding="utf8")
    return {row["noun"]: frozenset(row["events"].split()) for row in csv.DictReader(io.StringIO(text), delimiter="\t")}


def _codes(actors: Sequence[Actor]) -> set[str]:
    return {a.code or a.text.lower() for a in actors}


def _is_about_aid(act: CodedAct) -> bool:
    return act.inner == "AID" or act.event == "AID" or "aid" in act.topic


def _offer_again(act: CodedAct, before: Sequence[CodedAct]) -> CodedAct:
    """What an offer told before was, and to whom, that is only taken up now ("made the offer in a letter to Assad")."""
    codes, others = _codes(act.actor), _codes(act.recipient)
    offers = (o for o in before if o.event == "AGREE" and o.recipient and codes & _codes(o.actor))
    told = next((o for o in offers if not others or others & _codes(o.recipient)), None)
    if told is None:  # "Nicaragua turned down Costa Rican relief. The offer, made by ..."
        answers = (o for o in before if o.event in {"REJECT", "SUPPORT", "REQUEST"} and codes & _codes(o.recipient))
        told = next((replace(o, recipient=o.actor) for o in answers if o.actor), None) if not others else None
    if told is None:
        return act
    return replace(
        act,
        recipient=act.recipient or told.recipient,
        topic=act.topic | told.topic,
        inner=act.inner or told.inner,
        what=act.what or told.what,
    )


def _answered(act: CodedAct, before: Sequence[CodedAct], doc: Doc) -> CodedAct | None:
    """The act told before that an answer takes up, or None."""
    noun = next((doc[r.root].lemma_.lower() for r in act.recipient if r.kind == "other" and r.code is None), None)
    others = [o for o in before if o.actor and not share_a_side(act.actor, o.actor)]
    to_actor = [o for o in others if share_a_side(act.actor, o.recipient)]
    if noun is not None:
        wanted = events_of_noun().get(noun)
        if wanted is None:
            return None
        meant = [o for o in to_actor if "*" in wanted or o.event in wanted]
        # "the accusation" may be what the diplomats were expelled for
        hostile = [o for o in to_actor if o.event in CONFLICT] if wanted <= CONFLICT else []
        fitting = meant or hostile or [o for o in others if "*" in wanted or o.event in wanted]
        if noun in classes()["agreement"]:  # several have made it
            fitting.sort(key=lambda o: len(o.actor) < 2)
        return next((o for o in fitting if _is_about_aid(o)), None) or next(iter(fitting), None)
    if act.recipient:
        return None
    if act.event == "REQUEST" and "aid" in act.topic:
        return next((o for o in to_actor if o.event == "AGREE" and _is_about_aid(o)), None)
    if act.event == "REJECT":
        return next((o for o in to_actor if o.event in {"REQUEST", "AGREE", "ACCUSE", "THREATEN", "SANCTION"}), None)
    return None


def _reacted(act: CodedAct, before: Sequence[CodedAct]) -> CodedAct | None:
    """The act told last that somebody reacts to without naming whom: "China voiced displeasure"."""
    if act.recipient or act.event not in REACTIONS:
        return None
    others = [o for o in before if any(a.code for a in o.actor) and not share_a_side(act.actor, o.actor)]
    to_actor = [o for o in others if share_a_side(act.actor, o.recipient)]
    return next(iter((*to_actor, *(others[:1] if act.event == "ACCUSE" else ()))), None)


def to_own_side(act: CodedAct, doc: Doc) -> CodedAct:
    """An act whose recipient the sentence tells without a name.

    Who is accused of an attack on a village or on nobody named has attacked the accuser; a curfew that a minister lifts
    on a town is lifted for his own; a protest is to the government that its sentence names.
    """
    if any(r.code for r in act.recipient):
        return act
    land = bool(act.recipient) and doc[act.recipient[0].root].lemma_.lower() in classes()["territory"]
    told = land or not act.recipient
    if act.event == "ASSAULT" and act.told_by and told and act.status != "denied" and doc[act.root].pos_ == "VERB":
        sides = tuple(a for a in act.told_by if a.code and not share_a_side((a,), act.actor))
        return replace(act, recipient=sides or act.recipient, confidence=round(act.confidence * 0.9, 3))
    if act.event in {"COERCE", "CONCEDE"} and land and "GOV" in act.actor[0].sector:
        return replace(act, recipient=tuple(replace(r, code=act.actor[0].code, rule="context") for r in act.recipient))
    if act.event == "PROTEST" and not act.recipient:
        rulers = tuple(_rulers(act, doc))[:1]
        return replace(act, recipient=rulers, confidence=round(act.confidence * 0.9, 3)) if rulers else act
    return act


def _rulers(act: CodedAct, doc: Doc) -> Iterator[Actor]:
    """Those in government whom the sentence of a protest names, not as the place where it was held."""
    for token in doc[act.root].sent:
        if tree.preposition(token) in WHERE:
            continue
        for party in doc._.parties.get(token.i, ()):
            if "GOV" in party.sector and party.code == act.actor[0].code and not is_one_side(party, act.actor[0]):
                yield party


def take_up(acts: Sequence[CodedAct], doc: Doc) -> list[CodedAct]:
    """Acts with the parties of the acts that they take up, in order."""
    result: list[CodedAct] = []
    for act in acts:
        before = list(reversed(result[-LOOK_BACK:]))
        if act.event == "AGREE" and act.status == "offered" and (not act.recipient or act.inner is None):
            act = _offer_again(act, list(reversed(result)))
        elif act.event in ANSWERS:
            taken = _answered(act, list(reversed(result)) if act.event in {"SUPPORT", "REQUEST"} else before, doc)
            if taken is not None:
                # thanks for a promise of aid are about aid
                about = act.topic | taken.topic | (frozenset({"aid"}) if taken.inner == "AID" else frozenset())
                act = replace(act, recipient=taken.actor, topic=about, what=act.what or taken.what)
            elif (reacted := _reacted(act, before)) is not None:
                act = replace(act, recipient=reacted.actor, confidence=round(act.confidence * 0.8, 3))
        result.append(act)
    return result


def to_affected(acts: Sequence[CodedAct], affected: tuple[Actor, ...]) -> list[CodedAct]:
    """Aid given or promised to nobody named is for whom the article's disaster struck, else for whom its other aid is.

    Ships, planes and soldiers that others send where a disaster struck are aid too.
    """
    needy = affected or next((a.recipient for a in acts if _is_aid(a) and a.recipient), ())
    result = []
    for act in acts:
        foreign = not {a.code for a in act.actor} & {a.code for a in needy}
        if needy and foreign and not act.recipient:
            if act.event == "MOBILIZE" and SENDING & set(act.predicates) and affected:
                act = replace(act, event="AID", mode=None)
            if _is_aid(act) or (act.event == "SANCTION" and "aid" in act.topic):
                act = replace(act, recipient=needy, confidence=round(act.confidence * 0.8, 3))
        result.append(act)
    return result


def _is_aid(act: CodedAct) -> bool:
    return act.event == "AID" or (act.event == "AGREE" and _is_about_aid(act))


def date_by_letter(acts: Sequence[CodedAct], doc: Doc) -> list[CodedAct]:
    """What a letter says is said when it is told to have been delivered: "The message expressed sympathy"."""

    def has_letter(act: CodedAct) -> bool:
        return any(t.lemma_ in LETTERS for t in doc[act.root].sent)

    def same_letter(act: CodedAct, told: CodedAct) -> bool:
        sides = ((told.actor, act.actor), (told.recipient, act.recipient))
        return has_letter(told) and all(_codes(one) & _codes(other) for one, other in sides)

    result: list[CodedAct] = []
    for act in acts:
        if act.event == "SUPPORT" and act.occasion is None and act.recipient and has_letter(act):
            dated = next((o.occasion for o in reversed(result) if o.occasion is not None and same_letter(act, o)), None)
            if dated is not None:
                act = replace(act, occasion=replace(dated, rule=f"same letter: {dated.rule}"))
        result.append(act)
    return result


def _is_same_act(act: CodedAct, told: CodedAct) -> bool:
    """Whether two acts of the same parties are one: by the same word, or an offer made once."""
    if not any(is_same_voice(one, other) for one in act.actor for other in told.actor):
        return False
    return bool(set(act.predicates) & set(told.predicates)) or (act.event == "AGREE" and act.status == "offered")


def share_occasions(acts: Sequence[CodedAct]) -> list[CodedAct]:
    """An act told twice, dated once, is dated both times ("has offered"; "made the offer on Saturday")."""

    def key(act: CodedAct) -> tuple[object, ...]:
        return (act.event, frozenset(_codes(act.actor)), frozenset(_codes(act.recipient)), act.status, act.negated)

    dated: dict[tuple[object, ...], CodedAct] = {}
    for act in acts:
        if (
            act.occasion is not None
            and any(a.code for a in act.actor)
            and not act.occasion.rule.startswith("time of saying")
        ):
            dated.setdefault(key(act), act)
    result = []
    for act in acts:
        told = dated.get(key(act))
        if told is not None and act.occasion is None and act.recipient and _is_same_act(act, told):
            assert told.occasion is not None
            act = replace(act, occasion=replace(told.occasion, rule=f"same act, told again: {told.occasion.rule}"))
        result.append(act)
    return result
