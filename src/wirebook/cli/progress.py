"""How far a long run has come: a bar on a terminal, a line now and then elsewhere, nothing on a short run."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

from wirebook.cli.output import counted, note

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from wirebook.record import Page

QUIET_SECONDS = 2.0
SECONDS_BETWEEN_LINES = 15.0
SECONDS_BETWEEN_STEPS = 0.2
ITEM_FIELDS = 150
"""Bytes that an item takes in its container beside its text: address, date, title, quotation marks."""


class Meter:
    """Counts pages against the bytes of all inputs (`total`, 0 where it is unknown), on standard error."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._pages = 0
        self._next = time.monotonic() + QUIET_SECONDS
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._total or self._pages)
            self._bar.stop()

    def add(self, page: Page) -> None:
        """One page more is done."""
        self._pages += 1
        size = len(page.content) + (ITEM_FIELDS if page.position is not None else 0)
        self._done = min(self._done + size, self._total) if self._total else self._pages
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._done, pages=counted(self._pages, "page"))
        elif time.monotonic() >= self._next:
            if sys.stderr.isatty():
                self._start_bar()
            else:
                self._next = time.monotonic() + SECONDS_BETWEEN_LINES
                part = f", {self._done / self._total:.0%}" if self._total else ""
                note(f"{counted(self._pages, 'page')} read{part}")

    def _start_bar(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            TextColumn("reading"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[pages]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("reading", total=self._total or None, pages=counted(self._pages, "page"))
        self._bar.start()
        self._bar.update(self._task, completed=self._done)


class Steps:
    """Counts steps of a run whose number is known, on standard error."""

    def __init__(self, total: int, noun: str) -> None:
        self._total = total
        self._noun = noun
        self._done = 0
        self._next = time.monotonic() + QUIET_SECONDS

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._on_terminal and self._done:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    @property
    def _on_terminal(self) -> bool:
        return sys.stderr.isatty()

    def add(self) -> None:
        """One step more is done."""
        self._done += 1
        if time.monotonic() < self._next:
            return
        told = f"{self._done:,} of {counted(self._total, self._noun)}"
        if self._on_terminal:
            self._next = time.monotonic() + SECONDS_BETWEEN_STEPS
            sys.stderr.write(f"\r\x1b[K{told}")
            sys.stderr.flush()
        else:
            self._next = time.monotonic() + SECONDS_BETWEEN_LINES
            note(told)
