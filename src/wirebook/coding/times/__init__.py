"""Time expressions: found in a text, and put on the calendar of the day on which it was published."""

from __future__ import annotations

from datetime import date

from wirebook.coding.times.find import find_times
from wirebook.coding.times.model import Tense, Time, TimeExpression
from wirebook.coding.times.resolve import resolve, resolve_all
from wirebook.coding.times.tense import tense_near

__all__ = ["Tense", "Time", "TimeExpression", "find_times", "read_times", "resolve", "resolve_all", "tense_near"]


def read_times(text: str, anchor: date | None) -> tuple[Time, ...]:
    """Every time in a text without a parse: the tense is read off the words around each."""
    return resolve_all(
        find_times(text), anchor, lambda expression: tense_near(text, expression.start_char, expression.end_char)
    )
