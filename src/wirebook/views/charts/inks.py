"""The inks of the charts: names that a page's style sheet gives its colours to, and the same for single files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

from pydantic import JsonValue

from wirebook.views.palette import EVENT_STYLES

Theme = Literal["page", "light", "dark"]

INK: Final = "var(--ink)"
SOFT: Final = "var(--soft)"
LINE: Final = "var(--line)"
PAPER: Final = "var(--paper)"
FAINT: Final = "var(--faint)"
ACCENT: Final = "var(--accent)"
CONCORD: Final = "var(--AID-ink)"
DISCORD: Final = "var(--MOBILIZE-ink)"
QUAD_INKS: Final[Mapping[int, str]] = {
    1: "var(--AGREE-ink)",
    2: "var(--AID-ink)",
    3: "var(--ACCUSE-ink)",
    4: "var(--MOBILIZE-ink)",
}

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = re.compile(r"var\(--([A-Za-z-]+)\)")
_PAPERS: Final[Mapping[str, Mapping[str, str]]] = {
    "light": {
        "ink": "#1c1e22",
        "soft": "#5a5f68",
        "line": "#dedbd4",
        "paper": "#fbfaf8",
        "faint": "#f1efea",
        "accent": "#005f73",
    },
    "dark": {
        "ink": "#e8e6e1",
        "soft": "#a4a9b3",
        "line": "#343840",
        "paper": "#16181c",
        "faint": "#1f2227",
        "accent": "#8fd3e2",
    },
}
"""As in the style sheets of the report and the reading room."""


def printable(text: str) -> str:
    """`text` without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def drawable(value: JsonValue, theme: Theme) -> JsonValue:
    """`value` as the drawing program may have it.

    Every named ink is a colour of the theme; a page has its own. Characters that XML cannot hold are taken out: the
    drawing program ends the whole process where it meets one.
    """
    if isinstance(value, str):
        text = _NOT_XML.sub("", value)
        return (
            text if theme == "page" else _NAME.sub(lambda found: _colour(found.group(1), theme) or found.group(), text)
        )
    if isinstance(value, list):
        return [drawable(item, theme) for item in value]
    if isinstance(value, dict):
        return {key: drawable(item, theme) for key, item in value.items()}
    return value


def _colour(name: str, theme: str) -> str | None:
    paper = _PAPERS[theme].get(name)
    if paper is not None:
        return paper
    for event, style in EVENT_STYLES.items():
        if name == f"{event}-ink":
            return style.ink if theme == "light" else style.dark_ink
    return None
