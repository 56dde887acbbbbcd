"""What the coding adds to spaCy's `Doc`, registered once."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from wirebook.record import BlockKind

_TEXT = "wirebook text"


@dataclass(frozen=True, slots=True)
class DocBlock:
    """A block of the article in the `Doc`: `doc.text[start_char:end_char]`, and where it is in the page."""

    start_char: int
    end_char: int
    kind: BlockKind
    index: int
    """Number of the block in the article."""
    offset: int
    """What to add to an offset in `doc.text` to get the offset in the article's text."""


def text_of(doc: Doc) -> str:
    """The text of a `Doc`, kept with it: spaCy puts `doc.text` together anew each time that it is asked."""
    kept = doc.user_data.get(_TEXT)
    if kept is None:
        kept = doc.user_data[_TEXT] = doc.text
    return str(kept)


def register() -> None:
    """Register the extensions; calling it again changes nothing."""
    for name in (
        "actors",
        "times",
        "places",
        "amounts",
        "attributions",
        "claims",
        "impacts",
        "aid",
        "blocks",
        "title_countries",
    ):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())
    for name in ("published", "dateline_country", "names", "tables"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    if not Doc.has_extension("parties"):
        Doc.set_extension("parties", default=None)


register()
