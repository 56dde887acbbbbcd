"""The stages of reading an archive: each takes a batch and hands on a batch, and asks nothing of other batches.

records -> pages -> articles -> coded articles. What a stage leaves out it counts, with the reason.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from wirebook.archive.chunks import Chunk, Piece
from wirebook.archive.filters import page_refused
from wirebook.archive.model import Aside, ChunkReport, Placed, Settings, Tally, counted
from wirebook.errors import InputError, NoArticle
from wirebook.knowledge.joined import NONE, OwnTables
from wirebook.pages import read_page, split_live
from wirebook.pages.sameness import story_hash
from wirebook.record import Article, Page
from wirebook.sources.archives import Record, address_of, page_of_record

if TYPE_CHECKING:
    from spacy.language import Language

ARTICLES_IN_BATCH = 16
"""Articles whose sentences share batches: enough to fill them, few enough to keep memory flat."""

Beat = Callable[[int], None]
"""Hears the number of the record that is begun."""


def no_beat(position: int) -> None:
    """For nobody to hear."""


@dataclass(frozen=True, slots=True)
class At:
    """A page, and the record that it stands in."""

    position: int
    page: Page


@dataclass(frozen=True, slots=True)
class ArticleAt:
    """An article, the record that it stands in, and the mark of its words."""

    position: int
    article: Article
    story: str


@dataclass
class Told:
    """What the stages say of a chunk beside what they hand on."""

    passed_over: Counter[str] = field(default_factory=Counter)
    losses: list[str] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    pages: int = 0
    words: int = 0
    unread_words: int = 0

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Count the time inside towards a stage."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - began


class Coding(Protocol):
    """The work of a process: a chunk in, its coded articles and its report out."""

    def __call__(self, chunk: Chunk, beat: Beat = no_beat) -> tuple[list[Placed], ChunkReport]:
        """Code a chunk. Nothing is raised for what a page holds."""


class Stages:
    """All stages with one language pipeline."""

    def __init__(self, settings: Settings, tables: OwnTables = NONE) -> None:
        """Loads the language model. Raises MissingExtra, ModelError, KnowledgeError."""
        from wirebook.coding.batch import skim
        from wirebook.coding.pipeline import load_with
        from wirebook.pages.story import require_quick

        if settings.fast:
            require_quick()
        self._settings = settings
        self._nlp: Language = load_with(tables)
        if settings.skim:
            skim(self._nlp)

    def __call__(self, chunk: Chunk, beat: Beat = no_beat) -> tuple[list[Placed], ChunkReport]:
        """A chunk's coded articles in the order of its records, and its report."""
        told = Told(Counter(chunk.passed_over), list(chunk.losses))
        told.aside = [Aside(record=p.position, url=_url(p), reason=chunk.avoid[p.position])
                      for p in chunk.pieces if p.position in chunk.avoid]  # fmt: skip
        pieces = [piece for piece in chunk.pieces if piece.position not in chunk.avoid]
        batches = [[piece] for piece in pieces] if chunk.careful else [pieces]
        articles: list[ArticleAt] = []
        stories: set[str] = set()
        for batch in batches:
            if chunk.careful:
                beat(batch[0].position)
            articles += articles_of(pages_of(batch, chunk, told), self._settings, told, stories)
        placed: list[Placed] = []
        size = 1 if chunk.careful else ARTICLES_IN_BATCH
        for start in range(0, len(articles), size):
            beat(articles[start].position)
            placed += coded_of(articles[start : start + size], self._nlp, told)
        return placed, report_of(chunk, placed, told)


def pages_of(pieces: Sequence[Piece], chunk: Chunk, told: Told) -> list[At]:
    """The pages that records hold, live blogs come apart, without those that are surely none of ours."""
    found: list[At] = []
    with told.timed("pages"):
        for piece in pieces:
            try:
                page = _page(piece, chunk)
            except InputError as error:
                told.losses.append(str(error))
                continue
            if page is None:
                told.passed_over["no HTML"] += 1
                continue
            told.pages += 1
            reason = page_refused(page)
            if reason is not None:
                told.passed_over[reason] += 1
                continue
            found += [At(piece.position, part) for part in split_live(page)]
    return found


def _page(piece: Piece, chunk: Chunk) -> Page | None:
    if not isinstance(piece.content, Record):
        return piece.content
    archive = chunk.archive
    return page_of_record(piece.content, piece.position, archive.name, archive.file.removesuffix(".gz"))


def articles_of(pages: Sequence[At], settings: Settings, told: Told, stories: set[str]) -> list[ArticleAt]:
    """The articles in pages, in English, each text once; `stories` holds the marks of those that were met."""
    found: list[ArticleAt] = []
    with told.timed("articles"):
        for at in pages:
            try:
                article = read_page(at.page, published=settings.published, fast=settings.fast)
            except NoArticle:
                told.passed_over["no article"] += 1
                continue
            except InputError as error:
                told.losses.append(str(error))
                continue
            except Exception as error:  # noqa: BLE001  a page that no test foresaw must not end a run over millions
                told.aside.append(Aside(record=at.position, url=at.page.url, reason=_reason("read", error)))
                continue
            if not article.is_coded:
                told.passed_over["another language"] += 1
                continue
            story = story_hash(article)
            if story in stories:
                told.passed_over["seen before"] += 1
                continue
            stories.add(story)
            found.append(ArticleAt(at.position, article, story))
    return found


def coded_of(articles: Sequence[ArticleAt], nlp: Language, told: Told) -> list[Placed]:
    """Articles with what was read in them."""
    from wirebook.coding.batch import Extent, code_articles

    found: list[Placed] = []
    with told.timed("coding"):
        extent = Extent()
        with nlp.memory_zone():  # words that are met once are not kept for ever
            outcomes = code_articles([at.article for at in articles], nlp, extent)
        told.words += extent.words
        told.unread_words += extent.unread
        for at, outcome in zip(articles, outcomes, strict=True):
            if isinstance(outcome, Exception):
                told.aside.append(Aside(record=at.position, url=at.article.url, reason=_reason("coded", outcome)))
            else:
                found.append(Placed(record=at.position, story=at.story, coded=outcome))
    return found


def report_of(chunk: Chunk, placed: Sequence[Placed], told: Told) -> ChunkReport:
    """The report of a chunk from what was coded and told."""
    aside = tuple(sorted(told.aside, key=lambda one: one.record))
    tally = Tally(
        records=chunk.records,
        pages=told.pages,
        articles=len(placed),
        claims=sum(len(one.coded.claims) for one in placed),
        impacts=sum(len(one.coded.impacts) for one in placed),
        aid=sum(len(one.coded.aid) for one in placed),
        words=told.words,
        unread_words=told.unread_words,
        passed_over=counted(told.passed_over),
        losses=len(told.losses),
        aside=len(aside),
        seconds={stage: round(seconds, 3) for stage, seconds in told.seconds.items()},
        peak_memory=peak_memory(),
    )
    return ChunkReport(
        archive=chunk.archive.id,
        number=chunk.number,
        is_last=chunk.is_last,
        tally=tally,
        losses=tuple(told.losses),
        aside=aside,
        read_to=chunk.read_to,
    )


def peak_memory() -> int:
    """Bytes that this process held at most."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _url(piece: Piece) -> str | None:
    return address_of(piece.content) if isinstance(piece.content, Record) else piece.content.url


def _reason(what: str, error: Exception) -> str:
    return f"it could not be {what} ({type(error).__name__}: {error})"
