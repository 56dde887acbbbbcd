"""What an article has said of its parties so far: it introduces them once and uses short forms after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Token

from wirebook.coding.spans import Actor
from wirebook.language import tree

FAMILY_NAME_FIRST = frozenset({"KOR", "PRK", "CHN", "TWN", "VNM", "KHM"})


@dataclass
class Memory:
    """What the article has said so far."""

    published: date | None
    names: dict[str, Actor] = field(default_factory=dict)
    """Persons and bodies by lower-case short name (surname, acronym, given head noun)."""
    bodies: dict[str, Actor] = field(default_factory=dict)
    """Bodies and offices with a known country, by office name: "the ministry", "the president"."""
    countries: Counter[str] = field(default_factory=Counter)
    holders: dict[tuple[str, str], str] = field(default_factory=dict)
    """Last names of the persons in an office of a country."""
    last: list[Actor] = field(default_factory=list)
    """Parties in order of mention, for "the two countries"."""
    pairs: list[tuple[Actor, Actor]] = field(default_factory=list)
    """Parties told together or against each other, in order: "A and B", "A met B"."""

    def focus(self) -> str | None:
        """The country that the article is most about so far."""
        best = self.countries.most_common(1)
        return best[0][0] if best else None

    def remember(self, token: Token, found: tuple[Actor, ...]) -> None:
        """Keep the parties that a phrase is, by the short forms in which they can come again."""
        actor = found[0]
        if tree.base(token) not in {"amod", "compound"} or actor.kind == "person":
            self.last += found
        if actor.kind == "person" and actor.name and actor.office and actor.code:
            self.holders.setdefault((actor.office, actor.code), actor.name.split()[-1].lower())
        if actor.kind == "person" and actor.name:
            for part in (
                actor.name.split()[-1],
                actor.name.split()[0] if actor.code in FAMILY_NAME_FIRST else actor.name,
            ):
                before = self.names.get(part.lower())
                if before is None or (before.code is None and before.name == actor.name):
                    self.names[part.lower()] = actor
        if (
            actor.kind in {"body", "person", "organisation"}
            and actor.office
            and actor.code
            and actor.rule in {"modifier", "table", "apposition"}
        ):
            self.bodies[actor.office] = actor
        if actor.kind in {"organisation", "body"}:
            for child in token.children:  # "Revolutionary United Front (RUF)"
                if child.dep_ in {"appos", "parataxis"} and child.text.isupper() and 2 <= len(child.text) <= 8:
                    self.names.setdefault(child.text.lower(), actor)

    def oppose(self, token: Token, found: tuple[Actor, ...], parties: Mapping[int, tuple[Actor, ...]]) -> None:
        """Keep a party with the one that its sentence puts beside it: coordinated, or subject and object of a verb."""
        if token.dep_ == "conj":
            others = [token.head]
        elif tree.base(token) in {"obj", "obl"}:
            others = [t for t in tree.logical_subjects(token.head) if t.i < token.i]
        else:
            return
        for other in others:
            if other.i in parties and (one := parties[other.i][-1]).code and found[0].code:
                self.pairs.append((one, found[0]))
