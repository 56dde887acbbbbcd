"""The whole coder: an article in, its claims, impacts and aid steps out, each tied to the article's characters."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

import wirebook.coding.amounts.component
import wirebook.coding.times.component  # noqa: F401  both register their component
from wirebook.coding import cameo
from wirebook.coding.actors.phrases import countries_in
from wirebook.coding.components import COMPONENTS, Blocks, tables_of
from wirebook.coding.events.lexicon import frames
from wirebook.coding.extensions import DocBlock
from wirebook.coding.impacts.find import article_hazard
from wirebook.coding.lost_blanks import BEFORE_NAMES
from wirebook.coding.spans import Actor, CodedAct, CodedAid, CodedImpact, Occasion, Place, Quantity
from wirebook.knowledge.joined import NONE, OwnTables, read_tables, using
from wirebook.knowledge.own import own_rows
from wirebook.language.model import load_language, model_name
from wirebook.record import (
    AidStep,
    Amount,
    Article,
    CiteInfo,
    Claim,
    CodedArticle,
    Entity,
    Evidence,
    Impact,
    Location,
    Span,
    Speaker,
    record_id,
)

CODED_BLOCKS = frozenset({"body", "caption"})


def load(
    language: str | Path | None = None,
    *,
    lexicon: Sequence[str | Path] | None = None,
    knowledge: Sequence[str | Path] | None = None,
) -> Language:
    """The pipeline with every coding component, ready for `nlp(text)` and `code_article`.

    `language` names another spaCy pipeline with Universal Dependencies labels to read the sentences with; the
    environment variable `WIREBOOK_LANGUAGE` does the same. `lexicon` and `knowledge` are files of words and of actors
    that go before ours; None stands for those that `WIREBOOK_LEXICON` and `WIREBOOK_KNOWLEDGE` name. Raises
    `ModelError` where the language cannot be loaded, `KnowledgeError` where a table cannot.
    """
    return load_with(read_tables(lexicon, knowledge), language)


def load_with(tables: OwnTables, language: str | Path | None = None) -> Language:
    """The pipeline of `load` with tables that are read already. Raises KnowledgeError where one is wrong."""
    check(tables)
    nlp = load_language(language)
    first = nlp.add_pipe("wirebook_blocks", first=True)
    assert isinstance(first, Blocks), "the factory of wirebook_blocks makes no other"
    first.tables = tables
    for name in COMPONENTS:
        nlp.add_pipe(name)
    tokenizer = nlp.tokenizer
    if hasattr(tokenizer, "infix_finditer"):
        tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), *BEFORE_NAMES]).finditer
    return nlp


def check(tables: OwnTables) -> None:
    """Read joined tables whole, so that what is wrong in one is said before a page is read. Raises KnowledgeError."""
    if tables:
        with using(tables):
            frames()
            own_rows()


@functools.cache
def coder_name(tables: OwnTables = NONE) -> str:
    """What a record's `coder` says: the program, its version, its language model, and a mark of joined tables."""
    joined = f"+{tables.digest}" if tables else ""
    return f"wirebook {version('wirebook')} {model_name()}{joined}"


def to_doc(article: Article, nlp: Language) -> Doc:
    """The codable blocks of an article as one unparsed `Doc`, with the block map and the anchor date set.

    A line break inside a block becomes a blank, so that offsets stay; blocks are joined by one blank.
    """
    parts: list[str] = []
    blocks: list[DocBlock] = []
    position = 0
    for index, block in enumerate(article.blocks):
        if block.kind not in CODED_BLOCKS or block.end <= block.start:
            continue
        text = article.text[block.start : block.end].replace("\n", " ").replace("\t", " ").replace("\xa0", " ")
        blocks.append(DocBlock(position, position + len(text), block.kind, index, block.start - position))
        parts.append(text)
        position += len(text) + 1
    doc = nlp.make_doc(" ".join(parts))
    doc._.published = article.published
    doc._.blocks = tuple(blocks)
    doc._.dateline_country = _country_of(article.dateline_place)
    with using(tables_of(nlp)):
        doc._.title_countries = countries_in(article.title or "")
    return doc


def _country_of(place: str | None) -> str | None:
    from wirebook.knowledge import countries, places

    if not place:
        return None
    for part in reversed([p.strip() for p in place.split(",")]):
        for form in (part, part.title()):
            match = countries.by_name(form)
            if match is not None:
                return match.country.code
            found = places.lookup(form)
            if found:
                return found[0].code
    return None


