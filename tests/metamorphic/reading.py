"""Reading a page with the whole way from bytes to records, and comparing what came out."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from wirebook.record import CodedArticle, Entity, Page

if TYPE_CHECKING:
    from spacy.language import Language

Line = tuple[str, ...]
"""A record without its ids, offsets and wording: only what it says."""


@functools.cache
def _pipeline() -> Language:
    import wirebook

    return wirebook.load()


@functools.lru_cache(maxsize=64)
def read(text: str) -> CodedArticle:
    """A page of plain text, coded."""
    from wirebook.coding import code_article
    from wirebook.pages import read_page

    page = Page(content=text.encode(), media_type="text/plain", file="page.txt")
    return code_article(read_page(page), _pipeline())


def codes(parties: Iterable[Entity]) -> frozenset[str]:
    """The codes of some parties, without those that have none."""
    return frozenset(party.code for party in parties if party.code)


def _speakers(parties: Iterable[Entity]) -> str:
    return " > ".join(party.identifier_text or party.entity_text for party in parties)


def signature(coded: CodedArticle) -> Counter[Line]:
    """What the records of an article say, with no word of how or where they say it."""
    lines: list[Line] = []
    for claim in coded.claims:
        sides = (",".join(sorted(codes(claim.actor))), ",".join(sorted(codes(claim.recipient))))
        when = (str(claim.date), str(claim.enddate), str(claim.date_precision))
        act = ("claim", claim.event, str(claim.mode), claim.status, str(claim.negated))
        lines.append((*act, *sides, *when, _speakers(claim.attribution)))
    for impact in coded.impacts:
        figure = (str(impact.low), str(impact.high), str(impact.approximate))
        what = ("impact", str(impact.hazard), impact.exposure, impact.kind)
        lines.append((*what, *figure, str(impact.country), _speakers(impact.attribution)))
    for step in coded.aid:
        sides = (",".join(sorted(codes(step.donor))), ",".join(sorted(codes(step.recipient))))
        lines.append(("aid", step.stage, *sides, str(step.date), str(step.enddate), str(step.what)))
    return Counter(lines)
