"""Processes that share nothing: each takes a chunk, codes it, writes it down as done, and says so.

A record that ends its process is found by taking the chunk's records one by one, and is set aside the second time. A
process that a person or the system ended for other reasons costs the chunk that it was at, which is coded again.
"""

from __future__ import annotations

import signal
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from wirebook.archive.chunks import Chunk
from wirebook.archive.dataset import write_archive
from wirebook.archive.ledger import Ledger
from wirebook.archive.model import ArchiveReport, ChunkReport, Settings
from wirebook.archive.stages import Beat, Coding
from wirebook.archive.storage import Storage
from wirebook.errors import ModelError, WirebookError

PATIENCE = 300.0
"""Seconds without a sign of life after which a process is ended: sixteen articles take some two."""
TRIES = 2
"""Times that a record may end its process before it is set aside."""
MOST_DEATHS = 3
"""Times that a process may end before it has begun, or while it writes, until the run gives up."""


@dataclass(frozen=True, slots=True)
class Finish:
    """The order to make Parquet of an archive whose chunks are all done; see `write_archive`."""

    archive: str
    name: str
    size: int | None
    reports: tuple[ChunkReport, ...]
    before: ArchiveReport | None = None


Task = Chunk | Finish
Outcome = ChunkReport | ArchiveReport


@dataclass(frozen=True, slots=True)
class Start:
    """What a process works with: where the data set is, the settings, and how its coder is made."""

    address: str
    settings: Settings
    coding: Callable[[], Coding]


@dataclass(frozen=True, slots=True)
class _Begun:
    position: int


@dataclass(frozen=True, slots=True)
class _Failed:
    """A failure that is no record's: `kind` is an error of ours, or None for any other."""

    kind: type[WirebookError] | None
    subject: str
    reason: str


def work(line: Connection, start: Start) -> None:
    """The life of a process: tasks come in by the line, outcomes go out, until the line is cut."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    ledger = Ledger(Storage(start.address), start.settings)
    coding: Coding | None = None
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            task: Task = line.recv()
            try:
                if isinstance(task, Chunk):
                    coding = coding or start.coding()
                outcome: Outcome | _Failed = perform(task, ledger, coding, lambda position: line.send(_Begun(position)))
            except WirebookError as error:
                outcome = _Failed(type(error), error.subject, error.reason)
            except (EOFError, BrokenPipeError, ConnectionResetError):
                raise
            except Exception as error:  # noqa: BLE001  told to the parent, which tries the records one by one
                outcome = _Failed(None, "", f"{type(error).__name__}: {error}")
            line.send(outcome)


def perform(task: Task, ledger: Ledger, coding: Coding | None, beat: Beat) -> Outcome:
    """Do a task, and write it down as done. Raises WirebookError where that cannot be done."""
    if isinstance(task, Finish):
        return write_archive(ledger, task.archive, task.name, task.size, task.reports, task.before)
    assert coding is not None, "a chunk is given to a process that can code"
    placed, report = coding(task, beat)
    ledger.keep(placed, report)
    return report


@dataclass(slots=True)
class _Worker:
    """A process as its parent sees it."""

    process: SpawnProcess
    line: Connection
    task: Task | None = None
    at: int | None = None
    heard: float = 0.0


class Crew:
    """A number of processes. It is a context that ends them."""

    def __init__(self, workers: int, start: Start) -> None:
        self._start = start
        self._workers = [self._new() for _ in range(workers)]
        self._again: deque[Task] = deque()
        self._deaths: Counter[tuple[str, int, int | None]] = Counter()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.line.close()
            if worker.task is not None:
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join(10)
            if worker.process.is_alive():
                worker.process.kill()

    @property
    def has_room(self) -> bool:
        """Whether a task can be given now: what has to be tried again goes first."""
        while self._again and (free := self._free()) is not None:
            self._hand(free, self._again.popleft())
        return self._free() is not None

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being done, and nothing waits to be tried again."""
        return not self._again and all(worker.task is None for worker in self._workers)

    def give(self, task: Task) -> None:
        """Give a task to a process that has none; `has_room` says whether there is one."""
        free = self._free()
        assert free is not None, "asked for room first"
        self._hand(free, task)

    def wait(self, seconds: float) -> Iterator[Outcome]:
        """What was done in the next `seconds`, or as soon as there is something. Raises WirebookError."""
        lines = {worker.line: worker for worker in self._workers if worker.task is not None}
        for line in connection.wait(list(lines), seconds):
            assert isinstance(line, Connection)
            outcome = self._hear(lines[line])
            if outcome is not None:
                yield outcome
        now = time.monotonic()
        for worker in self._workers:
            if isinstance(worker.task, Chunk) and now - worker.heard > PATIENCE:
                self._died(worker, f"it took longer than {PATIENCE:.0f} seconds")

    def _free(self) -> _Worker | None:
        return next((worker for worker in self._workers if worker.task is None), None)

    def _new(self) -> _Worker:
        ours, theirs = get_context("spawn").Pipe()
        process = get_context("spawn").Process(target=work, args=(theirs, self._start), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _hand(self, worker: _Worker, task: Task) -> None:
        worker.task, worker.at, worker.heard = task, None, time.monotonic()
        try:
            worker.line.send(task)
        except OSError:
            self._died(worker, "the process that coded it ended")

    def _hear(self, worker: _Worker) -> Outcome | None:
        try:
            told = worker.line.recv()
        except (EOFError, OSError):
            self._died(worker, "the process that coded it ended")
            return None
        worker.heard = time.monotonic()
        if isinstance(told, _Begun):
            worker.at = told.position
            return None
        if isinstance(told, _Failed):
            if told.kind is not None:
                raise told.kind(told.subject, told.reason)
            self._died(worker, f"the process that coded it failed ({told.reason})")
            return None
        worker.task = None
        assert isinstance(told, ChunkReport | ArchiveReport), "a process says nothing else"
        return told

    def _died(self, worker: _Worker, reason: str) -> None:
        """Put another process in its place, and its task back, more carefully each time."""
        task, at = worker.task, worker.at
        worker.process.kill()
        worker.process.join()
        worker.line.close()
        self._workers[self._workers.index(worker)] = self._new()
        if task is None:
            return
        if isinstance(task, Chunk) and not task.careful and at is not None:
            task.careful = True
        elif isinstance(task, Chunk) and at is not None:
            self._deaths[task.archive.id, task.number, at] += 1
            if self._deaths[task.archive.id, task.number, at] >= TRIES:
                task.avoid[at] = reason
        else:
            named = (task.archive.id, task.number, None) if isinstance(task, Chunk) else (task.archive, -1, None)
            self._deaths[named] += 1
            if self._deaths[named] >= MOST_DEATHS:
                raise ModelError(named[0], f"the processes that read it end before they begin: {reason}")
            if isinstance(task, Chunk):
                task.careful = True
        self._again.append(task)


def reports_in_order(reports: dict[int, ChunkReport]) -> Sequence[ChunkReport] | None:
    """The reports of an archive's chunks, if they are all there."""
    last = next((number for number, report in reports.items() if report.is_last), None)
    if last is None or any(number not in reports for number in range(last + 1)):
        return None
    return [reports[number] for number in range(last + 1)]
