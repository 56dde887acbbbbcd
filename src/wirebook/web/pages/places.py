"""Map: where things are said to have happened. A place that is known only to its country is never a point."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wirebook.record import Claim
from wirebook.views import words
from wirebook.views.charts import Chart, claims_map
from wirebook.views.points import position
from wirebook.web.opened import OpenedBook, RoomBook
from wirebook.web.pages.conditions import asked
from wirebook.web.pages.drawing import add_chart
from wirebook.web.pages.listing import address
from wirebook.web.pages.rendering import page

CLAIMS = 2000
"""Claims that the view looks at, the newest ones."""
SHOWN = 100
"""Places in the table."""

FILTERS = ("search", "event", "status", "actor", "recipient", "said_by", "country", "context", "since", "until")

router = APIRouter()


class PlaceRow(NamedTuple):
    """One place, with what happened there."""

    name: str
    country: str
    position: str
    precision: str
    claims: int
    types: tuple[tuple[str, int], ...]
    href: str


@router.get("/map")
def places(request: Request, book: OpenedBook) -> HTMLResponse:
    """The places of the newest claims."""
    conditions = asked(request, *FILTERS)
    found = book.newest_claims(CLAIMS, None, conditions.claims(), rejected=conditions.rejected)
    located = [claim for claim in found.records if claim.event_loc is not None]
    points = [claim for claim in located if _is_point(claim)]
    rows = _rows(points)
    values = {
        "section": "/map",
        "conditions": conditions,
        "places": rows[:SHOWN],
        "left_out": max(0, len(rows) - SHOWN),
        "countries": _countries(claim for claim in located if not _is_point(claim)),
        "looked_at": len(found.records),
        "placed": len(located),
        "whole": found.older is None,
    }
    return page(request, "map.html.j2", values)


def _is_point(claim: Claim) -> bool:
    return claim.event_loc is not None and position(claim.event_loc) is not None


def _rows(claims: Iterable[Claim]) -> list[PlaceRow]:
    groups: dict[tuple[str, str, float, float], list[Claim]] = defaultdict(list)
    for claim in claims:
        place = claim.event_loc
        assert place is not None
        assert place.lat is not None
        assert place.lon is not None
        groups[place.name or place.text, place.country or "", place.lat, place.lon].append(claim)
    rows = [
        PlaceRow(
            name=words.plain(name),
            country=words.plain(words.code_name(country)) if country else "",
            position=f"{_degrees(lat, 'N', 'S')} {_degrees(lon, 'E', 'W')}",
            precision=_precision(group[0]),
            claims=len(group),
            types=tuple(Counter(claim.event for claim in group).most_common()),
            href=address(group[0]),
        )
        for (name, country, lat, lon), group in groups.items()
    ]
    return sorted(rows, key=lambda row: (-row.claims, row.name))


def _precision(claim: Claim) -> str:
    return (claim.event_loc.precision or "") if claim.event_loc else ""


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):.2f}° {positive if value >= 0 else negative}"


def _countries(claims: Iterable[Claim]) -> list[tuple[str, int]]:
    """Places without a point, by name, with how many claims are there."""
    counts = Counter(
        words.plain(words.code_name(place.country) if place.country else place.name or place.text)
        for claim in claims
        if (place := claim.event_loc) is not None
    )
    return counts.most_common(SHOWN)


def _draw(request: Request, book: RoomBook, width: int) -> Chart:
    conditions = asked(request, *FILTERS)
    found = book.newest_claims(CLAIMS, None, conditions.claims(), rejected=conditions.rejected)
    return claims_map(found.records, width)


add_chart(router, "/map", _draw)
