"""The charts of the views: as a part of a page, fetched after the page itself, and as SVG and PNG files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from wirebook.views.charts import Chart
from wirebook.web.opened import OpenedBook, RoomBook
from wirebook.web.pages.rendering import environment

NARROW, WIDE = 320, 1100
"""Pixels between which a chart may be wide."""
FILE_WIDTH = 720

Width = Annotated[int, Query(ge=1, le=10_000)]
Draw = Callable[[Request, RoomBook, int], Chart | None]
"""Draws the chart of a request, so many pixels wide; None where there is nothing of this address."""


def add_chart(router: APIRouter, path: str, draw: Draw) -> None:
    """Give a view its chart: `path/chart` for the page, `path/chart.svg` and `path/chart.png` as files."""

    def part(request: Request, book: OpenedBook, width: Width = FILE_WIDTH) -> HTMLResponse:
        chart = draw(request, book, _fitting(width))
        if chart is None:
            return HTMLResponse("", status_code=404)
        template = environment().get_template("chart.html.j2")
        query = f"?{request.url.query}" if request.url.query else ""
        values = {"drawn": Markup(chart.svg()), "title": chart.title, "address": request.url.path, "query": query}
        return HTMLResponse(template.render(**values))

    def svg(
        request: Request, book: OpenedBook, width: Width = FILE_WIDTH, theme: Literal["light", "dark"] = "light"
    ) -> Response:
        chart = draw(request, book, _fitting(width))
        if chart is None:
            return Response(status_code=404)
        return Response(chart.svg(theme), media_type="image/svg+xml")

    def png(
        request: Request, book: OpenedBook, width: Width = FILE_WIDTH, theme: Literal["light", "dark"] = "light"
    ) -> Response:
        chart = draw(request, book, _fitting(width))
        if chart is None:
            return Response(status_code=404)
        return Response(chart.png(theme=theme), media_type="image/png")

    router.add_api_route(f"{path}/chart", part, methods=["GET"])
    router.add_api_route(f"{path}/chart.svg", svg, methods=["GET"])
    router.add_api_route(f"{path}/chart.png", png, methods=["GET"])


def _fitting(width: int) -> int:
    """A width that charts are made for, in steps, so that windows of nearly one size share a drawing."""
    return min(max(width // 20 * 20, NARROW), WIDE)
