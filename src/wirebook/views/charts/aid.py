"""An aid thread: its steps over time, from what was asked for to what came."""

from __future__ import annotations

from datetime import date
from typing import Final, get_args

from pydantic import JsonValue

from wirebook.book.model import AidThread
from wirebook.record import AidStage
from wirebook.views.charts.chart import WIDTH, Chart, Json, noon, nothing, single, time_axis, values
from wirebook.views.charts.inks import ACCENT, LINE, PAPER
from wirebook.views.counting import counted
from wirebook.views.words import amounts, code_name, interval, middle, plain, voice

STAGES: Final[tuple[str, ...]] = get_args(AidStage)


def aid_thread(thread: AidThread, width: int = WIDTH) -> Chart:
    """A thread's steps by day and stage; the one that it stands at is full. A step leads to its article."""
    title = f"{_names(thread.donor)} to {_names(thread.recipient)}"
    rows: list[dict[str, JsonValue]] = []
    days: list[date] = []
    for step in thread.steps:
        day = middle(step.date, step.enddate) or step.cite_info.published
        if day is None:
            continue
        days.append(day)
        told = ", ".join(part for part in (step.what and plain(step.what), amounts(step.amounts)) if part)
        rows.append(
            {
                "day": noon(day),
                "stage": step.stage,
                "fill": ACCENT if step.stage == thread.standing else PAPER,
                "link": f"/articles/{step.article}",
                "words": f"{step.stage}, {interval(step.date, step.enddate) or 'day not told'}"
                + (f": {told}" if told else "")
                + (f" ({plain(voice(step))})" if voice(step) else ""),
            }
        )
    if not rows:
        return nothing(title, "No step has a day.", width)
    present: list[JsonValue] = [stage for stage in STAGES if any(row["stage"] == stage for row in rows)]
    time: Json = {
        "field": "day",
        "type": "temporal",
        "title": None,
        "axis": {"grid": False, **time_axis(min(days), max(days), width - 110)},
        "scale": {"padding": 16},
    }
    stage: Json = {
        "field": "stage",
        "type": "nominal",
        "sort": present,
        "title": None,
        "scale": {"domain": present},
        "axis": {"grid": True, "gridColor": LINE, "ticks": False, "domain": False, "labelFontSize": 13},
    }
    path: Json = {
        "mark": {"type": "line", "color": LINE, "strokeWidth": 2, "interpolate": "step-after", "aria": False},
        "encoding": {"x": time, "y": stage},
    }
    points: Json = {
        "mark": {"type": "circle", "size": 130, "stroke": ACCENT, "strokeWidth": 2, "opacity": 1},
        "encoding": {
            "x": time,
            "y": stage,
            "fill": {"field": "fill", "type": "nominal", "scale": None},
            "href": {"field": "link"},
            "description": {"field": "words"},
        },
    }
    description = f"{counted(len(thread.steps), 'step')}; it stands at {thread.standing}."
    step_height: Json = {"step": 30}
    layers = [path, points] if len(rows) > 1 else [points]
    return Chart(title, description, single(layers, width=width - 110, height=step_height, data=values(rows)))


def _names(codes: tuple[str, ...]) -> str:
    return ", ".join(plain(code_name(code)) for code in codes) or "somebody"
