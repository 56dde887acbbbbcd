"""When an act took place: the time of its own clause, else of the clause above, else of the speech that it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from wirebook.coding.attribution.finder import is_cue
from wirebook.coding.events.letters import LETTERS
from wirebook.coding.spans import Occasion
from wirebook.coding.times.model import Time
from wirebook.language import tree
from wirebook.record import EventType

VERBAL: frozenset[EventType] = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"})
CLAUSE_ENDS = frozenset({"ccomp", "acl:relcl", "parataxis", "advcl", "conj"})
CONDITIONS = frozenset({"if", "unless", "once"})
"""What opens a clause whose time is not that of the clause above."""
OTHER_DAYS = frozenset({"after", "before", "because", "if", "since", "unless", "until"})
"""What opens a clause that does not take the time of the clause above."""

REACTIONS = frozenset(
    {
        "back",
        "blast",
        "celebrate",
        "cite",
        "commemorate",
        "condemn",
        "criticise",
        "criticize",
        "defend",
        "denounce",
        "deplore",
        "describe",
        "discuss",
        "follow",
        "hail",
        "investigate",
        "mark",
        "mention",
        "oppose",
        "praise",
        "probe",
        "protest",
        "recall",
        "regret",
        "reject",
        "review",
        "slam",
        "support",
        "welcome",
    }
)
"""Verbs whose object took place at another time than they did."""
BOUNDS = frozenset({"ahead of", "before", "prior to", "till", "until"})
DISTINGUISHING = frozenset({"amod", "compound", "nmod:poss", "nummod"})
"""How a time hangs on a thing that it tells from others."""
WHERE_IT_HAPPENED = frozenset({"amid", "at", "during", "in", "on", "over"})
SAME_DAY = frozenset({"hour", "minute", "moment"})


def _as_occasion(time: Time, rule: str) -> Occasion:
    return Occasion(
        time.start, time.end, time.precision, f"{rule}: {time.rule}", time.text, (time.start_char, time.end_char)
    )


def _head(doc: Doc, time: Time) -> Token:
    span = doc.char_span(time.start_char, time.end_char, alignment_mode="expand")
    return span.root if span is not None else doc[0]


def times_by_sentence(doc: Doc) -> dict[int, list[tuple[Token, Time]]]:
    """Dated expressions with their head tokens, by the start of their sentence."""
    found: dict[int, list[tuple[Token, Time]]] = {}
    for time in doc._.times:
        if time.type in {"DATE", "TIME"} and time.start is not None:
            head = _head(doc, time)
            found.setdefault(head.sent.start, []).append((head, time))
    return found


def clause_time(verb: Token, times: dict[int, list[tuple[Token, Time]]]) -> Occasion | None:
    """The time that stands in the clause of a verb, or None."""
    for head, time in times.get(verb.sent.start, ()):
        if _governor(head) == verb:
            return _as_occasion(time, "own clause")
    return None


def _tells(head: Token, own: set[int]) -> bool:
    """Whether a time can tell when the predicates `own` took place.

    A bound cannot ("until Monday"), nor what only tells one thing from another ("next year's budget", "the 1992
    embargo"), unless it happened there ("at Friday's meeting").
    """
    if tree.preposition(head) in BOUNDS:
        return False
    noun = head.head
    distinguishes = head.dep_ in DISTINGUISHING and noun.pos_ in {"NOUN", "PROPN"} and noun.i not in own
    return not distinguishes or tree.preposition(noun) in WHERE_IT_HAPPENED


def _begins(clause: Token, words: frozenset[str]) -> bool:
    """Whether a finite clause begins with one of some words."""
    opened = any(c.dep_ == "mark" and c.lower_ in words for c in clause.children)
    same_day = any(c.lemma_ in SAME_DAY for c in clause.children)  # "on Monday, hours after the rebels freed them"
    return opened and not same_day and clause.tag_ != "VBG"


def _is_reason(clause: Token) -> bool:
    """Whether a gerund tells what somebody is blamed or thanked for: "fined it on Monday *for dumping waste*"."""
    return clause.tag_ == "VBG" and any(
        c.dep_ in {"mark", "case"} and c.lower_ in {"for", "of"} for c in clause.children
    )


def _goes_on(second: Token) -> bool:
    """Whether the second of two verbs tells what the same subject did next: "landed on Monday and met the crew"."""
    return second.tag_ == "VBD" and second.head.tag_ == "VBD" and not tree.children(second, "nsubj", "aux")


def _path_up(token: Token) -> list[Token]:
    return [token, *tree.ancestors(token)]


def occasion_of(
    trigger: Sequence[Token],
    event: EventType,
    speaks: bool,
    times: dict[int, list[tuple[Token, Time]]],
    *,
    ongoing: bool = False,
    above: bool = True,
) -> Occasion | None:
    """The occasion of an act by the tree, or None; not from the clause above for `above=False`.

    `trigger` are the act's predicates, the deciding one first; `speaks` tells whether the actor is himself the speaker
    of the clause above, whose time is then the act's where it is an act of words, or is `ongoing` as he speaks.
    """
    own = {t.i for t in trigger}
    here = [(head, time) for head, time in times.get(trigger[0].sent.start, []) if _tells(head, own)]
    best: tuple[int, Occasion] | None = None
    for head, time in here:
        distance = 0
        for node in _path_up(head):
            if node.i in own:
                break
            beside = node.dep_ == "conj" and node.pos_ in {"VERB", "AUX"}  # the time of the second verb is its own
            light = tree.is_light_clause(node) and node.head.i in own  # "a proposal that Kenya made *last week*"
            apart = (
                node.dep_ in {"acl:relcl", "ccomp"}
                or (node.dep_ == "acl" and node.head.i not in own and node.head.lemma_ not in LETTERS)
                or (tree.base(node) == "advcl" and _begins(node, CONDITIONS))
            )
            if node != head and not light and (is_cue(node) or beside or apart):
                distance = -1
                break
            distance += 1
        else:
            distance = -1
        if distance >= 0 and (best is None or distance < best[0]):
            found = _since(head, time, trigger[0], ongoing) if tree.preposition(head) == "since" else time
            best = (distance, _as_occasion(found, "own clause")) if found is not None else best
    if best is not None:
        return best[1]
    if not above:
        return None
    return _from_above(trigger[0], speaks and (ongoing or event in VERBAL), here)


def _since(head: Token, time: Time, verb: Token, ongoing: bool) -> Time | None:
    """From a time to the day of publication, for what has gone on since; None for what only has a first time since."""
    published = head.doc._.published
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    if not (ongoing or perfect) or published is None or time.start is None or time.start > published:
        return None
    return replace(time, end=published, precision="span")


def _governor(token: Token) -> Token:
    """The predicate that a time expression belongs to, through the nouns that the parser may have hung it on."""
    node = token.head
    for _ in range(4):
        if node.pos_ in {"VERB", "AUX", "ADJ"} or node.head == node:
            return node
        node = node.head
    return node


def _from_above(token: Token, speaks: bool, here: list[tuple[Token, Time]]) -> Occasion | None:
    """The time of the clause that an act is part of: a coordinated verb, the verb above it, its own speech.

    A time behind the first of two coordinated verbs is not shared with the second.
    """
    node, beyond, goes_on = token, False, True
    if any(c.dep_ in {"mark", "case"} and c.lower_ == "with" for c in token.children):
        # "..., with Chile also sending a ship" goes with the whole sentence, wherever the parser hung it.
        return next(
            (_as_occasion(time, "clause above") for head, time in here if _governor(head) == token.sent.root), None
        )
    for _ in range(6):
        if node.head == node:
            return None
        below, relation, node = node, node.dep_, node.head
        beyond = beyond or relation == "conj"
        goes_on = goes_on and (relation != "conj" or _goes_on(below))
        cue = is_cue(node) and relation in {"ccomp", "parataxis"}
        aside = relation == "advcl" and _begins(below, OTHER_DAYS)
        owned = relation == "acl" and bool(tree.children(node, "nmod:poss"))  # "defended *Chad's* decision to ban it"
        told_of = below.pos_ == "NOUN" and relation in {"obj", "obl", "nsubj:pass"} and node.lemma_ in REACTIONS
        if relation == "acl:relcl" or aside or owned or told_of or _is_reason(below) or (cue and not speaks):
            return None
        rule = "time of saying it" if cue else "clause above"
        for head, time in here:
            behind = beyond and head.i > node.i and not goes_on
            if (_governor(head) == node or head == node) and not behind:
                return _as_occasion(time, rule)
        if node.pos_ == "NOUN":
            for head, time in here:
                if head.head.dep_ == "acl" and head.head.head == node:
                    return _as_occasion(time, "clause beside")
    return None
