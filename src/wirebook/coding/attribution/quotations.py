"""Direct speech: where quotation marks open and close, and how far a quotation goes on behind its cue."""

from __future__ import annotations

from spacy.tokens import Doc, Token

OPENING = frozenset({"“", "``"})
CLOSING = frozenset({"”"})
EITHER = frozenset({'"', "''"})
MARKS = OPENING | CLOSING | EITHER
LONGEST = 4
"""Tokens between marks below which words are quoted only for themselves ("a so-called 'lock box'"), no speech."""

FARTHEST = 14
"""Tokens between a quotation and its verb of saying at most: "...," Jane Doe, a farmer from the valley, said."""
NAMING = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "ADP", "NUM", "PART", "CCONJ", "AUX", "ADV"})
NOMINAL = frozenset({"PROPN", "NOUN", "PRON", "NUM"})
BETWEEN = frozenset({"simply", "also", "then", "reportedly", "later", "'", "’"})
"""What may stand between a quotation and a verb with its subject behind it."""

Zone = tuple[int, int]
"""Tokens from the opening mark to the closing one, exclusive of what follows it."""


def block_starts(doc: Doc) -> frozenset[int]:
    """The indices of the tokens that begin a block."""
    starts = {block.start_char for block in doc._.blocks}
    return frozenset(token.i for token in doc if token.idx in starts)


def zones(doc: Doc, starts: frozenset[int]) -> tuple[Zone, ...]:
    """The quotations of a `Doc` in order. One that is not closed ends with its block, as print leaves it open."""
    found: list[Zone] = []
    opened: int | None = None
    for token in doc:
        if token.i in starts and opened is not None:
            found.append((opened, token.i))
            opened = None
        if opened is None and token.text in OPENING | EITHER:
            opened = token.i
        elif opened is not None and (token.text in CLOSING | EITHER or _is_turned(token)):
            found.append((opened, token.i + 1))
            opened = None
    return (*found, (opened, len(doc))) if opened is not None else tuple(found)


def _is_turned(token: Token) -> bool:
    """Whether an opening mark stands where only a closing one can: behind the end of what is said."""
    return token.text in OPENING and token.i > 0 and token.nbor(-1).text in {",", "?", "!", "."}


def is_speech(zone: Zone) -> bool:
    """Whether a quotation is long enough to be what somebody says rather than a word that he used."""
    return zone[1] - zone[0] - 2 >= LONGEST


def holding(index: int, quoted: tuple[Zone, ...]) -> Zone | None:
    """The quotation in which a token stands, marks included."""
    return next((zone for zone in quoted if zone[0] <= index < zone[1]), None)


def extended(content: Zone, cue: Token, quoted: tuple[Zone, ...], cues: frozenset[int], starts: frozenset[int]) -> Zone:
    """A content with the whole of each quotation that it is part of, and those that run on without a cue of their own.

    `cues` are the tokens of all cues outside of quotations, `starts` those that begin a block. A quotation runs on
    within the sentence of the cue, and behind it as long as nothing but quotations follows: "..., he said. "It ..."".
    """
    doc = cue.doc
    start, end = content
    spoken = False
    for zone in quoted:
        if zone[0] < end and zone[1] > start and (is_speech(zone) or zone[0] >= start):
            start, end = min(start, zone[0]), max(end, zone[1])
            spoken = spoken or is_speech(zone)
    if not spoken:
        return start, end
    reach = max(end, cue.sent.end)
    for zone in quoted:
        if zone[0] < end:
            continue
        outside = (*range(end, zone[0]), *range(zone[1], doc[zone[1] - 1].sent.end))
        own_cue = any(i in cues and i != cue.i for i in outside)
        new_block = not is_speech(zone) and any(i in starts for i in range(end, zone[0] + 1))
        if own_cue or new_block or any(doc[i].is_alpha for i in range(reach, zone[0])):
            break
        end = zone[1]
        reach = max(reach, end)
    return start, end


def quoting(token: Token, source: Zone | None, quoted: tuple[Zone, ...]) -> tuple[Zone, Zone] | None:
    """Source and content of a verb of saying beside a quotation: `"...," X said`, `"...," said X`, `X said, "..."`.

    `source` is what the tree has for its subject; word order tells it where the tree has lost it in the quotation.
    """
    doc = token.doc
    for zone in quoted:
        if zone[1] <= token.i and zone[1] > token.i - FARTHEST:
            between = [doc[i] for i in range(zone[1], token.i)]
            if not between or all(t.lower_ in BETWEEN for t in between):
                speaker = source if source is not None and source[0] > token.i else _behind(token)
            elif all(t.pos_ in NAMING or t.text in {",", "(", ")"} for t in between) and not between[0].is_punct:
                inside = source is not None and source[0] >= zone[1]
                speaker = source if inside else (zone[1], token.i)
            else:
                continue
            if speaker is not None:
                return speaker, zone
        introduced = token.i < zone[0] and all(doc[i].text in {",", ":"} for i in range(token.i + 1, zone[0]))
        if introduced and source is not None and is_speech(zone):
            return source, zone
    return None


def _behind(token: Token) -> Zone | None:
    """The noun phrase right behind a verb: "said *the minister of a small state*"."""
    start = token.i + 1
    if start >= len(token.doc):
        return None
    head = token.doc[start]
    while head.head.i > head.i and head.head.left_edge.i == start and head.head != head:
        head = head.head
    end = head.right_edge.i + 1
    while end > start + 1 and token.doc[end - 1].text in {",", ".", ";"}:
        end -= 1
    return (start, end) if head.pos_ in NOMINAL else None
