"""Templates of the reading room. Everything that comes from a book is escaped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from wirebook.views import words

if TYPE_CHECKING:
    from collections.abc import Mapping

SECTIONS = (
    ("Today", "/"),
    ("Articles", "/articles"),
    ("Events", "/events"),
    ("Aid", "/aid"),
    ("Disasters", "/disasters"),
    ("Relations", "/relations"),
    ("Map", "/map"),
    ("Timeline", "/timeline"),
    ("Actors", "/actors"),
)
"""The views, as the navigation names them, in its order."""


@cache
def environment() -> Environment:
    """The templates, compiled once."""
    made = Environment(
        loader=PackageLoader("wirebook.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["number"] = words.number
    made.globals["sections"] = SECTIONS
    return made


def page(request: Request, template: str, values: Mapping[str, object], *, status: int = 200) -> HTMLResponse:
    """A page from a template; `section` in it is the path that the navigation marks as the present one."""
    text = environment().get_template(template).render(request=request, **values)
    return HTMLResponse(text, status_code=status)
