"""The charts of the views, as inline SVG and as files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from markupsafe import Markup

from wirebook.web import charts


class Chart(Protocol):
    """What `wirebook.web.charts` draws."""

    def svg(self) -> str:
        """The chart as SVG."""

    def png(self) -> bytes:
        """The chart as PNG."""


def drawn(name: str, *values: object) -> Chart | None:
    """A chart of `wirebook.web.charts`, if it has one of this name."""
    draw = cast("Callable[..., Chart] | None", getattr(charts, name, None))
    return draw(*values) if draw is not None else None


def inline(chart: Chart | None) -> Markup | None:
    """A chart to stand in a page."""
    return None if chart is None else Markup(chart.svg())
