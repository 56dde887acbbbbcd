"""Exports of LexisNexis: Nexis Uni and Lexis Advance, and the older Academic with its labels in capitals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from wirebook.sources.documents.parts import (
    Part,
    blocks_of,
    clean,
    day_line,
    filled,
    label_pattern,
    paragraphs_of,
)

_END = re.compile(r"\s*End of Document\s*$", re.IGNORECASE)
_BODY = re.compile(r"\s*Body\s*$")
_COUNT = re.compile(r"\s*Length\s?:\s*[\d,.]+\s+words\b", re.IGNORECASE)
_COPYRIGHT = re.compile(r"\s*(?:Copyright\b|©|\(c\)\s|All Rights Reserved)", re.IGNORECASE)
_MONTH_LINE = re.compile(r"(?:[A-Z][a-z]+[ ,/-]+)+\d{4}$")
"""The date line of a monthly: `August 2024`, `Summer, 2024`."""

_HEAD_LABELS = ("Section", "Length", "Byline", "Dateline", "Highlight", "Headline", "Series", "Edition")
_LABEL = label_pattern(_HEAD_LABELS, re.IGNORECASE)
_LOAD_DATE = re.compile(r"\s*Load-Date\s?:", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:(?:Load-Date|Language|Publication-Type|Journal[ -]Code|Correction-Date)\s?:|"
    r"(?:Classification|Graphic|Notes)\s*$)"
)
_COVER = label_pattern(("User Name", "Date and Time", "Job Number", "Client/Matter", "Search Terms", "Search Type"))

_NUMBER = re.compile(r"\s*(?:Document\s+)?\d+ of \d+ DOCUMENTS?\s*$")
_OLD_TAIL = re.compile(
    r"\s*(?:LOAD-DATE|LANGUAGE|GRAPHICS?|PUBLICATION-TYPE|DOCUMENT-TYPE|SUBJECT|ORGANIZATION|PERSON|COMPANY|TICKER|"
    r"INDUSTRY|CITY|STATE|COUNTRY|GEOGRAPHIC|CORRECTION(?:-DATE)?|JOURNAL-CODE|NOTES|TYPE|ACC-NO)\s?:"
)
_OLD_LABEL = label_pattern(name.upper() for name in _HEAD_LABELS)
_EDITION = re.compile(r"(?:[\w.-]+ ){0,4}Edition(?: \d+)?$|Correction Appended$", re.IGNORECASE)


def split_nexis(lines: Sequence[str]) -> list[Part]:
    """The articles of an export of Nexis Uni or Lexis Advance; none where the lines are no such export."""
    if not any(_END.match(line) for line in lines) or not any(
        _BODY.match(line) or _COUNT.match(line) or _LOAD_DATE.match(line) for line in lines
    ):
        return []
    return [part for chunk in _chunks_before(lines, _END) if (part := _part(chunk)) is not None]


def split_academic(lines: Sequence[str]) -> list[Part]:
    """The articles of an export of LexisNexis Academic; none where the lines are no such export."""
    starts = [index for index, line in enumerate(lines) if _NUMBER.match(line)]
    if not starts or not any(_OLD_LABEL.match(line) or _OLD_TAIL.match(line) for line in lines):
        return []
    return [_old_part(lines[start + 1 : end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _chunks_before(lines: Sequence[str], end: re.Pattern[str]) -> list[Sequence[str]]:
    """The lines before each end, and those that are left after the last."""
    chunks: list[Sequence[str]] = []
    start = 0
    for index, line in enumerate(lines):
        if end.match(line):
            chunks.append(lines[start:index])
            start = index + 1
    return [*chunks, lines[start:]]


def _part(chunk: Sequence[str]) -> Part | None:
    """The article of the lines before an `End of Document`; None where they hold none, as behind the last."""
    body_at = next((index for index, line in enumerate(chunk) if _BODY.match(line)), None)
    if body_at is None and not any(_COUNT.match(line) or _LOAD_DATE.match(line) for line in chunk):
        return None
    head = filled(chunk[:body_at] if body_at is not None else chunk)
    labels = _values(head, _LABEL)
    title, publisher, date = _title_lines(head)
    body = chunk[body_at + 1 :] if body_at is not None else ()
    end = next((index for index, line in enumerate(body) if _TAIL.match(line)), len(body))
    return Part(
        title=title,
        publisher=publisher,
        published=day_line(date) if date else None,
        author=labels.get("byline"),
        section=labels.get("section"),
        body=paragraphs_of(body[:end]),
    )


def _title_lines(head: Sequence[str]) -> tuple[str | None, str | None, str | None]:
    """The title, the publication and the date line, which stand in this order before the copyright and the labels."""
    stop = _head_end(head)
    above = [line for line in head[:stop] if not _COVER.match(line)]
    date = None
    # a page of contents may stand above the first article, and its lines may hold days, so the last one counts
    for index in range(len(above) - 1, -1, -1):
        if day_line(above[index]) or (index == len(above) - 1 and index and _MONTH_LINE.match(above[index])):
            date, above = above[index], above[:index]
            break
    if len(above) < 2:
        return (above[0] if above else None), None, date
    return above[-2], above[-1], date


def _head_end(head: Sequence[str]) -> int:
    """Where the title, publication and date lines end: at the copyright, or else at the first label."""
    cover = max((index + 1 for index, line in enumerate(head) if _COVER.match(line)), default=0)
    for pattern in (_COPYRIGHT, _LABEL, _LOAD_DATE):
        found = next((index for index in range(cover, len(head)) if pattern.match(head[index])), None)
        if found is not None:
            return found
    return len(head)


def _values(lines: Sequence[str], label: re.Pattern[str]) -> Mapping[str, str]:
    """The first value of each label, by the label's name in small letters."""
    values: dict[str, str] = {}
    for line in lines:
        if (found := label.match(line)) and (value := clean(found["value"])):
            values.setdefault(found["name"].lower(), value)
    return values


