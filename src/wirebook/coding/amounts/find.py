"""Amounts in a text: exact, approximate and bounded figures, money, measures, counts.

Conventions: "more than 4,000" and "at least 4,000" have a lower bound only, "up to 200" and "fewer than 200" an upper
one only; "some 5,000" is approximate; "10 to 20" has both. A bare plural ("dozens", "hundreds", "tens of thousands")
has as lower bound the smallest number that it can mean (24, 200, 20,000), no upper one, and is approximate. "One in
five" is 20 percent.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from wirebook.coding.amounts import wording
from wirebook.coding.amounts.numerals import SCALE_SUFFIXES, SCALES, read_digits, read_number
from wirebook.knowledge import units
from wirebook.knowledge.units import UnitWord

AmountKind = Literal["money", "measure", "count", "percent", "bare"]

_KINDS: dict[str, AmountKind] = {"money": "money", "share": "percent", "count": "count"}
_SCALED = re.compile(r"([\d.,]+(?:\s\d{3})*)\s?-?([A-Za-z]*)")
_RARELY_AMOUNTS = frozenset({"one", "half", "a", "an", "zero"})
_CONTEXT = 24
"""Characters before a number that may make it no amount."""
_LONG_CONTEXT = 48
"""Characters before a number in which a verb may say that it rose or fell."""


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
    currency: str | None = None
    """Of money whose unit is None, the word that several countries have for their own: "pesos"."""


def find_amounts(text: str, exclude: Iterable[tuple[int, int]] = ()) -> tuple[AmountSpan, ...]:
    """All amounts of a text, in order and without overlap; never raises.

    `exclude` are character spans that are none: those of its times, to begin with.
    """
    taken = _Taken(exclude)
    found: list[AmountSpan] = []
    position = 0
    pattern = wording.amount_pattern()
    while match := pattern.search(text, position):
        amount, position = _read(match, taken)
        if amount is not None:
            found.append(amount)
    return tuple(found)


class _Taken:
    """Spans in order, asked whether any of them overlaps another."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self.starts = [start for start, _ in ordered]
        self.ends = [end for _, end in ordered]

    def overlaps(self, start: int, end: int) -> bool:
        before = bisect_left(self.starts, end)
        return before > 0 and self.ends[before - 1] > start


def _read(match: re.Match[str], taken: _Taken) -> tuple[AmountSpan | None, int]:
    """The amount of a match, if it is one, and where to go on."""
    text = match.string
    ranged = _is_range(match)
    paired = match["second"] is not None
    end = match.end("first") if paired and not ranged else match.end()
    inner = match.start("plural" if match["plural"] else "first")
    go_on = max(end, inner + 1)
    if taken.overlaps(inner, end) or not _is_amount(match, inner, end):
        return None, go_on
    low, high, approximate = _bounds(match, ranged)
    if low is None and high is None:
        return None, go_on
    start = match.start()
    if match["between"] and not ranged:
        start = match.start("sign") if match["sign"] else inner
    form = (match["unit"] if ranged or not paired else None) or match["sign"]
    if form is None and match["plural"] and (named := _money_of(text, end)) is not None:
        form, end = named
    unit = units.find(form) if form else None
    if unit is None and (share := _share(match, end)) is not None:
        value, end = share
        return AmountSpan(start, end, text[start:end], value, value, approximate, "percent", None, "percent"), end
    pronoun = unit is None and not match["plural"] and match["first"].lower() in _RARELY_AMOUNTS
    if pronoun and not wording.ONE_OF_A_KIND.match(text, end):
        return None, go_on
    counted = wording.COUNTED.match(text, end)
    return (
        AmountSpan(
            start_char=start,
            end_char=end,
            text=text[start:end],
            low=low,
            high=high,
            approximate=approximate,
            unit=unit.unit if unit else None,
            of=counted["noun"] if counted else None,
            kind=_kind(unit) if form is None or unit else "money",
            currency=form if form and unit is None else None,
        ),
        max(end, go_on),
    )


