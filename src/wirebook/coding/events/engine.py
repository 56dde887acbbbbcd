"""From predicates to acts: frames propose, the algebra composes, parties fill the roles.

`find_acts` reads every predicate of a parsed `Doc` once. An operator ("offered to send") consumes the act below it; an
act that nothing consumes stands for itself.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from wirebook.coding.events import algebra
from wirebook.coding.events.acts import Act, foretold, others, particles, thing
from wirebook.coding.events.composition import Operator, compose, given_status
from wirebook.coding.events.letters import by_letter, channel, correspondents
from wirebook.coding.events.lexicon import Frame, classes, frames_of
from wirebook.coding.events.slots import Parties, adjacent, direct, fill, pair_before, tokens_in
from wirebook.coding.spans import Actor
from wirebook.coding.status import mood
from wirebook.language import tree
from wirebook.record import EventType, Status

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
SIGNS = ("$", "€", "£", "¥")
SPOKEN_OF: tuple[tuple[frozenset[str], EventType], ...] = (
    (frozenset({"aid", "money", "arms"}), "AID"),
    (frozenset({"talks"}), "CONSULT"),
)
"""The act that word classes stand for where a noun alone says what is offered, asked for, refused or stopped."""
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
                (token.pos_ == "NOUN" and token.i in self.parties)
                or (token.dep_ == "amod" and token.tag_ == "VBG")  # "the visiting minister": an attribute, no act
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
            here = [by_letter(self.parties, act) for act in here]
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
                is_good = candidate.lemma_.lower() in classes()["aid"]  # "a blockade on aid": nobody is meant
                if candidate.pos_ not in {"NOUN", "PROPN"} or candidate.i == token.i or is_good:
                    continue
                if candidate.lemma_ not in DAYS:
                    return (thing(candidate),)
        return ()

    def _plain(self, token: Token, frame: Frame, heirs: tuple[Actor, ...]) -> list[Act]:
        assert frame.event is not None
        if token.lemma_ in tree.OBJECT_CONTROL and frame.event == "COERCE":
            self.consumed.update(c.i for c in tree.complements(token))  # "compelled Georgia to yield"
        actor, own_actor = self._role(token, frame.actor, acting=True)
        recipient, own_recipient = self._role(token, frame.recipient, acting=False)
        heirs = others(heirs, recipient)  # whom an act is done to does not do it
        weight = 1.0
        if not actor and not heirs and token.pos_ == "VERB" and "subj" in frame.actor:
            actor, weight = adjacent(self.parties, token), 0.8
        if frame.event == "SUPPORT" and not (actor and recipient):
            writers, readers = correspondents(self.parties, token, taken_up=not actor)
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
        recipient = others(recipient, actor)
        theme = tuple(t for slot in frame.theme for t in tokens_in(token, slot))
        if not recipient and not frame.joint and frame.recipient and frame.event in ANIMATE_RECIPIENT:
            recipient = self._thing(token, frame.recipient)
            weight *= 0.85
        own = mood(token)
        status = own.status
        if frame.event == "REQUEST" and status == "happened":
            status = "requested"  # PLOVER's auxiliary mode of what is asked for
        self._consume((*theme, *(o for o in tree.logical_objects(token) if frame.asks_for(o))))
        return [
            Act(
                frame.event,
                frame.mode,
                status,
                own.negated,
                actor,
                recipient,
                token,
                (token, *particles(token)),
                frame,
                frame.context,
                channel(self.parties, token),
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

    def _topic(self, token: Token, theme: tuple[Token, ...]) -> frozenset[str]:
        words = {token.lemma_.lower()}
        beside = tree.obliques(token, "in", "of", "with", "for") if token.pos_ == "VERB" else []
        for node in (*theme, *tree.logical_objects(token), *beside):
            words |= {t.lemma_.lower() for t in node.subtree if t.pos_ in {"NOUN", "ADJ", "PROPN", "SYM"}}
            words |= {sign for t in node.subtree if t.pos_ == "NUM" for sign in SIGNS if sign in t.text}  # "NZ$2"
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
        recipient = others(recipient, actor)
        over = Operator(token, frame, actor, recipient, mood(token), channel(self.parties, token), weight)
        controlled = recipient if operator in {"request", "cause", "accuse"} else actor
        outcomes: list[Act] = []
        for below in self._below(token, frame):
            inside = {t.i for t in below.subtree} if below.pos_ == "NOUN" else set()
            for act in self.read(below, tuple(a for a in controlled if a.root not in inside)):
                self.consumed.add(act.root.i)
                self.consumed.update(t.i for t in act.triggers)
                outcomes += compose(over, act)
        return outcomes

    def _bare(self, token: Token, frame: Frame, heirs: tuple[Actor, ...]) -> list[Act]:
        """An operator with no known act below it: refusals, requests, threats and accusations stand by themselves; a
        commitment does where it is an offer or where the thing promised is known ("pledged $5 million").
        """
        assert frame.operator is not None
        actor, own_actor = self._role(token, frame.actor, acting=True)
        weight = 1.0 if own_actor else 0.9
        actor = actor or heirs
        recipient = others(self._role(token, frame.recipient, acting=False)[0], actor)
        theme = tuple(t for slot in frame.theme for t in tokens_in(token, slot))
        topic = self._topic(token, theme)
        inner = next((event for words, event in SPOKEN_OF if topic & words), None)
        event: EventType
        mode: str | None
        status: Status
        if frame.operator == "commit":
            if inner not in {"AID", "CONSULT"} and (frame.mode != "offered" or token.pos_ == "VERB"):
                return []
            event, mode, status = "AGREE", None, given_status(frame, inner) or "planned"
        elif inner is not None and frame.operator in {"refuse", "request", "stop"}:
            outcome = algebra.apply(frame.operator, inner, None, None)
            event, mode, status = outcome.event, outcome.mode, outcome.status or "happened"
        elif frame.operator in DEFAULT_OF_OPERATOR:
            event, mode, status = DEFAULT_OF_OPERATOR[frame.operator]
        else:
            return []
        if not recipient:  # "refused to host refugees": who the unknown act would be done to
            recipient = others(
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
                (token, *particles(token)),
                frame,
                frame.context,
                channel(self.parties, token),
                False,
                weight * 0.85,
                frame.operator,
                inner,
                topic,
                theme,
                steps=(frame.source,),
            )
        ]


def _depth(token: Token) -> int:
    return sum(1 for _ in tree.ancestors(token))


def find_acts(doc: Doc, parties: Parties) -> list[Act]:
    """All acts of a parsed `Doc`, with the parties given."""
    return Reader(doc, parties).acts()
