"""The book that a request asks."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from threading import Lock, Thread
from typing import Annotated

from fastapi import Depends, Request

from wirebook.book import Book, Summary
from wirebook.web.derived import Derived

SMALL = 20_000
"""Claims up to which events are counted while one waits."""
COUNT = """
import os, sys
os.nice(10) if hasattr(os, "nice") else None
from wirebook.book import Book
with Book(sys.stdin.read(), create=False) as book:
    print(book.summary().events)
"""
PAUSE = 20.0
"""Times as long as counting events of a large book took, before they are counted anew."""


class RoomBook(Book):
    """A book in a reading room: what is asked again and again is worked out once for each revision.

    Its methods may be called from many threads at once.
    """

    def __init__(self, location: str | Path) -> None:
        super().__init__(location, create=False)
        self.derived = Derived()
        self._location = str(location)
        self._counter: subprocess.Popen[str] | None = None
        self._event_count = 0
        self._counted = ""
        self._next = 0.0
        self._counting = Lock()

    def summary(self) -> Summary:
        """How much the book holds. `events` of a large book are those last counted, 0 where none were yet."""
        revision = self.revision()
        counts = self.derived.get(revision, "counts", self.counts)
        if counts.claims <= SMALL:
            return self.derived.get(revision, "summary", super().summary)
        if self._counted != revision and time.monotonic() >= self._next and self._counting.acquire(blocking=False):
            Thread(target=self._count_events, args=(revision,), daemon=True, name="counting events").start()
        return counts.model_copy(update={"events": self._event_count})

    def close(self) -> None:
        """Close the book; what is being counted is given up."""
        if self._counter is not None:
            self._counter.kill()
        super().close()

    def _count_events(self, revision: str) -> None:
        """Count the events of a large book in a process of its own, which leaves this one free to answer."""
        begun = time.monotonic()
        try:
            command = [sys.executable, "-c", COUNT]
            self._counter = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
            # By its input, as others see the arguments of a process, and an address may hold a password.
            counted, _ = self._counter.communicate(self._location)
            if self._counter.returncode == 0:
                self._event_count, self._counted = int(counted), revision
        finally:
            now = time.monotonic()
            self._next = now + (now - begun) * PAUSE
            self._counting.release()


def opened_book(request: Request) -> RoomBook:
    """The book of the application; its methods may be called from many threads at once."""
    book = request.app.state.book
    assert isinstance(book, RoomBook)
    return book


OpenedBook = Annotated[RoomBook, Depends(opened_book)]
