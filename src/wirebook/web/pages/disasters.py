"""Disasters: figures over time with their speakers, side by side."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wirebook.views.charts import Chart, impact_series
from wirebook.web.opened import OpenedBook, RoomBook
from wirebook.web.pages.conditions import asked
from wirebook.web.pages.drawing import add_chart
from wirebook.web.pages.figures import sheet_views
from wirebook.web.pages.rendering import page

FIGURES = 800
"""Figures that the view looks at, the newest ones."""
SHOWN = 30
"""Sheets that stand on the page."""

router = APIRouter()


@router.get("/disasters")
def disasters(request: Request, book: OpenedBook) -> HTMLResponse:
    """The figures of harm, one sheet for a hazard in a country."""
    conditions = asked(request, "hazard", "country", "since", "until")
    found = book.recent_series(
        FIGURES,
        conditions.text("hazard"),
        conditions.text("country"),
        conditions.day("since"),
        conditions.day("until"),
        rejected=conditions.rejected,
    )
    sheets = sheet_views(found.found)
    values = {
        "section": "/disasters",
        "conditions": conditions,
        "sheets": sheets[:SHOWN],
        "left_out": max(0, len(sheets) - SHOWN),
        "whole": found.whole,
        "figures": FIGURES,
        "rules": sorted({series.rule for sheet in sheets for series in sheet.series}),
    }
    return page(request, "disasters.html.j2", values)


def _draw(request: Request, book: RoomBook, width: int) -> Chart | None:
    """One series over time; hazard and country say where to look for it."""
    conditions = asked(request, "hazard", "country")
    found = book.recent_series(FIGURES, conditions.text("hazard"), conditions.text("country"))
    wanted = request.path_params["series"]
    return next((impact_series(one, width) for one in found.found if one.id == wanted), None)


add_chart(router, "/disasters/{series}", _draw)
