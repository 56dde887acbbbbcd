"""Words of harm in a sentence ("killed", "homeless", "moved to higher ground"), and what the tree says was harmed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from wirebook.knowledge import impacts as words
from wirebook.knowledge.schema import ImpactWord
from wirebook.language import tree
from wirebook.record import Exposure, ImpactKind

INTRANSITIVE = frozenset(
    {"die", "drown", "perish", "collapse", "go", "flee", "evacuate", "starve", "suffocate", "miss", "shelter"}
)
"""Verbs of harm whose subject is the harmed one."""
LEAVING = frozenset({"flee"})
"""Verbs whose subject is the harmed one whatever their object is: "fled their homes"."""
COUNT_VERBS = frozenset(
    {"rise", "climb", "reach", "stand", "be", "jump", "increase", "exceed", "hit", "pass", "soar", "total", "top"}
    | {"revise", "raise", "update", "account", "put", "estimate", "set", "place", "fall", "grow", "number", "surpass"}
)
"""Verbs that tell how high a toll, a number or a cost is."""
LIMITERS = frozenset({"by", "from"})
"""Before a figure that is the step or the start of a rise, not where a toll stands: "rose by 12 from 46 to 58"."""
ARRIVING = frozenset({"arrive", "cross", "come", "pour", "stream", "enter", "flow", "wander", "walk", "seek", "escape"})
"""What refugees do to be counted."""
QUANTITIES = frozenset({"total", "number", "life", "handful", "body", "remains", "estimate"})
"""Nouns that stand for what is behind their "of": "a total *of 900 people*", "the lives *of 70 people*"."""
UNDERGOING = frozenset({"suffer", "sustain", "receive", "incur", "have"})
"""Verbs whose subject has the harm that is their object: "400 homes *sustained* damage"."""
BODILY = frozenset({"injury", "wound", "burn"})
"""What people are found, treated and left with."""
DEGREES = frozenset({"degree", "level", "amount", "extent", "kind"})
"""Nouns before the harm that such a verb has: "sustained varying *degrees* of damage"."""
REACH = 6
"""Tokens that may stand between two words of a phrase that begins with a verb: "lost their few homes"."""


@dataclass(frozen=True, slots=True)
class Harm:
    """A word or phrase of harm: tokens `start` to `end` (exclusive), and the nouns that the tree hangs on it."""

    trigger: Token
    start: int
    end: int
    kind: ImpactKind
    exposure: Exposure | None
    needs_hazard: bool
    harmed: tuple[Token, ...]

    @property
    def is_noun(self) -> bool:
        """Whether harm is named as a thing: a death, a toll, a loss."""
        words_of_it = [self.trigger.doc[i] for i in range(self.start, self.end)]
        return all(token.pos_ == "NOUN" for token in words_of_it) and not _is_participle(self.trigger)

    @property
    def is_verb(self) -> bool:
        """Whether harm is told by a verb, participles that the tagger took for nouns included."""
        return self.trigger.pos_ == "VERB" or _is_participle(self.trigger)


def find_harms(sentence: Span) -> list[Harm]:
    """The words of harm of a sentence in order; a phrase takes the place of the words that it is made of."""
    found: list[Harm] = []
    taken: set[int] = set()
    for token in sentence:
        for line in _phrases().get(token.lemma_.lower(), ()) + _phrases().get(token.lower_, ()):
            end = _phrase_end(token, line.lemma.split(), sentence)
            if end is not None and not taken & {token.i, end - 1} and not _are_two(token, end, line):
                found.append(_harm(token, token.i, end, line))
                # what stands between the parts of a loose phrase is free: its figure, its noun
                taken |= {token.i, end - 1}
                break
    for token in sentence:
        if token.i in taken:
            continue
        word = _word(token)
        if word is not None:
            found.append(_harm(token, token.i, token.i + 1, word))
    return sorted(found, key=lambda harm: harm.start)


def _are_two(first: Token, end: int, line: ImpactWord) -> bool:
    """Whether the words of a mixed count have a figure each: "left 25 *dead and wounded* 30"."""
    if line.kind != "affected" or not {"and", "or"} & set(line.lemma.split()) or end >= len(first.doc):
        return False
    after = first.doc[end]
    counted = after.pos_ == "NUM" or after.lower_ in {"about", "some", "more", "another", "at", "nearly", "over"}
    return counted and first.i > 0 and first.nbor(-1).pos_ in {"NUM", "NOUN", "AUX"}


def _word(token: Token) -> ImpactWord | None:
    """The line of a single word; a participle that is tagged one way may stand in the table the other."""
    if token.pos_ == "PROPN":
        return None
    if token.dep_ == "amod" and (found := words.kind(token.lower_, "ADJ")) is not None:
        return found  # "starving people" have not starved
    if token.lemma_ == "refugee" and not _is_arriving(token):
        return None
    for form in (token.lemma_.lower(), token.lower_):
        found = words.kind(form, token.pos_)
        if found is None and token.pos_ in {"ADJ", "VERB", "NOUN"}:
            other = "VERB" if token.pos_ == "ADJ" else "ADJ"
            found = words.kind(form, other)
        if found is not None:
            return found
    if _is_participle(token):
        stem = token.lower_.removesuffix("ing")
        return words.kind(stem, "VERB") or words.kind(f"{stem}e", "VERB")
    return None


def _is_arriving(refugees: Token) -> bool:
    """Whether refugees are told to come, and not to need or do something else: they are counted as displaced."""
    needy = [c for c in refugees.children if c.dep_ == "amod" and words.kind(c.lower_, "ADJ") is not None]
    verbs = [c for c in refugees.children if c.dep_ == "acl"]  # a past tense that was taken for a participle
    if tree.base(refugees) == "nsubj":
        verbs.append(refugees.head)
    return not needy and any(verb.lemma_ in ARRIVING for verb in verbs)


def _is_participle(token: Token) -> bool:
    """Whether a noun in -ing stands straight before a figure, as only a verb does: "and flooding 870 houses"."""
    return (
        token.pos_ == "NOUN"
        and token.lower_.endswith("ing")
        and token.i + 1 < len(token.doc)
        and token.nbor(1).pos_ == "NUM"
    )


@cache
def _phrases() -> dict[str, tuple[ImpactWord, ...]]:
    found: dict[str, tuple[ImpactWord, ...]] = {}
    for line in sorted(words.impact_words(), key=lambda row: -len(row.lemma)):
        if line.pos == "PHRASE":
            first = line.lemma.split()[0]
            found[first] = (*found.get(first, ()), line)
    return found


def _phrase_end(first: Token, parts: list[str], sentence: Span) -> int | None:
    """Where a phrase that begins here ends. Only after a verb may other words stand between its parts."""
    gap = REACH if first.pos_ == "VERB" and not {"and", "or"} & set(parts) else 0
    position = first.i + 1
    for part in parts[1:]:
        limit = min(position + gap + 1, sentence.end)
        for i in range(position, limit):
            token = sentence.doc[i]
            if part in (token.lemma_.lower(), token.lower_):
                position = i + 1
                break
            if token.pos_ in {"VERB", "PUNCT", "SCONJ", "CCONJ"}:
                return None
        else:
            return None
        # a preposition holds its noun close: "moved to [much] higher ground"
        gap = min(gap, 2) if part in {"to", "of", "from", "in"} else gap
    return position


def _harm(token: Token, start: int, end: int, line: ImpactWord) -> Harm:
    trigger = token if token.pos_ in {"VERB", "NOUN", "ADJ"} or end - start == 1 else token.doc[end - 1]
    if token.dep_ == "compound" and start < token.head.i < end:
        trigger = token.head  # of "death toll" the toll stands in the tree
    if trigger.i > 1 and trigger.nbor(-1).text == "-" and end < len(token.doc):
        harmed = [token.doc[end]]  # of "people in the quake-affected east" it is the east that is affected
    elif trigger.pos_ == "VERB" or tree.children(trigger, "obj"):
        harmed = _by_verb(trigger, phrase=end - start > 1)
    elif trigger.pos_ == "ADJ":
        harmed = _by_adjective(trigger)
    else:
        harmed = _by_noun(trigger)
    harmed += [inner for noun in harmed if noun.lemma_ in QUANTITIES for inner in tree.obliques(noun, "of")]
    return Harm(token, start, end, line.kind, line.exposure, line.needs_hazard, tuple(dict.fromkeys(harmed)))


def _by_verb(token: Token, *, phrase: bool) -> list[Token]:
    passive = tree.is_passive(token)
    bare = [c for c in token.children if c.pos_ == "NUM" and c.i < token.i and tree.base(c) in {"nsubj", "obl"}]
    if token.lemma_ in INTRANSITIVE and bare and not passive:
        return bare  # "117 survived and *203* drowned"
    if token.lemma_ in LEAVING:
        return [*tree.subjects(token), *(c for s in tree.subjects(token) for c in tree.obliques(s, "of"))]
    if phrase and not passive:  # "lost their homes", "took shelter": the subject is harmed; "claimed 20 lives"
        return [*tree.logical_objects(token), *tree.subjects(token)]
    return tree.logical_objects(token) or (tree.subjects(token) if token.lemma_ in INTRANSITIVE else [])


def _by_adjective(token: Token) -> list[Token]:
    subjects = tree.subjects(token)
    counted = any(c.pos_ == "NUM" for c in tree.children(token, "nsubj"))
    if tree.base(token) in {"amod", "acl"} and not counted:  # "125 people, *35 of whom* were homeless"
        # what stands behind its nouns is said of all: "left two soldiers and five rebels *dead*"
        return tree.coordinated(token.head) if token.head.i < token.i else [token.head]
    if tree.base(token) == "xcomp":
        return [one for noun in tree.children(token.head, "obj") for one in tree.coordinated(noun)] or subjects
    return subjects or [token]


def _by_noun(token: Token) -> list[Token]:
    found = [token]
    head = token.head
    if tree.base(token) == "nsubj" and head.lemma_ in COUNT_VERBS:
        told = [c for c in head.children if tree.base(c) in {"obl", "obj", "xcomp"} or c.pos_ == "NUM"]
        found += [c for c in told if tree.preposition(c) not in LIMITERS]
    if tree.base(token) == "nsubj" and head.pos_ in {"NUM", "NOUN", "SYM"}:
        found.append(head)
    found += tree.obliques(token, "of", "at", "to", "among")
    if token.dep_ in {"obj", "appos"} and head.pos_ in {"NUM", "NOUN"}:
        found.append(head)
    return found + _undergoing(token)


def _undergoing(harm: Token) -> list[Token]:
    """Whom or what a clause says to have a harm: "400 homes sustained damage", "two men escaped with injuries"."""
    node = harm
    if tree.base(node) == "nmod" and tree.preposition(node) == "of" and node.head.lemma_ in DEGREES:
        node = node.head
    head = node.head
    if node.dep_ in {"obj", "conj"} and (head.lemma_ in UNDERGOING or head.lower_ in {"suffered", "sustained"}):
        return [head.head] if head.dep_ in {"amod", "acl"} else tree.subjects(head)
    with_it = tree.base(node) in {"obl", "nmod"} and tree.preposition(node) == "with"
    if with_it and harm.lemma_ in BODILY and not tree.children(harm, "nummod"):
        return tree.logical_objects(head) or tree.subjects(head) if head.pos_ == "VERB" else [head]
    return []
