"""News of the book: what was written to it, by this server or by another process, told to all who listen.

One task asks for the book's revision, however many listen; only when it changed are the new claims looked for.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool

from wirebook.errors import BookError
from wirebook.web.opened import RoomBook

EVERY = 1.0
"""Seconds between two questions."""
SILENCE = 15.0
"""Seconds after which a comment is sent, so that nothing between takes the connection for dead."""
MOST = 50
"""New claims that are told, the last ones; `new` says how many there are."""
MOST_LISTENERS = 200

_LOG = logging.getLogger("wirebook.web")


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of news: the number of the newest claim, and the claims that are new, as JSON."""

    number: int
    claims: tuple[str, ...]

    def as_event(self) -> bytes:
        """As server-sent events have it."""
        return self.framed().encode("utf-8", "replace")

    def framed(self) -> str:
        """The lines of the event."""
        # What JSON holds has no line ends of its own, so that no text of a page can end the event.
        claims = ",".join(self.claims)
        return f'id: {self.number}\nevent: news\ndata: {{"newest":{self.number},"claims":[{claims}]}}\n\n'


class News:
    """Watches a book and tells what is new."""

    def __init__(self, book: RoomBook, every: float = EVERY) -> None:
        self._book = book
        self._every = every
        self._listeners: set[asyncio.Queue[Told | None]] = set()
        self._ended = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to watch."""
        self._task = asyncio.create_task(self._watch())

    def end(self) -> None:
        """Let all listeners go; the server stops."""
        self._ended.set()
        for listener in self._listeners:
            listener.put_nowait(None)

    async def stop(self) -> None:
        """Watch no more."""
        self.end()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    @property
    def is_full(self) -> bool:
        """Whether nobody more can listen."""
        return len(self._listeners) >= MOST_LISTENERS

    async def listen(self, since: int | None) -> AsyncIterator[bytes]:
        """The news as server-sent events, with what came after the claim numbered `since`, until the server stops."""
        queue: asyncio.Queue[Told | None] = asyncio.Queue(maxsize=100)
        self._listeners.add(queue)
        try:
            yield f"retry: 3000\nevent: hello\ndata: {json.dumps({'every': self._every})}\n\n".encode()
            if since is not None and (missed := await run_in_threadpool(self._since, since)) is not None:
                yield missed.as_event()
            while not self._ended.is_set():
                try:
                    told = await asyncio.wait_for(queue.get(), SILENCE)
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                if told is None:
                    return
                yield told.as_event()
        finally:
            self._listeners.discard(queue)

    def _since(self, number: int, without: Collection[str] = ()) -> Told | None:
        newest = self._book.newest_number()
        if newest == number:
            return None
        return Told(newest, self._book.claims_since(number, MOST, without))

    def _told(self, number: int, known: dict[str, tuple[int, int]]) -> tuple[Told, dict[str, tuple[int, int]]]:
        """What is new after a claim, without what was only corrected, which is written anew with all of its article."""
        said = self._book.corrected_articles()
        changed = {article for article in said.keys() | known.keys() if said.get(article) != known.get(article)}
        return self._since(number, changed) or Told(self._book.newest_number(), ()), said

    async def _watch(self) -> None:
        revision = await run_in_threadpool(self._book.revision)
        number = await run_in_threadpool(self._book.newest_number)
        said = await run_in_threadpool(self._book.corrected_articles)
        while not self._ended.is_set():
            await asyncio.sleep(self._every)
            try:
                now = await run_in_threadpool(self._book.revision)
                if now == revision:
                    continue
                # What was only corrected is told too, as a change without new claims.
                told, said = await run_in_threadpool(self._told, number, said)
            except BookError as error:
                _LOG.warning("%s", error)
                continue
            revision, number = now, told.number
            for listener in list(self._listeners):
                if listener.full():
                    listener.get_nowait()
                listener.put_nowait(told)
