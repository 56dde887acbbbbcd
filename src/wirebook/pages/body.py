"""Which lines of a dump are the body: the run of lines with the greatest sum, prose counting for, all else against.

The sum of a run grows by the words of its prose and shrinks by every headline, menu entry and promotion in between, so
that a long article is not cut by what a site puts into its middle, and a list of teasers does not become one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wirebook.pages.dateline import dateline_at
from wirebook.pages.lines import LONGEST_HEADLINE, Unit, stems

OTHER = -6
"""What a line that is no prose costs."""
MOST_WORDS = 100
"""Words of a paragraph that count: legal notices are single paragraphs of hundreds."""
MOST_NOTICE_WORDS = 20
"""Words of a notice of the site that count against a story: one in its middle does not cut it, however long."""
HEAD_BONUS = 60
"""What a dateline, or a byline or date line just above, adds to the prose that it opens."""
HEAD_REACH = 6
DATED = -24
"""What a date line or byline costs below the head: there it belongs to a teaser or a comment."""
REJOIN_REACH = 16
"""Lines beyond its ends in which parted prose may rejoin a body."""
LEAD_REACH = 60
"""Lines above it in which its first paragraph may stand right under a byline: offers to subscribe part the two."""
LEAST_REJOINED = 10
SHARED = 0.5
"""Share of its words that parted prose has in common with the body."""
WELL_BEGUN = 200
"""Sum from which a story's head is behind."""
DATE_REACH = 2
CLOSING = -60
"""What a line costs that stands below stories: comments, most popular, more on this."""
_SITE_WORD = re.compile(
    r"\b(?:you|your|yourself|cookies?|browsers?|consent|privacy|opt|subscri\w+|newsletters?|comments?|"
    r"(?:our|this|the) (?:web)?(?:sites?|services|partners|pages?|editors))\b",
    re.IGNORECASE,
)
_SITE_SHARE = 1 / 14
"""Share of words that speak of the site or to its reader from which unquoted prose is not the story's."""
_CLOSING = re.compile(
    r"\W*(?:(?:all |show |view |\d+ )?comments?\b|discussion policy|most (?:read|popular|viewed)\b|read next\b|"
    r"next in\b|also read\b|others also read\b|you (?:may|might) also like\b|part of complete coverage|"
    r"elsewhere on\b|leave a (?:reply|comment)\b|share or comment\b|related (?:links|articles|stories)\b|"
    r"more (?:from|on|in)\b|latest stories|popular articles|recommended\b)",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"[\"“”«»]|(?:^|\s)['‘]")


def body_of(text: str, units: Sequence[Unit]) -> tuple[int, int]:
    """First and last unit of the body; (-1, -1) where no unit is prose."""
    best, best_sum = (-1, -1), 0
    start, total, opened = -1, 0, False
    head = -HEAD_REACH - 1
    for number, unit in enumerate(units):
        words = text[unit.start : unit.end]
        if unit.kind in {"meta", "dateline"}:
            head = number
        if total <= 0:
            start, total, opened = number, 0, False
        value = DATED if unit.kind == "meta" and (opened or total > MOST_WORDS) else _value(words, unit)
        if total > WELL_BEGUN and _is_dated(units, number):
            value = -abs(value)
        if value > 0 and not opened and (number - head <= HEAD_REACH or _has_dateline(text, unit)):
            value += HEAD_BONUS
            opened = True
        total += value
        if unit.kind == "prose" and total > best_sum:
            best, best_sum = (start, number), total
    if best[0] < 0:
        prose = [number for number, unit in enumerate(units) if unit.kind == "prose"]
        return (prose[0], prose[-1]) if prose else best
    return _without_head(text, units, *_rejoined(text, units, *best))


def _rejoined(text: str, units: Sequence[Unit], first: int, last: int) -> tuple[int, int]:
    """The run with prose near its ends that takes up its words: a lead or an end that a list of links parts from it."""
    known = stems(" ".join(text[u.start : u.end] for u in units[first : last + 1] if u.kind == "prose"))

    def belongs(unit: Unit) -> bool:
        words = text[unit.start : unit.end]
        own = stems(words)
        return (
            unit.kind == "prose" and _value(words, unit) > LEAST_REJOINED and len(own & known) >= SHARED * len(own) > 0
        )

    def leads(number: int) -> bool:
        is_near = number >= first - REJOIN_REACH
        return (is_near or _is_dated(units, number, HEAD_REACH)) and belongs(units[number])

    first = next((n for n in range(max(0, first - LEAD_REACH), first) if leads(n)), first)
    following = range(min(last + REJOIN_REACH, len(units) - 1), last, -1)
    return first, next((n for n in following if belongs(units[n]) and not _is_dated(units, n)), last)


def _is_dated(units: Sequence[Unit], number: int, reach: int = DATE_REACH) -> bool:
    """Whether a date line or byline stands right above: below a story's head it opens a teaser or a comment."""
    return any(unit.kind == "meta" for unit in units[max(0, number - reach) : number])


def _value(words: str, unit: Unit) -> int:
    if unit.kind == "prose" and "\t" not in words:
        about_site = 0 if _QUOTE.search(words) else len(_SITE_WORD.findall(words))
        if about_site > _SITE_SHARE * unit.words:
            return -min(unit.words, MOST_NOTICE_WORDS)
        return min(unit.words, MOST_WORDS)
    if unit.kind in {"caption", "dateline"}:
        return 0
    return CLOSING if _CLOSING.match(words) else OTHER


def _without_head(text: str, units: Sequence[Unit], first: int, last: int) -> tuple[int, int]:
    """The body without headlines that read like prose, such as one that ends with a quotation.

    They are known by a byline, date line or dateline shortly under them.
    """
    head = range(first, min(first + HEAD_REACH, last + 1))
    opening = next((n for n in head if units[n].kind in {"meta", "dateline"} or _has_dateline(text, units[n])), first)
    prose = [n for n in range(first, last + 1) if units[n].kind == "prose"]
    for number in prose:
        unit = units[number]
        if number >= opening or unit.words > LONGEST_HEADLINE or text[unit.end - 1] == ".":
            return number, last
    return prose[0], last


def _has_dateline(text: str, unit: Unit) -> bool:
    return dateline_at(text[unit.start : unit.end]) is not None
