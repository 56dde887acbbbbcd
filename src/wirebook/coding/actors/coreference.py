"""Who "he", "she", "it" and "they" are: the nearest fitting party, subjects before objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token

from wirebook.coding.attribution.finder import is_cue
from wirebook.coding.spans import Actor
from wirebook.knowledge import hazards
from wirebook.language import tree

FEMININE = frozenset({"she", "her", "hers"})
PERSONAL = frozenset({"he", "him", "his"}) | FEMININE
THINGS = frozenset({"it", "its"})
MANY = frozenset({"they", "them", "their"})
LOOK_BACK = 3
"""How many sentences back a pronoun reaches."""
SPEAKER_LOOK_BACK = 8
"""The same for the "it" of "it added": whoever speaks in an article goes on speaking."""
COUNTERPART = "counterpart"
BODIES = frozenset({"country", "capital", "body", "organisation", "people"})


def _salience(token: Token, actor: Actor) -> int:
    score = 2 if tree.base(token) in {"nsubj"} else 0
    if token.dep_ in {"nmod", "nmod:poss", "amod", "compound"} or tree.base(token) in {"amod", "compound"}:
        score -= 3
    return score


def _fits(pronoun: str, actor: Actor) -> bool:
    if pronoun in PERSONAL:
        return actor.kind == "person" and not actor.plural
    if pronoun in THINGS:
        return actor.kind in BODIES and not actor.plural
    return actor.plural or actor.kind in {"group", "people"}


def resolve(doc: Doc, parties: dict[int, tuple[Actor, ...]]) -> dict[int, tuple[Actor, ...]]:
    """Parties with the pronouns among them, by head token."""
    found = dict(parties)
    sentences = list(doc.sents)
    of = {t.i: n for n, s in enumerate(sentences) for t in s}
    genders: dict[str, bool] = {}
    for token in doc:
        word = token.lower_
        if token.pos_ != "PRON" or word not in PERSONAL | THINGS | MANY:
            continue
        if word in THINGS and _hazard_before(token):
            continue
        antecedent = _coordinated(token, found, of) if word in MANY else None
        antecedent = antecedent or _antecedent(token, word, found, of, genders)
        if antecedent is not None:
            if word in PERSONAL:
                genders.setdefault(_called(antecedent[0]), word in FEMININE)
            start = token.idx
            found[token.i] = tuple(
                replace(
                    a,
                    start_char=start,
                    end_char=start + len(token),
                    text=token.text,
                    root=token.i,
                    kind="pronoun" if a.kind == "pronoun" else a.kind,
                    rule="pronoun",
                    named_at=a.words,
                )
                for a in antecedent
            )
    for i, actors in list(found.items()):  # "his government": the country of whoever "his" is
        for child in doc[i].children:
            if (
                child.dep_ == "nmod:poss"
                and child.pos_ == "PRON"
                and child.i in found
                and actors[0].kind in {"body", "group", "person", "organisation"}
                and actors[0].rule != "modifier"  # "his Greek counterpart"
            ):
                owner = found[child.i][0]
                if doc[i].lemma_ == COUNTERPART:  # his own country's no counterpart is
                    found[i] = tuple(replace(a, code=None, rule="") for a in actors)
                    continue
                found[i] = tuple(replace(a, code=owner.code, rule="pronoun") for a in actors)
    return found


def _called(actor: Actor) -> str:
    """The last word by which a party is named: "Bell" of "President Ana Bell"."""
    return actor.text.split()[-1].lower()


def _is_feminine(actor: Actor, genders: Mapping[str, bool]) -> bool | None:
    """Whether a party is "she" and not "he" where it was spoken of before; None where no word tells."""
    called = _called(actor)
    return called in FEMININE if called in PERSONAL else genders.get(called)


def _coordinated(token: Token, parties: dict[int, tuple[Actor, ...]], of: dict[int, int]) -> tuple[Actor, ...] | None:
    """The parties of the last coordinated subject: "Chile and Peru met, and *they* signed"."""
    for i in range(token.i - 1, -1, -1):
        other = token.doc[i]
        if of[token.i] - of[i] > 1:
            return None
        if tree.base(other) == "nsubj" and i in parties and other.head != token.head:
            several = [a for t in tree.coordinated(other) for a in parties.get(t.i, ())]
            return tuple(several) if len(several) > 1 else None
    return None


def _hazard_before(token: Token) -> bool:
    """Whether the last subject before a pronoun is a hazard: "when the storm hit, *it* tore off roofs"."""
    for other in reversed(list(token.doc[max(0, token.i - 40) : token.i])):
        if tree.base(other) == "nsubj":
            return other.pos_ == "NOUN" and hazards.find(other.lemma_.lower()) is not None
    return False


def _speaks(token: Token) -> bool:
    """Whether a party is told as a source: the subject of a cue, the name beside it, or after "according to"."""
    node = token.head if token.dep_ in {"appos", "nmod:desc"} else token
    if tree.preposition(node) == "according to":
        return True
    return tree.base(node) == "nsubj" and is_cue(node.head)


def _leading_subjects(token: Token) -> list[Token]:
    """The subject to which a pronoun mostly goes back: of the verb beside its own ("X was silent, but *it* published a
    note"), of the verb whose object it owns ("X wrote to Y, expressing *his* willingness").
    """
    verb = token.head
    if tree.base(token) == "nsubj":
        return tree.subjects(verb.head) if verb.dep_ == "conj" else []
    if token.dep_ == "nmod:poss" and tree.base(verb) in {"obj", "obl"} and verb.head.pos_ == "VERB":
        return tree.logical_subjects(verb.head)
    return []


def _tellers(token: Token) -> list[Token]:
    """Who says the clause in which a pronoun stands: in "X told Y that he would go", *he* is mostly X."""
    for node in (token, *tree.ancestors(token)):
        if tree.base(node) in {"ccomp", "xcomp"} and is_cue(node.head):
            return tree.logical_subjects(node.head)
        if tree.base(node) == "acl:relcl":
            return []
    return []


def _antecedent(
    token: Token,
    word: str,
    parties: dict[int, tuple[Actor, ...]],
    of: dict[int, int],
    genders: Mapping[str, bool],
) -> tuple[Actor, ...] | None:
    """The party that a pronoun stands for. Who was "she" before is not "he"; `genders` says who was feminine."""
    best: tuple[int, int] | None = None
    chosen: tuple[Actor, ...] | None = None
    here = of[token.i]
    leading = {t.i for t in _leading_subjects(token)}
    telling = {t.i for t in _tellers(token)} if word in PERSONAL else set()
    speaker_wanted = word == "it" and is_cue(token.head) and tree.base(token) == "nsubj"
    for i, actors in parties.items():
        other = token.doc[i]
        speaks = speaker_wanted and _speaks(other)
        reach = SPEAKER_LOOK_BACK if speaks else LOOK_BACK
        if i >= token.i or here - of[i] > reach or not _fits(word, actors[0]):
            continue
        if word in PERSONAL and _is_feminine(actors[0], genders) not in {None, word in FEMININE}:
            continue
        score = _salience(other, actors[0]) - 2 * (here - of[i]) + 5 * (i in telling) + 4 * (i in leading)
        if speaks:
            score = SPEAKER_LOOK_BACK - (here - of[i])
        if other.head == token.head and tree.base(other) == "nsubj" and tree.base(token) in {"obj", "obl"}:
            continue  # a plain pronoun is not its own verb's subject
        if best is None or (score, i) > best:
            best, chosen = (score, i), actors
    return chosen
