"""Captions that no photographer signs: what is seen, told in the present, with its day of the year in full.

Stories tell the past in the past: `Villagers wade through water near Orva on May 6, 2031.` stands under a picture.
"""

from __future__ import annotations

import functools
import re
from importlib import resources

from wirebook.pages.days import MONTH_NAMES

REACH = 320
"""Characters in which the day must stand."""
_DAY = re.compile(rf"\b(?:{MONTH_NAMES})\b\.? \d{{1,2}},? \d{{4}}\b", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:said|says|told|will|would|was|were|had|did|has|have|been|according)\b", re.IGNORECASE)
_NOT_BEFORE_VERB = (
    "a", "an", "the", "of", "for", "no", "its", "his", "her", "their", "our", "'s", "’s",
    "to", "not", "can", "may", "could", "should", "must",
)  # fmt: skip


def depicts(text: str) -> bool:
    """Whether a line tells what a picture of a certain day shows."""
    day = _DAY.search(text, 0, REACH)
    if day is None:
        return False
    seen = text[: day.start()]
    return _TOLD.search(seen) is None and _verbs().search(seen) is not None


@functools.cache
def _verbs() -> re.Pattern[str]:
    names = (resources.files("wirebook.pages") / "tables" / "depiction.txt").read_text(encoding="utf8").split()
    forms = "|".join(sorted({form for name in names for form in (name, _third_person(name))}, key=len, reverse=True))
    unlike_verb = "".join(rf"(?<!\b{word} )" for word in _NOT_BEFORE_VERB)
    return re.compile(rf"(?<=[a-z.)] ){unlike_verb}(?:{forms})\b|\b(?:is|are) (?:seen|shown|pictured)\b")


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s"
