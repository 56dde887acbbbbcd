"""A chart: a Vega-Lite specification, and its drawing by the server as SVG or PNG.

Nothing is fetched and no script runs in a browser. The same chart gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final, cast
from xml.etree import ElementTree

from pydantic import JsonValue

from wirebook.errors import MissingExtra
from wirebook.views.charts.inks import FAINT, INK, LINE, PAPER, SOFT, Theme, drawable, printable

if TYPE_CHECKING:
    from types import ModuleType

Json = dict[str, JsonValue]
Rows = Sequence[Mapping[str, JsonValue]]

WIDTH: Final = 720
"""Pixels of a chart in a page on a desk; 340 fits a phone."""

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v5.json"
VERSION: Final = "5.20"
"""Of Vega-Lite: a later one may draw otherwise."""

_FOREIGN_BASE: Final = "https://vega.github.io/vega-datasets/"
"""What the drawing program puts before every address that names no host."""
_LINK: Final = "{http://www.w3.org/1999/xlink}href"
_SPACE: Final = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn, what it is called, and what it says in words to those who cannot see it."""

    title: str
    description: str
    specification: Json = field(repr=False)
    """Vega-Lite; colours are names of inks as `var(--ink)`."""

    def svg(self, theme: Theme = "page") -> str:
        """The drawing as one `svg` element.

        For a page it has no background and no title, names its colours by the page's variables, and holds neither
        style nor script, so that a strict content security policy lets it stand. The other themes are for files.

        Raises MissingExtra where the drawing program is not installed.
        """
        drawn = _converter().vegalite_to_svg(self._themed(theme), vl_version=VERSION)
        return _cleaned(cast(str, drawn), self.title, self.description, _mark_of(self.specification))

    def png(self, scale: float = 2, theme: Theme = "light") -> bytes:
        """The drawing as a PNG file, `scale` pixels for each of its own. Raises MissingExtra as `svg` does."""
        themed = self._themed("light" if theme == "page" else theme)
        return cast(bytes, _converter().vegalite_to_png(themed, vl_version=VERSION, scale=scale))

    def _themed(self, theme: Theme) -> Json:
        titled: Json = dict(self.specification)
        font = "system-ui, sans-serif" if theme == "page" else "sans-serif"
        titled["config"] = _config(font)
        if theme == "page":
            titled["background"] = None
        else:
            titled["background"] = PAPER
            titled["title"] = {"text": self.title, "anchor": "start", "fontSize": 15, "fontWeight": 600, "offset": 14}
            titled["padding"] = 16
        return cast(Json, drawable(titled, theme))

    def __str__(self) -> str:
        """The drawing, to be saved as an SVG file."""
        return self.svg("light")

    def _repr_svg_(self) -> str:
        return str(self)


def single(marks: Sequence[Json], *, width: int, height: int | Json, **more: JsonValue) -> Json:
    """A specification of layers, one over the other."""
    return {"$schema": SCHEMA, "width": width, "height": height, "layer": list(marks), **more}


def values(rows: Rows) -> Json:
    """Rows as the data of a specification."""
    return {"values": [dict(row) for row in rows]}


def time_axis(first: date, last: date, width: int) -> Json:
    """The axis of the days from `first` to `last`, both included: labels as exact as the room allows, never hours."""
    days = (last - first).days + 1
    room = max(2, width // 90)
    if days <= 75:
        ticks: JsonValue = {"interval": "day", "step": max(1, -(-days // room))}
        form = "%-d %b"
    elif days <= 2200:
        ticks = {
            "interval": "month",
            "step": next(step for step in (1, 2, 3, 6, 12) if days / 30 / step <= room + 1 or step == 12),
        }
        form = "%b %Y"
    else:
        ticks, form = {"interval": "year", "step": max(1, -(-days // 365 // room))}, "%Y"
    return {"tickCount": ticks, "format": form, "labelOverlap": True}


def noon(day: date) -> str:
    """A day as a moment that is on it whatever the zone of the drawing program."""
    return f"{day.isoformat()}T12:00:00"


def nothing(title: str, why: str, width: int = WIDTH) -> Chart:
    """A chart that says honestly that there is nothing to draw, and why."""
    mark: Json = {"mark": {"type": "text", "fontSize": 14, "color": SOFT}, "encoding": {"text": {"value": why}}}
    return Chart(title, why, single([mark], width=width, height=48, data=values([{}])))


def warm() -> None:
    """Start the drawing program, which takes a second and more, before somebody waits for it."""
    nothing("", "").svg()


def _converter() -> ModuleType:
    try:
        import vl_convert
    except ImportError:
        raise MissingExtra("charts", "need more: pip install 'wirebook[web]'") from None
    return vl_convert


def _config(font: str) -> Json:
    return {
        "font": font,
        "view": {"stroke": None},
        "text": {"color": INK, "fontSize": 12},
        "axis": {
            "labelColor": SOFT,
            "titleColor": SOFT,
            "gridColor": LINE,
            "domainColor": LINE,
            "tickColor": LINE,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "labelLimit": 220,
        },
        "title": {"color": INK, "subtitleColor": SOFT},
        "geoshape": {"fill": FAINT, "stroke": LINE},
    }


def _mark_of(specification: Json) -> str:
    return "c" + hashlib.sha256(json.dumps(specification, sort_keys=True).encode()).hexdigest()[:8]


def _cleaned(drawn: str, title: str, description: str, mark: str) -> str:
    """The drawing with a name, its own ids, links of this site, and the drawing program's leftovers taken out."""
    root = ElementTree.fromstring(drawn)
    # The drawing program numbers ids on through all that it draws: two charts of a page would share some.
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    own = {f"url(#{old})": f"{mark}-{number}" for number, old in enumerate(ids)}
    for element in root.iter():
        _clean(element, own)
    root.set("role", "figure")
    root.set("aria-label", printable(title))
    root.set("class", "chart")
    told = ElementTree.Element(f"{_SPACE}desc")
    told.text = printable(description)
    root.insert(0, told)
    ElementTree.register_namespace("", _SPACE.strip("{}"))
    return ElementTree.tostring(root, encoding="unicode")


def _clean(element: ElementTree.Element, own: Mapping[str, str]) -> None:
    """Take out of one element what the drawing program left; `own` gives new ids by references to the old."""
    for name in ("style", "aria-roledescription"):
        element.attrib.pop(name, None)
    for name, value in list(element.attrib.items()):
        if name == "id":
            element.set(name, own[f"url(#{value})"])
        elif value in own:
            element.set(name, f"url(#{own[value]})")
    if element.get("role", "").startswith("graphics-"):
        # A mark with words of its own is a picture; the groups around it say nothing.
        if element.get("aria-label") and not len(element):
            element.set("role", "img")
        else:
            del element.attrib["role"]
            element.attrib.pop("aria-label", None)
    link = element.attrib.pop(_LINK, None)
    if link is not None:
        element.set("href", "/" + link.removeprefix(_FOREIGN_BASE).lstrip("/"))
