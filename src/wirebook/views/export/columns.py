"""The columns of the CSV files: their HXL tags, and the cells of a record under them.

Tags are those of HXL 1.1, with attributes of our own where it has no tag for a thing; a column without one has an empty
cell in the tag row, which HXL allows. `#delivery`, which the standard rejected, is not used. The IFRC Montandon names
of what was harmed and how stand in columns of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from wirebook.book.model import EventRow
from wirebook.knowledge import impacts as impact_tables
from wirebook.record import AidStep, Amount, CiteInfo, Claim, Entity, Evidence, Impact, Location, Span, Speaker
from wirebook.views.export.cells import cell, joined

Cells = dict[str, str]
"""Cell by column, in the order of the columns."""


def _entity_tags(role: str, tag: str) -> Cells:
    return {
        role: f"{tag}+name",
        f"{role}_code": f"{tag}+code",
        f"{role}_historical_code": "",
        f"{role}_sector": f"{tag}+type",
        f"{role}_office": "",
        f"{role}_id": f"{tag}+id+wikidata",
        f"{role}_text": "",
    }


def _entities(role: str, parties: Sequence[Entity]) -> Cells:
    return {
        role: joined(party.identifier_text or party.entity_text for party in parties),
        f"{role}_code": joined(party.code for party in parties),
        f"{role}_historical_code": joined(party.historical_code for party in parties),
        f"{role}_sector": joined(" ".join(party.sector) for party in parties),
        f"{role}_office": joined(party.office for party in parties),
        f"{role}_id": joined(party.identifier_id for party in parties),
        f"{role}_text": joined(party.entity_text for party in parties),
    }


_ATTRIBUTION_TAGS = {**_entity_tags("attribution", "#meta+source"), "attribution_cue": ""}


def _attribution(speakers: Sequence[Speaker]) -> Cells:
    return {**_entities("attribution", speakers), "attribution_cue": joined(speaker.cue for speaker in speakers)}


_AMOUNT_TAGS = {
    "amount": "#item+description",
    "amount_low": "#value+min",
    "amount_high": "#value+max",
    "amount_approximate": "",
    "amount_unit": "#currency",
    "amount_of": "#item",
}


def _amounts(amounts: Sequence[Amount]) -> Cells:
    return {
        "amount": joined(amount.text for amount in amounts),
        "amount_low": joined(amount.low for amount in amounts),
        "amount_high": joined(amount.high for amount in amounts),
        "amount_approximate": joined(amount.approximate for amount in amounts),
        "amount_unit": joined(amount.unit for amount in amounts),
        "amount_of": joined(amount.of for amount in amounts),
    }


_SOURCE_TAGS = {
    "text": "#description",
    "text_span": "",
    "trigger_span": "",
    "article": "#meta+id+article",
    "url": "#meta+url",
    "file": "",
    "title": "#meta+title",
    "publisher": "#meta+publisher",
    "agency": "#meta+agency",
    "published": "#date+reported",
    "confidence": "#meta+confidence",
    "coder": "#meta+coder",
}


def _source(record: Claim | Impact | AidStep) -> Cells:
    cite: CiteInfo = record.cite_info
    evidence: Evidence = record.evidence
    return {
        "text": cell(record.text),
        "text_span": _spans([(evidence.start, evidence.end)]),
        "trigger_span": _spans(evidence.trigger),
        "article": cell(record.article),
        "url": cell(cite.url),
        "file": cell(cite.file),
        "title": cell(cite.title),
        "publisher": cell(cite.publisher),
        "agency": cell(cite.agency),
        "published": cell(cite.published),
        "confidence": cell(round(record.confidence, 3)),
        "coder": cell(record.coder),
    }


def _spans(spans: Sequence[Span]) -> str:
    return joined(f"{start}:{end}" for start, end in spans)


CLAIM_TAGS: Cells = {
    "id": "#meta+id",
    "date": "#date+start",
    "enddate": "#date+end",
    "date_precision": "",
    "date_text": "",
    "date_rule": "",
    "event": "#event+plover",
    "mode": "#event+mode",
    "context": "#event+context",
    "cameo": "#event+cameo",
    "quad_code": "#event+quad",
    "event_scale": "#event+scale",
    "status": "#status",
    "negated": "#status+negated",
    **_entity_tags("actor", "#org+actor"),
    **_entity_tags("recipient", "#org+recipient"),
    **_entity_tags("channel", "#org+channel"),
    "place": "#loc+name",
    "place_text": "",
    "place_country": "#country+code",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "place_precision": "",
    "geonames_id": "#loc+id+geonames",
    **_AMOUNT_TAGS,
    **_ATTRIBUTION_TAGS,
    **_SOURCE_TAGS,
}


def claim_cells(claim: Claim) -> Cells:
    """The row of a claim."""
    place = claim.event_loc or Location(text="")
    return {
        "id": cell(claim.id),
        "date": cell(claim.date),
        "enddate": cell(claim.enddate),
        "date_precision": cell(claim.date_precision),
        "date_text": cell(claim.date_text),
        "date_rule": cell(claim.date_rule),
        "event": cell(claim.event),
        "mode": cell(claim.mode),
        "context": joined(claim.context),
        "cameo": cell(claim.cameo),
        "quad_code": cell(claim.quad_code),
        "event_scale": cell(claim.event_scale),
        "status": cell(claim.status),
        "negated": cell(claim.negated),
        **_entities("actor", claim.actor),
        **_entities("recipient", claim.recipient),
        **_entities("channel", claim.channel),
        "place": cell(place.name),
        "place_text": cell(place.text),
        "place_country": cell(place.country),
        "lat": cell(place.lat),
        "lon": cell(place.lon),
        "place_precision": cell(place.precision),
        "geonames_id": cell(place.geonames_id),
        **_amounts(claim.amounts),
        **_attribution(claim.attribution),
        **_source(claim),
    }


IMPACT_TAGS: Cells = {
    "id": "#meta+id",
    "hazard": "#cause+type",
    "exposure": "#impact+exposure",
    "kind": "#impact+type",
    "montandon_category": "#impact+code+montandon_category",
    "montandon_type": "#impact+code+montandon_type",
    "low": "#affected+num+min",
    "high": "#affected+num+max",
    "approximate": "#affected+approximate",
    "unit": "#affected+unit",
    "negated": "#status+negated",
    "place": "#loc+name",
    "country": "#country+code",
    "date": "#date+start",
    "enddate": "#date+end",
    "as_of": "#date+asof",
    **_ATTRIBUTION_TAGS,
    **_SOURCE_TAGS,
}


def impact_cells(impact: Impact) -> Cells:
    """The row of an impact."""
    return {
        "id": cell(impact.id),
        "hazard": cell(impact.hazard),
        "exposure": cell(impact.exposure),
        "kind": cell(impact.kind),
        "montandon_category": cell(_montandon()[0].get(impact.exposure)),
        "montandon_type": cell(_montandon()[1].get(impact.kind)),
        "low": cell(impact.low),
        "high": cell(impact.high),
        "approximate": cell(impact.approximate),
        "unit": cell(impact.unit),
        "negated": cell(impact.negated),
        "place": cell(impact.place),
        "country": cell(impact.country),
        "date": cell(impact.date),
        "enddate": cell(impact.enddate),
        "as_of": cell(impact.as_of),
        **_attribution(impact.attribution),
        **_source(impact),
    }


AID_TAGS: Cells = {
    "id": "#meta+id",
    "stage": "#status",
    **_entity_tags("donor", "#org+funder"),
    **_entity_tags("recipient", "#org+recipient"),
    **_entity_tags("channel", "#org+impl"),
    "what": "#item+name",
    **_AMOUNT_TAGS,
    "date": "#date+start",
    "enddate": "#date+end",
    **_ATTRIBUTION_TAGS,
    "claims": "#meta+id+claims",
    **_SOURCE_TAGS,
}


def step_cells(step: AidStep) -> Cells:
    """The row of an aid step."""
    return {
        "id": cell(step.id),
        "stage": cell(step.stage),
        **_entities("donor", step.donor),
        **_entities("recipient", step.recipient),
        **_entities("channel", step.channel),
        "what": cell(step.what),
        **_amounts(step.amounts),
        "date": cell(step.date),
        "enddate": cell(step.enddate),
        **_attribution(step.attribution),
        "claims": joined(step.claims),
        **_source(step),
    }


EVENT_TAGS: Cells = {
    "id": "#meta+id",
    "date": "#date+start",
    "enddate": "#date+end",
    "event": "#event+plover",
    "mode": "#event+mode",
    "context": "#event+context",
    "quad_code": "#event+quad",
    "event_scale": "#event+scale",
    "statuses": "#status",
    "disputed": "#status+disputed",
    "actor": "#org+actor+code",
    "recipient": "#org+recipient+code",
    "country": "#country+code",
    "articles": "#meta+count+articles",
    "publishers": "#meta+publisher",
    "claims": "#meta+id+claims",
}


def event_cells(event: EventRow) -> Cells:
    """The row of an event."""
    return {
        "id": cell(event.id),
        "date": cell(event.date),
        "enddate": cell(event.enddate),
        "event": cell(event.event),
        "mode": cell(event.mode),
        "context": joined(event.context),
        "quad_code": cell(event.quad_code),
        "event_scale": cell(event.event_scale),
        "statuses": joined(event.statuses),
        "disputed": cell(event.disputed),
        "actor": joined(event.actor),
        "recipient": joined(event.recipient),
        "country": cell(event.country),
        "articles": cell(event.articles),
        "publishers": joined(event.publishers),
        "claims": joined(event.claims),
    }


@cache
def _montandon() -> tuple[Cells, Cells]:
    """Montandon's names by exposure and by kind: of a kind's several words, the first in the table gives it."""
    categories: Cells = {row.exposure: row.montandon for row in impact_tables.exposure_words() if row.montandon}
    types: Cells = {}
    for row in impact_tables.impact_words():
        if row.montandon:
            types.setdefault(row.kind, row.montandon)
    return categories, types
