"""Datelines: `SEOUL (Reuters) - `, `GENEVA, Nov 4 (Xinhua) -- `, or a line of its own: `ROME, April 4, 1997 (AFP)`.

An agency need not be known: a name in brackets between a place in capitals, or a day, and a dash is one by its place.
"""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass
from importlib import resources

from wirebook.pages.agencies import agencies, agency_in
from wirebook.pages.days import day_in

LATEST_SIGNED = 20
LATEST_UNSIGNED = 5
_PLACE = r"[A-Z][\w.'’ -]{1,30}(?:/[A-Z][\w.'’ -]{1,30})?(?:,\s+[A-Z][\w.'’ -]{1,24}){0,2}"
_CAPITALS = r"[A-Z][A-Z.'’ -]{2,30}(?:/[A-Z][A-Z.'’ -]{2,30})?(?:,\s+[A-Z][\w.'’ -]{1,24}){0,2}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:\s*,?\s*\d{{4}})?(?:\s*,\s*\d{{4}})?"
_AGENCY = r"\(\s?(?P<agency>[A-Za-z][\w .&/’'-]{1,40}?)\s?\)|\[(?P<bracketed>[A-Z][\w .&/-]{1,40})\]"
_DASH = r"(?:-{1,3}|–|—|_|:)"
_SIGNED = re.compile(
    rf"(?:(?P<place>{_PLACE}?)(?:\s*,\s*(?P<day>{_DAY}))?\s*)?(?:{_AGENCY})(?:\s*,\s*(?P<later>{_DAY}))?"
    rf"\s*(?P<dash>{_DASH}\s*)?(?=\S)"
)
_BARE = re.compile(rf"(?P<place>{_CAPITALS})(?:\s*,\s*(?P<day>{_DAY}))?\s*(?:-{{1,3}}|–|—)\s+(?=\S)")
_DATED = re.compile(rf"(?P<place>{_PLACE}?)\s*(?:,|\s[-–—])\s*(?P<day>{_DAY})\s*(?:-{{1,3}}|–|—)\s+(?=\S)")
_ALONE = re.compile(rf"(?P<place>{_PLACE}?)\s*,\s*(?P<day>{_DAY})\s*(?:{_AGENCY})?\s*(?:{_DASH})?\s*$")
_SIGNED_BEHIND = re.compile(
    rf"(?P<place>{_CAPITALS}?)\s*,\s*(?P<day>{_DAY})\s*[.,]\s+(?P<agency>[A-Z][\w .&’'-]{{1,40}}?)\.?$"
)
_PLACE_ALONE = re.compile(rf"(?P<place>{_CAPITALS}?)\s*(?:(?:{_AGENCY})\s*(?:{_DASH})?|(?:-{{1,3}}|–|—))\s*$")
_AGENCY_FIRST = re.compile(r"(?P<agency>[A-Z][\w .’'-]{1,40}),\s+(?P<place>[A-Z][A-Z.'’ -]{2,30})$")
_DAY_ALONE = re.compile(_DAY)
_NO_PLACE = re.compile(r"(?:At|By|Date|From|In|Last|On|Posted|Published|Since|Updated|\w+day)\b")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the start of a text: its length in characters, and what it says."""

    length: int
    place: str | None
    agency: str | None
    day: datetime.date | None


@functools.cache
def _labels() -> frozenset[str]:
    """Words in capitals before a dash that are no places: `FILE - `, `UPDATE 1 - `."""
    return frozenset((resources.files("wirebook.pages") / "tables" / "labels.txt").read_text(encoding="utf8").split())


def dateline_at(text: str) -> Dateline | None:
    """The dateline that a body text begins with, the blanks behind it included, or None."""
    found = _SIGNED.match(text)
    if found is not None:
        return _signed(text, found)
    found = _BARE.match(text)
    if found is not None and _is_place(found["place"]):
        return Dateline(found.end(), _place(found["place"]), None, day_in(found["day"] or ""))
    found = _DATED.match(text)
    if found is not None and not _NO_PLACE.match(found["place"]) and (day := day_in(found["day"])) is not None:
        return Dateline(found.end(), _place(found["place"]), None, day)
    return None


def opening_dateline(text: str, paragraph: int) -> Dateline | None:
    """The dateline at the start of a story's paragraph with this number, or None.

    A summary and captions may stand before the paragraph that it opens; far below only one with an agency is sure.
    """
    found = dateline_at(text) if paragraph <= LATEST_SIGNED else None
    return found if found is None or found.agency is not None or paragraph <= LATEST_UNSIGNED else None


def dateline_alone(line: str) -> Dateline | None:
    """The dateline that a whole line is, or None."""
    words = line.strip()
    found = _ALONE.match(words)
    if found is not None and (found["place"].split(",")[0].isupper() or found["agency"]):
        signed = found["agency"] or found["bracketed"]
        return Dateline(len(line), _place(found["place"]), _agency(signed, True), day_in(found["day"]))
    found = _SIGNED_BEHIND.match(words)
    if found is not None and _is_place(found["place"]):
        return Dateline(len(line), _place(found["place"]), _agency(found["agency"], True), day_in(found["day"]))
    found = _PLACE_ALONE.match(words)
    if found is not None and _is_place(found["place"]):
        signed = found["agency"] or found["bracketed"]
        if not signed or agency_in(signed) is not None:
            return Dateline(len(line), _place(found["place"]), _agency(signed, True), None)
    found = _AGENCY_FIRST.match(words)
    if found is not None and found["agency"] in agencies():
        return Dateline(len(line), _place(found["place"]), agencies()[found["agency"]], None)
    return None


def _signed(text: str, found: re.Match[str]) -> Dateline | None:
    """A dateline with an agency in brackets, unless it is a party: `Angela Merkel (CDU) said`."""
    place, day = found["place"] or "", found["day"] or found["later"]
    if place and not day and _DAY_ALONE.fullmatch(place.strip()):
        place, day = "", place.strip()  # "May 4 (Reuters) - "
    signed = found["agency"] or found["bracketed"]
    is_known = agency_in(signed) is not None
    is_sure = bool(day) or _is_place(place)
    if not is_known and not (is_sure and found["dash"]):
        return None
    follows = text[found.end("agency") if found["agency"] else found.end("bracketed") :].lstrip(" ")[1:2]
    # without a dash it is prose, "The Associated Press (AP) reported", save where the story sticks to it, "(CNN)Peru"
    if not found["dash"] and not day and not follows.isupper():
        return None
    return Dateline(found.end(), _place(place), _agency(signed, is_sure), day_in(day or ""))


def _agency(signed: str | None, is_sure: bool) -> str | None:
    """The agency by its known name, or as it signs where only an agency can stand there."""
    if not signed:
        return None
    known = agency_in(signed)
    if known is not None or not is_sure or not signed[:1].isupper() or _DAY_ALONE.match(signed):
        return known
    return " ".join(signed.split())


def _is_place(text: str) -> bool:
    """Whether words before a dash or bracket are a place in capitals, and not a label or a sentence."""
    head = text.split(",")[0].split("/")[0].strip()
    return head.isupper() and head.split(" ")[0].rstrip(":") not in _labels()


def _place(text: str | None) -> str | None:
    cleaned = (text or "").strip(" ,.-–—")
    return cleaned or None