def _is_amount(match: re.Match[str], inner: int, end: int) -> bool:
    """Whether what stands around the number lets it be an amount."""
    text = match.string
    if match["sign"] is None:
        before = text[max(0, inner - _CONTEXT) : inner]
        if before[-1:].isalnum() or wording.NOT_BEFORE.search(before):
            return False
        if wording.TELEPHONE.match(text, inner) or wording.TIME_OF_DAY.match(text, inner) or _is_score(match):
            return False
    return not text[end : end + 1].isalpha() and wording.NOT_AFTER.match(text, end) is None


def _is_score(match: re.Match[str]) -> bool:
    """Two small numbers with a dash, of which the first is no less than the second: no range runs downwards."""
    if match["second"] is None or match["unit"] or not wording.SCORE.match(match.string, match.start("first")):
        return False
    first, second = read_digits(match["first"]), read_digits(match["second"])
    return first is not None and second is not None and first >= second


def _is_range(match: re.Match[str]) -> bool:
    """Whether two numbers are the ends of one range: "between 10 and 20", "10 to 20", "10-20"; not of a change."""
    if match["second"] is None:
        return False
    middle = match.string[match.end("first") : match.start("second")].strip().lower()
    if middle.startswith("and"):
        return match["between"] is not None and match["between"].lower() == "between"
    if match["between"] is not None and match["between"].lower() == "from":
        first, second = _value(match["first"]), _value(match["second"])
        falls = first is not None and second is not None and second < first
        return not falls and not _is_change(match)
    return True


def _is_change(match: re.Match[str]) -> bool:
    """Whether a word for a rise or a fall stands right before a number."""
    return wording.CHANGE.search(match.string[max(0, match.start() - _LONG_CONTEXT) : match.start()]) is not None


def _share(match: re.Match[str], end: int) -> tuple[float, int] | None:
    """The percentage that "one in five" says, and where it ends."""
    rest = wording.SHARE.match(match.string, end) if match["first"] else None
    if rest is None:
        return None
    part, whole = _value(match["first"]), read_number([rest["whole"]])
    if part is None or whole is None or not 0 < part < whole <= 1_000:
        return None
    return round(100 * part / whole, 1), rest.end()


def _money_of(text: str, end: int) -> tuple[str, int] | None:
    """The currency of a bare plural, as it is written, and where it ends."""
    rest = wording.OF_MONEY.match(text, end)
    if rest is not None:
        for form in (rest["unit"], rest["unit"].split()[0]):
            if any(line.kind == "money" for line in units.by_word().get(form.lower(), ())):
                return form, rest.start("unit") + len(form)
    return None


def _kind(unit: UnitWord | None) -> AmountKind:
    return "count" if unit is None else _KINDS.get(unit.kind, "measure")


def _scale(word: str) -> int | None:
    """The factor of a scale word or of a letter written on to the digits."""
    word = word.lower()
    return SCALES.get(word.removesuffix("s")) or SCALE_SUFFIXES.get(word)


def _value(text: str) -> float | None:
    found = _SCALED.fullmatch(text.strip())
    if found is None:
        return read_number(re.split(r"[\s-]+", text.strip()))
    number = read_digits(found[1].rstrip(".,"))
    if number is None or not found[2]:
        return number
    scale = _scale(found[2])
    return round(number * scale, 6) if scale else None


def _bounds(match: re.Match[str], ranged: bool) -> tuple[float | None, float | None, bool]:
    """The lower and the upper bound, and whether the words call them approximate."""
    if match["plural"]:
        return float(wording.PLURAL_SCALES[re.sub(r"\s+", " ", match["plural"].lower())]), None, True
    value = _value(match["first"])
    if value is None:
        return None, None, False
    if ranged:
        return _range(match, value)
    if match["least"]:
        return value, None, False
    if match["most"]:
        if match["most"].lower() == "up to" and _is_change(match):  # "revised up to 61"
            return value, value, False
        return None, value, False
    return value, value, bool(match["about"])


def _range(match: re.Match[str], value: float) -> tuple[float, float, bool]:
    second = _value(match["second"])
    if second is None:
        return value, value, False
    word = re.search(r"[A-Za-z]+$", match["second"])
    if word and re.fullmatch(r"[\d.]+", match["first"]) and value < 1_000:
        value *= _scale(word[0]) or 1  # "5 to 7 million": the scale is said of both
    return (value, second, False) if value <= second else (value, value, False)
