"""How amounts are worded: bounds, approximation, bare plurals, and what looks like an amount and is none."""

from __future__ import annotations

import functools
import re

from wirebook.coding.amounts.numerals import SCALE_SUFFIXES, SCALES, SIMPLE
from wirebook.knowledge import units

_AT_LEAST = (
    "more than|at least|over|no fewer than|no less than|not less than|in excess of|exceeding|upwards of|a minimum of"
    "|minimum|above"
)
_AT_MOST = (
    "up to|as many as|as much as|fewer than|less than|under|no more than|not more than|at most|a maximum of|below"
)
_ABOUT = (
    "some|about|around|nearly|almost|roughly|approximately|an estimated|estimated|close to|just over|just under|circa"
)

PLURAL_SCALES = {
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "tens of millions": 20_000_000,
    "hundreds of millions": 200_000_000,
    "several hundred": 200,
    "several thousand": 2_000,
    "several million": 2_000_000,
    "several dozen": 24,
    "a few hundred": 200,
    "a few thousand": 2_000,
    "a few million": 2_000_000,
    "a few dozen": 24,
    "scores": 40,
    "dozens": 24,
    "tens": 20,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "billions": 2_000_000_000,
}
"""Plurals without a number, and the smallest number that each can mean."""

NOT_BEFORE = re.compile(
    r"(?:\b(?:Resolution|Article|Section|Chapter|Highway|Route|Flight|Boeing|Airbus|Group(?:\s+of)?|No|number|Page|Room"
    r"|Type|Phase|Level|Category|Covid|COVID|Unit|Channel|Act|Division|Area|Box|aged|age|[Mm]agnitude(?:\s+of)?)\.?\s*-?"
    r"|[#/A-Z]-?|\d[-:/.]|\.)$"
)
"""What makes the number after it a name, a part of a date or a decimal, a score, an age or a strength."""
NOT_AFTER = re.compile(
    r"(?:st|nd|rd|th)\b|-\s*years?\s*-\s*old|\s+years?\s+old\b|-(?:magnitude|member|point)\b|:\d|/\d|-(?:[A-Z]|\d+-\d)"
    r"|-(?:thirds|quarters|fifths|sixths|eighths|tenths)\b|\s*(?:a\.m|p\.m|am\b|pm\b|GMT|o['’]clock)"
)
"""What makes the number before it an ordinal, an age, a fraction, a name or a time of day."""
SCORE = re.compile(r"\d{1,2}\s?[-–]\s?\d{1,2}\b(?!\s?%)")
TELEPHONE = re.compile(r"\d{3}-\d{4}\b")
TIME_OF_DAY = re.compile(r"0\d[.:]?[0-5]\d\b")
"""A time with a leading zero, which no amount has: "05.20"."""
SHARE = re.compile(r"\s+in\s+(?:every\s+)?(?P<whole>\d+|[a-z]+)\b")
"""The rest of "one in five"."""
ONE_OF_A_KIND = re.compile(
    r"\s+(?:person|man|woman|child|civilian|soldier|policeman|officer|villager|worker|student|passenger|people)\b"
)
"""Nouns with which "one" is a count and not a pronoun."""
CHANGE = re.compile(
    r"\b(?:rise|rises|risen|rose|rising|gr[eo]w|grown|growing|climb\w*|jump\w*|soar\w*|increas\w*|rais\w*|revis\w*|f[ea]ll"
    r"|fallen|falling|dropp\w*|declin\w*|lower\w*|up|down)(?:\s(?:the|its|their|death|toll|number|figure)){0,3}\s+$",
    re.IGNORECASE,
)
"""What makes "from 46 to 58" the two ends of a change and no range."""
OF_MONEY = re.compile(r"\s+of\s+(?P<unit>[a-z]+(?:\s[a-z]+)?)\b", re.IGNORECASE)
"""The currency behind a bare plural: "billions *of pesos*"."""
COUNTED = re.compile(
    r"\s+(?:worth\s+)?(?:of|in)\s+(?P<noun>(?:[a-z-]+\s){0,3}?[a-z-]+)"
    r"(?=[.,;]|\s+(?:to|for|and|in|at|from|on|by|that|which|were|was|had|have)\b|$)"
)
"""The phrase that says what an amount is of."""


def _alternatives(forms: list[str]) -> str:
    """The longest form first, so that "US$" is not read as "$"."""
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


@functools.cache
def amount_pattern() -> re.Pattern[str]:
    """An amount with its bound, sign, number or numbers, and unit, each a group."""
    words = _alternatives([*SIMPLE, *SCALES, "half"])
    scale = _alternatives(list(SCALES))
    suffix = _alternatives(list(SCALE_SUFFIXES))
    # thousands apart by commas, in South Asia lakhs too ("1,79,321"), by blanks ("4 200 people"), or by a comma and a
    # stray blank ("56, 000")
    digits = (
        r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}"
        r"|(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d.,]*\d)"
        r"|\d{1,3}, 000\b|\d+(?:\.\d+)?"
    )
    number = (
        rf"(?:(?:{digits})(?:\s?-?(?:{scale})s?\b|(?:{suffix})\b)?"
        rf"|(?:half\s+a|an?)\s+(?:{scale})\b(?:\s+(?:{scale}))*"
        rf"|\b(?:three\s+quarters|(?:an?\s+)?quarter)\s+(?:of\s+an?\s+|an?\s+)?(?:{scale})\b"
        rf"|\b(?:{words})(?:[\s-]+(?:and\s+(?:an?\s+)?)?(?:{words}))*\b)"
    )
    forms = list(units.by_word())
    signs = _alternatives([form for form in forms if not form[-1].isalnum()])
    names = _alternatives([form for form in forms if form[-1].isalnum() and len(form) > 1])
    plural = _alternatives(list(PLURAL_SCALES)).replace(r"\ ", r"\s+")
    return re.compile(
        rf"(?:\b(?P<least>{_AT_LEAST})\s+|\b(?P<most>{_AT_MOST})\s+|\b(?P<about>{_ABOUT})\s+"
        rf"|\b(?P<between>between|from)\s+)?"
        rf"(?:(?P<sign>{signs})\s?)?"
        rf"(?:(?P<plural>\b(?:{plural}))\b(?=\s+of\b|\s+more\b|\s+(?:were|have|are)\b|(?<!s)\s+\w)"
        rf"|(?P<first>{number})(?:\s?(?:-|–|to|and)\s?(?:{signs})?(?P<second>{number}))?)"
        rf"(?:\s?(?P<unit>%|(?:{names})\b))?",
        re.IGNORECASE,
    )
