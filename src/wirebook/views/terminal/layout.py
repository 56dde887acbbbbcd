"""What all tables share: their form, their colours, and what an empty one says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from wirebook.record import EventType
from wirebook.views import words
from wirebook.views.palette import EVENT_STYLES, QUAD_CLASSES

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

SHORT_ID = 8
"""Characters of an id that tables show: enough to name a record by."""

WIDE = 120
"""From this width on, fields that share a column in a narrow terminal have one of their own."""


class Layout:
    """A table under construction. Cells are plain text: nothing that a page says is read as markup."""

    def __init__(self, console: Console) -> None:
        from rich.box import SIMPLE_HEAD
        from rich.table import Table

        self.console = console
        self.wide = console.width >= WIDE
        self.table: Table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
        self.rows = 0

    def column(
        self,
        title: str,
        width: int | None = None,
        *,
        share: int | None = None,
        align: Literal["left", "right"] = "left",
        quiet: bool = False,
    ) -> None:
        """Add a column of a fixed `width`, or one that takes its `share` of what is left."""
        self.table.add_column(
            title, width=width, ratio=share, justify=align, style="dim" if quiet else None, overflow="fold"
        )
        if share:
            self.table.expand = True

    def row(self, *cells: str | Text) -> None:
        """Add a row."""
        self.table.add_row(*(_lines(cell) if isinstance(cell, str) else cell for cell in cells))
        self.rows += 1

    def show(self, one: str, several: str, empty: str) -> int:
        """Print the table and its count, or what to do where it is empty; how many rows it has."""
        if not self.rows:
            self.console.print(empty, markup=False, highlight=False)
            return 0
        self.console.print(self.table)
        self.console.print(f"{self.rows:,} {one if self.rows == 1 else several}", style="dim", highlight=False)
        return self.rows


def _lines(cell: str) -> Text:
    from rich.text import Text

    return Text("\n".join(words.plain(line) for line in cell.split("\n")))


def event_cell(event: EventType, mode: str | None, below: str = "") -> Text:
    """The event type in the colour of its quad class, with its mode; `below` on a line of its own."""
    from rich.text import Text

    quad = QUAD_CLASSES[EVENT_STYLES[event].quad]
    cell = Text(f"{quad.glyph} {event}", style=quad.terminal_style)
    if mode:
        cell.append(f" ({words.plain(mode)})")
    if below:
        cell.append(f"\n{words.plain(below)}", style="default")
    return cell


def nothing(noun: str, filtered: bool) -> str:
    """What an empty table says, and what to do about it."""
    if filtered:
        return f"No {noun} match. Leave filters out to see more."
    return f"No {noun} in the book. Read pages into it with: wirebook read INPUT"
