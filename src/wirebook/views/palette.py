"""The colours and marks of PLOVER's sixteen event types, for every view.

Four hues stand for the quad classes: blues for cooperation and warm colours for conflict, pale for words and deep for
deeds. Steps of lightness within a hue set the types apart; since sixteen colours cannot be told apart by everybody,
each mark carries its type's name and each class a glyph of its own. The hexadecimal values were computed in OKLCH so
that text on them reaches 4.5:1 and classes stay apart under simulated protanopia, deuteranopia and tritanopia
(Machado, Oliveira and Fernandes 2009); `tests/views/test_palette.py` measures both.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from wirebook.record import EventType


class EventStyle(NamedTuple):
    """Ink and tint of one event type, for light and for dark paper."""

    quad: int
    ink: str
    tint: str
    dark_ink: str
    dark_tint: str


class QuadClass(NamedTuple):
    """One of PLOVER's four classes, with its glyph: circles cooperate, diamonds conflict; hollow is said, full done."""

    name: str
    glyph: str
    terminal_style: str


QUAD_CLASSES: Final[dict[int, QuadClass]] = {
    1: QuadClass("verbal cooperation", "○", "cyan"),
    2: QuadClass("material cooperation", "●", "blue"),
    3: QuadClass("verbal conflict", "◇", "yellow"),
    4: QuadClass("material conflict", "◆", "red"),
}

EVENT_STYLES: Final[dict[EventType, EventStyle]] = {
    "AGREE": EventStyle(1, "#007386", "#d1f6ff", "#9de5f7", "#175663"),
    "CONSULT": EventStyle(1, "#007184", "#cbf4ff", "#9ce4f5", "#195865"),
    "SUPPORT": EventStyle(1, "#006f82", "#c4f2fe", "#9be3f4", "#1c5a67"),
    "CONCEDE": EventStyle(1, "#006d80", "#bdf0fd", "#9ae1f3", "#1e5b69"),
    "COOPERATE": EventStyle(2, "#442e9d", "#cdccff", "#c1c0fd", "#352777"),
    "AID": EventStyle(2, "#422a9a", "#c8c8ff", "#bfbffb", "#372a7a"),
    "RETREAT": EventStyle(2, "#3f2796", "#c4c3ff", "#bebdfa", "#392d7d"),
    "REQUEST": EventStyle(3, "#786107", "#ffefae", "#fad86f", "#604e10"),
    "ACCUSE": EventStyle(3, "#765f03", "#ffeca7", "#f8d76e", "#615013"),
    "REJECT": EventStyle(3, "#745d00", "#ffe9a0", "#f7d66c", "#635215"),
    "THREATEN": EventStyle(3, "#725b00", "#ffe699", "#f6d56b", "#655318"),
    "PROTEST": EventStyle(4, "#7f230b", "#ffbaa8", "#fca48d", "#611f0e"),
    "SANCTION": EventStyle(4, "#7d2209", "#ffb6a4", "#fba38d", "#632010"),
    "MOBILIZE": EventStyle(4, "#7b2007", "#fdb29f", "#faa28c", "#642211"),
    "COERCE": EventStyle(4, "#7a1e05", "#fcae9a", "#f9a18b", "#662313"),
    "ASSAULT": EventStyle(4, "#781d03", "#faaa95", "#f8a18a", "#672514"),
}
