"""What one given party does to another in a sentence: the same components with the two parties handed in."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from wirebook.coding.events.acts import Act
from wirebook.coding.events.engine import find_acts
from wirebook.coding.events.scorer import NONE, Question, shipped
from wirebook.coding.events.second_word import question_of
from wirebook.coding.events.settle import Fit, Reading, settle, weights_of
from wirebook.coding.events.slots import Parties
from wirebook.coding.extensions import DocBlock
from wirebook.coding.spans import Actor
from wirebook.knowledge.joined import using
from wirebook.language import tree
from wirebook.record import EventType, Span

NOTHING = 0.95
"""From this chance of no act on none is given."""


def _head(doc: Doc, start: int, end: int) -> Token | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def _given(doc: Doc, start: int, end: int, head: Token, parties: Parties) -> tuple[Actor, ...]:
    known = parties.get(head.i, ())
    made = Actor(start, end, doc.text[start:end], head.i, "body", rule="given")
    return tuple(replace(k, start_char=start, end_char=end, text=made.text) for k in known[:1]) or (made,)


def _distance(act: Act, heads: list[Token]) -> int:
    triggers = {t.i for t in act.triggers}
    total = 0
    for party in heads:
        steps = 0
        for node in [party, *tree.ancestors(party)]:
            if node.i in triggers:
                break
            steps += 1
        else:
            steps = 8
        total += steps
    return total


def read_given(nlp: Language, sentence: str, source: Span | None, target: Span | None) -> tuple[Question, Reading]:
    """What the scorer is to be asked about the two parties of a sentence, and what the lexicon says of them.

    `source` and `target` are character spans in `sentence`, None where the sentence does not name the party. The act
    whose roles are the two goes first, then one that has the source as its actor, then the one nearest to both in the
    tree.
    """
    doc = nlp.make_doc(sentence)
    doc._.blocks = (DocBlock(0, len(sentence), "body", 0, 0),)
    doc = nlp(doc)
    question = question_of(doc, (0, len(sentence)), source, target)
    parties = dict(doc._.parties)
    heads: list[Token] = []
    for span in (source, target):
        head = _head(doc, *span) if span is not None else None
        if span is not None and head is not None:
            parties[head.i] = _given(doc, *span, head, parties)
            heads.append(head)
    if not heads:
        return question, Reading(None, "absent")

    def holds(actors: tuple[Actor, ...], span: Span | None) -> bool:
        if span is None:
            return not actors
        return any(a.start_char < span[1] and a.end_char > span[0] for a in actors)

    def roles(act: Act) -> int:
        acting, acted = (
            holds(act.actor, source),
            holds(act.recipient, target) or (act.joint and holds(act.actor, target)),
        )
        return 2 * acting + acted

    given = {head.i for head in heads}
    with using(doc._.tables):
        acts = [a for a in find_acts(doc, parties) if a.root.i not in given]
    best = max(acts, key=lambda act: (roles(act), -_distance(act, heads), act.weight), default=None)
    if best is None:
        return question, Reading(None, "absent")
    fits: tuple[Fit, Fit, Fit, Fit] = ("far", "one", "one", "both")
    words = frozenset((word.idx, word.idx + len(word)) for act in acts for word in act.triggers)
    return question, Reading(best.event, fits[roles(best)], words)


def classify_given(nlp: Language, sentence: str, source: Span | None, target: Span | None) -> EventType | None:
    """The PLOVER type of what the source does to the target, or None where it does nothing to it.

    `source` and `target` are as in `read_given`; the scorer and the lexicon settle it between them.
    """
    question, reading = read_given(nlp, sentence, source, target)
    if question.source is None and question.target is None:
        return None
    settled = settle(shipped().score([question])[0], reading, weights_of("given"))
    return settled.event if settled.of(NONE) < NOTHING else None
