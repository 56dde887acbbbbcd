"""Harm that the text does not tell of this disaster: what is planned or feared, and what another disaster did."""

from __future__ import annotations

from spacy.tokens import Token

from wirebook.language import tree
from wirebook.record import ImpactKind

PLANS = frozenset({"plan", "intend", "prepare", "expect", "hope", "aim", "want", "likely", "threaten", "risk"})
"""Verbs whose infinitive has not happened: "were planned to be evacuated"."""
SUFFERING = frozenset({"suffer", "recover", "reel"})
"""Verbs of what an earlier disaster left: "already suffering from floods that killed 18"."""
BEYOND = frozenset({"behind", "since", "than"})
"""Prepositions of the disaster that this one is compared with: "the deadliest *since* a storm that killed 60"."""


AVERTING = frozenset({"prevent", "avoid", "avert"})
"""Verbs whose object has not happened."""
EARLIER = frozenset({"previous", "earlier", "prior"})
DOUBTED = frozenset({"unconfirmed", "false", "unsubstantiated", "unverified", "erroneous"})
"""Of reports that nobody stands behind: "unconfirmed reports of 30 deaths"."""
MODALS = frozenset({"will", "would", "could", "may", "might", "can", "should", "'ll", "shall"})
"""Auxiliaries of what has not happened, unless "have" stands behind them: "may *have* died"."""
LASTING = frozenset({"in_need", "affected", "cost"})
"""Kinds that are told as of now in the future too: "900 people will need food aid", "the damage will cost"."""


def is_unreal(trigger: Token, kind: ImpactKind) -> bool:
    """Whether a harm is planned, feared or averted, or that of a disaster which this one is compared with or followed.

    `kind` is the kind of harm of the trigger.
    """
    if trigger.head.lemma_ in AVERTING and trigger.dep_ == "obj":
        return True
    if kind not in LASTING and (_is_modal(trigger) or (trigger.pos_ == "NOUN" and _is_modal(trigger.head))):
        return True
    if any(t.lower_ in DOUBTED for above in (trigger, trigger.head) for t in above.children if t.dep_ == "amod"):
        return True
    node = trigger
    for above in tree.ancestors(trigger):
        if tree.base(node) == "xcomp" and above.lemma_ in PLANS and tree.is_infinitive(node):
            return True
        if node.dep_ in {"acl:relcl", "advcl:relcl"} and _is_of_another(above):
            return True
        if node.dep_ in {"advcl", "acl:relcl"} and _is_of_another_time(node):
            return True
        node = above
    return False


def _is_of_another_time(clause: Token) -> bool:
    """Whether a clause with "when" tells of the time that this one is compared with: "since 1999, *when* 300 died"."""
    first = clause.left_edge if clause.left_edge.pos_ != "PUNCT" else clause.left_edge.nbor()
    if first.tag_ != "WRB" or first.i < 2:
        return False
    time = first.nbor(-1) if first.nbor(-1).pos_ != "PUNCT" else first.nbor(-2)
    if any(tree.preposition(node).split(" ")[0] in BEYOND for node in (time, time.head)):
        return True
    return any(_is_earlier(subject) for subject in tree.children(clause.head, "nsubj"))


def _is_earlier(disaster: Token) -> bool:
    """Whether it came before the one that is told of: "the *previous* deadliest storm"."""
    return any(c.lower_ in EARLIER for c in disaster.children if tree.base(c) == "amod")


def _is_modal(predicate: Token) -> bool:
    """Whether a predicate is one of the future or of a condition: "could kill 500", "if 500 people died"."""
    helpers = tree.auxiliaries(predicate)
    modal = any(a.lemma_.lower() in MODALS or a.lower_ in MODALS for a in helpers)
    if modal and not any(a.lemma_ == "have" for a in helpers):
        return True
    return any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in predicate.children)


def _is_of_another(disaster: Token) -> bool:
    before = disaster.left_edge.i - 1
    # a name of two words may have its preposition on the second
    preposition = tree.preposition(disaster).split(" ")[0] or (disaster.doc[before].lower_ if before >= 0 else "")
    governed = disaster.head.lemma_ in SUFFERING and any(
        c.lower_ in {"already", "still"} for c in disaster.head.children
    )
    return preposition in BEYOND or (preposition == "from" and governed)
