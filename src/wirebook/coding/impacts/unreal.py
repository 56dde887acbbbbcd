"""Harm that the text does not tell of this disaster: what is planned or feared, and what another disaster did."""

from __future__ import annotations

from spacy.tokens import Token

from wirebook.language import tree

PLANS = frozenset({"plan", "intend", "prepare", "expect", "hope", "aim", "want"})
"""Verbs whose infinitive has not happened: "were planned to be evacuated"."""
SUFFERING = frozenset({"suffer", "recover", "reel"})
"""Verbs of what an earlier disaster left: "already suffering from floods that killed 18"."""
BEYOND = frozenset({"behind", "since", "than"})
"""Prepositions of the disaster that this one is compared with: "the deadliest *since* a storm that killed 60"."""


def is_unreal(trigger: Token) -> bool:
    """Whether a harm is planned, or is that of a disaster to which this one is only compared or which came before."""
    node = trigger
    for above in tree.ancestors(trigger):
        if tree.base(node) == "xcomp" and above.lemma_ in PLANS and tree.is_infinitive(node):
            return True
        if node.dep_ == "acl:relcl" and _is_of_another(above):
            return True
        node = above
    return False


def _is_of_another(disaster: Token) -> bool:
    before = disaster.left_edge.i - 1
    # a name of two words may have its preposition on the second
    preposition = tree.preposition(disaster).split(" ")[0] or (disaster.doc[before].lower_ if before >= 0 else "")
    governed = disaster.head.lemma_ in SUFFERING and any(
        c.lower_ in {"already", "still"} for c in disaster.head.children
    )
    return preposition in BEYOND or (preposition == "from" and governed)
