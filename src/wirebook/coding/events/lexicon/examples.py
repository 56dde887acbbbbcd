"""The example of a frame run through the coder: what should come out, what did, and which faults are known."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

from spacy.language import Language

from wirebook.coding.events.lexicon import table_rows
from wirebook.coding.pipeline import read_text
from wirebook.coding.spans import CodedAct

PUBLISHED = datetime.date(2024, 8, 4)
"""The day on which every example is read, a Sunday."""


@dataclass(frozen=True, slots=True)
class Example:
    """The example sentence of a line, and the claims that the line says it yields."""

    source: str
    """File and line."""
    name: str
    """File, predicate with its conditions, part of speech: what `known_faults.txt` lists."""
    text: str
    expected: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an example: the claims that are missing, and those that it should not have."""

    example: Example
    missing: tuple[str, ...]
    surplus: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether just what is expected came out."""
        return not self.missing and not self.surplus

    @property
    def is_known(self) -> bool:
        """Whether it is one of ours that the coder is known to get wrong today."""
        return self.example.name in known_faults()


def examples_of(name: str, text: str) -> tuple[Example, ...]:
    """The examples of a table; lines without one have none. Raises KnowledgeError for a table that is none."""
    return tuple(
        Example(row[""], f"{name} {row['predicate']} {row['pos']}", row["example"], row["expected"])
        for row in table_rows(name, text)
        if row["example"]
    )


@functools.cache
def known_faults() -> frozenset[str]:
    """Our examples that the coder gets wrong today, by their names; the list only shrinks."""
    text = (resources.files("wirebook.coding.events.lexicon") / "known_faults.txt").read_text(encoding="utf8")
    return frozenset(text.splitlines())


def claims_expected(cell: str) -> frozenset[str]:
    """The claims of the column `expected`, each as `told` has it.

    A claim is `EVENT/mode ACTOR>RECIPIENT status`; several are parted by `;`, codes of one side by `+`.
    """
    found = set()
    for claim in filter(None, map(str.strip, cell.split(";"))):
        negation = "not " if claim.startswith("not ") else ""
        event, who, *status = [*claim.removeprefix("not ").split(), "", ""][:3]
        sides = ["+".join(sorted(side.split("+"))) for side in who.split(">")]
        found.add(f"{negation}{event} {'>'.join(filter(None, sides))} {''.join(status) or 'happened'}")
    return frozenset(found)


def told(act: CodedAct) -> str:
    """A claim in one line: `AGREE RUS>PRK offered`."""
    mode = f"/{act.mode}" if act.mode else ""
    negation = "not " if act.negated else ""
    actors = "+".join(sorted({actor.code or actor.text for actor in act.actor}))
    recipients = "+".join(sorted({actor.code or actor.text for actor in act.recipient}))
    return f"{negation}{act.event}{mode} {actors}{'>' + recipients if recipients else ''} {act.status}"


def run(example: Example, nlp: Language) -> Outcome:
    """Code an example with a pipeline."""
    acts: Iterable[CodedAct] = read_text(example.text, nlp, PUBLISHED)._.claims
    found, expected = frozenset(map(told, acts)), claims_expected(example.expected)
    return Outcome(example, tuple(sorted(expected - found)), tuple(sorted(found - expected)))
