"""Figures of harm as the room draws them: everybody's side by side, the displayed one marked by its rule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from wirebook.book.model import ImpactSeries
from wirebook.record import Impact
from wirebook.views import words
from wirebook.web.pages.excerpts import Excerpt, excerpt
from wirebook.web.pages.listing import address

SHOWN = 16
"""Figures of one kind that stand side by side."""


class FigureView(NamedTuple):
    """One speaker's figure."""

    figure: str
    speaker: str
    source: str
    as_of: str
    displayed: bool
    words: Excerpt
    href: str


class SeriesView(NamedTuple):
    """One kind of harm; `differ` where not all give the same figure."""

    id: str
    label: str
    place: str
    rule: str
    differ: bool
    days: int
    """Of how many days there are figures."""
    figures: tuple[FigureView, ...]
    left_out: int


class SheetView(NamedTuple):
    """All harm of one hazard in one country."""

    title: str
    hazard: str
    country: str
    series: tuple[SeriesView, ...]


def sheet_views(series: Iterable[ImpactSeries]) -> list[SheetView]:
    """Sheets, the one with the latest figure first; in each, harm to people first."""
    sheets: dict[tuple[str, str], list[ImpactSeries]] = {}
    for item in series:
        sheets.setdefault((item.hazard or "", item.country or ""), []).append(item)
    ordered = sorted(sheets.items(), key=lambda entry: (max(map(latest, entry[1])), entry[0]), reverse=True)
    return [
        SheetView(
            title=sheet_title(hazard, country),
            hazard=hazard,
            country=country,
            series=tuple(series_view(item) for item in sorted(items, key=_people_first)),
        )
        for (hazard, country), items in ordered
    ]


def sheet_title(hazard: str, country: str) -> str:
    """`Flood, Bolivia`."""
    place = words.code_name(country) if country else "place not named"
    return f"{hazard.capitalize() if hazard else 'Hazard not named'}, {place}"


def series_view(item: ImpactSeries) -> SeriesView:
    """One kind of harm; of many figures the last ones, and the one that is displayed."""
    last = {one.id for one in item.figures[-SHOWN:]} | {item.displayed.id}
    shown = [one for one in item.figures if one.id in last]
    return SeriesView(
        id=item.id,
        label=words.impact_label(item.displayed),
        place=words.plain(item.place or ""),
        rule=words.plain(item.rule),
        differ=differs(item),
        days=len({one.as_of for one in item.figures if one.as_of}),
        figures=tuple(_figure(impact, impact.id == item.displayed.id) for impact in shown),
        left_out=len(item.figures) - len(shown),
    )


def differs(item: ImpactSeries) -> bool:
    """Whether its figures are not all the same."""
    return len({(one.low, one.high, one.negated) for one in item.figures}) > 1


def latest(item: ImpactSeries) -> date:
    """The day of its latest figure."""
    return max((one.as_of or one.cite_info.published or date.min for one in item.figures), default=date.min)


def _people_first(item: ImpactSeries) -> tuple[bool, str, str, str]:
    return item.exposure != "people", item.exposure, item.kind, item.id


def _figure(impact: Impact, displayed: bool) -> FigureView:
    return FigureView(
        figure=("not " if impact.negated else "") + (words.figure(impact) or "no figure"),
        speaker=words.says_who(impact.attribution) or "the article",
        source=words.printed_by(impact.cite_info),
        as_of=words.day(impact.as_of) if impact.as_of else "",
        displayed=displayed,
        words=excerpt(impact),
        href=address(impact),
    )