class _Tie:
    """Ties what stands in a `Doc` to its article: offsets, ids, citation."""

    def __init__(self, article: Article, doc: Doc) -> None:
        self.article = article
        self.blocks: tuple[DocBlock, ...] = doc._.blocks
        self.disaster = article_hazard(doc) not in {None, "conflict", "repression"}
        self.coder = coder_name(doc._.tables or NONE)
        self.cite = CiteInfo(
            url=article.url,
            file=article.file,
            title=article.title,
            publisher=article.publisher,
            agency=article.agency,
            published=article.published,
        )

    def block(self, position: int) -> DocBlock:
        return next(b for b in self.blocks if b.start_char <= position <= b.end_char)

    def span(self, start: int, end: int) -> Span:
        offset = self.block(start).offset
        return start + offset, end + offset

    def actor_spans(self, actors: Iterable[Actor]) -> tuple[Span, ...]:
        return tuple(dict.fromkeys(self.span(*span) for a in actors for span in a.evidence))

    def text(self, start: int, end: int) -> str:
        first, last = self.span(start, end)
        return self.article.text[first:last]

    def entity(self, actor: Actor) -> Entity:
        return Entity(
            entity_text=self.text(*actor.words),
            identifier_text=actor.name,
            identifier_id=actor.identifier_id,
            code=actor.code,
            historical_code=actor.historical_code,
            sector=actor.sector,
            office=actor.office,
        )

    def speaker(self, actor: Actor, cue: str) -> Speaker:
        return Speaker(**self.entity(actor).model_dump(), cue=cue)

    def amount(self, quantity: Quantity) -> Amount:
        return Amount(
            text=self.text(quantity.start_char, quantity.end_char),
            low=quantity.low,
            high=quantity.high,
            approximate=quantity.approximate,
            unit=quantity.unit,
            of=quantity.of,
        )

    def location(self, place: Place | None) -> Location | None:
        if place is None:
            return None
        return Location(
            text=self.text(place.start_char, place.end_char),
            name=place.name,
            country=place.country,
            lat=place.lat,
            lon=place.lon,
            precision=place.precision,
            geonames_id=place.geonames_id,
        )

    def occasion_spans(self, occasion: Occasion | None) -> tuple[Span, ...]:
        return (self.span(*occasion.span),) if occasion is not None and occasion.span is not None else ()

    def evidence_of_act(self, act: CodedAct) -> Evidence:
        start, end = self.span(*act.sentence)
        return Evidence(
            block=self.block(act.sentence[0]).index,
            start=start,
            end=end,
            trigger=tuple(self.span(*t) for t in act.trigger),
            actor=self.actor_spans(act.actor),
            recipient=self.actor_spans(act.recipient),
            channel=self.actor_spans(act.channel),
            date=self.occasion_spans(act.occasion),
            place=(self.span(act.place.start_char, act.place.end_char),) if act.place else (),
            amounts=tuple(self.span(q.start_char, q.end_char) for q in act.quantities),
            attribution=self.actor_spans(a for a, _ in act.speakers),
        )

    def claim(self, act: CodedAct) -> Claim:
        evidence = self.evidence_of_act(act)
        occasion = act.occasion
        unresolved = (
            "unresolved: the article carries no date"
            if self.article.published is None
            else "unresolved: the text gives no date for it"
        )
        quad, scale = cameo.scores(act.event, act.mode)
        in_disaster = self.disaster and (act.event == "AID" or act.inner == "AID" or "aid" in act.topic)
        context = tuple(
            dict.fromkeys((*(("disasters",) if in_disaster else ()), *act.context, *cameo.contexts_of(act.topic)))
        )
        return Claim(
            id=record_id(
                self.article.id,
                "claim",
                act.event,
                act.mode,
                evidence.trigger,
                evidence.actor,
                evidence.recipient,
                [e.code for e in (*act.actor, *act.recipient)],
                act.status,
                act.negated,
            ),
            article=self.article.id,
            event=act.event,
            mode=act.mode,
            context=context,
            cameo=cameo.code_of(act.event, act.mode, act.inner, context),
            quad_code=quad,
            event_scale=scale,
            status=act.status,
            negated=act.negated,
            date=occasion.start if occasion else None,
            enddate=occasion.end if occasion else None,
            date_text=occasion.text if occasion else None,
            date_precision=occasion.precision if occasion else None,
            date_rule=occasion.rule if occasion else unresolved,
            actor=tuple(self.entity(a) for a in act.actor),
            recipient=tuple(self.entity(a) for a in act.recipient),
            channel=tuple(self.entity(a) for a in act.channel),
            event_loc=self.location(act.place),
            amounts=tuple(self.amount(q) for q in act.quantities),
            attribution=tuple(self.speaker(a, cue) for a, cue in act.speakers),
            text=self.article.text[evidence.start : evidence.end],
            evidence=evidence,
            cite_info=self.cite,
            confidence=act.confidence,
            coder=self.coder,
        )

    def impact(self, found: CodedImpact) -> Impact:
        start, end = self.span(*found.sentence)
        quantity = found.quantity
        evidence = Evidence(
            block=self.block(found.sentence[0]).index,
            start=start,
            end=end,
            trigger=tuple(self.span(*t) for t in found.trigger),
            amounts=(self.span(quantity.start_char, quantity.end_char),) if quantity else (),
            place=(self.span(found.place.start_char, found.place.end_char),) if found.place else (),
            date=self.occasion_spans(found.occasion),
            attribution=self.actor_spans(a for a, _ in found.speakers),
        )
        return Impact(
            id=record_id(self.article.id, "impact", found.kind, found.exposure, evidence.trigger, evidence.amounts),
            article=self.article.id,
            hazard=found.hazard,
            exposure=found.exposure,
            kind=found.kind,
            low=found.low,
            high=found.high,
            approximate=found.approximate,
            unit=found.unit,
            place=self.text(found.place.start_char, found.place.end_char) if found.place else None,
            country=found.country,
            date=found.occasion.start if found.occasion else None,
            enddate=found.occasion.end if found.occasion else None,
            as_of=self.article.published,
            negated=found.negated,
            attribution=tuple(self.speaker(a, cue) for a, cue in found.speakers),
            text=self.article.text[start:end],
            evidence=evidence,
            cite_info=self.cite,
            confidence=found.confidence,
            coder=self.coder,
        )

    def aid_step(self, found: CodedAid, claim: Claim) -> AidStep:
        return AidStep(
            id=record_id(self.article.id, "aid", found.stage, claim.id),
            article=self.article.id,
            stage=found.stage,
            donor=tuple(self.entity(a) for a in found.donor),
            recipient=tuple(self.entity(a) for a in found.recipient),
            channel=claim.channel,
            what=found.what,
            amounts=claim.amounts,
            date=claim.date,
            enddate=claim.enddate,
            attribution=claim.attribution,
            claims=(claim.id,),
            text=claim.text,
            evidence=claim.evidence,
            cite_info=self.cite,
            confidence=claim.confidence,
            coder=self.coder,
        )


