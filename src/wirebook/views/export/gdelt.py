"""GDELT 2.0: the table of events (61 columns) and that of mentions (16), tab-separated, without a header.

The codebook is named in `gdelt_columns`. An event of the book is a row for each pair of its parties (`dyads`); its
mentions are the claims that report it. What is set otherwise than GDELT's own files:

- Only acts that took place are written (`acts`): GDELT has no words for plans, offers of deeds and denials.
- Quad class and Goldstein's scale are those of the CAMEO code, so an appeal for aid is no conflict.
- A country has no coordinates, and actors have no place of their own: the book knows only where the act was.
- The tones are empty: nothing here measures one.
- The id is a hash of the event and the pair, the same in every export, and below 2^53 so that no reader rounds it.
- As in GDELT, the day of an act that no words date is that of its first report.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date
from itertools import islice
from typing import BinaryIO

from wirebook.book.model import Event
from wirebook.book.party import parties_of
from wirebook.coding.cameo import code_of
from wirebook.knowledge import cameo
from wirebook.record import Article, Claim, Entity, Location, Span
from wirebook.views.export.acts import LeftOut, is_act
from wirebook.views.export.addresses import citation, source_name, web_address
from wirebook.views.export.dyads import Actor, dyads
from wirebook.views.export.gdelt_columns import EVENTS, MENTIONS
from wirebook.views.export.gdelt_places import NOWHERE, geo
from wirebook.views.export.selection import Kind, Selection, Tell
from wirebook.views.export.tsv import Cell, TabWriter

SUFFIX = "CSV"
TAGGED = False
KINDS: tuple[Kind, ...] = ("events", "mentions")

TOGETHER = 100
"""Events whose articles are fetched at a time."""

SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")

Articles = Mapping[str, Article]


def write(selection: Selection, what: Kind, stream: BinaryIO, *, hxl: bool, tell: Tell) -> int:
    """Write a row for each pair of parties of each event, or for each mention of these."""
    table = TabWriter(stream, len(EVENTS if what == "events" else MENTIONS))
    left_out = LeftOut()
    events = iter(selection.events())
    while some := list(islice(events, TOGETHER)):
        acts = [(event, [claim for claim in event.claims if is_act(claim)]) for event in some]
        articles = selection.articles_of(claim for _, claims in acts for claim in claims)
        for event, claims in acts:
            for row in _rows(event, claims, articles, what, left_out):
                table.write(row)
    left_out.report("events", tell)
    return table.lines


def _rows(
    event: Event, claims: Sequence[Claim], articles: Articles, what: Kind, left_out: LeftOut
) -> Iterator[Sequence[Cell]]:
    if not claims:
        left_out("denied, planned or not real")
        return
    code = _code(event, claims)
    day = event.date or min((claim.cite_info.published for claim in claims if claim.cite_info.published), default=None)
    if code is None or day is None:
        left_out("without a day" if code else "without a CAMEO code")
        return
    added = min(_moment(claim, articles, day) for claim in claims)
    for one, other in dyads(event, claims):
        number = _number(event, one, other)
        if what == "events":
            yield _event(number, day, code, (one, other), claims, articles, added)
        else:
            for claim in claims:
                yield _mention(number, claim, articles, (one, other), added, _moment(claim, articles, day))


def _number(event: Event, one: Actor, other: Actor) -> int:
    payload = json.dumps([event.id, one.key, other.key])
    return int(hashlib.sha256(payload.encode()).hexdigest()[:13], 16)


def _code(event: Event, claims: Sequence[Claim]) -> str | None:
    """The CAMEO code that most claims have, else that of the type and mode."""
    codes = Counter(claim.cameo for claim in claims if claim.cameo)
    return min(codes, key=lambda code: (-codes[code], code), default=code_of(event.event, event.mode, None, ()))


def _event(
    number: int,
    day: date,
    code: str,
    pair: tuple[Actor, Actor],
    claims: Sequence[Claim],
    articles: Articles,
    added: int,
) -> list[Cell]:
    return [
        number,
        int(f"{day:%Y%m%d}"),
        int(f"{day:%Y%m}"),
        day.year,
        # The codebook's own formula: the part of the year, in months of thirty days.
        f"{day.year + ((day.month - 1) * 30 + day.day) / 365:.4f}",
        *_actor(pair[0]),
        *_actor(pair[1]),
        int(any(_leads(claim, articles) for claim in claims)),
        code,
        code[:3],
        code[:2],
        cameo.quad_class(code),
        cameo.goldstein(code),
        len(claims),
        len({source_name(claim.cite_info) for claim in claims}),
        len({claim.article for claim in claims}),
        None,
        *NOWHERE,
        *NOWHERE,
        *geo(_place(claims)),
        added,
        citation(claims[0].cite_info),
    ]


def _actor(actor: Actor) -> list[Cell]:
    types = [*actor.types, None, None, None][:3]
    return [actor.code, actor.name, actor.country, actor.group, None, None, None, *types]


def _place(claims: Iterable[Claim]) -> Location | None:
    """Where the act was: the first place of a claim that is better known than by its country, else the first at all."""
    places = [claim.event_loc for claim in claims if claim.event_loc]
    return next((place for place in places if place.lat is not None), places[0] if places else None)


def _mention(
    number: int, claim: Claim, articles: Articles, pair: tuple[Actor, Actor], added: int, moment: int
) -> list[Cell]:
    evidence, article = claim.evidence, articles.get(claim.article)
    of_one = _offset(pair[0], claim.actor, evidence.actor)
    of_other = _offset(pair[1], claim.recipient or claim.actor, evidence.recipient or evidence.actor)
    return [
        number,
        added,
        moment,
        1 if web_address(claim.cite_info.url) else 2,  # the web, or a citation in words
        source_name(claim.cite_info),
        citation(claim.cite_info),
        _sentence(article, evidence.start) if article else 1,
        of_one,
        of_other,
        evidence.trigger[0][0] if evidence.trigger else evidence.start,
        1,  # found in the text as it is; nothing is rewritten or translated
        round(claim.confidence * 100),
        len(article.text) if article else evidence.end,
        None,
        None,
        None,
    ]


def _offset(actor: Actor, parties: Sequence[Entity], spans: Sequence[Span]) -> int:
    """Where a party stands in the article's text; -1, as in GDELT, where it does not."""
    for party, span in zip(parties, spans, strict=False):
        if parties_of([party]) == (actor.key,):
            return span[0]
    return -1


def _sentence(article: Article, position: int) -> int:
    """The number of the sentence of the story that stands at a position, from 1, counted by full stops."""
    before = 0
    for block in article.blocks:
        if block.kind == "body" and block.start < position:
            end = min(block.end, position)
            before += len(SENTENCE_END.findall(article.text, block.start, end)) + (block.end <= position)
    return before + 1


def _leads(claim: Claim, articles: Articles) -> bool:
    """Whether a claim stands in the title or in the first paragraph: GDELT's root events."""
    article = articles.get(claim.article)
    if article is None:
        return False
    first = next((number for number, block in enumerate(article.blocks) if block.kind == "body"), None)
    block = claim.evidence.block
    return block == first or (block < len(article.blocks) and article.blocks[block].kind == "title")


def _moment(claim: Claim, articles: Articles, day: date) -> int:
    """When a claim was published, as YYYYMMDDHHMMSS in UTC; midnight where only the day is known."""
    article = articles.get(claim.article)
    at = article.published_at if article else None
    if at is None:
        return int(f"{claim.cite_info.published or day:%Y%m%d}000000")
    return int(f"{(at if at.tzinfo is None else at.astimezone(UTC)):%Y%m%d%H%M%S}")
