"""Numbers with their nouns. Nothing is imported here, so that the commands may have it before anything else is."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 claim`, `2,000 claims`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
