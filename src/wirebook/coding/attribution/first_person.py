"""Who "I" and "we" are: whoever speaks the words in which they stand."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from wirebook.coding.attribution.finder import chain
from wirebook.coding.events.slots import Parties
from wirebook.coding.spans import Actor, Attribution

FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})


def resolve_first_person(
    doc: Doc, parties: Parties, attributions: tuple[Attribution, ...]
) -> dict[int, tuple[Actor, ...]]:
    """The parties with the first persons among them, by head token.

    "we" of a ministry's spokesman is the ministry's country and sector, as his own words are. A first person outside of
    any attribution (the reporter's own) stays nobody.
    """
    found = dict(parties)
    for token in doc:
        if token.lower_ not in FIRST_PERSON or token.pos_ != "PRON":
            continue
        speaker = next((a.speaker[0] for a in reversed(chain(doc, token, attributions)) if a.speaker), None)
        if speaker is not None:
            end = token.idx + len(token)
            found[token.i] = (
                replace(
                    speaker, start_char=token.idx, end_char=end, text=token.text, root=token.i, rule="pronoun",
                    plural=False, named_at=speaker.words,
                ),
            )  # fmt: skip
    return found
