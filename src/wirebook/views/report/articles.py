"""The articles of the report: their text in place, cut into segments, with the notes of what was read in them."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from wirebook.record import AidStep, Block, BlockKind, Claim, CodedArticle, Evidence, Impact, Span
from wirebook.views import words
from wirebook.views.palette import EVENT_STYLES, QUAD_CLASSES
from wirebook.views.report.notes import Note, claim_note, impact_note, step_note
from wirebook.views.report.spans import Mark, Segment, marks_of, segments

SHOWN_ARTICLES = 200
"""How many articles, the most recent first, stand in the page with their text; ledgers and counts cover all."""

NOT_CODED: frozenset[BlockKind] = frozenset({"furniture", "link"})


class BlockView(NamedTuple):
    """One block, or a run of furniture, which is folded away."""

    kind: str
    segments: tuple[Segment, ...] = ()
    lines: tuple[str, ...] = ()


class QuadCount(NamedTuple):
    """How many claims of an article are of one quad class."""

    quad: int
    name: str
    glyph: str
    claims: int


class ArticleView(NamedTuple):
    """An article as the template draws it."""

    anchor: str
    title: str
    source: str
    published: str
    url: str
    blocks: tuple[BlockView, ...]
    notes: tuple[Note, ...]
    counts: tuple[QuadCount, ...]
    impacts: int


def most_recent(coded: Iterable[CodedArticle], limit: int = SHOWN_ARTICLES) -> list[CodedArticle]:
    """The `limit` most recent articles, newest first, undated ones last; reads the book once, holding no more."""
    return heapq.nlargest(limit, coded, key=lambda item: (item.article.published or date.min, item.article.id))


def article_view(coded: CodedArticle) -> ArticleView:
    """An article with its notes, numbered in the order of their words."""
    article = coded.article
    notes, marks = _notes(coded)
    counts = dict.fromkeys(QUAD_CLASSES, 0)
    for claim in coded.claims:
        counts[EVENT_STYLES[claim.event].quad] += 1
    return ArticleView(
        anchor=f"a-{article.id}",
        title=words.plain(article.title or "") or "Untitled",
        source=_source(coded),
        published=words.day(article.published) if article.published else "not dated",
        url=_web_address(article.url),
        blocks=tuple(_blocks(article.text, article.blocks, marks, bool(article.title))),
        notes=tuple(notes),
        counts=tuple(
            QuadCount(quad, QUAD_CLASSES[quad].name, QUAD_CLASSES[quad].glyph, count)
            for quad, count in counts.items()
            if count
        ),
        impacts=len(coded.impacts),
    )


def _source(coded: CodedArticle) -> str:
    article = coded.article
    names = [words.plain(name) for name in (article.agency, article.publisher) if name]
    return " · ".join(dict.fromkeys(names)) or words.plain(article.file or article.url or "")


def _web_address(url: str | None) -> str:
    """The address where a browser may follow it; empty for any other scheme, which a page could abuse."""
    return url if url and url.lower().startswith(("http://", "https://")) else ""


def _notes(coded: CodedArticle) -> tuple[list[Note], list[Mark]]:
    known = {claim.id for claim in coded.claims}
    loose = [step for step in coded.aid if not known.intersection(step.claims)]
    records: list[Claim | Impact | AidStep] = [*coded.claims, *coded.impacts, *loose]
    records.sort(key=lambda record: (_first_words(record.evidence), record.id))
    notes: list[Note] = []
    marks: list[Mark] = []
    for number, record in enumerate(records, start=1):
        if isinstance(record, Claim):
            steps = [step for step in coded.aid if record.id in step.claims]
            notes.append(claim_note(record, number, steps))
        elif isinstance(record, Impact):
            notes.append(impact_note(record, number))
        else:
            notes.append(step_note(record, number))
        marks.extend(marks_of(record.evidence, number))
    return notes, marks


def _first_words(evidence: Evidence) -> Span:
    return next(iter(evidence.trigger or evidence.amounts), (evidence.start, evidence.end))


def _blocks(text: str, blocks: Sequence[Block], marks: Sequence[Mark], titled: bool) -> Iterable[BlockView]:
    furniture: list[str] = []
    for block in blocks:
        if block.kind in NOT_CODED:
            furniture.extend(line for line in map(words.plain, text[block.start : block.end].splitlines()) if line)
            continue
        if furniture:
            yield BlockView("furniture", lines=tuple(furniture))
            furniture = []
        covering = [mark for mark in marks if mark.start < block.end and mark.end > block.start]
        if block.kind == "title" and titled and not covering:
            continue  # it stands above as the heading
        yield BlockView(block.kind, segments=tuple(segments(text, block.start, block.end, covering)))
    if furniture:
        yield BlockView("furniture", lines=tuple(furniture))
