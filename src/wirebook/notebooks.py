"""Where records meet notebooks: a notebook asks a record to show itself, and the view is looked up by its name.

Records and the book know no view; this is the one place that finds one for them, only when a notebook asks.
"""

from __future__ import annotations

import importlib
from typing import Protocol, cast


class Drawing(Protocol):
    """What can be shown in a notebook and saved as SVG."""

    def _repr_svg_(self) -> str: ...


def shown(view: str, *values: object) -> str:
    """HTML from a function of `wirebook.views.notebook`."""
    return str(getattr(importlib.import_module("wirebook.views.notebook"), view)(*values))


def drawn(view: str, *values: object) -> Drawing:
    """A drawing from a function of `wirebook.views.notebook`."""
    return cast(Drawing, getattr(importlib.import_module("wirebook.views.notebook"), view)(*values))
