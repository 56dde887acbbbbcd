"""Checks of a lexicon file beyond its form: are its words known, and can each of its frames ever speak?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from wirebook.coding import cameo
from wirebook.coding.events.lexicon import ANY, Condition, Frame, frame_of, table_rows
from wirebook.errors import KnowledgeError
from wirebook.record import Status

PREPOSITIONS = frozenset(
    {
        "to",
        "with",
        "against",
        "on",
        "in",
        "from",
        "for",
        "over",
        "of",
        "by",
        "between",
        "among",
        "at",
        "into",
        "towards",
        "toward",
        "about",
        "behind",
        "near",
        "along",
        "off",
        "through",
        "outside",
        "around",
        "before",
        "after",
        "under",
        "as",
        "upon",
        "within",
        "out",
        "across",
        "onto",
        "alongside",
        "beside",
        "without",
    }
)
SLOTS = PREPOSITIONS | {"subj", "obj", "iobj", "poss", "amod", "xcomp", "ccomp"}
"""Where a side or a theme may stand."""
CONDITION_SLOTS = SLOTS | {"prt", "compound", "acl", "short", "part"}
"""What a condition may ask of; two are parts of set phrases: "stop short of", "take part"."""
CONTEXTS = frozenset(
    {
        "military",
        "intelligence",
        "executive",
        "legislative",
        "election",
        "political_institutions",
        "pro_democracy",
        "pro_autocracy",
        "economic",
        "legal",
        "reparations",
        "human_rights",
        "rights_freedoms",
        "repression",
        "human_security",
        "gender",
        "lgbt",
        "religion_ethnicity",
        "inequality",
        "diplomatic",
        "territory",
        "peacekeeping",
        "health",
        "asylum",
        "migration",
        "disasters",
        "natural_resource",
        "environment",
        "technology",
        "terrorism",
        "cbrn",
        "cyber",
        "misinformation",
        "crime",
        "corruption",
        "illegal_drugs",
        "trafficking",
    }
)
"""The contexts of the PLOVER manual, draft 0.8 of 2021."""
COMMITMENTS = frozenset({"happened", "offered", "planned"})
"""What stands in the mode of `op:commit`: the status that it gives."""
CODES = r"[A-Z]{3}(?:\+[A-Z]{3})*"
EXPECTED = re.compile(
    rf"(?:not )?(?P<event>[A-Z]+)(?:/(?P<mode>[a-z-]+))? {CODES}(?:>{CODES})?(?: (?:{'|'.join(get_args(Status))}))?"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line: where it stands, and why."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


def lint(files: Iterable[tuple[str, str]]) -> list[Problem]:
    """Every problem of tables, given as name and text in the order in which their frames are tried."""
    problems: list[Problem] = []
    frames: list[Frame] = []

    def note(error: KnowledgeError) -> None:
        problems.append(Problem(error.subject, error.reason))

    for name, text in files:
        try:
            for row in table_rows(name, text, on_error=note):
                try:
                    frame = frame_of(row)
                except KnowledgeError as error:
                    note(error)
                    continue
                frames.append(frame)
                problems += (Problem(frame.source, reason) for reason in _of_frame(frame, row))
        except KnowledgeError as error:
            note(error)
    return problems + list(_unreachable(frames))


def _of_frame(frame: Frame, row: dict[str, str]) -> Iterator[str]:
    if frame.operator is not None:
        if frame.mode and not (frame.operator == "commit" and frame.mode in COMMITMENTS):
            yield f"op:{frame.operator} has no mode {frame.mode!r}"
        if not frame.theme:
            yield f"op:{frame.operator} needs a theme: where the act below it stands"
    if frame.event is not None and (frame.mode or "") not in cameo.modes_of(frame.event):
        modes = ", ".join(sorted(cameo.modes_of(frame.event) - {""})) or "none"
        yield f"{frame.event} has no mode {frame.mode!r}; it has {modes}"
    for column, slots in (("actor", frame.actor), ("recipient", frame.recipient), ("theme", frame.theme)):
        for slot in sorted(set(slots) - SLOTS):
            yield f"{column}: there is no slot {slot!r}"
    for slot in sorted({condition.slot for condition in frame.conditions} - CONDITION_SLOTS):
        yield f"condition: there is no slot {slot!r}"
    for context in sorted(set(frame.context) - CONTEXTS):
        yield f"there is no context {context!r}"
    if bool(row["example"]) is not bool(row["expected"]):
        yield "an example and what it yields go together"
    for claim in filter(None, map(str.strip, row["expected"].split(";"))):
        yield from _of_expected(claim)


def _of_expected(claim: str) -> Iterator[str]:
    match = EXPECTED.fullmatch(claim)
    if match is None:
        yield f"expected: {claim!r} is not EVENT/mode ACTOR>RECIPIENT status"
        return
    modes = cameo.modes_of(match["event"])
    if not modes:
        yield f"expected: there is no PLOVER type {match['event']!r}"
    elif (match["mode"] or "") not in modes:
        yield f"expected: {match['event']} has no mode {match['mode']!r}"


def _unreachable(frames: Iterable[Frame]) -> Iterator[Problem]:
    """Frames that never speak, since one that is tried before them holds wherever they do.

    Behind an operator that finds no act below it, the next frame that is no operator speaks.
    """
    of_word: dict[tuple[str, str], list[Frame]] = {}
    for frame in frames:
        of_word.setdefault((frame.lemma, frame.pos), []).append(frame)
    for group in of_word.values():
        group.sort(key=lambda frame: -len(frame.conditions))
        for position, frame in enumerate(group):
            for earlier in group[:position]:
                silent = earlier.operator is None or frame.operator is not None
                if silent and all(any(_implies(mine, its) for mine in frame.conditions) for its in earlier.conditions):
                    fate = "stands twice" if set(earlier.conditions) == set(frame.conditions) else "is never reached"
                    yield Problem(frame.source, f"{frame.lemma} {fate}: {earlier.source} holds wherever it does")
                    break


def _implies(one: Condition, other: Condition) -> bool:
    """Whether `other` holds wherever `one` does."""
    if one.slot != other.slot or one.wanted is not other.wanted:
        return False
    wide, narrow = (other.values, one.values) if one.wanted else (one.values, other.values)
    return ANY in wide or narrow <= wide
