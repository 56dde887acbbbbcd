"""Tables in the terminal, and the same records as JSON Lines.

Each `show_` function takes what a `Book` gives and a Rich console. Tables fit the console's width, from 80 columns up;
colour stands for PLOVER's quad class only and is left out where the output is no terminal, since Rich does so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.console import Console

from wirebook.record import Record
from wirebook.views.terminal.card import show_card
from wirebook.views.terminal.corrections import show_corrections, show_history
from wirebook.views.terminal.derived import show_aid, show_events, show_impacts, show_relations
from wirebook.views.terminal.json_lines import print_json
from wirebook.views.terminal.precision import show_precision
from wirebook.views.terminal.records import show_articles, show_claims, show_summary

SHOWN: dict[str, Callable[..., int]] = {
    "articles": show_articles,
    "claims": show_claims,
    "events": show_events,
    "aid": show_aid,
    "impacts": show_impacts,
    "relations": show_relations,
}
"""What `show` prints with, by the word that a person types."""


def show(what: str, records: Iterable[Record], console: Console, *, filtered: bool = False) -> int:
    """Print records of one kind as a table; how many there were. `filtered` says whether others were left out."""
    return SHOWN[what](records, console, filtered=filtered)


__all__ = [
    "print_json",
    "show",
    "show_aid",
    "show_articles",
    "show_card",
    "show_claims",
    "show_corrections",
    "show_events",
    "show_history",
    "show_impacts",
    "show_precision",
    "show_relations",
    "show_summary",
]
