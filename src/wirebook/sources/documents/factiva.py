"""Exports of Factiva, in both their layouts: lines that say what they are by their order, or by codes (`HD`, `LP`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from wirebook.pages.days import day_in
from wirebook.sources.documents.parts import Part, clean, day_line, filled, paragraphs_of

_END = re.compile(r"\s*Document\s+[A-Z][A-Z0-9]{0,20}\d{8}[a-z0-9]{6,20}\s*$")
"""The last line of an article: its number, in which the source and the day stand."""
_COUNT = re.compile(r"\s*[\d,.]+\s+words\s*$")
_FURNITURE = re.compile(
    r"\s*(?:Page \d+ of \d+.*|.*(?:©|\(c\)) ?\d{4} (?:Dow Jones|Factiva).*|Factiva\s*)$", re.IGNORECASE
)

_TIME = re.compile(r"\d{1,2}:\d{2}(?: ?[AP]M)?(?: [A-Z]{2,4})?$")
_LANGUAGE = re.compile(
    r"(?:English|French|German|Spanish|Portuguese|Italian|Dutch|Russian|Arabic|Turkish|Chinese(?: - \w+)?|Japanese|"
    r"Korean|Indonesian|Bahasa \w+|Malay|Swedish|Norwegian|Danish|Finnish|Polish|Czech|Hungarian|Ukrainian|Hebrew|"
    r"Thai)$"
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|Copyright\b|Copr\.|All rights reserved)", re.IGNORECASE)
_BYLINE = re.compile(r"(?:By|Von|Par|Por)\s+\S", re.IGNORECASE)
_HEAD_LINES = 14
"""Lines between the count of words and the body, at most."""

_HEAD_CODES = ("SE", "CLM", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY")
_TEXT_CODES = ("LP", "TD")
_TAIL_CODES = ("CT", "RF", "CO", "IN", "NS", "RE", "IPD", "IPC", "PUB", "ART", "AN")
_CODE = re.compile(
    rf"\s*(?P<code>{'|'.join((*_HEAD_CODES, *_TEXT_CODES, *_TAIL_CODES))})"
    r"(?:[ \xa0]*[\t|]\s*|[ \xa0]{2,}|\s*$)(?P<value>.*)$",
    re.DOTALL,
)
_HEAD_CODE = re.compile(rf"\s*(?P<code>{'|'.join(_HEAD_CODES)}|AN)\s(?P<value>.+)$", re.DOTALL)
"""A code of the head with a single blank behind it, which in a body might begin a sentence in capitals."""


def split_factiva(lines: Sequence[str]) -> list[Part]:
    """The articles of an export whose lines go by their order; none where the lines are no such export."""
    if not any(_END.match(line) for line in lines) or not any(_COUNT.match(line) for line in lines):
        return []
    parts: list[Part] = []
    start = 0
    for index, line in enumerate(lines):
        if _END.match(line):
            parts.append(_part([text for text in lines[start:index] if not _FURNITURE.match(text)]))
            start = index + 1
    rest = [line for line in lines[start:] if not _FURNITURE.match(line)]
    # Behind the last number stands at most a summary of the search; an article that was cut off has its count.
    return [*parts, _part(rest)] if any(_COUNT.match(line) for line in rest) else parts


def split_coded(lines: Sequence[str]) -> list[Part]:
    """The articles of an export whose lines have codes before them; none where the lines are no such export."""
    found = {match["code"] for line in lines if (match := _CODE.match(line) or _HEAD_CODE.match(line))}
    if not ("HD" in found and found & set(_TEXT_CODES) and found & {"PD", "SN", "WC"}):
        return []
    parts: list[Part] = []
    fields: dict[str, list[str]] = {}
    current = ""
    for line in lines:
        code, value = _code_of(line, current)
        if code and current and _is_new_article(code, fields):
            parts += _coded_part(fields)
            fields = {}
        current = code or current
        if current and not _FURNITURE.match(line):
            fields.setdefault(current, []).append(value)
    return [*parts, *_coded_part(fields)]


def _part(chunk: Sequence[str]) -> Part:
    """The article of the lines before its number."""
    count = next((index for index, line in enumerate(chunk) if _COUNT.match(line)), None)
    if count is None:
        heading = filled(chunk)[:1]
        return Part(heading[0] if heading else None, None, None, None, None, ())
    section, title, author = _heading(filled(chunk[:count])[-3:])
    start = _body_start(chunk, count + 1)
    head = filled(chunk[count + 1 : start])
    days = [index for index, line in enumerate(head) if day_line(line)]
    below = head[days[0] + 1 :] if days else head
    publication = next((line for line in below if not _TIME.match(line)), None)
    return Part(
        title=title,
        publisher=publication if publication and not _COPYRIGHT.match(publication) else None,
        published=day_line(head[days[0]]) if days else None,
        author=author,
        section=section,
        body=paragraphs_of(chunk[start:]),
    )


def _heading(above: Sequence[str]) -> tuple[str | None, str | None, str | None]:
    """The section, title and author of up to three lines; the first and the last of these may be absent."""
    if not above:
        return None, None, None
    if len(above) == 1:
        return None, above[0], None
    has_section = len(above[0].split()) <= 3 and len(above[1].split()) >= 4 and not _BYLINE.match(above[1])
    section, rest = (above[0], above[1:]) if has_section else (None, above)
    return section, rest[0], (_author(rest[-1]) if len(rest) > 1 else None)


def _author(line: str) -> str:
    return re.sub(r"(?i:^by)\s+", "", line)


def _body_start(chunk: Sequence[str], start: int) -> int:
    """Where the body begins: behind the copyright, or else behind the language; with neither, behind the day."""
    best = start
    seen = 0
    for index in range(start, len(chunk)):
        line = clean(chunk[index])
        if not line:
            continue
        seen += 1
        if seen > _HEAD_LINES:
            break
        if _COPYRIGHT.match(line):
            best = index + 1
        elif best > start and _COPYRIGHT.match(clean(chunk[best - 1])):
            break
        elif _LANGUAGE.match(line) or day_line(line):
            best = index + 1
    return best


def _code_of(line: str, current: str) -> tuple[str, str]:
    """The code of a line, empty for a line that goes on, and what stands behind it."""
    found = _CODE.match(line)
    if found is None and current not in _TEXT_CODES:
        found = _HEAD_CODE.match(line)
    return (found["code"], found["value"].rstrip("| \t")) if found else ("", line)


def _is_new_article(code: str, fields: Mapping[str, Sequence[str]]) -> bool:
    return code in {"SE", "CLM", "HD"} and "HD" in fields


def _coded_part(fields: Mapping[str, Sequence[str]]) -> list[Part]:
    """The article of some coded fields, if there is one among them."""
    if "HD" not in fields:
        return []
    date = _value(fields, "PD")
    author = _value(fields, "BY")
    text = [*fields.get("LP", ()), "", *fields.get("TD", ())]
    return [
        Part(
            title=_value(fields, "HD"),
            publisher=_value(fields, "SN"),
            published=day_in(date) if date else None,
            author=_author(author) if author else None,
            section=_value(fields, "SE"),
            body=paragraphs_of(text),
        )
    ]


def _value(fields: Mapping[str, Sequence[str]], code: str) -> str | None:
    return " ".join(filled(fields.get(code, ()))) or None
