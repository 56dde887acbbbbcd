"""From predicates to acts: frames propose, the algebra composes, parties fill the roles.

`find_acts` reads every predicate of a parsed `Doc` once. An operator ("offered to send") consumes the act below it; an
act that nothing consumes stands for itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from spacy.tokens import Doc, Token

from wirebook.coding.events import algebra
from wirebook.coding.events.acts import Act, foretold, thing
from wirebook.coding.events.lexicon import Frame, classes, frames_of
from wirebook.coding.events.slots import Parties, adjacent, direct, fill, pair_before, tokens_in
from wirebook.coding.spans import Actor
from wirebook.coding.status import mood
from wirebook.language import tree
from wirebook.record import EventType, Status

CHANNELS = ("via", "through")
ANIMATE_RECIPIENT: frozenset[EventType] = frozenset(
    {
        "ACCUSE",
        "REJECT",
        "ASSAULT",
        "COERCE",
        "SANCTION",
        "THREATEN",
        "PROTEST",
        "REQUEST",
        "SUPPORT",
        "RETREAT",
        "CONCEDE",
    }
)
DEFAULT_OF_OPERATOR: dict[str, tuple[EventType, str | None, Status]] = {
    "refuse": ("REJECT", None, "happened"),
    "request": ("REQUEST", None, "requested"),
    "threaten": ("THREATEN", None, "happened"),
    "accuse": ("ACCUSE", "allege", "happened"),
}
DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "today", "yesterday"})
LETTERS = frozenset({"message", "letter", "telegram", "cable", "note"})
SPOKEN_OF: tuple[tuple[frozenset[str], EventType], ...] = (
    (frozenset({"aid", "money", "arms"}), "AID"),
    (frozenset({"talks"}), "CONSULT"),
)
"""The act that word classes stand for where a noun alone says what is offered, asked for, refused or stopped."""
GIVEN_STATUS = frozenset({"offered", "planned", "conditional", "ongoing"})
STEPS_DOWN = 2
"""How many unknown words an operator looks through for the act that it works on."""


class Reader:
    """Reads the acts of one `Doc`. `parties` are its actors by head token."""

    def __init__(self, doc: Doc, parties: Parties) -> None:
        self.doc = doc
        self.parties = parties
        self.consumed: set[int] = set()
        self._frames: dict[int, tuple[Frame, ...]] = {}
        self._reading: set[int] = set()

    def is_party(self, token: Token) -> bool:
        """Whether a phrase is a party."""
        return bool(direct(self.parties, token))

    def is_act(self, token: Token) -> bool:
        """Whether a token opens a frame itself."""
        return self.frame(token) is not None

    def frame(self, token: Token) -> Frame | None:
        """The frame that a token opens first."""
        found = self.frames(token)
        return found[0] if found else None

    def frames(self, token: Token) -> tuple[Frame, ...]:
        """The frames that a token opens, read once."""
        if token.i not in self._frames:
            usable = token.pos_ in {"VERB", "NOUN", "ADJ", "PROPN", "AUX"} and not (
                token.pos_ == "NOUN" and token.i in self.parties
            )
            self._frames[token.i] = ()  # what a predicate is does not depend on itself
            self._frames[token.i] = frames_of(token, self.is_party, self.is_act) if usable else ()
        return self._frames[token.i]

    def acts(self) -> list[Act]:
        """Every act, in the order of the text; those that an operator consumed stand only in its outcome."""
        found: list[Act] = []
        for sentence in self.doc.sents:
            order = sorted((t for t in sentence if self.frame(t) is not None), key=lambda t: (_depth(t), t.i))
            here: list[Act] = []
            for token in order:
                if token.i not in self.consumed:
                    here += self.read(token)
            found += sorted((a for act in here if (a := foretold(act)) is not None), key=lambda a: a.root.i)
        return found

    def read(self, token: Token, heirs: tuple[Actor, ...] = ()) -> list[Act]:
        """The acts of one predicate. `heirs` act where it names no actor of its own (control, light verbs)."""
        frame = self.frame(token)
        if frame is None or token.i in self._reading:
            return []
        self._reading.add(token.i)
        try:
            fitting = self.frames(token)
            for candidate in fitting:  # a clause below goes before what the words beside say
                if candidate.operator and any(b.pos_ in {"VERB", "AUX"} for b in self._below(token, candidate)):
                    found = self._operate(token, candidate, heirs)
                    if found:
                        return found
            if frame.operator:
                found = self._operate(token, frame, heirs)
                if found:
                    return found
            plain = next((f for f in fitting if not f.operator), None)
            if plain is not None:
                return self._plain(token, plain, heirs)
            return self._bare(token, frame, heirs)
        finally:
            self._reading.discard(token.i)

    def _role(self, token: Token, slots: tuple[str, ...], acting: bool) -> tuple[tuple[Actor, ...], bool]:
        for slot in slots:
            tokens = [t for t in tokens_in(token, slot) if t.i != token.i]
            found, own = fill(self.parties, tokens, acting)
            if found:
                return found, own
        return (), True

    def _thing(self, token: Token, slots: tuple[str, ...]) -> tuple[Actor, ...]:
        """A recipient that is no known party, in the page's own words ("the march", "a court ruling")."""
        for slot in slots:
            for candidate in tokens_in(token, slot):
                if candidate.pos_ in {"NOUN", "PROPN"} and candidate.i != token.i and candidate.lemma_ not in DAYS:
                    return (thing(candidate),)
        return ()

    def _plain(self, token: Token, frame: Frame, heirs: tuple[Actor, ...]) -> list[Act]:
        assert frame.event is not None
        actor, own_actor = self._role(token, frame.actor, acting=True)
        recipient, own_recipient = self._role(token, frame.recipient, acting=False)
        weight = 1.0
        if not actor and not heirs and token.pos_ == "VERB" and "subj" in frame.actor:
            actor, weight = adjacent(self.parties, token), 0.8
        if frame.event == "SUPPORT" and not (actor and recipient):
            writers, readers = self._letter(token, taken_up=not actor)
            known = {a.code for a in actor}
            actor = actor or writers
            recipient = recipient or tuple(r for r in readers if r.code not in known)
        if not actor and heirs:
            actor, weight = heirs, 0.95
        if not own_actor:
            weight *= 0.9
        if not own_recipient:
            weight *= 0.9
        joint = False
        if frame.joint:
            merged = [
                *actor,
                *(r for r in recipient if all(r.start_char != a.start_char or r.code != a.code for a in actor)),
            ]
            if len(merged) < 2:
                merged = [*pair_before(self.parties, token)] or merged
            joint = len(merged) > 1
            actor, recipient = tuple(merged), ()
        recipient = _others(recipient, actor)
        theme = tuple(t for slot in frame.theme for t in tokens_in(token, slot))
        if not recipient and not frame.joint and frame.recipient and frame.event in ANIMATE_RECIPIENT:
            recipient = self._thing(token, frame.recipient)
            weight *= 0.85
        own = mood(token)
        status = own.status
        if frame.event == "REQUEST" and status == "happened":
            status = "requested"  # PLOVER's auxiliary mode of what is asked for
        self._consume(theme)
        return [
            Act(
                frame.event,
                frame.mode,
                status,
                own.negated,
                actor,
                recipient,
                token,
                (token, *_particles(token)),
                frame,
                frame.context,
                self._channel(token),
                joint,
                weight,
                topic=self._topic(token, theme),
                theme=theme,
                steps=(frame.source,),
                marked=own.marked,
            )
        ]

    def _consume(self, theme: tuple[Token, ...]) -> None:
        """What a plain frame is about is no act of its own: "sought *asylum* in Sweden"."""
        for node in theme:
            if node.pos_ == "NOUN" and self.frame(node) is not None:
                self.consumed.add(node.i)

    def _letter(self, token: Token, taken_up: bool) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Who wrote and who got the message that a predicate speaks of: "*the message* expressed sympathy".

        The message is the predicate's subject or one in its sentence; where it is only taken up ("the message"), the
        one told last before it says whose it was.
        """
        here = [t for t in token.sent if t.lemma_ in LETTERS]
        start = max(0, token.sent.start - 60) if taken_up else token.sent.start
        before = [t for t in token.doc[start : token.sent.start] if t.lemma_ in LETTERS]
        for letter in [*here, *reversed(before)]:
            readers, _ = fill(self.parties, tree.obliques(letter, "to"), acting=False)
            if not readers:
                continue
            verb = next((a for a in tree.ancestors(letter) if a.pos_ == "VERB"), None)
            writers = fill(self.parties, tree.logical_subjects(verb), acting=True)[0] if verb is not None else ()
            return writers, _others(readers, writers)
        return (), ()

    def _channel(self, token: Token) -> tuple[Actor, ...]:
        """Parties through which an act went: "delivered *via the embassy*", anywhere below its predicate."""
        phrases = [t for t in token.subtree if tree.preposition(t) in CHANNELS]
        return fill(self.parties, phrases, acting=True)[0]

    def _topic(self, token: Token, theme: tuple[Token, ...]) -> frozenset[str]:
        words = {token.lemma_.lower()}
        beside = tree.obliques(token, "in", "of", "with", "for") if token.pos_ == "VERB" else []
        for node in (*theme, *tree.logical_objects(token), *beside):
            words |= {t.lemma_.lower() for t in node.subtree if t.pos_ in {"NOUN", "ADJ", "PROPN"}}
        return frozenset(name for name, lemmas in classes().items() if words & lemmas)

    def _below(self, token: Token, frame: Frame) -> list[Token]:
        """Head tokens of the acts that an operator works on, the nearest ones through words without a frame."""
        found: list[Token] = []
        for slot in frame.theme:
            for start in tokens_in(token, slot):
                if start.i != token.i:
                    found += self._descend(start, STEPS_DOWN)
            if found:
                break
        return list(dict.fromkeys(found))

    def _descend(self, token: Token, steps: int) -> list[Token]:
        if self.frame(token) is not None:
            return [token, *(c for c in token.children if c.dep_ == "conj" and self.frame(c) is not None)]
        if steps == 0:
            return []
        found: list[Token] = []
        for child in token.children:
            if tree.base(child) in {"obj", "xcomp", "ccomp", "nmod", "conj", "obl", "acl"} and child.dep_ not in {
                "nmod:poss",
                "acl:relcl",
            }:
                found += self._descend(child, steps - 1)
        return found

    def _operate(self, token: Token, frame: Frame, heirs: tuple[Actor, ...]) -> list[Act]:
        operator = frame.operator
        assert operator is not None
        actor, own_actor = self._role(token, frame.actor, acting=True)
        weight = 1.0 if own_actor else 0.9
        if not actor and heirs:
            actor, weight = heirs, 0.95
        recipient, _ = self._role(token, frame.recipient, acting=False)
        recipient = _others(recipient, actor)
        own = mood(token)
        controlled = recipient if operator in {"request", "cause", "accuse"} else actor
        outcomes: list[Act] = []
        for below in self._below(token, frame):
            for act in self.read(below, controlled):
                self.consumed.add(act.root.i)
                self.consumed.update(t.i for t in act.triggers)
                outcomes += self._compose(token, frame, act, actor, recipient, own.status, own.negated, weight)
        return outcomes

    def _bare(self, token: Token, frame: Frame, heirs: tuple[Actor, ...]) -> list[Act]:
        """An operator with no known act below it: refusals, requests, threats and accusations stand by themselves; a
        commitment does where it is an offer or where the thing promised is known ("pledged $5 million").
        """
        assert frame.operator is not None
        actor, own_actor = self._role(token, frame.actor, acting=True)
        weight = 1.0 if own_actor else 0.9
        actor = actor or heirs
        recipient = _others(self._role(token, frame.recipient, acting=False)[0], actor)
        theme = tuple(t for slot in frame.theme for t in tokens_in(token, slot))
        topic = self._topic(token, theme)
        inner = next((event for words, event in SPOKEN_OF if topic & words), None)
        event: EventType
        mode: str | None
        status: Status
        if frame.operator == "commit":
            if inner not in {"AID", "CONSULT"} and (frame.mode != "offered" or token.pos_ == "VERB"):
                return []
            event, mode, status = "AGREE", None, cast(Status, frame.mode or "planned")
        elif inner is not None and frame.operator in {"refuse", "request", "stop"}:
            outcome = algebra.apply(frame.operator, inner, None, None)
            event, mode, status = outcome.event, outcome.mode, outcome.status or "happened"
        elif frame.operator in DEFAULT_OF_OPERATOR:
            event, mode, status = DEFAULT_OF_OPERATOR[frame.operator]
        else:
            return []
        if not recipient:  # "refused to host refugees": who the unknown act would be done to
            recipient = _others(
                fill(self.parties, [o for t in theme for o in tree.logical_objects(t)], acting=False)[0], actor
            )
        if not recipient and inner is None and frame.operator == "request":
            return []
        if not recipient and frame.recipient and event in ANIMATE_RECIPIENT:
            recipient = self._thing(token, frame.recipient)
        own = mood(token)
        return [
            Act(
                event,
                mode,
                algebra.combine(own.status, status, "happened"),
                own.negated,
                actor,
                recipient,
                token,
                (token, *_particles(token)),
                frame,
                frame.context,
                self._channel(token),
                False,
                weight * 0.85,
                frame.operator,
                inner,
                topic,
                theme,
                steps=(frame.source,),
            )
        ]

    def _compose(
        self,
        token: Token,
        frame: Frame,
        act: Act,
        actor: tuple[Actor, ...],
        recipient: tuple[Actor, ...],
        outer: Status,
        negated: bool,
        weight: float,
    ) -> list[Act]:
        operator = frame.operator
        assert operator is not None
        given = cast(Status, frame.mode) if frame.mode in GIVEN_STATUS else None
        outcome = algebra.apply(operator, act.event, act.mode, given)
        if operator == "commit" and act.event == "SUPPORT" and act.root.pos_ == "NOUN":
            outcome = algebra.Outcome("SUPPORT", act.mode, "happened")  # to pledge support is to voice it
        if operator == "commit" and act.negated and act.event in algebra.COOPERATIVE:
            outcome = algebra.Outcome("REJECT", algebra.SUBJECT_OF_REQUEST.get(act.event), "happened")
            act = replace(act, negated=False)
        status = algebra.combine(outer, outcome.status, act.status)
        triggers = tuple(dict.fromkeys((token, *_particles(token), *act.triggers)))
        steps = (*act.steps, frame.source)
        channel = act.channel or self._channel(token)
        changed = outcome.event != act.event
        if operator == "accuse":
            alleged = replace(act, actor=recipient or act.actor, alleged_by=actor, weight=act.weight * 0.9, steps=steps)
            accused = Act(
                "ACCUSE",
                "allege",
                algebra.combine(outer, "happened", "happened"),
                negated,
                actor,
                recipient or act.actor,
                token,
                (token,),
                frame,
                frame.context or act.context,
                channel,
                weight=weight,
                operator=operator,
                inner=act.event,
                topic=act.topic,
                steps=steps,
            )
            return [accused, alleged]
        if operator == "do":
            own_actor = act.actor or actor
            joint = act.joint
            others = recipient
            if act.frame.joint and act.event == act.frame.event:
                merged = [
                    *actor,
                    *(a for a in (*act.actor, *recipient) if all(a.start_char != b.start_char for b in actor)),
                ]
                own_actor, others, joint = tuple(merged), (), len(merged) > 1
            return [
                replace(
                    act,
                    actor=own_actor,
                    recipient=act.recipient or _others(others, own_actor),
                    status=status,
                    negated=negated or act.negated,
                    joint=joint,
                    root=token,
                    triggers=triggers,
                    channel=channel,
                    weight=act.weight * weight,
                    steps=steps,
                    marked=True,
                )
            ]
        if operator == "request":
            asked = recipient or tuple(a for a in act.actor if all(a.code != b.code or a.text != b.text for b in actor))
            addressed = asked or _others(act.recipient, actor)
        elif operator in {"cause"}:
            actor, addressed = actor or act.actor, act.recipient or recipient
        elif operator in {"deny", "fail", "plan"} and not changed:
            actor, addressed = act.actor or actor, act.recipient or recipient
        else:
            # a promise or threat is to whom it is made, else to whom the act would be done
            joint_others = (
                tuple(a for a in act.actor if all(a.start_char != b.start_char or a.code != b.code for b in actor))
                if act.joint or act.frame.joint
                else ()
            )
            addressed = _others(recipient or act.recipient or joint_others, actor)
            actor = actor or act.actor
        return [
            replace(
                act,
                event=outcome.event,
                mode=outcome.mode,
                status=status,
                negated=negated or outcome.negated or (act.negated and not changed),
                actor=actor,
                recipient=addressed,
                root=token,
                triggers=triggers,
                context=tuple(dict.fromkeys((*frame.context, *act.context))),
                channel=channel,
                joint=act.joint and not changed,
                weight=act.weight * weight,
                operator=operator,
                inner=act.event,
                steps=steps,
                marked=True,
            )
        ]


def _depth(token: Token) -> int:
    return sum(1 for _ in tree.ancestors(token))


def _particles(token: Token) -> tuple[Token, ...]:
    return tuple(tree.children(token, "compound:prt"))


def _others(parties: tuple[Actor, ...], actor: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Parties that are not among the actors."""
    return tuple(p for p in parties if all(p.start_char != a.start_char for a in actor))


def find_acts(doc: Doc, parties: Parties) -> list[Act]:
    """All acts of a parsed `Doc`, with the parties given."""
    return Reader(doc, parties).acts()
