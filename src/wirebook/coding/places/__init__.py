"""Toponyms in a `Doc` and what they resolve to. A country has no coordinates: it is never a point."""

from __future__ import annotations

from wirebook.coding.places.acts import WHERE, country_of, place_of
from wirebook.coding.places.find import find_places

__all__ = ["WHERE", "country_of", "find_places", "place_of"]
