"""The frames, read from their tables, and the look-up of the frame that a predicate opens.

The format is described in README.md beside the tables. Files that a user joins go before ours.
"""

from __future__ import annotations

import csv
import functools
import io
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Literal, TypeAlias, cast, get_args

from spacy.tokens import Token

from wirebook.errors import KnowledgeError, OwnTableWrong
from wirebook.knowledge.joined import NONE, OwnFile, current, once_for_tables, using
from wirebook.language import tree
from wirebook.record import EventType

Operator = Literal["commit", "refuse", "request", "threaten", "accuse", "deny", "fail", "stop", "do", "cause", "plan"]
NEEDED = ("predicate", "pos", "event")
COLUMNS = ("predicate", "pos", "event", "mode", "actor", "recipient", "theme", "context", "example", "expected")
PARTS_OF_SPEECH = ("VERB", "NOUN", "ADJ")
ANY = "@any"
PARTY = "@party"
ACT = "@act"
INFINITIVE = "@infinitive"
Test = Callable[[Token], bool]


@dataclass(frozen=True, slots=True)
class Condition:
    """`obj:aid,help`, `!obj:@any`: what must, or must not, be among the dependents."""

    slot: str
    values: frozenset[str]
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of the lexicon."""

    lemma: str
    pos: str
    conditions: tuple[Condition, ...]
    event: EventType | None
    operator: Operator | None
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    joint: bool
    theme: tuple[str, ...]
    context: tuple[str, ...]
    example: str
    expected: str
    source: str
    """File and line, for `explain` and for messages."""
    predicate: str = ""
    """The word with its conditions, as the line has them."""

    def asks_for(self, thing: Token) -> bool:
        """Whether the frame wants just this word for its object, so that it is no act of its own."""
        return any(c.wanted and c.slot == "obj" and thing.lemma_.lower() in c.values for c in self.conditions)


Frames: TypeAlias = dict[tuple[str, str], tuple[Frame, ...]]


def spelling(lemma: str) -> str:
    """One key for British and American spelling: `criticise` and `criticize`, `defence` and `defense`."""
    key = re.sub(r"is(e|ing|ation)\b", r"iz\1", lemma.lower())
    key = key.replace("defence", "defense").replace("offence", "offense").replace("licence", "license")
    return re.sub(r"our\b", "or", key) if len(key) > 4 else key


@functools.cache
def classes() -> dict[str, frozenset[str]]:
    """Word classes by name: sets of lemmas."""
    rows = table_rows("classes.tsv", _text("classes.tsv"), ("class", "lemmas"))
    return {row["class"]: frozenset(row["lemmas"].lower().split()) for row in rows}


def _text(name: str) -> str:
    return (resources.files(__name__) / name).read_text(encoding="utf8")


def our_files() -> Iterator[tuple[str, str]]:
    """Name and text of each of our files, in the order in which their frames are tried."""
    for name in sorted(f.name for f in resources.files(__name__).iterdir()):
        if name.endswith(".tsv") and name != "classes.tsv":
            yield name, _text(name)


def _raise(error: KnowledgeError) -> None:
    raise error


def table_rows(
    name: str,
    text: str,
    columns: tuple[str, ...] = COLUMNS,
    on_error: Callable[[KnowledgeError], None] = _raise,
) -> Iterator[dict[str, str]]:
    """Cells by column of each line of a table, the line's place (`accuse.tsv:3`) under "".

    The header names the columns in any order; those of `NEEDED` must be there. Raises KnowledgeError otherwise; one for
    a line of more cells than the header goes to `on_error`, which raises by default.
    """
    header: tuple[str, ...] = ()
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
        if not any(row) or row[0].startswith("#"):
            continue
        if not header:
            header = tuple(row)
            wrong = sorted(set(header) - set(columns)) or sorted(set(NEEDED) & set(columns) - set(header))
            if wrong or len(set(header)) < len(header):
                raise KnowledgeError(f"{name}:{number}", f"columns are {' '.join(header)}, not {' '.join(columns)}")
            continue
        if len(row) > len(header):
            on_error(KnowledgeError(f"{name}:{number}", f"{len(row)} cells where the header has {len(header)}"))
            continue
        cells = dict.fromkeys(columns, "") | dict(zip(header, row, strict=False))
        yield cells | {"": f"{name}:{number}"}


def _condition(text: str, where: str) -> Condition:
    wanted = not text.startswith("!")
    slot, colon, values = text.removeprefix("!").partition(":")
    if not colon or not values:
        raise KnowledgeError(where, f"condition {text!r} is not slot:value")
    lemmas: set[str] = set()
    for value in values.split(","):
        if value.startswith("@") and value not in {ANY, PARTY, ACT, INFINITIVE}:
            if value[1:] not in classes():
                raise KnowledgeError(where, f"no class {value} in classes.tsv")
            lemmas |= classes()[value[1:]]
        else:
            lemmas.add(value)
    return Condition(slot, frozenset(lemmas), wanted)


def frame_of(row: dict[str, str]) -> Frame:
    """A line of `table_rows` as a frame. Raises KnowledgeError for what no frame can be."""
    where = row[""]
    lemma, *conditions = row["predicate"].split() or [""]
    if not lemma:
        raise KnowledgeError(where, "there is no predicate")
    operator: Operator | None = None
    event: EventType | None = None
    if row["pos"] not in PARTS_OF_SPEECH:
        raise KnowledgeError(where, f"pos is {row['pos']!r}, not one of {', '.join(PARTS_OF_SPEECH)}")
    if row["event"].startswith("op:"):
        name = row["event"][3:]
        if name not in get_args(Operator):
            raise KnowledgeError(where, f"no operator {name!r}")
        operator = cast(Operator, name)
    elif row["event"] in get_args(EventType):
        event = cast(EventType, row["event"])
    else:
        raise KnowledgeError(where, f"no PLOVER type {row['event']!r}")
    recipient = row["recipient"].strip()
    return Frame(
        lemma=spelling(lemma),
        pos=row["pos"],
        conditions=tuple(_condition(c, where) for c in conditions),
        event=event,
        operator=operator,
        mode=row["mode"] or None,
        actor=tuple(filter(None, row["actor"].split("|"))),
        recipient=tuple(filter(None, recipient.removeprefix("joint:").split("|"))),
        joint=recipient.startswith("joint:"),
        theme=tuple(filter(None, row["theme"].split("|"))),
        context=tuple(row["context"].split()),
        example=row["example"],
        expected=row["expected"],
        source=where,
        predicate=" ".join(row["predicate"].split()),
    )


@once_for_tables
def frames() -> Frames:
    """All frames by lemma (in its spelling key) and part of speech, the most demanding first.

    Of frames that ask for as much, those of joined files go before ours. Raises KnowledgeError for a line that is no
    frame, OwnTableWrong where it is in a joined file.
    """
    if not current():
        return _ordered(frame_of(row) for name, text in our_files() for row in table_rows(name, text))
    with using(NONE):
        ours = frames()
    own = [frame for file in current().lexicon for frame in own_frames(file)]
    touched = {(frame.lemma, frame.pos): ours.get((frame.lemma, frame.pos), ()) for frame in own}
    return ours | _ordered((*own, *itertools.chain.from_iterable(touched.values())))


def own_frames(file: OwnFile) -> tuple[Frame, ...]:
    """The frames of a user's file. Raises OwnTableWrong at the first line that is none."""
    try:
        return tuple(frame_of(row) for row in table_rows(file.name, file.text))
    except KnowledgeError as error:
        raise OwnTableWrong(error.subject, error.reason) from error


