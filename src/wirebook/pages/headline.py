"""Which line of a dump is the headline, and a headline without the name of the site or of the author."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from wirebook.pages.lines import LONGEST_HEADLINE, Unit, stems

REACH = 400
"""Lines before the body that are searched."""
LEAD = 4
"""Paragraphs that a headline sums up."""
NEAR_TIE = 0.15
LEAST_OF_BULLET = 7
"""Words from which a line with a bullet can be a headline: pages that are one list have theirs in it."""
LEAST_STEMS = 3
"""Words that carry meaning below which a line's share in the story proves little."""
LONG = 16
"""Words from which a line is rather a summary under the headline."""
_LABELLED = re.compile(r"share [^:]{4,40}\s?: (.+)")
_SEPARATOR = re.compile(r"\s+(?:[-–—|*•·»:]|::|>>)\s+")
_BYLINE = re.compile(r"\s+by\s+((?:[A-Z][\w.'’-]+\s+){1,3}([A-Z][\w'’-]+))$")


def headline_of(text: str, units: Sequence[Unit], first: int, last: int) -> int | None:
    """The line before the body whose words the body takes up, most of all its first paragraphs, or None.

    A line that the page repeats gains, be it behind a label (`Share this story: ...`), one that ends like a sentence or
    is long loses, and of two that are nearly equal it is the earlier. A long line under a short one sums it up.
    """
    prose = [text[u.start : u.end] for u in units[first : last + 1] if u.kind == "prose"]
    lead, body = stems(" ".join(prose[:LEAD])), stems(" ".join(prose))
    lines = [folded(text[u.start : u.end]) for u in units]
    times = Counter([*lines, *(found[1] for line in lines if (found := _LABELLED.match(line)))])
    best: tuple[float, int] | None = None
    is_full = False
    for number in range(max(0, first - REACH), first):
        unit = units[number]
        line = text[unit.start : unit.end]
        if unit.kind not in {"short", "prose"} or (unit.bullet and unit.words < LEAST_OF_BULLET):
            continue
        if not 3 <= unit.words <= LONGEST_HEADLINE or line.startswith("#"):
            continue
        words = stems(line)
        if not words & body:
            continue
        weight = max(len(words), LEAST_STEMS)
        score = 2 * len(words & lead) / weight + len(words & body) / weight + min(len(words & lead), 5) / 4
        score += 0.4 * (times[folded(line)] > 1) - 1.2 * line.endswith((".", ":")) - 0.5 * (unit.words > LONG)
        score += 0.5 * number / first + 0.5 * (number == 0) - 0.3 * unit.bullet
        is_summary = best is not None and best[1] == number - 1 and unit.words > LONG and is_full
        if best is None or (score > best[0] + NEAR_TIE and not is_summary):
            best, is_full = (score, number), len(words & body) >= LEAST_STEMS and unit.words <= LONG
    return best[1] if best is not None else None


def without_byline(title: str, rest: str) -> tuple[str, str | None]:
    """A headline and the author whom it ends with: `... by Ann Lee`, where the story does not speak of a Lee."""
    found = _BYLINE.search(title)
    if found is None or re.search(rf"\b{re.escape(found[2])}\b", rest):
        return title, None
    return title[: found.start()], found[1]


def without_site(title: str, names: Iterable[str], headings: Iterable[str]) -> str:
    """The title of a web page without what its site adds behind a dash or bar.

    `names` are the names of the site (its own, its host), `headings` the page's own headings: a title is cut to a
    heading that it begins with, or by its last part where that is a name of the site.
    """
    whole = folded(title)
    for heading in headings:
        if whole == folded(heading):
            return title
        if whole.startswith(folded(heading)) and _SEPARATOR.match(title[len(heading) :]):
            return title[: len(heading)]
    sites = {
        key for name in names for key in (site_key(name), site_key(name.removeprefix("www.").split(".")[0])) if key
    }
    parts = list(_SEPARATOR.finditer(title))
    if (
        parts
        and (last := site_key(title[parts[-1].end() :]))
        and any(last in s or s in last for s in sites if len(s) > 2)
    ):
        return title[: parts[-1].start()]
    return title


def folded(text: str) -> str:
    """A text in small letters, with plain quotes and single blanks."""
    return " ".join(text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}).lower().split())


def site_key(name: str) -> str:
    """The name of a site by its letters and digits, without `The`."""
    return re.sub(r"^the|[^a-z0-9]", "", name.lower())
