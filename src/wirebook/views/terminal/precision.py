"""The table of what a labelled sample tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirebook.book.sampling import Precision, Share
from wirebook.views.terminal.layout import Layout

if TYPE_CHECKING:
    from rich.console import Console


def show_precision(precision: Precision, console: Console) -> None:
    """Print how often claims are right, by type and overall, with the interval of each share."""
    console.print(f"{precision.labelled:,} of {precision.drawn:,} claims labelled", highlight=False)
    if not precision.labelled:
        return
    layout = Layout(console)
    layout.column("Type", 12)
    layout.column("Labelled", 8, align="right")
    layout.column("Right", 8, align="right")
    layout.column("Precision", 9, align="right")
    layout.column(f"{precision.level:.0%} interval", 14, align="right")
    for name, share in (*precision.by_event.items(), ("all", precision.all)):
        layout.row(name, f"{share.labelled:,}", f"{share.right:,}", _number(share.precision), _interval(share))
    console.print(layout.table)
    if precision.wrong:
        counts = ", ".join(f"{field} {count:,}" for field, count in precision.wrong.items())
        console.print(f"Wrong fields: {counts}", highlight=False)
    console.print("Precision with Wilson's score interval (1927).", style="dim", highlight=False)


def _number(share: float | None) -> str:
    return "—" if share is None else f"{share:.3f}"


def _interval(share: Share) -> str:
    return f"{_number(share.low)}–{_number(share.high)}"
