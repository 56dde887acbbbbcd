"""`wirebook watch`: keep reading feeds into the book."""

from __future__ import annotations

import signal
import threading
from datetime import datetime
from itertools import chain
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from wirebook.cli.options import DEFAULT_BOOK, AllowPrivate, Book, Knowledge, Lexicon, own_tables, web_options
from wirebook.cli.output import counted, note, write_line

DEFAULT_STATE = Path("wirebook-watch.json")


def watch(
    feeds: Annotated[
        list[str], typer.Argument(metavar="FEED...", help="Addresses of RSS or Atom feeds.", show_default=False)
    ],
    book: Book = DEFAULT_BOOK,
    every: Annotated[float, typer.Option("--every", metavar="MINUTES", min=0.01, help="Time between rounds.")] = 15.0,
    once: Annotated[bool, typer.Option("--once", help="One round and no more, as for cron.")] = False,
    state: Annotated[
        Path, typer.Option("--state", metavar="FILE", help="Remembers what was read of which feed.")
    ] = DEFAULT_STATE,
    allow_private: AllowPrivate = False,
    lexicon: Lexicon = None,
    knowledge: Knowledge = None,
) -> None:
    """Keep reading feeds into the book.

    Every new entry's story is fetched, coded and kept, with a line for each feed that has any. A feed that fails is
    named and asked again in the next round. Ctrl-C stops once the story at hand is kept.

    \b
    Examples:
      wirebook watch https://news.example/world/rss.xml
      wirebook watch https://a.example/feed https://b.example/feed --book floods.db --every 30
      wirebook watch https://news.example/world/rss.xml --once
    """
    from wirebook.book import Book as OpenBook
    from wirebook.cli.coder import PageCoder, Unread
    from wirebook.cli.read import Reading
    from wirebook.coding.pipeline import coder_name, load_with
    from wirebook.pages import split_live
    from wirebook.sources.watching import Watch

    tables = own_tables(lexicon, knowledge)
    nlp = load_with(tables)
    stop = _stopped_by_signals()
    watching = Watch(state, web_options(allow_private), lambda error: note(str(error)))
    try:
        with OpenBook(book) as store:
            coder = PageCoder(nlp, None)
            while True:
                for feed in feeds:
                    reading = Reading(store, coder_name(tables))
                    for key, pages in watching.new_in(feed):
                        for page in chain.from_iterable(map(split_live, pages)):
                            outcome = coder(page)
                            if isinstance(outcome, Unread):
                                note(str(outcome))
                            else:
                                reading.keep(outcome)
                        reading.settle()
                        watching.keep(feed, key)
                        if stop.is_set():
                            break
                    watching.save()
                    if reading.articles:
                        write_line(_told(feed, reading.articles, reading.added))
                    if stop.is_set():
                        break
                if once or stop.wait(every * 60):
                    break
    finally:
        watching.close()
    if stop.is_set():
        note("stopped by you; what was read is kept")


def _told(feed: str, articles: int, added: dict[str, int]) -> str:
    new = ", ".join(counted(added.get(name, 0), noun) for name, noun in (("claims", "claim"), ("impacts", "impact")))
    return f"{datetime.now().astimezone():%Y-%m-%d %H:%M} {feed}: {counted(articles, 'article')}, {new}"


def _stopped_by_signals() -> threading.Event:
    """An event that Ctrl-C or a termination sets, so that nothing is left half done."""
    stop = threading.Event()

    def handler(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, handler)
    signal.signal(signal.SIGTERM, handler)
    return stop
