"""Acts that go by letter or through somebody: who wrote, who got it, who handed it over."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from wirebook.coding.events.acts import Act, others
from wirebook.coding.events.slots import Parties, fill
from wirebook.coding.spans import Actor
from wirebook.language import tree
from wirebook.record import EventType

CHANNELS = ("via", "through")
LETTERS = frozenset({"message", "letter", "telegram", "cable", "note"})
CARRYING = frozenset({"convey", "deliver", "forward", "hand", "pass", "present", "relay", "send", "submit", "transmit"})
WRITTEN: frozenset[EventType] = frozenset({"AGREE", "REQUEST", "SUPPORT", "ACCUSE", "REJECT", "THREATEN"})
"""Acts of words, which a letter can do."""
TAKEN_UP = 60
"""How many words back "the message" can have been told of."""


def correspondents(parties: Parties, token: Token, taken_up: bool) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who wrote and who got the message that a predicate speaks of: "*the message* expressed sympathy".

    The message is the predicate's subject or one in its sentence; where it is only taken up ("the message"), the one
    told last before it says whose it was.
    """
    here = [t for t in token.sent if t.lemma_ in LETTERS]
    start = max(0, token.sent.start - TAKEN_UP) if taken_up or here else token.sent.start
    before = [t for t in token.doc[start : token.sent.start] if t.lemma_ in LETTERS]
    for letter in [*here, *reversed(before)]:
        readers = addressees(parties, letter)
        if not readers:
            continue
        found = writers(parties, letter)
        if not found:
            verb = next((a for a in tree.ancestors(letter) if a.pos_ == "VERB"), None)
            found = fill(parties, tree.logical_subjects(verb), acting=True)[0] if verb is not None else ()
        return found, others(readers, found)
    return (), ()


def writers(parties: Parties, letter: Token) -> tuple[Actor, ...]:
    """Who is named as a letter's writer: "a message *from A*", "*A's* letter"."""
    return fill(parties, [*tree.obliques(letter, "from", "by", "of"), *tree.possessors(letter)], acting=True)[0]


def addressees(parties: Parties, letter: Token) -> tuple[Actor, ...]:
    """To whom a letter is: "a message *to B*", also where *to B* hangs on its writer ("from A to B")."""
    named = tree.obliques(letter, "to") or [
        reader for writer in tree.obliques(letter, "from", "by") for reader in tree.obliques(writer, "to")
    ]
    return fill(parties, named, acting=False)[0]


def by_letter(parties: Parties, act: Act) -> Act:
    """An act of words with the parties that only its letter names: "the offer was made in a message from A to B"."""
    if (act.actor and act.recipient) or act.joint or act.event not in WRITTEN:
        return act
    letter = next((o for o in tree.obliques(act.root, "in", "with", "by") if o.lemma_ in LETTERS), None)
    if letter is None:
        return act
    found = act.actor or writers(parties, letter)
    readers = addressees(parties, letter)
    return replace(act, actor=found, recipient=act.recipient or others(readers, found))


def _carries_letter(verb: Token) -> bool:
    """Whether a passive verb has a letter for what it carries: its noun, or one between it and the verb above."""
    if any(o.lemma_ in LETTERS for o in tree.logical_objects(verb)):
        return True
    return verb.dep_ == "advcl" and any(t.lemma_ in LETTERS for t in verb.doc[verb.head.i : verb.i])


def channel(parties: Parties, token: Token) -> tuple[Actor, ...]:
    """Parties through which an act went, anywhere below its predicate: "delivered *via the embassy*", a letter
    "handed over *by the embassy*".
    """
    phrases = [t for t in token.subtree if tree.preposition(t) in CHANNELS]
    for carrying in token.subtree:
        if (
            carrying.pos_ == "VERB"
            and carrying.lemma_ in CARRYING
            and tree.is_passive(carrying)
            and _carries_letter(carrying)
        ):
            phrases += tree.logical_subjects(carrying)
    return fill(parties, phrases, acting=True)[0]
