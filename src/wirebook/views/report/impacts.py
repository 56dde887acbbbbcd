"""The impact sheet: for each hazard and country, everybody's figures side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from wirebook.book.model import ImpactSeries
from wirebook.record import Impact
from wirebook.views import words
from wirebook.views.report.notes import anchor


class FigureView(NamedTuple):
    """One speaker's figure; `displayed` marks the one that stands where only one fits."""

    figure: str
    speaker: str
    as_of: str
    displayed: bool
    quote: str
    target: str


class SeriesView(NamedTuple):
    """One kind of harm."""

    label: str
    place: str
    rule: str
    figures: tuple[FigureView, ...]


class SheetView(NamedTuple):
    """All harm of one hazard in one country."""

    title: str
    series: tuple[SeriesView, ...]


def sheet_views(series: Iterable[ImpactSeries], notes: Collection[str]) -> list[SheetView]:
    """Sheets, the one with the latest figure first."""
    sheets: dict[tuple[str, str], list[ImpactSeries]] = {}
    for item in series:
        sheets.setdefault((item.hazard or "", item.country or ""), []).append(item)
    ordered = sorted(sheets.items(), key=lambda entry: (_latest(entry[1]), entry[0]), reverse=True)
    return [
        SheetView(
            title=_title(hazard, country),
            series=tuple(
                SeriesView(
                    label=words.impact_label(item.displayed),
                    place=words.plain(item.place or ""),
                    rule=words.plain(item.rule),
                    figures=tuple(_figure(impact, impact.id == item.displayed.id, notes) for impact in item.figures),
                )
                for item in sorted(items, key=_people_first)
            ),
        )
        for (hazard, country), items in ordered
    ]


def _title(hazard: str, country: str) -> str:
    place = words.code_name(country) if country else "place not named"
    return f"{hazard.capitalize() if hazard else 'Hazard not named'}, {place}"


def _people_first(item: ImpactSeries) -> tuple[bool, str, str, str]:
    return item.exposure != "people", item.exposure, item.kind, item.id


def _latest(series: Iterable[ImpactSeries]) -> date:
    return max((impact.as_of or date.min for item in series for impact in item.figures), default=date.min)


def _figure(impact: Impact, displayed: bool, notes: Collection[str]) -> FigureView:
    target = anchor(impact.id)
    return FigureView(
        figure=("not " if impact.negated else "") + (words.figure(impact) or "no figure"),
        speaker=words.voice(impact),
        as_of=words.day(impact.as_of) if impact.as_of else "",
        displayed=displayed,
        quote=words.evidence_words(impact, 160),
        target=target if target in notes else "",
    )
