"""Amounts in a text: exact, approximate and bounded figures, money, measures, counts.

Conventions: "more than 4,000" and "at least 4,000" have a lower bound only, "up to 200" and "fewer than 200" an upper one
only; "some 5,000" is approximate; "10 to 20" has both. A bare plural scale ("dozens", "hundreds", "tens of thousands") has
as lower bound the smallest number that it can mean (24, 200, 20,000), no upper one, and is approximate.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from wirebook.coding.amounts.numerals import SCALE_SUFFIXES, SCALES, SIMPLE, read_number
from wirebook.knowledge import units

AmountKind = Literal["money", "measure", "count", "percent", "bare"]

AT_LEAST = (
    "more than|at least|over|no fewer than|no less than|not less than|in excess of|exceeding|upwards of|a minimum of"
    "|minimum|above"
)
AT_MOST = "up to|as many as|as much as|fewer than|less than|under|no more than|not more than|at most|a maximum of|below"
ABOUT = "some|about|around|nearly|almost|roughly|approximately|an estimated|estimated|close to|just over|just under|circa|c\\."
PLURAL_SCALES = {
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "tens of millions": 20_000_000,
    "hundreds of millions": 200_000_000,
    "scores": 40,
    "dozens": 24,
    "tens": 20,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "billions": 2_000_000_000,
}
_NO_AMOUNT_BEFORE = re.compile(
    r"(?:\b(?:Resolution|Article|Section|Chapter|Highway|Route|Flight|Boeing|Airbus|Group|No|number|Page|Room|Type|Phase"
    r"|Level|Category|Covid|COVID|Unit|Channel|Act|Division|Area|Box|aged|age)\.?\s*-?|[#/A-Z]-?|\d[-:/.]|\.)$"
)
_NO_AMOUNT_AFTER = re.compile(
    r"(?:st|nd|rd|th)\b|-year-old|-\s*year\s*-\s*old|:\d|/\d|-(?:[A-Z]|\d+-\d)|\s*(?:a\.m|p\.m|am\b|pm\b|GMT|o'clock)"
)


@dataclass(frozen=True, slots=True)
class AmountSpan:
    """An amount: `text[start_char:end_char]`. One of `low` and `high` is None for a bound, never both."""

    start_char: int
    end_char: int
    text: str
    low: float | None
    high: float | None
    approximate: bool
    unit: str | None
    of: str | None
    kind: AmountKind


@functools.cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(sorted((*SIMPLE, *SCALES, "half"), key=len, reverse=True))
    scale = "|".join(SCALES)
    suffix = "|".join(sorted(SCALE_SUFFIXES, key=len, reverse=True))
    digits = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    number = (
        rf"(?:(?:{digits})(?:\s?-?(?:{scale})s?\b|(?:{suffix})\b)?"
        rf"|(?:half\s+a|an?)\s+(?:{scale})\b(?:\s+(?:{scale}))*"
        rf"|\b(?:{words})(?:[\s-]+(?:and\s+)?(?:{words}))*\b)"
    )
    plural = "|".join(sorted(PLURAL_SCALES, key=len, reverse=True))
    signs = "|".join(re.escape(f) for f in sorted(units.by_word(), key=len, reverse=True) if not f[-1].isalnum())
    names = "|".join(
        re.escape(f) for f in sorted(units.by_word(), key=len, reverse=True) if f[-1].isalnum() and len(f) > 1
    )
    return re.compile(
        rf"(?:\b(?P<least>{AT_LEAST})\s+|\b(?P<most>{AT_MOST})\s+|\b(?P<about>{ABOUT})\s+|\b(?P<between>between|from)\s+)?"
        rf"(?:(?P<sign>{signs})\s?)?"
        rf"(?:(?P<plural>\b(?:{plural}))\b(?=\s+of\b|\s+more\b|\s+(?:were|have|are)\b)"
        rf"|(?P<first>{number})(?:\s?(?:-|–|to|and)\s?(?:{signs})?(?P<second>{number}))?)"
        rf"(?:\s?(?P<unit>%|(?:{names})\b))?",
        re.IGNORECASE,
    )


def _value(text: str) -> float | None:
    found = re.fullmatch(r"([\d.,]+)\s?-?([A-Za-z]*)", text.strip())
    if found:
        number, word = float(found[1].replace(",", "").rstrip(".") or 0), found[2].lower().removesuffix("s")
        if not word:
            return number
        scale = SCALES.get(word) or SCALE_SUFFIXES.get(found[2].lower())
        return number * scale if scale else None
    return read_number(re.split(r"[\s-]+", text.strip()))


def _is_range(match: re.Match[str]) -> bool:
    """Whether two numbers are the ends of one range: "between 10 and 20", "10 to 20", "10-20"."""
    if match["second"] is None:
        return False
    middle = match.string[match.end("first") : match.start("second")].strip().lower()
    if middle.startswith("and"):
        return match["between"] is not None and match["between"].lower() == "between"
    return True


def find_amounts(text: str, exclude: Iterable[tuple[int, int]] = ()) -> tuple[AmountSpan, ...]:
    """All amounts of a text, in order. `exclude` are character spans that are none (times, names)."""
    if not any(c.isdigit() for c in text) and not re.search(r"[a-z]", text):
        return ()
    taken = sorted(exclude)
    found: list[AmountSpan] = []
    position = 0
    pattern = _pattern()
    while match := pattern.search(text, position):
        amount, position = _read(match, text, taken)
        if amount is not None:
            found.append(amount)
    return tuple(found)


def _read(match: re.Match[str], text: str, taken: list[tuple[int, int]]) -> tuple[AmountSpan | None, int]:
    ranged = _is_range(match)
    end = match.end() if ranged or match["second"] is None else match.end("first")
    inner = match.start("plural") if match["plural"] else match.start("first")
    after = max(end, inner + 1)
    if any(s < end and inner < e for s, e in taken):
        return None, after
    if match["sign"] is None and (
        _NO_AMOUNT_BEFORE.search(text[max(0, inner - 16) : inner]) or (inner and text[inner - 1].isalpha())
    ):
        return None, after
    if _NO_AMOUNT_AFTER.match(text, end) or (end < len(text) and text[end].isalpha()):
        return None, after
    start = match.start()
    if match["between"] and not ranged:
        start = match.start("sign") if match["sign"] else inner
    low, high, approximate = _bounds(match, ranged)
    if low is None and high is None:
        return None, after
    unit_form = (match["unit"] if ranged or match["second"] is None else None) or match["sign"]
    row = units.find(unit_form) if unit_form else None
    if (
        match["plural"] is None
        and row is None
        and match["first"].lower() in {"one", "half", "a", "an", "zero", "second"}
        and not re.match(
            r"\s+(?:person|man|woman|child|civilian|soldier|policeman|officer|villager|worker|student|passenger|people)\b",
            text[end:],
        )
    ):
        return None, after
    kind: AmountKind = "count"
    if row is not None:
        kind = (
            "money"
            if row.kind == "money"
            else "percent"
            if row.kind == "share"
            else "count"
            if row.kind == "count"
            else "measure"
        )
    of = _of(text, end)
    return AmountSpan(start, end, text[start:end], low, high, approximate, row.unit if row else None, of, kind), after


def _of(text: str, end: int) -> str | None:
    found = re.match(
        r"\s+(?:worth\s+)?(?:of|in)\s+((?:[a-z-]+\s){0,3}?[a-z-]+)(?=[.,;]|\s+(?:to|for|and|in|at|from|on|by|that|which|were|was|had|have)\b|$)",
        text[end:],
    )
    return found[1] if found else None


def _bounds(match: re.Match[str], ranged: bool) -> tuple[float | None, float | None, bool]:
    if match["plural"]:
        low = float(PLURAL_SCALES[re.sub(r"\s+", " ", match["plural"].lower())])
        return low, None, True
    value = _value(match["first"])
    if value is None:
        return None, None, False
    if ranged:
        second = _value(match["second"])
        if second is None:
            return value, value, False
        if value < second and re.fullmatch(r"[\d.]+", match["first"]):
            word = re.search(r"[A-Za-z]+$", match["second"])
            scale = (
                (SCALES.get(word[0].lower().removesuffix("s")) or SCALE_SUFFIXES.get(word[0].lower())) if word else None
            )
            if scale and value < 1_000:
                value *= scale
        return (value, second, False) if value <= second else (value, value, False)
    if match["least"]:
        return value, None, False
    if match["most"]:
        return None, value, False
    return value, value, bool(match["about"])
