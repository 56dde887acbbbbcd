"""POLECAT's event table: 40 columns with a header, tab-separated, one row a claim.

Columns as in the files of https://doi.org/10.7910/DVN/AJGVIT, whose readers expect: several parties or contexts in one
cell parted by `; `, `None` for a party or country that there is not, the quad code in words, the numbers of the
Correlates of War project, and the story's id in front of the first `_` of the event's. A joint act has all its parties
as actors.

POLECAT has no columns for status, negation and speaker: only claims of acts that took place are written (see `acts`).
As in POLECAT, an act that no words date has the day of publication. Story People, Organizations and Locations stay
`None`: a claim knows its own parties and place, not all that its story names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import BinaryIO, Final

from wirebook.knowledge import country_codes
from wirebook.record import Claim, Entity, Location, PlacePrecision
from wirebook.views.export.acts import LeftOut, is_act
from wirebook.views.export.selection import Kind, Selection, Tell
from wirebook.views.export.tsv import Cell, TabWriter

SUFFIX = "txt"
TAGGED = False
KINDS: tuple[Kind, ...] = ("claims",)

COLUMNS: Final[tuple[str, ...]] = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip

NONE: Final = "None"
"""What POLECAT writes where there is nothing; its readers pass over such rows."""

QUAD_CODES: Final[dict[int, str]] = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}

FEATURES: Final[dict[PlacePrecision, str]] = {
    "point": "PPL",
    "district": "ADM2",
    "province": "ADM1",
    "country": "PCLI",
    "region": "RGN",
}
"""GeoNames' feature code for how exact a place is."""


def write(selection: Selection, what: Kind, stream: BinaryIO, *, hxl: bool, tell: Tell) -> int:
    """Write a header and a row for each claim that POLECAT can hold; `tell` hears how many it cannot."""
    table = TabWriter(stream, len(COLUMNS))
    table.write(COLUMNS)
    left_out = LeftOut()
    for claim in selection.claims():
        if not is_act(claim):
            left_out("denied, planned or not real")
        elif (claim.date or claim.cite_info.published) is None:
            left_out("without a day")
        else:
            table.write(_row(claim))
    left_out.report("claims", tell)
    return table.lines - 1


def _row(claim: Claim) -> list[Cell]:
    cite = claim.cite_info
    return [
        f"{claim.article}_{claim.event}_{claim.id}",
        claim.date or cite.published,
        claim.event,
        claim.mode or NONE,
        claim.event_scale,
        QUAD_CODES.get(claim.quad_code, NONE),
        "; ".join(claim.context) or NONE,
        *_parties(claim.actor),
        *_parties(claim.recipient),
        *_place(claim.event_loc),
        cite.publisher or cite.agency or NONE,
        cite.published,
        NONE,
        NONE,
        NONE,
        "en",
        claim.coder,
    ]


def _parties(parties: Sequence[Entity]) -> list[Cell]:
    def listed(of: Callable[[Entity], str | int | None]) -> str:
        # The parts of a cell stand in the order of the parties, so each has one, `None` where it has nothing.
        parts = [str(of(party) or NONE).replace(";", ",") for party in parties]
        return "; ".join(parts) or NONE

    return [
        listed(lambda party: party.identifier_text or party.entity_text),
        listed(lambda party: party.code),
        listed(lambda party: country_codes.war_number(party.code)),
        listed(lambda party: next(iter(party.sector), None)),
        listed(lambda party: "|".join(party.sector)),
        listed(lambda party: party.office),
        listed(lambda party: party.entity_text),
        listed(lambda party: party.identifier_id),
    ]


def _place(place: Location | None) -> list[Cell]:
    if place is None:
        return [*[NONE] * 5, None, None, None, NONE, NONE]
    name = place.name or place.text
    exact = place.precision not in {"country", "region"}
    return [
        name,
        name if place.precision == "point" else NONE,
        name if place.precision == "district" else NONE,
        name if place.precision == "province" else NONE,
        place.country or NONE,
        place.lat if exact else None,
        place.lon if exact else None,
        place.geonames_id,
        place.text,
        FEATURES[place.precision] if place.precision else NONE,
    ]
