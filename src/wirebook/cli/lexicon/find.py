"""`wirebook lexicon find`: every frame of a word."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from wirebook.cli.options import Format, Lexicon, OutputFormat, own_tables
from wirebook.cli.output import console, note, write_line

if TYPE_CHECKING:
    from wirebook.coding.events.lexicon import Frame

FORMS = (("VERB", False), ("NOUN", False), ("NOUN", True), ("ADJ", False))
"""What a word as typed may be a form of: part of speech, and whether it is a plural."""


def find(
    word: Annotated[str, typer.Argument(metavar="WORD", help="A word in any of its forms.", show_default=False)],
    lexicon: Lexicon = None,
    output_format: OutputFormat = Format.TABLE,
) -> None:
    """Show every frame of a word.

    The frames stand in the order in which they are tried, each with what it asks for, what it reads, its example, and
    its file and line. Exit status 1 where there is none.

    \b
    Examples:
      wirebook lexicon find accuse
      wirebook lexicon find gave --format json
      wirebook lexicon find befriend --lexicon my_words.tsv
    """
    from wirebook.coding.events.lexicon import frames
    from wirebook.knowledge.joined import using

    with using(own_tables(lexicon, [])):
        found = _frames_of(word, frames())
    if output_format is Format.JSON:
        write_line(json.dumps([_as_json(frame, position) for frame, position in found], ensure_ascii=False))
    elif found:
        _show(found)
    if not found:
        note(f"no frame opens with {word!r}")
        raise typer.Exit(1)


def _frames_of(word: str, frames: dict[tuple[str, str], tuple[Frame, ...]]) -> list[tuple[Frame, int]]:
    """The frames of all words that this one may be a form of, each with its position among those of its word."""
    from wirebook.coding.events.lexicon import spelling
    from wirebook.language.lemmas import lemma

    keys = [(spelling(form), pos) for pos, plural in FORMS for form in (word, lemma(word.lower(), pos, plural))]
    return [
        (frame, position) for key in dict.fromkeys(keys) for position, frame in enumerate(frames.get(key, ()), start=1)
    ]


def _show(found: Sequence[tuple[Frame, int]]) -> None:
    from wirebook.views.terminal.layout import Layout

    layout = Layout(console())
    layout.column("Tried", 5, align="right")
    layout.column("Word and what it asks for", share=3)
    layout.column("Reads", share=3)
    layout.column("Example and what it yields", share=5)
    layout.column("Where", share=2)
    for frame, position in found:
        layout.row(
            str(position),
            _opening(frame),
            "\n".join(filter(None, (_act(frame), _sides(frame), " ".join(frame.context)))),
            "\n".join(filter(None, (frame.example, frame.expected))),
            frame.source,
        )
    layout.show("frame", "frames", "")


def _opening(frame: Frame) -> str:
    """The word with its part of speech, and below it what it asks for."""
    word, *conditions = frame.predicate.split()
    return "\n".join((f"{word} ({frame.pos.lower()})", *(one.replace(",", ", ") for one in conditions)))


def _act(frame: Frame) -> str:
    """`AID`, `ASSAULT/drone`, or `op:refuse` with where the act below it stands."""
    name = frame.event or f"op:{frame.operator}"
    below = f" of {'|'.join(frame.theme)}" if frame.operator and frame.theme else ""
    return f"{name}{'/' + frame.mode if frame.mode else ''}{below}"


def _sides(frame: Frame) -> str:
    """`subj → to|for`, `subj + with` of a joint act."""
    sign = " + " if frame.joint else " → "
    return sign.join(filter(None, ("|".join(frame.actor), "|".join(frame.recipient))))


def _as_json(frame: Frame, position: int) -> dict[str, object]:
    word, *conditions = frame.predicate.split()
    return {
        "word": word, "pos": frame.pos, "tried": position, "conditions": conditions, "event": frame.event,
        "operator": frame.operator, "mode": frame.mode, "actor": frame.actor, "recipient": frame.recipient,
        "joint": frame.joint, "theme": frame.theme, "context": frame.context, "example": frame.example,
        "expected": frame.expected, "source": frame.source,
    }  # fmt: skip
