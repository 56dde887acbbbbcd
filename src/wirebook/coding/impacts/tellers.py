"""Who gives a figure: the speakers of its clause, who puts or counts it, "according to" at an end of the sentence."""

from __future__ import annotations

from spacy.tokens import Span, Token

from wirebook.coding.attribution.finder import chain, speakers_of
from wirebook.coding.impacts.figures import Reading
from wirebook.coding.spans import Actor, Attribution
from wirebook.language import tree

COUNTING = frozenset({"put", "place", "confirm", "record", "register", "report", "count", "list", "estimate", "verify"})
"""Verbs whose subject gives the figure that they have for their object: "police *put* the toll at nine"."""
ACCORDING = "according to"


def tellers(reading: Reading, sentence: Span, attributions: tuple[Attribution, ...]) -> tuple[tuple[Actor, str], ...]:
    """The speakers of a figure, outermost first, each with its cue; empty where the article says it itself."""
    doc = sentence.doc
    told = [
        (a.speaker[0], a.cue_text)
        for token in (reading.harm.trigger, reading.figure.root)
        for a in chain(doc, token, attributions)
        if a.speaker
    ]
    told = told or _counting(reading) or _according(sentence, attributions)
    told += _cited(sentence, {actor.start_char for actor, _ in told})
    return tuple(
        (actor, cue)
        for number, (actor, cue) in enumerate(told)
        if all(actor.start_char != before.start_char for before, _ in told[:number])
    )


def _counting(reading: Reading) -> list[tuple[Actor, str]]:
    """Who is the subject of the verb of counting that has the figure or the harm for its object."""
    for start in (reading.harm.trigger, reading.figure.root):
        node: Token = start
        for above in tree.ancestors(start):
            if above.pos_ == "VERB" and above.lemma_ in COUNTING and tree.base(node) in {"obj", "obl", "xcomp"}:
                if tree.is_passive(above) or tree.negated(above):
                    return []
                return [(actor, above.lower_) for actor in speakers_of(above.doc._.parties, above)[:1]]
            if above.pos_ == "VERB" or node.dep_ in {"acl:relcl", "ccomp"}:
                break
            node = above
    return []


def _cited(sentence: Span, tellers_of_it: set[int]) -> list[tuple[Actor, str]]:
    """Whom the teller of a figure cites for it: "the agency reported, *citing the ministry*"."""
    parties = sentence.doc._.parties
    for verb in sentence:
        if verb.lemma_ == "cite" and verb.tag_ == "VBG":
            by = {actor.start_char for actor in speakers_of(parties, verb.head)}
            cited = [actor for noun in tree.children(verb, "obj") for actor in parties.get(noun.i, ())]
            if by & tellers_of_it and cited:
                return [(cited[0], verb.lower_)]
    return []


def _according(sentence: Span, attributions: tuple[Attribution, ...]) -> list[tuple[Actor, str]]:
    """Who answers for a whole sentence: "..., according to the Red Cross." at its end, or the same before a comma."""
    here = [
        a
        for a in attributions
        if a.cue_text == ACCORDING and a.speaker and sentence.start_char <= a.cue[0] < sentence.end_char
    ]
    for one in here:
        root = sentence.doc[one.cue_root]
        first, last = root.left_edge, root.right_edge
        opens = first.i == sentence.start
        closes = all(t.pos_ == "PUNCT" for t in sentence.doc[last.i + 1 : sentence.end])
        if opens or (closes and first.i > sentence.start and "," in {first.text, first.nbor(-1).text}):
            return [(one.speaker[0], one.cue_text)]
    return []
