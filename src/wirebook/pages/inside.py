"""Lines inside a story that are no prose and yet its own: crossheads, and the items of its lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from wirebook.pages.groups import stands_alone
from wirebook.pages.headline import folded
from wirebook.pages.lines import LONGEST_CROSSHEAD, LONGEST_HEADLINE, Unit, runs, stems

SHARED = 0.5
"""Share of its words that the next paragraph takes up of a crosshead that could be another story's headline."""
LONGEST_NAME = 3
OFTEN = 3
"""Times from which a short line is a mark that the site puts between paragraphs."""
_LETTERS = re.compile(r"[A-Za-z](?:.*[A-Za-z]){2}")
_LIST_GOES_ON = re.compile(r"[,;] (?:and|or)$|;$")
_LABEL = re.compile(r":\s")


def own_lines(text: str, units: Sequence[Unit], first: int, last: int) -> frozenset[int]:
    """The numbers of the crossheads and list items of a story, of which the first and last unit are given."""
    lines = [text[unit.start : unit.end] for unit in units]
    times = Counter(folded(line) for line in lines)
    prose = " ".join(lines[number] for number in range(first, last + 1) if units[number].kind == "prose")
    bare = [
        number
        for number in range(first, last + 1)
        if _LETTERS.search(lines[number])
        and (times[folded(lines[number])] < OFTEN or units[number].words > LONGEST_NAME or runs(units[number]))
    ]
    own: set[int] = set()
    for above, number, below in zip(bare, bare[1:], bare[2:], strict=False):
        unit, line = units[number], lines[number]
        if unit.kind != "short" or unit.ends:
            continue
        opens = above in own or (units[above].kind == "prose" and lines[above].endswith(":"))
        if _LIST_GOES_ON.search(line) or (unit.joined and opens):
            own.add(number)
        elif times[folded(line)] == 1 and stands_alone(units, number):
            follows = runs(units[above]) or units[above].kind == "caption" or above in own
            if follows and runs(units[below]) and _is_crosshead(unit, line, lines[below], prose):
                own.add(number)
    return frozenset(own)


def _is_crosshead(unit: Unit, line: str, below: str, prose: str) -> bool:
    """Whether a line between paragraphs heads the next, and is no name, button or other story's headline."""
    if (unit.bullet and not line[0].isdigit()) or unit.words > LONGEST_HEADLINE or "|" in line:
        return False
    words = stems(line)
    if unit.words > LONGEST_CROSSHEAD or _LABEL.search(line):
        return len(words & stems(below)) >= SHARED * len(words) > 0
    if 1 < unit.words <= LONGEST_NAME and line.istitle():
        return any(re.search(rf"\b{re.escape(word.lower())}\b", prose) for word in line.split())
    return bool(words) or line.isupper()
