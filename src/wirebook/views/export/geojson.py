"""GeoJSON (RFC 7946): a FeatureCollection of claims or events, a feature a line.

Positions are longitude, latitude. A place that is known only to the country, or is a region without borders of its own,
is never a point: its geometry is null, and `geometry_missing` says why. `place_precision` says how exact a point is:
that of a province is its middle. Claims of every status are here, with `status` and `negated` beside them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from wirebook.book.model import Event, EventRow
from wirebook.record import Claim, Entity, Location
from wirebook.views.export.addresses import web_address
from wirebook.views.export.selection import Kind, Selection, Tell
from wirebook.views.points import position, why_no_point

SUFFIX = "geojson"
TAGGED = False
KINDS: tuple[Kind, ...] = ("claims", "events")

Json = str | int | float | bool | None | list[str]


def write(selection: Selection, what: Kind, stream: BinaryIO, *, hxl: bool, tell: Tell) -> int:
    """Write the collection, a feature at a time."""
    features = map(_claim, selection.claims()) if what == "claims" else map(_event, selection.events())
    return write_collection(features, stream)


def write_collection(features: Iterator[dict[str, object]], stream: BinaryIO) -> int:
    """Write features as they come; how many there were."""
    stream.write(b'{"type":"FeatureCollection","features":[')
    written = 0
    for feature in features:
        text = json.dumps(feature, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        stream.write((",\n" if written else "\n").encode() + text.encode("utf-8", "replace"))
        written += 1
    stream.write(b"\n]}\n")
    return written


def _claim(claim: Claim) -> dict[str, object]:
    cite = claim.cite_info
    properties: dict[str, Json] = {
        "event": claim.event,
        "mode": claim.mode,
        "context": list(claim.context),
        "status": claim.status,
        "negated": claim.negated,
        "date": claim.date.isoformat() if claim.date else None,
        "enddate": claim.enddate.isoformat() if claim.enddate else None,
        "actor": _names(claim.actor),
        "actor_code": _codes(claim.actor),
        "recipient": _names(claim.recipient),
        "recipient_code": _codes(claim.recipient),
        "attribution": _names(claim.attribution),
        **_place(claim.event_loc),
        "text": claim.text,
        "title": cite.title,
        "publisher": cite.publisher or cite.agency,
        "published": cite.published.isoformat() if cite.published else None,
        "url": web_address(cite.url),
        "confidence": round(claim.confidence, 3),
    }
    return _feature(claim.id, claim.event_loc, properties)


def _event(event: Event) -> dict[str, object]:
    row = EventRow.of(event)
    places = [claim.event_loc for claim in event.claims if claim.event_loc]
    place = next((one for one in places if position(one)), places[0] if places else None)
    properties: dict[str, Json] = {
        "event": row.event,
        "mode": row.mode,
        "context": list(row.context),
        "statuses": list(row.statuses),
        "disputed": row.disputed,
        "date": row.date.isoformat() if row.date else None,
        "enddate": row.enddate.isoformat() if row.enddate else None,
        "actor_code": list(row.actor),
        "recipient_code": list(row.recipient),
        **_place(place),
        "articles": row.articles,
        "publishers": list(row.publishers),
        "claims": list(row.claims),
    }
    return _feature(event.id, place, properties)


def _feature(identity: str, place: Location | None, properties: dict[str, Json]) -> dict[str, object]:
    point = position(place)
    return {
        "type": "Feature",
        "id": identity,
        "geometry": {"type": "Point", "coordinates": point} if point else None,
        "properties": properties,
    }


def _place(place: Location | None) -> dict[str, Json]:
    return {
        "place": (place.name or place.text) if place else None,
        "country": place.country if place else None,
        "place_precision": place.precision if place else None,
        "geometry_missing": why_no_point(place),
    }


def _names(parties: Sequence[Entity]) -> list[str]:
    return [party.identifier_text or party.entity_text for party in parties]


def _codes(parties: Sequence[Entity]) -> list[str]:
    return [party.code for party in parties if party.code]
