"""What one given party does to another in a sentence: the same components with the two parties handed in."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from wirebook.coding.events.acts import Act
from wirebook.coding.events.engine import find_acts
from wirebook.coding.events.slots import Parties
from wirebook.coding.extensions import DocBlock
from wirebook.coding.spans import Actor
from wirebook.knowledge.joined import using
from wirebook.language import tree
from wirebook.record import EventType, Span


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


def classify_given(nlp: Language, sentence: str, source: Span | None, target: Span | None) -> EventType | None:
    """The PLOVER type of what the source does to the target, or None where no frame of the sentence says it.

    `source` and `target` are character spans in `sentence`, None where the sentence does not name the party. The act
    whose roles are the two goes first, then one that has the source as its actor, then the one nearest to both in the
    tree.
    """
    doc = nlp.make_doc(sentence)
    doc._.blocks = (DocBlock(0, len(sentence), "body", 0, 0),)
    doc = nlp(doc)
    parties = dict(doc._.parties)
    heads: list[Token] = []
    for span in (source, target):
        head = _head(doc, *span) if span is not None else None
        if span is not None and head is not None:
            parties[head.i] = _given(doc, *span, head, parties)
            heads.append(head)
    if not heads:
        return None

    def holds(actors: tuple[Actor, ...], span: Span | None) -> bool:
        if span is None:
            return not actors
        return any(a.start_char < span[1] and a.end_char > span[0] for a in actors)

    def rank(act: Act) -> tuple[int, int, float]:
        acting, acted = (
            holds(act.actor, source),
            holds(act.recipient, target) or (act.joint and holds(act.actor, target)),
        )
        return (2 * acting + acted, -_distance(act, heads), act.weight)

    given = {head.i for head in heads}
    with using(doc._.tables):
        acts = [a for a in find_acts(doc, parties) if a.root.i not in given]
    best = max(acts, key=rank, default=None)
    return best.event if best is not None else None
