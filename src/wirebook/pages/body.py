"""Which lines of a dump are the body: the run of lines with the greatest sum, prose counting for, all else against.

The sum of a run grows by the words of its prose and shrinks by every headline, menu entry and promotion in between, so
that a long article is not cut by what a site puts into its middle, and a list of teasers does not become one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wirebook.pages.dateline import dateline_at
from wirebook.pages.lines import LONGEST_HEADLINE, Unit

OTHER = -6
"""What a line that is no prose costs."""
MOST_WORDS = 100
"""Words of a paragraph that count: legal notices are single paragraphs of hundreds."""
HEAD_BONUS = 60
"""What a dateline, or a byline or date line just above, adds to the prose that it opens."""
HEAD_REACH = 6
_SITE_WORD = re.compile(
    r"\b(?:you|your|yourself|our|we|us|cookies?|browsers?|consent|privacy|opt|subscri\w+|newsletters?)\b", re.IGNORECASE
)
_SITE_SHARE = 1 / 14
"""Share of words that speak to the reader from which unquoted prose is the site's, not the story's."""
_QUOTE = re.compile(r"[\"“”«»]|(?:^|\s)['‘]")


def body_of(text: str, units: Sequence[Unit]) -> tuple[int, int]:
    """First and last unit of the body; (-1, -1) where no unit is prose."""
    best, best_sum = (-1, -1), 0
    start, total = -1, 0
    head = -HEAD_REACH - 1
    for number, unit in enumerate(units):
        if unit.kind in {"meta", "dateline"}:
            head = number
        value = _value(text[unit.start : unit.end], unit)
        if value > 0 and (number - head <= HEAD_REACH or dateline_at(text[unit.start : unit.end]) is not None):
            value += HEAD_BONUS
            head = -HEAD_REACH - 1
        if total <= 0 or start < 0:
            start, total = number, 0
        total += value
        if unit.kind == "prose" and total > best_sum:
            best, best_sum = (start, number), total
    if best[0] < 0:
        prose = [number for number, unit in enumerate(units) if unit.kind == "prose"]
        return (prose[0], prose[-1]) if prose else best
    return _without_head(text, units, *best)


def _value(words: str, unit: Unit) -> int:
    if unit.kind == "prose":
        to_reader = 0 if _QUOTE.search(words) else len(_SITE_WORD.findall(words))
        return -min(unit.words, MOST_WORDS) if to_reader > _SITE_SHARE * unit.words else min(unit.words, MOST_WORDS)
    return 0 if unit.kind in {"caption", "dateline"} else OTHER


def _without_head(text: str, units: Sequence[Unit], first: int, last: int) -> tuple[int, int]:
    """The body without a headline that reads like a sentence, such as one that ends with a quotation."""
    for number in range(first, min(first + 4, last + 1)):
        unit = units[number]
        words = text[unit.start : unit.end]
        if number > first and (unit.kind in {"meta", "dateline"} or dateline_at(words) is not None):
            following = next((n for n in range(number, last + 1) if units[n].kind == "prose"), first)
            return following, last
        if unit.kind == "prose" and (words.endswith(".") or unit.words > LONGEST_HEADLINE):
            break
    return next((n for n in range(first, last + 1) if units[n].kind == "prose"), first), last
