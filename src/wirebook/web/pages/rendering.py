"""Templates of the reading room. Everything that comes from a book is escaped."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined
from jinja2.loaders import ChoiceLoader

from wirebook.views import report, words
from wirebook.views.palette import EVENT_STYLES, QUAD_CLASSES
from wirebook.web.access import csrf_token, visitor_of
from wirebook.web.pages.listing import plural

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

STATIC = Path(__file__).parent.parent / "static"
REPORT = Path(report.__file__).parent / "templates"

router = APIRouter()


@cache
def environment() -> Environment:
    """The templates, compiled once."""
    own = PackageLoader("wirebook.web", "templates")
    shared = PrefixLoader({"report": PackageLoader("wirebook.views.report", "templates")})
    made = Environment(
        loader=ChoiceLoader([own, shared]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["number"] = words.number
    made.globals.update(sections=SECTIONS, plural=plural, styles=EVENT_STYLES, quads=QUAD_CLASSES, asset=asset)
    return made


def page(request: Request, template: str, values: Mapping[str, object], *, status: int = 200) -> HTMLResponse:
    """A page from a template; `section` in it is the path that the navigation marks as the present one."""
    given = {"request": request, "visitor": visitor_of(request), "csrf": csrf_token(request)}
    text = environment().get_template(template).render(**given, **values)
    return HTMLResponse(text, status_code=status)


def missing(request: Request, section: str, what: str) -> HTMLResponse:
    """The page that says that the book has not what was asked for."""
    return page(request, "missing.html.j2", {"section": section, "what": what}, status=404)


@cache
def style() -> str:
    """The colours and the look of the report, which the room shares."""
    palette = environment().get_template("report/palette.css.j2").render(styles=EVENT_STYLES)
    return "\n".join([palette, *((REPORT / name).read_text("utf-8") for name in ("report.css", "figures.css"))])


@cache
def asset(name: str) -> str:
    """The address of an asset, which changes with its content, so that a browser may keep it."""
    content = style().encode() if name == "report.css" else (STATIC / name).read_bytes()
    return f"/static/{name}?{hashlib.sha256(content).hexdigest()[:12]}"


@router.get("/static/report.css")
def report_style() -> Response:
    """The style sheet that the room shares with the report."""
    return Response(style(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})
