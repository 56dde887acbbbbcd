"""The dialogue in which a person labels claims: one key an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from wirebook.book.sampling import FIELDS, Drawn, Label, Verdict, WrongField

ASKED = "r right   w wrong   s skip   b back   q quit"
ASKED_WHAT = "wrong in   t type   a actor   r recipient   s status   d date   b attribution   Enter done   Esc back"

FIELD_KEYS: dict[str, WrongField] = dict(zip(("t", "a", "r", "s", "d", "b"), FIELDS, strict=True))
"""The key of each field; that of attribution is `b`, as in "by whom"."""
_DONE = frozenset({"\r", "\n"})
_LEAVE = frozenset({"q", "\x03", "\x04", ""})
"""The letter, Ctrl-C, Ctrl-D, and the end of what is typed."""
_ESCAPE = "\x1b"

Answer = tuple[Verdict, tuple[WrongField, ...]] | Literal["skip", "back", "quit"]


@dataclass(frozen=True)
class Dialogue:
    """How the dialogue reads, writes and keeps what is said."""

    key: Callable[[], str]
    """The next key that is pressed; empty at the end."""
    show: Callable[[int, Drawn], None]
    """Shows the claim at a position."""
    say: Callable[[str], None]
    """Writes a line."""
    label: Callable[[str, Verdict, Sequence[WrongField]], Label]
    """Keeps the label of a claim, by its id."""
    undo: Callable[[Label], None]
    """Takes a label back."""


def label_claims(drawn: Sequence[Drawn], dialogue: Dialogue) -> list[Drawn]:
    """Ask for the labels that are missing, in order, until there are all or the person quits; the claims with them.

    A claim that is skipped is asked for again the next time. Going back takes the label of the claim before away and
    asks for it again.
    """
    now = list(drawn)
    position = _next(now, 0)
    while position < len(now):
        dialogue.show(position, now[position])
        answer = _answer(dialogue)
        if answer == "quit":
            break
        if answer == "back":
            position = max(0, position - 1)
            earlier = now[position].label
            if earlier is not None:
                dialogue.undo(earlier)
                now[position] = Drawn(claim=now[position].claim)
            continue
        if answer != "skip":
            verdict, wrong = answer
            claim = now[position].claim
            now[position] = Drawn(claim=claim, label=dialogue.label(claim.id, verdict, wrong))
        position = _next(now, position + 1)
    return now


def _next(drawn: Sequence[Drawn], position: int) -> int:
    """The first position from here on whose claim has no label."""
    return next((at for at in range(position, len(drawn)) if drawn[at].label is None), len(drawn))


def _answer(dialogue: Dialogue) -> Answer:
    """What a person says of a claim; keys that mean nothing are passed over."""
    dialogue.say(ASKED)
    while True:
        key = dialogue.key().lower()
        if key in _LEAVE:
            return "quit"
        if key == "s":
            return "skip"
        if key == "b":
            return "back"
        if key == "r":
            return "right", ()
        if key == "w":
            wrong = _wrong_fields(dialogue)
            if wrong is not None:
                return ("wrong", wrong) if isinstance(wrong, tuple) else wrong
            dialogue.say(ASKED)


def _wrong_fields(dialogue: Dialogue) -> tuple[WrongField, ...] | Literal["quit"] | None:
    """The fields that are wrong, each marked or unmarked by its key; None where the person thinks better of it."""
    marked: set[WrongField] = set()
    dialogue.say(ASKED_WHAT)
    while True:
        key = dialogue.key().lower()
        if key in _DONE:
            return tuple(field for field in FIELDS if field in marked)
        if key == _ESCAPE:
            return None
        if key in FIELD_KEYS:
            marked ^= {FIELD_KEYS[key]}
            dialogue.say(f"wrong in   {', '.join(field for field in FIELDS if field in marked) or 'nothing marked'}")
        elif key in _LEAVE:
            return "quit"
