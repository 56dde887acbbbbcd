"""Which places may be drawn as points."""

from __future__ import annotations

import math

from wirebook.record import Location


def position(place: Location | None) -> list[float] | None:
    """Longitude and latitude of a place that may be drawn as a point; None for any other."""
    if place is None or why_no_point(place) is not None or place.lon is None or place.lat is None:
        return None
    return [place.lon, place.lat]


def why_no_point(place: Location | None) -> str | None:
    """Why a place is no point; None where it is one."""
    if place is None:
        return "the text names no place"
    if place.precision == "country":
        return "known only to the country"
    if place.precision == "region":
        return "a region, not a point"
    if place.lat is None or place.lon is None:
        return "no coordinates are known"
    if not (math.isfinite(place.lat) and math.isfinite(place.lon) and abs(place.lat) <= 90 and abs(place.lon) <= 180):
        return "its coordinates are not on Earth"
    return None
