"""`wirebook read`: into the book."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

import typer

from wirebook.cli.archive import (
    Engine,
    EngineOption,
    Metrics,
    Retry,
    To,
    ToOptions,
    read_to,
    refuse_without_to,
)
from wirebook.cli.options import (
    DEFAULT_BOOK,
    AllowPrivate,
    Book,
    Fast,
    Format,
    Inputs,
    Knowledge,
    Lexicon,
    OutputFormat,
    Published,
    Workers,
    own_tables,
    web_options,
)
from wirebook.cli.output import counted, note, note_languages, note_unread, write_line

if TYPE_CHECKING:
    from wirebook.book import Book as OpenBook
    from wirebook.book import Summary
    from wirebook.cli.coder import Unread
    from wirebook.record import CodedArticle

INTERRUPTED = 130
"""128 and the number of SIGINT, as shells have it."""


BATCH = 25
"""Articles that are stored together: few enough that little is lost when the machine stops, many enough to be fast."""


@dataclass
class Reading:
    """One run of `read`: what it stored, and what it could not read."""

    store: OpenBook
    coder: str
    articles: int = 0
    undated: int = 0
    added: dict[str, int] = field(default_factory=dict)
    languages: Counter[str] = field(default_factory=Counter)
    unread: list[Unread] = field(default_factory=list)
    _waiting: list[CodedArticle] = field(default_factory=list)

    def keep(self, coded: CodedArticle) -> None:
        """Store an article, with the next ones."""
        self._waiting.append(coded)
        if len(self._waiting) >= BATCH:
            self.settle()

    def settle(self) -> None:
        """Store what waits. Raises BookError; what was stored before stays."""
        batch, self._waiting = self._waiting, []
        if not batch:
            return
        for name, number in self.store.add_many(batch, coder=self.coder, batch=BATCH).model_dump().items():
            self.added[name] = self.added.get(name, 0) + number
        self.articles += len(batch)
        self.undated += sum(one.article.published is None for one in batch)
        self.languages.update(
            one.article.language for one in batch if one.article.language and not one.article.is_coded
        )


def read(
    inputs: Inputs,
    book: Book = DEFAULT_BOOK,
    published: Published = None,
    workers: Workers = None,
    fast: Fast = False,
    allow_private: AllowPrivate = False,
    lexicon: Lexicon = None,
    knowledge: Knowledge = None,
    to: To = None,
    engine: EngineOption = Engine.LOCAL,
    retry: Retry = False,
    metrics: Metrics = None,
    output_format: OutputFormat = Format.TABLE,
) -> None:
    """Read pages into the book, or archives into a data set.

    Says what is new and what could not be read. Reading a page again changes nothing. As many processes as there are
    cores do the work, unless --workers says otherwise.

    \b
    Examples:
      wirebook read pages/
      wirebook read --book floods.db articles.jsonl feed.xml
      wirebook read https://news.example/world/feed.xml
      wirebook read archive.warc.gz
      wirebook read note.txt --published 2024-08-04
      wirebook read CC-NEWS-*.warc.gz --to news/ --workers 8
      wirebook read s3://bucket/2024/08/ --to s3://bucket/claims --engine ray
    """
    from wirebook.book import Book as OpenBook
    from wirebook.cli.coder import Unread, code_pages, default_workers
    from wirebook.cli.progress import Meter
    from wirebook.coding.pipeline import check, coder_name
    from wirebook.sources import read_inputs, size_of

    tables = own_tables(lexicon, knowledge)
    if to is not None:
        read_to(ToOptions(inputs, to, published, workers, fast, tables, engine, retry, metrics, output_format))
        return
    refuse_without_to(engine, retry, metrics)
    check(tables)
    interrupted = False
    size = size_of(inputs)
    with OpenBook(book) as store:
        reading = Reading(store, coder_name(tables))
        events = store.summary().events
        try:
            with Meter(size) as meter:
                pages = read_inputs(
                    inputs,
                    on_error=lambda error: reading.unread.append(Unread.of(error)),
                    web=web_options(allow_private),
                )
                number = workers or default_workers(size)
                outcomes = code_pages(pages, published=published, workers=number, fast=fast, tables=tables)
                for page, outcome in outcomes:
                    if isinstance(outcome, Unread):
                        reading.unread.append(outcome)
                    else:
                        reading.keep(outcome)
                    meter.add(page)
        except KeyboardInterrupt:
            interrupted = True
        reading.settle()
        holds = store.summary()
    # A claim may join two events into one, so that what each article brought does not add up.
    reading.added["events"] = max(0, holds.events - events)
    _print(reading, holds, book, output_format)
    if interrupted:
        note("stopped by you; what was read is kept")
        raise typer.Exit(INTERRUPTED)
    if reading.unread:
        raise typer.Exit(1)


def _print(reading: Reading, holds: Summary, book: str, output_format: Format) -> None:
    if output_format is Format.JSON:
        result = {
            "book": book,
            "read": reading.articles,
            "undated": reading.undated,
            "new": reading.added,
            "holds": holds.model_dump(),
            "unread": [asdict(one) for one in reading.unread],
        }
        write_line(json.dumps(result, ensure_ascii=False))
        return
    new = reading.added
    known = reading.articles - new.get("articles", 0)
    again = f", {known:,} of them known" if known else ""
    write_line(f"Read {counted(reading.articles, 'article')}{again}.")
    write_line(f"New in {book}: {_summed(new)}.")
    write_line(f"It now holds {counted(holds.articles, 'article')}, {_summed(holds.model_dump())}.")
    if reading.undated:
        carry = "carries" if reading.undated == 1 else "carry"
        write_line(f"{counted(reading.undated, 'article')} {carry} no date; give --published.")
    note_languages(reading.languages)
    note_unread(reading.unread)


def _summed(numbers: dict[str, int]) -> str:
    parts = [counted(numbers.get(name, 0), noun) for name, noun in
             (("claims", "claim"), ("impacts", "impact"), ("aid", "aid step"), ("events", "event"))]  # fmt: skip
    return ", ".join(parts)