def _old_part(chunk: Sequence[str]) -> Part:
    """The article of the lines behind `1 of 250 DOCUMENTS`."""
    first = next((index for index, line in enumerate(chunk) if _OLD_LABEL.match(line)), None)
    tail = next((index for index, line in enumerate(chunk) if _OLD_TAIL.match(line)), len(chunk))
    if first is None or first > tail:
        first = tail
    start = _old_body_start(chunk, first, tail)
    title, publisher, date = _old_title_lines(chunk[:first])
    labels = _values(filled(_unwrapped(chunk[first:start])), _OLD_LABEL)
    body = chunk[start:tail]
    closing = next((index for index, line in enumerate(body) if _COPYRIGHT.match(line)), len(body))
    return Part(
        title=labels.get("headline") or title,
        publisher=publisher,
        published=day_line(date) if date else None,
        author=labels.get("byline"),
        section=labels.get("section"),
        body=paragraphs_of(body[:closing]),
    )


def _old_body_start(chunk: Sequence[str], first: int, tail: int) -> int:
    """The line behind the last label of the head. Where blank lines part the labels, a value may need two lines."""
    labels = [index for index in range(first, tail) if _OLD_LABEL.match(chunk[index])]
    if not labels:
        return first
    start = labels[-1] + 1
    spaced = any(not line.strip() for line in chunk[first : labels[-1]])
    if spaced:
        while start < tail and chunk[start].strip():
            start += 1
    return start


def _old_title_lines(above: Sequence[str]) -> tuple[str | None, str | None, str | None]:
    """The title, the publication and the date line of the head: here the title stands last, below the date."""
    blocks = [" ".join(block) for block in blocks_of(_without_copyright(above))]
    if len(blocks) == 1:  # no blank lines: a line each
        blocks = filled(_without_copyright(above))
    at = next((index for index, block in enumerate(blocks) if day_line(block)), None)
    if at is None:
        return (blocks[-1] if blocks else None), (blocks[0] if len(blocks) > 1 else None), None
    below = [block for block in blocks[at + 1 :] if not _EDITION.fullmatch(block)]
    return (below[-1] if below else None), (blocks[0] if at else None), blocks[at]


def _without_copyright(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if not _COPYRIGHT.match(line)]


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """The labels with their values, each on one line."""
    joined: list[str] = []
    for line in lines:
        if not joined or not line.strip() or not joined[-1].strip() or _OLD_LABEL.match(line):
            joined.append(line)
        else:
            joined[-1] += " " + line
    return joined
