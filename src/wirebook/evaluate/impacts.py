"""The suite `impacts`: articles on disasters with the figures of the whole event, as in Wikimpacts.

An event counts for a kind of harm where its gold figure, the least or the greatest, occurs in the text as a number, in
digits or in words. It is right where the figure shown by the impact sheet lies within the gold ones. The article is
read as a whole and everything in it taken for one event: figures of one kind make one series, whatever country or
hazard they were put under, and the sheet's own rule chooses the one that is shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import wirebook
from wirebook.book.impacts import series_of
from wirebook.coding.amounts import find_amounts
from wirebook.errors import EvaluationError
from wirebook.evaluate.coding import code_items
from wirebook.evaluate.measures import ratio
from wirebook.record import Exposure, Impact, ImpactKind

Bounds = tuple[float, float]
"""The least and the greatest figure."""


@dataclass(frozen=True)
class Harm:
    """A kind of harm as the set has it: its fields, and which impacts are of this kind."""

    field: str
    kinds: frozenset[ImpactKind]
    exposures: frozenset[Exposure]


HARMS: Mapping[str, Harm] = {
    "deaths": Harm("Deaths", frozenset({"death"}), frozenset({"people"})),
    "injured": Harm("Injuries", frozenset({"injured"}), frozenset({"people"})),
    "displaced": Harm("Displaced", frozenset({"displaced", "evacuated"}), frozenset({"people"})),
    "homeless": Harm("Homeless", frozenset({"homeless"}), frozenset({"people"})),
    "buildings": Harm("Buildings_Damaged", frozenset({"damaged", "destroyed", "flooded"}), frozenset({"buildings"})),
}
_NOTE_MARK = re.compile(r"\[(?:[a-z]{1,2} ?)?\d+\]|\[[a-z]\]|\[citation needed\]")
_DIGITS = re.compile(r"(?<![\w.,:])(?:\d{1,3}(?:[, \u00a0]\d{3})+(?![\d,])|\d+(?:\.\d+)?(?![\w:]))")


@dataclass(frozen=True)
class Event:
    """An article with the gold figures of its event by kind of harm."""

    name: str
    text: str
    bounds: Mapping[str, Bounds]


def run(path: Path) -> dict[str, object]:
    """Score the figures of every event in a JSON Lines file.

    Returns the share of events that come out right by kind, and their `counts`. Raises EvaluationError where the file
    cannot be read or holds no event.
    """
    events = read_events(path)
    items = (
        {"url": f"https://example.org/{number}", "date": "", "title": event.name, "text": event.text}
        for number, event in enumerate(events)
    )
    counted, right = dict.fromkeys(HARMS, 0), dict.fromkeys(HARMS, 0)
    for event, coded in zip(events, code_items(items, wirebook.load()), strict=True):
        held = numbers_in(event.text)
        for name, bounds in event.bounds.items():
            if not held.isdisjoint(bounds):
                counted[name] += 1
                right[name] += is_right(shown(name, coded.impacts), bounds)
    shares: dict[str, object] = {name: ratio(right[name], counted[name]) for name in HARMS}
    return shares | {"counts": counted, "right": right, "events": len(events)}


def read_events(path: Path) -> list[Event]:
    """The events of a JSON Lines file. Raises EvaluationError where it cannot be read or holds none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        events = [_event(json.loads(line)) for line in lines if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(str(path), f"not readable as text: {error}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EvaluationError(str(path), f"a line is no event with text and main: {error!r}") from error
    if not events:
        raise EvaluationError(str(path), "holds no event")
    return events


def _event(record: Mapping[str, object]) -> Event:
    text, main = record["text"], record["main"]
    if isinstance(text, list):
        text = "\n\n".join(str(section["content"]) for section in text if section["content"])
    if not isinstance(main, list):
        raise TypeError("main is no list")
    bounds = {name: found for name, harm in HARMS.items() if (found := _bounds(main, harm.field)) is not None}
    return Event(str(record.get("name", "")), _NOTE_MARK.sub("", str(text)), bounds)


def _bounds(main: Sequence[Mapping[str, object]], field: str) -> Bounds | None:
    """The figures of the first entry that has both: a number, or its digits as a string."""
    for entry in main:
        least, greatest = _number(entry.get(f"{field}_Min")), _number(entry.get(f"{field}_Max"))
        if least is not None and greatest is not None:
            return least, greatest
    return None


def _number(value: object) -> float | None:
    try:
        return float(str(value).replace(",", ""))
    except ValueError:
        return None


def numbers_in(text: str) -> frozenset[float]:
    """Every number that a text holds, in digits with or without separators, or in words."""
    digits = {float(re.sub(r"[, \u00a0]", "", match.group())) for match in _DIGITS.finditer(text)}
    # "no deaths" holds no number
    amounts = {bound for one in find_amounts(text) for bound in (one.low, one.high) if bound}
    return frozenset(digits | amounts)


def shown(name: str, impacts: Iterable[Impact]) -> Impact | None:
    """The impact that the sheet shows for one kind of harm, all of its figures taken as of one event."""
    harm = HARMS[name]
    one_event = {
        "hazard": None,
        "country": None,
        "exposure": "people",
        "kind": "affected",
        "date": None,
        "enddate": None,
    }
    figures = [
        impact.model_copy(update=one_event)
        for impact in impacts
        if impact.kind in harm.kinds and impact.exposure in harm.exposures and impact.unit is None
    ]
    series = series_of(figures)
    return series[0].displayed if series else None


def is_right(impact: Impact | None, bounds: Bounds) -> bool:
    """Whether every figure of an impact lies within the gold ones."""
    figures = [figure for figure in (impact.low, impact.high) if figure is not None] if impact is not None else []
    return bool(figures) and all(bounds[0] <= figure <= bounds[1] for figure in figures)