def tie(article: Article, doc: Doc) -> CodedArticle:
    """The records of a coded `Doc`, tied to its article; the same statement read twice is kept once."""
    tied = _Tie(article, doc)
    by_act = {id(act): tied.claim(act) for act in doc._.claims}
    claims = {c.id: c for c in by_act.values()}
    impacts = {i.id: i for i in map(tied.impact, doc._.impacts)}
    steps = [tied.aid_step(a, by_act[id(a.act)]) for a in doc._.aid]
    return CodedArticle(
        article=article,
        claims=tuple(claims.values()),
        impacts=tuple(impacts.values()),
        aid=tuple({s.id: s for s in steps}.values()),
    )


def code_article(article: Article, nlp: Language) -> CodedArticle:
    """Code one article with a pipeline from `load`. Nothing is raised for what cannot be coded: it yields no record.

    What is in another language than English is kept and left uncoded.
    """
    if not article.is_coded:
        return CodedArticle(article=article)
    doc = to_doc(article, nlp)
    if not len(doc):
        return CodedArticle(article=article)
    return tie(article, nlp(doc))


def read_text(text: str, nlp: Language, published: date | None = None) -> Doc:
    """A parsed and coded `Doc` of plain prose, with the anchor date set."""
    doc = nlp.make_doc(text)
    doc._.published = published
    doc._.blocks = (DocBlock(0, len(text), "body", 0, 0),)
    return nlp(doc)
