"""Exports of ProQuest: articles between rules of underscores, each a text with labelled lines about it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from wirebook.pages.days import day_in
from wirebook.sources.documents.parts import Part, clean, filled, label_pattern, paragraphs_of

_RULE = re.compile(r"\s*_{20,}\s*$")
_NUMBER = re.compile(r"\s*Document \d+ of \d+\s*$")
_NO_TEXT = re.compile(r"(?:Full text )?(?:is )?not available\.?$", re.IGNORECASE)

# A line of prose never begins with these, so they end the text.
_STRONG = (
    "Title", "Publication title", "Publication info", "Publication date", "Publication year", "Publication subject",
    "Place of publication", "Country of publication", "Language of publication", "ProQuest document ID",
    "Document URL", "Document type", "Source type", "Last updated", "Database", "ISSN", "e-ISSN", "First page",
    "Number of pages", "Company / organization", "Identifier / keyword", "Source attribution", "Links",
)  # fmt: skip
# These it may begin with: they end the text only where labels follow.
_WEAK = (
    "Author", "Publisher", "Section", "Subject", "Location", "People", "Copyright", "Credit", "Abstract", "Dateline",
    "Column", "Pages", "Volume", "Issue", "Classification", "Illustration", "Document feature", "Accession number",
)  # fmt: skip
_FULL_TEXT = label_pattern(("Full text", "Full Text"))
_STRONG_LABEL = label_pattern(_STRONG)
_LABEL = label_pattern((*_STRONG, *_WEAK))
_REACH = 12
"""Lines behind a weak label among which a strong one must stand, with none but labels between."""


def split_proquest(lines: Sequence[str]) -> list[Part]:
    """The articles of an export of ProQuest; none where the lines are no such export."""
    if not any(_FULL_TEXT.match(line) or _NUMBER.match(line) for line in lines):
        return []
    if not any(_names(line) & {"Publication title", "Publication date", "ProQuest document ID"} for line in lines):
        return []
    return [part for chunk in _chunks(lines) if (part := _part(chunk)) is not None]


def _names(line: str) -> set[str]:
    found = _STRONG_LABEL.match(line)
    return {found["name"]} if found else set()


def _chunks(lines: Sequence[str]) -> list[list[str]]:
    chunks: list[list[str]] = [[]]
    for line in lines:
        if _RULE.match(line) or _NUMBER.match(line):
            chunks.append([])
        else:
            chunks[-1].append(line)
    return chunks


def _part(chunk: Sequence[str]) -> Part | None:
    """The article between two rules; None where there is none, as in the list of contents."""
    body: tuple[str, ...] = ()
    start = next((index for index, line in enumerate(chunk) if _FULL_TEXT.match(line)), None)
    if start is None:
        values = _values(chunk)
        if not {"Title", "Publication title", "ProQuest document ID"} & values.keys():
            return None
        above = chunk
    else:
        end = _end_of_text(chunk, start + 1)
        values = {**_values(chunk[:start]), **_values(chunk[end:])}
        above, body = chunk[:start], _body(chunk[start:end])
    heading = filled(above)[:1]
    publication = values.get("Publication title") or values.get("Publication info") or ""
    date = values.get("Publication date") or values.get("Publication info")
    return Part(
        title=values.get("Title") or (heading[0] if heading and not _LABEL.match(heading[0]) else None),
        publisher=clean(re.split(r"\s*[;\[]|\.\s", publication, maxsplit=1)[0]) or None,
        published=day_in(date) if date else None,
        author=values.get("Author"),
        section=values.get("Section"),
        body=body,
    )


def _body(lines: Sequence[str]) -> tuple[str, ...]:
    opening = _FULL_TEXT.match(lines[0])
    first = opening["value"] if opening else lines[0]
    paragraphs = paragraphs_of([first, *lines[1:]])
    return () if len(paragraphs) == 1 and _NO_TEXT.match(paragraphs[0]) else paragraphs


def _end_of_text(chunk: Sequence[str], start: int) -> int:
    for index in range(start, len(chunk)):
        if _STRONG_LABEL.match(chunk[index]):
            return index
        if _LABEL.match(chunk[index]):
            following = takewhile(_LABEL.match, filled(chunk[index + 1 : index + 1 + _REACH]))
            if any(_STRONG_LABEL.match(line) for line in following):
                return index
    return len(chunk)


def _values(lines: Sequence[str]) -> Mapping[str, str]:
    values: dict[str, str] = {}
    for line in lines:
        if (found := _LABEL.match(line)) and (value := clean(found["value"])):
            values.setdefault(found["name"], value)
    return values