def _ordered(frames: Iterable[Frame]) -> Frames:
    found: dict[tuple[str, str], list[Frame]] = {}
    for frame in frames:
        found.setdefault((frame.lemma, frame.pos), []).append(frame)
    return {key: tuple(sorted(value, key=lambda f: -len(f.conditions))) for key, value in found.items()}


def _in_slot(token: Token, slot: str) -> list[Token]:
    if slot == "obj":
        return tree.logical_objects(token)
    if slot == "subj":
        return tree.logical_subjects(token)
    if slot == "iobj":
        return tree.indirect_objects(token)
    if slot == "prt":
        return tree.particles(token) + [c for c in tree.children(token, "advmod") if c.tag_ in {"RP", "RB", "IN"}]
    if slot == "xcomp":
        return [c for c in tree.complements(token) if tree.base(c) in {"xcomp", "acl", "advcl"}]
    if slot == "ccomp":
        return [c for c in token.children if tree.base(c) == "ccomp"]
    if slot in {"amod", "compound"}:
        return tree.modifiers(token)
    if slot == "poss":
        return tree.possessors(token)
    if slot == "acl":
        return tree.children(token, "acl")
    return tree.obliques(token, slot) + tree.gerunds(token, slot)


def _holds(token: Token, condition: Condition, is_party: Test, is_act: Test) -> bool:
    filling = _in_slot(token, condition.slot)
    if ANY in condition.values:
        met = bool(filling)
    else:
        met = any(
            t.lower_ in condition.values
            or t.lemma_.lower() in condition.values
            or any(c.dep_ == "compound" and c.lemma_.lower() in condition.values for c in t.children)
            for t in filling
        )
        if not met and PARTY in condition.values:
            met = any(is_party(t) for t in filling)
        if not met and ACT in condition.values:
            met = any(is_act(t) for t in filling)
        if not met and INFINITIVE in condition.values:
            met = any(tree.is_infinitive(t) for t in filling)
    return met is condition.wanted


def frames_of(token: Token, is_party: Test, is_act: Test) -> tuple[Frame, ...]:
    """The frames that a token opens, the one with the most conditions that all hold first.

    `is_party` and `is_act` tell whether a phrase is a party, and whether a token opens a frame itself.
    """
    pos = "VERB" if token.pos_ == "AUX" else "NOUN" if token.pos_ == "PROPN" and token.is_lower else token.pos_
    for key in (token.lemma_, token.lower_) if pos == "NOUN" else (*_tied(token), token.lemma_):
        fitting = tuple(
            frame
            for frame in frames().get((spelling(key), pos), ())
            if all(_holds(token, c, is_party, is_act) for c in frame.conditions)
        )
        if fitting:
            return _by_first_object(fitting, token, is_act)
    return ()


def _tied(token: Token) -> tuple[str, ...]:
    """A verb with the word that a hyphen ties to it: `test-fire`."""
    if token.pos_ != "VERB" or token.i < 2 or token.nbor(-1).text != "-" or token.nbor(-2).head != token:
        return ()
    return (f"{token.nbor(-2).lower_}-{token.lemma_}",)


def _by_first_object(fitting: tuple[Frame, ...], token: Token, is_act: Test) -> tuple[Frame, ...]:
    """Of frames that ask for as much, first those that the first of several objects fits: "extended *sympathy* and
    support" is no aid.
    """
    things = tree.logical_objects(token)
    if len(things) < 2:
        return fitting

    def misses(frame: Frame) -> bool:
        act = any(c.wanted and c.slot == "obj" and ACT in c.values for c in frame.conditions)
        return not (frame.asks_for(things[0]) or (act and is_act(things[0])))

    return tuple(sorted(fitting, key=lambda frame: (-len(frame.conditions), misses(frame))))
