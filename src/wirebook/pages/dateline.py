"""Datelines: `SEOUL (Reuters) - `, `GENEVA, Nov 4 (Xinhua) -- `, or a line of its own: `ROME, April 4, 1997 (AFP)`."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from wirebook.pages.agencies import agency_in
from wirebook.pages.days import day_in

_PLACE = r"[A-Z][\w.'’ -]{1,30}(?:/[A-Z][\w.'’ -]{1,30})?(?:,\s+[A-Z][\w.'’ -]{1,24}){0,2}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:\s*,?\s*\d{{4}})?(?:\s*,\s*\d{{4}})?"
_AGENCY = r"\(\s?(?P<agency>[A-Z][\w .&/’'-]{1,40}?)\s?\)|\[(?P<bracketed>[A-Z][\w .&/-]{1,40})\]"
_DASH = r"(?:-{1,3}|–|—|:)"
_INLINE = re.compile(
    rf"(?P<place>{_PLACE}?)(?:\s*,\s*(?P<day>{_DAY}))?\s*(?:{_AGENCY})\s*(?:{_DASH}\s*)?(?=\S)"
    rf"|(?P<capitals>[A-Z][A-Z.'’ -]{{2,30}}(?:,\s+[A-Z][\w.'’ -]{{1,24}}){{0,2}})"
    rf"(?:\s*,\s*(?P<bare_day>{_DAY}))?\s*(?:-{{1,3}}|–|—)\s+(?=\S)"
)
_ALONE = re.compile(rf"(?P<place>{_PLACE}?)\s*,\s*(?P<day>{_DAY})\s*(?:{_AGENCY})?\s*(?:{_DASH})?\s*$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the start of a text: its length in characters, and what it says."""

    length: int
    place: str | None
    agency: str | None
    day: datetime.date | None


def _place(text: str | None) -> str | None:
    cleaned = (text or "").strip(" ,.")
    return cleaned or None


def dateline_at(text: str) -> Dateline | None:
    """The dateline that a body text begins with, the blanks behind it included, or None."""
    found = _INLINE.match(text)
    if found is None:
        return None
    signed = found["agency"] or found["bracketed"]
    agency = agency_in(signed) if signed else None
    place = found["place"] if signed else found["capitals"]
    if signed and agency is None and not found["day"] and not (place or "").isupper():
        return None  # "Angela Merkel (CDU) said"
    if (
        signed
        and not re.match(
            rf"\s*(?:{_DASH})", text[found.end("agency") + 1 if found["agency"] else found.end("bracketed") + 1 :]
        )
        and not found["day"]
    ):
        return None  # "The Associated Press (AP) reported"
    return Dateline(found.end(), _place(place), agency, day_in(found["day"] or found["bare_day"] or ""))


def dateline_alone(line: str) -> Dateline | None:
    """The dateline that a whole line is, or None."""
    found = _ALONE.match(line.strip())
    if found is None or not (found["place"].split(",")[0].isupper() or found["agency"]):
        return None
    signed = found["agency"] or found["bracketed"]
    return Dateline(len(line), _place(found["place"]), agency_in(signed) if signed else None, day_in(found["day"]))
