"""Lines that stand together without blank lines: lists of links, cards that announce other stories, menus.

Browsers part paragraphs by blank lines, and list items, labels and times only by line breaks. Where a page's prose
stands in paragraphs, a sentence that sticks to a label or a time is a teaser, and a list under an offer is one too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wirebook.pages.lines import Unit

SPACED = 0.8
"""Share of the words of its prose from which a page stands in paragraphs."""
LEAST_PARAGRAPHS = 3
_SENTENCE_ENDS = (".", '."', ".”", ".’")


def without_teasers(text: str, units: Sequence[Unit]) -> list[Unit]:
    """The units of a dump, of which the prose in lists and cards of other stories is prose no more."""
    kept = list(units)
    if not _is_spaced(text, units):
        return kept
    for group in _groups(units):
        lines = units[group.start : group.stop]
        if len(lines) > 1 and not (_is_of_story(text, units, group) or _is_head(units, group)):
            kept[group.start : group.stop] = (replace(u, kind="furniture") if u.kind == "prose" else u for u in lines)
    return kept


def stands_alone(units: Sequence[Unit], number: int) -> bool:
    """Whether blank lines part a unit from those above and below."""
    return not units[number].joined and not (number + 1 < len(units) and units[number + 1].joined)


def _is_spaced(text: str, units: Sequence[Unit]) -> bool:
    sentences = [
        (stands_alone(units, number), unit.words)
        for number, unit in enumerate(units)
        if unit.kind == "prose" and text.endswith(_SENTENCE_ENDS, unit.start, unit.end)
    ]
    alone = [words for is_alone, words in sentences if is_alone]
    return len(alone) >= LEAST_PARAGRAPHS and sum(alone) >= SPACED * sum(words for _, words in sentences)


def _groups(units: Sequence[Unit]) -> Iterator[range]:
    """Runs of units between blank lines."""
    start = 0
    for number in range(1, len(units) + 1):
        if number == len(units) or not units[number].joined:
            yield range(start, number)
            start = number


def _is_of_story(text: str, units: Sequence[Unit], group: range) -> bool:
    """Whether lines that stand together are a list or broken paragraph of a story: sentences, or announced by it."""
    above = units[group.start - 1] if group.start else None
    if any(unit.kind == "prose" and text[unit.end - 1] == ":" for unit in (above, units[group.start]) if unit):
        return True
    if any(
        unit.kind == "furniture" or (unit.kind == "short" and not unit.ends) for unit in units[group.start : group.stop]
    ):
        return False
    return above is None or above.kind != "furniture"


def _is_head(units: Sequence[Unit], group: range) -> bool:
    """Whether lines that stand together name day or author, and a paragraph follows: those of a card end with it."""
    names = any(unit.kind == "meta" for unit in units[group.start : group.stop])
    return names and group.stop < len(units) and units[group.stop].kind == "prose" and stands_alone(units, group.stop)
