"""A run over archives on one machine: the parent reads bytes and feeds processes, which do everything else."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from wirebook.archive.chunks import Archive, Chunk, chunks_of
from wirebook.archive.dataset import KINDS
from wirebook.archive.ledger import FOLDER, Ledger, Manifest
from wirebook.archive.model import ArchiveReport, ChunkReport, Settings
from wirebook.archive.stages import Coding, Stages
from wirebook.archive.storage import Storage, archives_at, size_of
from wirebook.archive.watch import Watch
from wirebook.archive.workers import Crew, Finish, Start, Task, reports_in_order
from wirebook.errors import InputError, UsageError
from wirebook.knowledge.joined import NONE, OwnTables


@dataclass(frozen=True, slots=True)
class StagesStart:
    """Makes the stages in a process, once."""

    settings: Settings
    tables: OwnTables = NONE

    def __call__(self) -> Coding:
        """The stages, with the language model loaded."""
        return Stages(self.settings, self.tables)


@dataclass(slots=True)
class Open:
    """An archive that is being read: the chunks that are done, by number."""

    archive: Archive
    size: int | None
    reports: dict[int, ChunkReport] = field(default_factory=dict)
    before: ArchiveReport | None = None

    def finish(self) -> Finish | None:
        """The order to write it, once all chunks are done."""
        reports = reports_in_order(self.reports)
        if reports is None:
            return None
        return Finish(self.archive.id, self.archive.name, self.size, tuple(reports), self.before)


class Plan:
    """What is left to do for a list of archives; the work of one archive after another, as far as it is asked for."""

    def __init__(self, ledger: Ledger, addresses: Sequence[str], watch: Watch, *, retry: bool = False) -> None:
        """`retry` tries records again that were set aside. Raises MissingExtra."""
        self._ledger, self._watch, self._retry = ledger, watch, retry
        self.open: dict[str, Open] = {}
        names: dict[str, None] = {}
        for address in addresses:
            try:
                names.update(dict.fromkeys(archives_at(address)))
            except InputError as error:
                watch.problem(str(error))
        self.archives = [Archive(name) for name in names]

    def tasks(self) -> Iterator[Task]:
        """Chunks to code, and archives to finish that need no more coding."""
        for archive in self.archives:
            one = self.opened(archive)
            if one is None:
                continue
            self.open[archive.id] = one
            for report in one.reports.values():
                self._watch.chunk(report, is_new=False)
            finish = one.finish()
            try:
                yield from [finish] if finish is not None else chunks_left(one, self._ledger.settings)
            except InputError as error:
                self._watch.problem(str(error))

    def opened(self, archive: Archive) -> Open | None:
        """What is done of an archive, or None where nothing is left to do."""
        size = size_of(archive.name)
        before = self._ledger.finished(archive.id)
        if before is not None and before.size != size:
            self._withdraw(before)
            before = None
        if before is None:
            return Open(archive, size, self._ledger.chunks(archive.id))
        if not (self._retry and before.aside):
            self._watch.known(before)
            return None
        self._ledger.forget_chunks(archive.id)
        return Open(archive, size, {}, before)

    def _withdraw(self, report: ArchiveReport) -> None:
        """Take back the rows of an archive that has changed since: its report first, so that they count no more."""
        self._ledger.storage.remove(f"{FOLDER}/archives/{report.archive}.json")
        for name in report.files:
            self._ledger.storage.remove(name)


def chunks_left(one: Open, settings: Settings) -> Iterator[Chunk]:
    """The chunks of an archive that are not done, or the records that are to be tried again as one chunk.

    Raises InputError.
    """
    if one.before is not None:
        yield _again(one, one.before, settings)
        return
    for chunk in chunks_of(one.archive, settings):
        if chunk.number not in one.reports:
            yield chunk


def _again(one: Open, before: ArchiveReport, settings: Settings) -> Chunk:
    wanted = frozenset(aside.record for aside in before.aside)
    chunk = Chunk(one.archive, 0, is_last=True, careful=True)
    for part in chunks_of(one.archive, settings, wanted):
        chunk.pieces += part.pieces
    return chunk


def read_archives(
    addresses: Sequence[str],
    to: str,
    settings: Settings,
    *,
    workers: int = 1,
    tables: OwnTables = NONE,
    watch: Watch | None = None,
    retry: bool = False,
    coding: Callable[[], Coding] | None = None,
) -> Manifest:
    """Read archives into a data set, going on where an earlier run stopped; what the data set now holds.

    `addresses` are files, folders, patterns or addresses that fsspec knows; `to` is a folder of the same kinds. The
    data are the same for any number of `workers`. `watch` hears how far it is and what could not be read, which does
    not end the run. `coding` takes the place of the stages, in tests.

    Raises UsageError where `to` cannot be written or another run is at it, MissingExtra, ModelError, KnowledgeError.
    """
    watch = watch or Watch()
    storage = Storage(to)
    ledger = Ledger(storage, settings)
    with only_run(storage):
        clean(ledger)
        plan = Plan(ledger, addresses, watch, retry=retry)
        watch.begin({archive.id: size_of(archive.name) for archive in plan.archives})
        start = Start(to, settings, coding or StagesStart(settings, tables))
        with watch, Crew(workers, start) as crew:
            _drive(plan, crew, watch, workers)
        manifest = ledger.write_manifest()
        storage.clear_scratch()
        return manifest


def _drive(plan: Plan, crew: Crew, watch: Watch, workers: int) -> None:
    tasks = plan.tasks()
    ready: deque[Task] = deque()
    is_over = False
    while not (is_over and not ready and crew.is_idle):
        while crew.has_room and ready:  # asked first: it hands out again what has to be tried again
            crew.give(ready.popleft())
        if not is_over and len(ready) < workers:
            task = next(tasks, None)
            is_over = task is None
            if task is not None:
                ready.append(task)
        has_more = not is_over and len(ready) < workers
        for outcome in crew.wait(0 if has_more or (ready and crew.has_room) else 0.5):
            if isinstance(outcome, ArchiveReport):
                watch.archive(outcome)
                continue
            watch.chunk(outcome)
            one = plan.open[outcome.archive]
            one.reports[outcome.number] = outcome
            finish = one.finish()
            if finish is not None:
                ready.appendleft(finish)
        watch.tick()


def clean(ledger: Ledger) -> None:
    """Take away what killed runs left: half files, rows of archives that were not finished, chunks of finished ones."""
    storage = ledger.storage
    storage.clear_scratch()
    standing = {name for report in ledger.all_finished() for name in report.files}
    for kind in KINDS:
        for name in storage.all_names(kind):
            if name not in standing:
                storage.remove(name)
    ledger.sweep()


@contextmanager
def only_run(storage: Storage) -> Iterator[None]:
    """Keep other runs from a folder of this machine. Raises UsageError where one is at it."""
    root = storage.local_root
    if root is None:
        yield
        return
    try:
        import fcntl
    except ImportError:  # not on Windows
        yield
        return
    try:
        Path(root, FOLDER).mkdir(parents=True, exist_ok=True)
        handle = os.open(Path(root, FOLDER, "lock"), os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise UsageError(storage.address, f"cannot be written: {error.strerror}") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(storage.address, "another run is writing there") from None
        yield
    finally:
        os.close(handle)
