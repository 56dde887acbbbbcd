"""The attributions by which claims are laid at somebody's door, together with every other that the text makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from wirebook.coding.attribution.extents import Stretch, reported
from wirebook.coding.attribution.voices import Voice, find_voices
from wirebook.coding.extensions import text_of
from wirebook.coding.spans import Attribution

Characters = tuple[int, int]
ACCORDING = "according to"


@dataclass(frozen=True, slots=True)
class Answered(Attribution):
    """An attribution that the coding of claims goes by: what its speaker answers for, sentence by sentence.

    That may be less than the content, which takes in whole quotations, or more, where the tree binds more to the cue.
    """

    answers_for: tuple[Characters, ...] = ()


def answered_for(one: Attribution) -> tuple[Characters, ...]:
    """The characters for which the speakers of an attribution answer; none where it is not known who they are."""
    return one.answers_for if isinstance(one, Answered) else ()


def with_voices(doc: Doc, known: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """`known`, one for each cue and speaker with its exact spans, and the other attributions, in order of cue."""
    by_root = {voice.root: voice for voice in find_voices(doc)}
    cues = {one.cue_root for one in known}
    found = [_of(doc, voice) for voice in by_root.values() if voice.root not in cues]
    same: dict[tuple[int, object], list[Attribution]] = {}
    for one in known:
        same.setdefault((one.cue_root, one.speaker), []).append(one)
    for group in same.values():
        first = group[0]
        voice = by_root.get(first.cue_root)
        if first.cue_text == ACCORDING:
            found.append(_answered(group, _according(doc, first)))
        elif voice is not None:
            found.append(_answered(group, _of(doc, voice)))
        elif first.speaker:
            found.append(_answered(group, first))
    return tuple(sorted(found, key=lambda one: one.cue))


def _answered(group: Sequence[Attribution], exact: Attribution) -> Attribution:
    """The first of several attributions of one cue and speaker, with the spans of `exact` and the contents of all."""
    first = group[0]
    return Answered(
        exact.start_char,
        exact.end_char,
        exact.source,
        exact.cue,
        exact.content,
        first.speaker,
        first.cue_text,
        first.cue_root,
        first.content_root,
        first.published,
        answers_for=tuple(one.content for one in group),
    )


def _according(doc: Doc, one: Attribution) -> Attribution:
    """An attribution by "according to" with the rest of the sentence, which is what is so according to somebody."""
    content = _characters(doc, reported(doc[one.cue_root]))
    start, end = min(one.start_char, content[0]), max(one.end_char, content[1])
    source = one.source
    if source is not None and text_of(doc)[source[1] - 1] == ",":
        source = source[0], source[1] - 1
    return replace(one, start_char=start, end_char=end, source=source, content=content)


def _characters(doc: Doc, stretch: Stretch) -> tuple[int, int]:
    return doc[stretch[0]].idx, doc[stretch[1] - 1].idx + len(doc[stretch[1] - 1])


def _of(doc: Doc, voice: Voice) -> Attribution:
    source = _characters(doc, voice.source) if voice.source else None
    cue, content = _characters(doc, voice.cue), _characters(doc, voice.content)
    return Attribution(
        min(cue[0], content[0], *(source or cue)),
        max(cue[1], content[1], *(source or cue)),
        source,
        cue,
        content,
        (),
        doc[voice.root].lower_,
        voice.root,
        voice.content[0],
    )
