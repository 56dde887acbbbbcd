"""A run over archives by the machines of a Ray cluster: the same stages, the same ledger, the same bytes.

Ray Data reads the archives side by side, hands their chunks to actors, and gathers the reports. Each actor has a
process of its own that codes, like a run on one machine, so that a record which ends it is set aside in the same way.
The data set has to lie where all machines reach it.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from wirebook.archive.ledger import Ledger, Manifest
from wirebook.archive.model import ArchiveReport, ChunkReport, Settings
from wirebook.archive.run import Open, Plan, StagesStart, chunks_left, clean, only_run
from wirebook.archive.stages import Coding
from wirebook.archive.storage import Storage, size_of
from wirebook.archive.watch import Watch
from wirebook.archive.workers import Crew, Finish, Outcome, Start, Task
from wirebook.errors import InputError, MissingExtra
from wirebook.knowledge.joined import NONE, OwnTables

LEAST_TOGETHER = 16
"""Archives that are read side by side: an archive's rows stand once all of these are read."""

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Batch = dict[str, NDArray[numpy.object_]]


def read_archives_on_ray(
    addresses: Sequence[str],
    to: str,
    settings: Settings,
    *,
    workers: int | None = None,
    tables: OwnTables = NONE,
    watch: Watch | None = None,
    retry: bool = False,
    coding: Callable[[], Coding] | None = None,
) -> Manifest:
    """Read archives into a data set as `read_archives` does, by the cluster that Ray is told of, else on this machine.

    The environment variable `RAY_ADDRESS` names the cluster. `workers` is the number of actors that code; None stands
    for one a core. Raises MissingExtra where Ray is not installed, and what `read_archives` raises.
    """
    try:
        import ray.data
    except ImportError as error:
        reason = "Ray is not installed; get it with: pip install 'wirebook[ray]'"
        raise MissingExtra("--engine ray", reason) from error
    if not ray.is_initialized():
        ray.init(log_to_driver=False, logging_level=logging.WARNING)
    watch = watch or Watch()
    storage = Storage(to)
    ledger = Ledger(storage, settings)
    with only_run(storage), watch:
        clean(ledger)
        plan = Plan(ledger, addresses, watch, retry=retry)
        watch.begin({archive.id: size_of(archive.name) for archive in plan.archives})
        left = [one for archive in plan.archives if (one := plan.opened(archive)) is not None]
        count = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        start = Start(to, settings, coding or StagesStart(settings, tables))
        together = max(LEAST_TOGETHER, 2 * count)
        for first in range(0, len(left), together):
            _read_together(left[first : first + together], start, count, watch)
        manifest = ledger.write_manifest()
        storage.clear_scratch()
        return manifest


def _read_together(several: Sequence[Open], start: Start, count: int, watch: Watch) -> None:
    """Read some archives side by side, each to the end."""
    known = {one.archive.id: one for one in several}
    for one in several:
        for report in one.reports.values():
            watch.chunk(report, is_new=False)
    reading = [one for one in several if one.finish() is None]
    for told in _outcomes(reading, ReadChunks(start.settings), start, count):
        if isinstance(told, str):
            watch.problem(told)
        elif isinstance(told, ChunkReport):
            known[told.archive].reports[told.number] = told
            watch.chunk(told)
        watch.tick()
    finishing = [finish for one in several if (finish := one.finish()) is not None]
    for told in _outcomes(finishing, as_it_is, start, count):
        if isinstance(told, ArchiveReport):
            watch.archive(told)
        watch.tick()


def _outcomes(
    items: Sequence[Open | Finish], split: Callable[[Mapping[str, bytes]], Iterator[dict[str, bytes]]], start: Start,
    count: int,
) -> Iterator[Outcome | str]:  # fmt: skip
    """What becomes of items once `split` has made tasks of them, in whatever order."""
    import ray.data

    if not items:
        return
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    tasks = ray.data.from_items([{"task": pickle.dumps(item)} for item in items], override_num_blocks=len(items))
    done = tasks.flat_map(split, num_cpus=0.1).map_batches(
        Performer,
        batch_size=1,
        num_cpus=1,  # an actor that ends is begun again by Ray Data, and its chunk with it
        concurrency=(1, count),
        fn_constructor_args=(pickle.dumps(start),),
    )
    for row in done.iter_rows():
        yield pickle.loads(row["outcome"])


def as_it_is(row: Mapping[str, bytes]) -> Iterator[dict[str, bytes]]:
    """A task that is one already."""
    yield {"task": row["task"]}


class ReadChunks:
    """Reads the chunks of an archive that are left to do, one a row."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self, row: Mapping[str, bytes]) -> Iterator[dict[str, bytes]]:
        """A row for each chunk; for an archive that cannot be read, one that says why."""
        one = pickle.loads(row["task"])
        assert isinstance(one, Open), "the driver sends nothing else"
        try:
            for chunk in chunks_left(one, self._settings):
                yield {"task": pickle.dumps(chunk)}
        except InputError as error:
            yield {"task": pickle.dumps(str(error))}


class Performer:
    """An actor: it hands tasks to a process of its own, and its outcomes on."""

    def __init__(self, start: bytes) -> None:
        self._start: Start = pickle.loads(start)
        self._crew: Crew | None = None

    def __call__(self, batch: Batch) -> Batch:
        """The outcomes of a batch of tasks."""
        import numpy

        outcomes = [pickle.dumps(self._outcome(pickle.loads(task))) for task in batch["task"]]
        return {"outcome": numpy.array(outcomes, dtype=object)}

    def _outcome(self, task: Task | str) -> Outcome | str:
        if isinstance(task, str):
            return task
        self._crew = self._crew or Crew(1, self._start)
        while not self._crew.has_room:
            list(self._crew.wait(0.5))
        self._crew.give(task)
        while True:
            _ = self._crew.has_room  # hands out again what has to be tried again
            for outcome in self._crew.wait(0.5):
                return outcome
