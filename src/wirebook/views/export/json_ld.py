"""JSON-LD 1.1 in the words of schema.org: one graph of articles (NewsArticle) and what they claim (Claim).

https://schema.org/Claim, https://schema.org/NewsArticle, https://www.w3.org/TR/json-ld11/

- A claim's `author` is its original speaker. Where one quotes another, `appearance` leads outwards, from the words of
  the next speaker to the article, each `isPartOf` the next. The article's own voice is no author.
- What is claimed is `about` an Action: its agents, its objects (PLOVER's recipients), days, place, and whether it is
  over or still to come. A denied act has no `actionStatus`. A place known only to the country has no `geo`.
- schema.org has no words for PLOVER's type, status and negation: these are terms of our own, `wirebook:...`.

The context is in the file, so that no reader has to fetch one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import BinaryIO, Final

from wirebook.knowledge import countries, offices
from wirebook.record import Article, CiteInfo, Claim, Entity, Location, Status
from wirebook.views.export.addresses import web_address
from wirebook.views.export.selection import Kind, Selection, Tell
from wirebook.views.points import position

SUFFIX = "jsonld"
TAGGED = False
KINDS: tuple[Kind, ...] = ("claims",)

CONTEXT: Final[dict[str, str]] = {"@vocab": "https://schema.org/", "wirebook": "urn:wirebook:term:"}

ACTION_STATUS: Final[dict[Status, str]] = {
    "happened": "CompletedActionStatus",
    "historical": "CompletedActionStatus",
    "ongoing": "ActiveActionStatus",
    "planned": "PotentialActionStatus",
    "offered": "PotentialActionStatus",
    "conditional": "PotentialActionStatus",
    "requested": "PotentialActionStatus",
}
TOGETHER = 200
"""Claims whose articles are fetched at a time."""

Node = Mapping[str, object]


def write(selection: Selection, what: Kind, stream: BinaryIO, *, hxl: bool, tell: Tell) -> int:
    """Write the graph, a node at a time: an article before its claims. How many claims there were."""
    stream.write(f'{{"@context":{_json(CONTEXT)},"@graph":['.encode())
    written, separator = 0, "\n"
    for node in _nodes(selection):
        stream.write((separator + _json(node)).encode("utf-8", "replace"))
        written, separator = written + (node["@type"] == "Claim"), ",\n"
    stream.write(b"\n]}\n")
    return written


def _nodes(selection: Selection) -> Iterator[Node]:
    claims = iter(selection.claims())
    last = ""
    while some := list(islice(claims, TOGETHER)):
        articles = selection.articles_of(some)
        for claim in some:
            # The claims of an article stand together, so one that was written is never met again.
            if claim.article != last:
                last = claim.article
                yield _article(claim.article, claim.cite_info, articles.get(claim.article))
            yield _claim(claim)


def _article(identity: str, cite: CiteInfo, article: Article | None) -> Node:
    published = article.published_at.isoformat() if article and article.published_at else None
    return _filled(
        {
            "@id": _article_id(identity),
            "@type": "NewsArticle",
            "headline": cite.title,
            "url": web_address(cite.url),
            "datePublished": published or (cite.published.isoformat() if cite.published else None),
            "dateModified": article.updated_at.isoformat() if article and article.updated_at else None,
            "publisher": _named("Organization", cite.publisher),
            "sourceOrganization": _named("NewsMediaOrganization", cite.agency),
            "author": [_named("Person", author) for author in article.authors] if article else None,
            "articleSection": article.section if article else None,
            "inLanguage": article.language if article else None,
            "isAccessibleForFree": article.is_free if article else None,
        }
    )


def _claim(claim: Claim) -> Node:
    return _filled(
        {
            "@id": f"urn:wirebook:claim:{claim.id}",
            "@type": "Claim",
            "text": claim.text,
            "author": _party(claim.attribution[-1]) if claim.attribution else None,
            "appearance": _appearance(claim),
            "datePublished": claim.cite_info.published.isoformat() if claim.cite_info.published else None,
            "about": _action(claim),
            "wirebook:status": claim.status,
            "wirebook:negated": claim.negated,
            "wirebook:event": claim.event,
            "wirebook:mode": claim.mode,
            "wirebook:confidence": round(claim.confidence, 3),
        }
    )


def _appearance(claim: Claim) -> Node:
    """The article, within the words of those who report the original speaker, the outermost nearest to the article."""
    found: Node = {"@id": _article_id(claim.article)}
    for speaker in claim.attribution[:-1]:
        found = {"@type": "Quotation", "creator": _party(speaker), "isPartOf": found}
    return found


def _action(claim: Claim) -> Node:
    return _filled(
        {
            "@type": "Action",
            "name": f"{claim.event} {claim.mode}" if claim.mode else claim.event,
            "agent": [_party(party) for party in claim.actor],
            "object": [_party(party) for party in claim.recipient],
            "participant": [_party(party) for party in claim.channel],
            "startTime": claim.date.isoformat() if claim.date else None,
            "endTime": claim.enddate.isoformat() if claim.enddate else None,
            "location": _place(claim.event_loc),
            "actionStatus": None if claim.negated else _status(claim.status),
        }
    )


def _status(status: Status) -> Node | None:
    name = ACTION_STATUS.get(status)
    return {"@id": f"https://schema.org/{name}"} if name else None


def _party(party: Entity) -> Node:
    is_country = party.code is not None and countries.has_code(party.code) and not party.sector and not party.office
    office = offices.lookup(party.office) if party.office else None
    is_person = office.kind == "person" if office else party.office is not None
    return _filled(
        {
            "@type": "Country" if is_country else "Person" if is_person else "Organization",
            "name": party.identifier_text or party.entity_text,
            "alternateName": party.entity_text if party.identifier_text not in {None, party.entity_text} else None,
            "sameAs": {"@id": f"http://www.wikidata.org/entity/{party.identifier_id}"} if party.identifier_id else None,
            "jobTitle": party.office if is_person else None,
            "identifier": party.code,
            "wirebook:sector": list(party.sector),
        }
    )


def _place(place: Location | None) -> Node | None:
    if place is None:
        return None
    point = position(place)
    geo = {"@type": "GeoCoordinates", "longitude": point[0], "latitude": point[1]} if point else None
    return _filled(
        {
            "@type": "Country" if place.precision == "country" else "Place",
            "name": place.name or place.text,
            "address": {"@type": "PostalAddress", "addressCountry": place.country} if place.country else None,
            "geo": geo,
            "sameAs": {"@id": f"https://sws.geonames.org/{place.geonames_id}/"} if place.geonames_id else None,
        }
    )


def _article_id(identity: str) -> str:
    return f"urn:wirebook:article:{identity}"


def _named(kind: str, name: str | None) -> Node | None:
    return {"@type": kind, "name": name} if name else None


def _filled(node: Mapping[str, object]) -> Node:
    """A node without the properties that have no value."""
    return {name: value for name, value in node.items() if value is not None and value != []}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
