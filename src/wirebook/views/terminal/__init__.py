"""Tables in the terminal, and the same records as JSON Lines.

Each `show_` function takes what a `Book` gives and a Rich console. Tables fit the console's width, from 80 columns up;
colour stands for PLOVER's quad class only and is left out where the output is no terminal, since Rich does so.
"""

from wirebook.views.terminal.derived import show_aid, show_events, show_impacts, show_relations
from wirebook.views.terminal.json_lines import print_json
from wirebook.views.terminal.records import show_articles, show_claims, show_summary

__all__ = [
    "print_json",
    "show_aid",
    "show_articles",
    "show_claims",
    "show_events",
    "show_impacts",
    "show_relations",
    "show_summary",
]
