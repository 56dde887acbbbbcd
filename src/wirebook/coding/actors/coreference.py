"""Who "he", "she", "it" and "they" are: the nearest fitting party, subjects before objects."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from wirebook.coding.attribution.finder import is_cue
from wirebook.coding.spans import Actor
from wirebook.knowledge import hazards
from wirebook.language import tree

PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers"})
THINGS = frozenset({"it", "its"})
MANY = frozenset({"they", "them", "their"})
LOOK_BACK = 3
"""How many sentences back a pronoun reaches."""
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
    for token in doc:
        word = token.lower_
        if token.pos_ != "PRON" or word not in PERSONAL | THINGS | MANY:
            continue
        if word in THINGS and _hazard_before(token):
            continue
        antecedent = _coordinated(token, found, of) if word in MANY else None
        antecedent = antecedent or _antecedent(token, word, found, of)
        if antecedent is not None:
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
            ):
                owner = found[child.i][0]
                found[i] = tuple(replace(a, code=owner.code, rule="pronoun") for a in actors)
    return found


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


def _antecedent(
    token: Token, word: str, parties: dict[int, tuple[Actor, ...]], of: dict[int, int]
) -> tuple[Actor, ...] | None:
    best: tuple[int, int] | None = None
    chosen: tuple[Actor, ...] | None = None
    here = of[token.i]
    speaker_wanted = word == "it" and is_cue(token.head) and tree.base(token) == "nsubj"
    for i, actors in parties.items():
        if i >= token.i or here - of[i] > LOOK_BACK or not _fits(word, actors[0]):
            continue
        other = token.doc[i]
        score = _salience(other, actors[0]) - 2 * (here - of[i])
        if speaker_wanted and is_cue(other.head) and tree.base(other) == "nsubj":
            score += 6
        if other.head == token.head and tree.base(other) == "nsubj" and tree.base(token) in {"obj", "obl"}:
            continue  # a plain pronoun is not its own verb's subject
        if best is None or (score, i) > best:
            best, chosen = (score, i), actors
    return chosen
