"""Aid steps, read off the acts of an article: requested, offered, accepted, thanked, deferred, refused, delivered..."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Sequence
from importlib import resources
from typing import cast

from spacy.tokens import Doc

from wirebook.coding.discourse import events_of_noun
from wirebook.coding.spans import Actor, CodedAct, CodedAid
from wirebook.language import tree
from wirebook.record import AidStage

HELD_BACK = frozenset({"conditional", "hypothetical"})


@functools.cache
def stage_words() -> dict[str, AidStage]:
    """Stage by the lemma of the deciding predicate, where the act's type alone leaves it open."""
    text = (resources.files(__name__) / "stages.tsv").read_text(encoding="utf8")
    return {row["lemma"]: cast(AidStage, row["stage"]) for row in csv.DictReader(io.StringIO(text), delimiter="\t")}


def _word(act: CodedAct) -> AidStage | None:
    """The stage that a predicate of the act names, the outermost that names one: *thanks* in "expressed thanks"."""
    return next((stage_words()[lemma] for lemma in act.predicates if lemma in stage_words()), None)


def _is_about_aid(act: CodedAct) -> bool:
    return "aid" in act.topic or act.inner == "AID" or act.event == "AID"


def _stage(act: CodedAct, about_aid: bool) -> AidStage | None:
    word = _word(act)
    if act.status == "denied":
        return "denied" if about_aid else None
    if act.negated:
        return None
    if act.event == "AID":
        if act.status in {"planned", "requested"} or act.status in HELD_BACK:
            return None
        arrived = word != "dispatched" or "in" in act.predicates  # "flew in 30 doctors"
        return "delivered" if arrived else "dispatched"
    if act.event == "AGREE" and about_aid and act.status in {"offered", "planned", "happened"}:
        return (
            word if word in {"pledged", "accepted", "offered"} else "offered" if act.status == "offered" else "pledged"
        )
    if not about_aid:
        return None
    if act.event == "REQUEST":
        return "deferred" if act.status in HELD_BACK else "requested"
    if act.event == "SUPPORT" and "thanks" in act.topic:
        return "thanked"
    if act.event in {"AGREE", "CONCEDE", "SUPPORT"} and word == "accepted":
        return "accepted"
    if act.event == "REJECT":
        return "refused"
    if act.event == "SANCTION" and act.mode in {"discontinue", "withdraw", None}:
        return "suspended"
    return None


def _sides(stage: AidStage, act: CodedAct) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Donor and recipient: in answers and requests the actor is the one who receives."""
    if stage in {"requested", "accepted", "thanked", "deferred", "refused"}:
        return act.recipient, act.actor
    return act.actor, act.recipient


def find_aid(doc: Doc, acts: Sequence[CodedAct], affected: tuple[Actor, ...]) -> tuple[CodedAid, ...]:
    """The aid steps of an article. `affected` is the party that aid is for where a sentence does not say."""
    found: list[CodedAid] = []
    for number, act in enumerate(acts):
        stage = _stage(act, _is_about_aid(act) or _thanks_for_aid(doc, act, acts[:number]))
        if stage is None:
            continue
        donor, recipient = _sides(stage, act)
        if not recipient and stage in {"offered", "pledged", "dispatched", "delivered"}:
            recipient = tuple(a for a in affected if all(a.code != d.code for d in donor))
        between = {d.code for d in donor} != {r.code for r in recipient}
        if (
            not between
            or not (donor or recipient)
            or (stage in {"delivered", "dispatched", "offered", "pledged"} and not recipient)
        ):
            continue
        if stage in {"offered", "pledged"} and _unanswered(doc, act):
            found.append(CodedAid(act.start_char, act.end_char, "unanswered", donor, recipient, act.what, act))
        found.append(CodedAid(act.start_char, act.end_char, stage, donor, recipient, act.what, act))
    return tuple(found)


def _thanks_for_aid(doc: Doc, act: CodedAct, before: Sequence[CodedAct]) -> bool:
    """Whether thanks are for aid that was told of before, from the one who is thanked to the one who thanks.

    Thanks for something else ("for his visit") are not.
    """
    if "thanks" not in act.topic:
        return False
    for reason in tree.obliques(doc[act.root], "for"):
        if "*" not in (takes := events_of_noun().get(reason.lemma_.lower(), frozenset())) and not takes & {
            "AID",
            "AGREE",
        }:
            return False
    thanked, thanking = ({a.code for a in side if a.code} for side in (act.recipient, act.actor))
    return any(
        _is_about_aid(told) and thanked & {a.code for a in told.actor} and thanking & {a.code for a in told.recipient}
        for told in before
    )


def _unanswered(doc: Doc, act: CodedAct) -> bool:
    """Whether the sentence says that the offer got no answer: "did not mention", "has not responded to"."""
    for node in tree.ancestors(doc[act.root]):
        if node.lemma_ in {"silent", "mum"}:
            return True
        if node.lemma_ in {
            "mention",
            "respond",
            "answer",
            "reply",
            "comment",
            "react",
            "acknowledge",
            "address",
            "refer",
        } and tree.negated(node):
            return True
    return False
