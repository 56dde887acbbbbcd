"""Records as rows of the tables in `schema`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from wirebook.book.party import hash_of, name_of, parties_of, to_column
from wirebook.book.schema import UNDATED
from wirebook.book.search import column_of
from wirebook.book.standing import AnyRecord, Stated, StatedArticle, records_of
from wirebook.pages.sameness import Traits, wording
from wirebook.record import AidStep, Article, Claim, CodedArticle, Entity, Impact

Cell = str | int | float | bool | date | None
Row = dict[str, Cell]


def key_of(article: Article, position: int | None = None) -> str:
    """Where a record stands in the order of the book: its article's publication and id, then its place in it."""
    published = article.published.isoformat() if article.published else UNDATED
    return f"{published} {article.id}" + ("" if position is None else f" {position:06d}")


def fingerprint(coded: CodedArticle) -> str:
    """A hash of all that was read in an article, to tell whether a second reading differs."""
    return hashlib.sha256(coded.model_dump_json().encode()).hexdigest()


def coder_of(coded: CodedArticle) -> str:
    """The coder whose work an article's records are; empty where there are none."""
    return next((record.coder for record in records_of(coded)), "")


def article_row(coded: CodedArticle, coder: str) -> Row:
    """The row of an article and how it was coded, but for `traits_row`."""
    article = coded.article
    return {
        "key": key_of(article),
        "id": article.id,
        "published": article.published,
        "published_rule": article.published_rule,
        "title": _text(article.title),
        "publisher": _text(article.publisher),
        "agency": _text(article.agency),
        "language": _text(article.language),
        "url": _text(article.url),
        "file": _text(article.file),
        "coder": coder,
        "fingerprint": fingerprint(coded),
        "record": article.model_dump_json(),
    }


def traits_row(traits: Traits) -> Row:
    """The columns of an article by which it is found to be the same as another."""
    return {
        "text": traits.story,
        "address": traits.address,
        "heading": traits.heading,
        "moment": traits.time.isoformat() if traits.time else None,
    }


def claim_rows(stated: StatedArticle) -> list[Row]:
    """The rows of an article's claims, in their order."""
    return [
        {
            **_common(stated.article, position, one),
            **_sides("actors", claim.actor, claim.recipient, claim.event),
            "event": claim.event,
            "mode": claim.mode,
            "status": claim.status,
            "negated": claim.negated,
            "date": claim.date,
            "enddate": claim.enddate,
            "place": _text(claim.event_loc.name or claim.event_loc.text) if claim.event_loc else None,
            "country": claim.event_loc.country if claim.event_loc else None,
            "lat": claim.event_loc.lat if claim.event_loc else None,
            "lon": claim.event_loc.lon if claim.event_loc else None,
            "confidence": claim.confidence,
            "context": contexts_column(claim.context),
            "wording": wording(claim.text),
        }
        for position, one in enumerate(stated.claims)
        if isinstance(claim := one.record, Claim)
    ]


def impact_rows(stated: StatedArticle) -> list[Row]:
    """The rows of an article's impacts, in their order."""
    return [
        {
            **_common(stated.article, position, one),
            "hazard": impact.hazard,
            "exposure": impact.exposure,
            "kind": impact.kind,
            "low": impact.low,
            "high": impact.high,
            "unit": _text(impact.unit),
            "place": _text(impact.place),
            "country": impact.country,
            "date": impact.date,
            "enddate": impact.enddate,
            "as_of": impact.as_of,
            "negated": impact.negated,
            "confidence": impact.confidence,
        }
        for position, one in enumerate(stated.impacts)
        if isinstance(impact := one.record, Impact)
    ]


def aid_rows(stated: StatedArticle) -> list[Row]:
    """The rows of an article's aid steps, in their order."""
    return [
        {
            **_common(stated.article, position, one),
            **_sides("donors", step.donor, step.recipient),
            "stage": step.stage,
            "what": _text(step.what),
            "date": step.date,
            "enddate": step.enddate,
            "confidence": step.confidence,
        }
        for position, one in enumerate(stated.aid)
        if isinstance(step := one.record, AidStep)
    ]


def contexts_column(contexts: Iterable[str]) -> str:
    """Contexts as one text, in which each can be found with the blanks around it."""
    return "".join(f" {_text(context)}" for context in contexts).lower() + " "


def party_rows(stated: StatedArticle) -> list[Row]:
    """A row for every party of every record of an article."""
    return [
        {
            "article": stated.article.id,
            "record": record.record,
            "key": key_of(stated.article, position),
            "role": role,
            "position": rank,
            "code": _text(entity.code),
            "name": name_of(entity),
            "identifier_id": _text(entity.identifier_id),
            "sector": " ".join(entity.sector),
        }
        for position, record in _numbered(stated)
        for role, entities in _roles(record)
        for rank, entity in enumerate(entities)
    ]


def word_rows(stated: StatedArticle, dialect: str) -> list[Row]:
    """A row for every claim of an article, with the words of its sentence."""
    return [
        {
            "article": stated.article.id,
            "key": key_of(stated.article, position),
            "words": column_of(one.record.text, dialect),
        }
        for position, one in enumerate(stated.claims)
    ]


def _numbered(stated: StatedArticle) -> Iterator[tuple[int, AnyRecord]]:
    for kind in (stated.claims, stated.impacts, stated.aid):
        yield from ((position, one.record) for position, one in enumerate(kind))


def _roles(record: AnyRecord) -> tuple[tuple[str, Sequence[Entity]], ...]:
    speakers = ("attribution", record.attribution)
    if isinstance(record, Claim):
        return (("actor", record.actor), ("recipient", record.recipient), ("channel", record.channel), speakers)
    if isinstance(record, AidStep):
        return (("donor", record.donor), ("recipient", record.recipient), ("channel", record.channel), speakers)
    return (speakers,)


def _common(article: Article, position: int, one: Stated) -> Row:
    return {
        "key": key_of(article, position),
        "id": one.record.id,
        "article": article.id,
        "published": article.published,
        "record": one.record.model_dump_json(),
        "standing": one.standing,
        "coded": one.coded.model_dump_json() if one.coded and one.standing != "coded" else None,
    }


def _sides(name: str, givers: Sequence[Entity], takers: Sequence[Entity], *types: str) -> Row:
    sides = to_column(parties_of(givers)), to_column(parties_of(takers))
    return {name: sides[0], "recipients": sides[1], "sides": hash_of(*types, *sides)}


def _text(value: str | None) -> str | None:
    # PostgreSQL has no NUL in text; the record's JSON keeps it as an escape.
    return None if value is None else value.replace("\0", "\N{REPLACEMENT CHARACTER}")
