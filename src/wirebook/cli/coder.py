"""Pages to coded articles in one process or several, in order, with bounded memory, one bad page at a time."""

from __future__ import annotations

import datetime
import itertools
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, Protocol

import wirebook.coding
from wirebook.coding.pipeline import check, load_with
from wirebook.errors import InputError
from wirebook.knowledge.joined import NONE, OwnTables
from wirebook.pages import read_page, split_live
from wirebook.pages.story import require_quick
from wirebook.record import CodedArticle, Page

if TYPE_CHECKING:
    from spacy.language import Language

WAITING_PER_WORKER = 4
"""Pages that are handed out and not yet coded: enough to keep a worker busy, few enough to keep memory flat."""
WORTH_WORKERS = 300_000
"""Bytes of input from which loading the language model in every worker pays off."""


@dataclass(frozen=True)
class Unread:
    """Why a page could not be read: the fields of an InputError, which can pass between processes."""

    code: str
    subject: str
    reason: str

    @classmethod
    def of(cls, error: InputError) -> Unread:
        """The fields of an error."""
        return cls(error.code, error.subject, error.reason)

    def __str__(self) -> str:
        return f"[{self.code}] {self.subject}: {self.reason}"


Outcome = CodedArticle | Unread


class Coder(Protocol):
    """Code pages one by one: the work of a process."""

    def __call__(self, page: Page) -> Outcome:
        """The coded article, or why there is none."""


def subject_of(page: Page) -> str:
    """How a page is named in messages."""
    name = page.file or page.url or "standard input"
    return name if page.position is None else f"{name}, item {page.position}"


def default_workers(size: int) -> int:
    """As many processes as there are cores, where the input is of `size` bytes (0: unknown) and worth it."""
    if 0 < size < WORTH_WORKERS:
        return 1
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1


@dataclass(frozen=True)
class PageCoder:
    """Codes pages with one language pipeline."""

    nlp: Language
    published: datetime.date | None
    fast: bool = False

    def __call__(self, page: Page) -> Outcome:
        """The coded article of a page, or why there is none."""
        try:
            return wirebook.coding.code_article(read_page(page, published=self.published, fast=self.fast), self.nlp)
        except InputError as error:
            return Unread.of(error)
        except Exception as error:  # noqa: BLE001  a page that no test foresaw must not end a run over thousands
            reason = f"it could not be coded ({type(error).__name__}: {error}); please report this page"
            return Unread(InputError.code, subject_of(page), reason)


def code_pages(
    pages: Iterable[Page],
    *,
    published: datetime.date | None,
    workers: int,
    fast: bool = False,
    tables: OwnTables = NONE,
) -> Iterator[tuple[Page, Outcome]]:
    """Each page with its outcome, in the order of the pages, whatever the number of workers.

    A live blog comes apart into its entries. `tables` are joined to ours. Raises MissingExtra where `fast` needs one,
    KnowledgeError where a table is wrong.
    """
    check(tables)
    if fast:
        require_quick()
    pages = (part for page in pages for part in split_live(page))
    if workers == 1:
        coder = PageCoder(load_with(tables), published, fast)
        for page in pages:
            yield page, coder(page)
        return
    with Pool(workers, PoolStart(published, fast, tables)) as pool:
        yield from pool.run(pages)


_coder: Coder | None = None
"""The coder of this worker process."""


@dataclass(frozen=True)
class PoolStart:
    """What a worker does first: it loads the pipeline, once."""

    published: datetime.date | None
    fast: bool = False
    tables: OwnTables = NONE

    def __call__(self) -> Coder:
        """The coder of a worker."""
        return PageCoder(load_with(self.tables), self.published, self.fast)


def _start_worker(start: Callable[[], Coder]) -> None:
    global _coder
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    _coder = start()


def _work(page: Page) -> Outcome:
    assert _coder is not None, "the worker was started by _start_worker"
    return _coder(page)


class Pool:
    """Worker processes that outlive a page that kills one of them."""

    def __init__(self, workers: int, start: Callable[[], Coder]) -> None:
        self._workers = workers
        self._start = start
        self._executor = self._new(workers)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def run(self, pages: Iterable[Page]) -> Iterator[tuple[Page, Outcome]]:
        """Each page with its outcome, in order."""
        source = iter(pages)
        waiting: deque[tuple[Page, Future[Outcome]]] = deque()
        while True:
            for page in itertools.islice(source, self._workers * WAITING_PER_WORKER - len(waiting)):
                waiting.append((page, self._submit(page)))
            if not waiting:
                return
            page, future = waiting.popleft()
            try:
                outcome = future.result()
            except BrokenProcessPool:
                # Some page that was handed out killed its worker, and took all others with it: try them one by one.
                suspects = [page, *(page for page, _ in waiting)]
                waiting.clear()
                yield from self._one_by_one(suspects)
                self._executor = self._new(self._workers)
            else:
                yield page, outcome

    def _new(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            workers, mp_context=get_context("spawn"), initializer=_start_worker, initargs=(self._start,)
        )

    def _submit(self, page: Page) -> Future[Outcome]:
        try:
            return self._executor.submit(_work, page)
        except BrokenProcessPool as error:
            broken: Future[Outcome] = Future()
            broken.set_exception(error)
            return broken

    def _one_by_one(self, pages: Iterable[Page]) -> Iterator[tuple[Page, Outcome]]:
        """Each page by itself in a worker, so that the one that kills it is known."""
        worker = self._new(1)
        try:
            for page in pages:
                try:
                    yield page, worker.submit(_work, page).result()
                except BrokenProcessPool:
                    reason = "the process that coded it died; the rest goes on"
                    yield page, Unread(InputError.code, subject_of(page), reason)
                    worker = self._new(1)
        finally:
            worker.shutdown(wait=True, cancel_futures=True)
