"""How far a run is: a line a stage now and then on standard error, a file of figures, an estimate of what remains."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from wirebook.archive.model import ArchiveReport, ChunkReport, Tally
from wirebook.archive.stages import peak_memory

SECONDS_BETWEEN_LINES = 10.0
SECONDS_BETWEEN_FILES = 2.0

Say = Callable[[str], None]


def _nobody(text: str) -> None:
    """For nobody to hear."""


class Watch:
    """Counts what a run does. It is a context that writes the last figures when it ends.

    `say` is given the lines, `metrics` is a file that holds the latest figures, as JSON, or as Prometheus text where
    its name ends in `.prom` (for the textfile collector of its node exporter).
    """

    def __init__(
        self, say: Say = _nobody, metrics: Path | None = None, *, every: float = SECONDS_BETWEEN_LINES
    ) -> None:
        self._say, self._metrics, self._every = say, metrics, every
        self._began = self._said = self._wrote = time.monotonic()
        self._sizes: dict[str, int | None] = {}
        self._read: dict[str, int] = {}
        self._read_before: dict[str, int] = {}
        self.new = Tally()
        """What this run did."""
        self.before = Tally()
        """What runs before it had done of the same archives."""
        self.finished: list[ArchiveReport] = []
        self.problems: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._write()

    def begin(self, sizes: Mapping[str, int | None]) -> None:
        """The archives of the run, with their bytes as far as they are known."""
        self._sizes = dict(sizes)
        self._began = time.monotonic()

    def known(self, report: ArchiveReport) -> None:
        """An archive that was read before."""
        self.before += report.tally
        self._read[report.archive] = self._read_before[report.archive] = report.size or 0

    def chunk(self, report: ChunkReport, *, is_new: bool = True) -> None:
        """A chunk that is done, or was done before."""
        self._read[report.archive] = max(self._read.get(report.archive, 0), report.read_to)
        if is_new:
            self.new += report.tally
        else:
            self.before += report.tally
            self._read_before[report.archive] = self._read[report.archive]

    def archive(self, report: ArchiveReport) -> None:
        """An archive that is now read whole."""
        self.finished.append(report)
        self._read[report.archive] = report.size or 0

    def problem(self, text: str) -> None:
        """Something that could not be read."""
        self.problems.append(text)
        self._say(text)

    def tick(self) -> None:
        """Say how far it is, if it is time."""
        now = time.monotonic()
        if now - self._wrote >= SECONDS_BETWEEN_FILES:
            self._write()
        if now - self._said >= self._every:
            self._said = now
            for line in self.lines():
                self._say(line)

    def lines(self) -> list[str]:
        """A line for each stage, and one for the whole."""
        seconds = max(time.monotonic() - self._began, 1e-9)
        new = self.new
        passed = sum(new.passed_over.values())

        def rate(number: int) -> str:
            return f"{number:,} ({number / seconds:,.1f} a second)"

        share = self.share
        left = self.seconds_left
        parts = [f"archives: {len(self.finished):,} of {len(self._sizes):,} read"]
        if share is not None:
            parts.append(f"{share:.1%}")
        if left is not None:
            parts.append(f"about {duration(left)} left")
        spent = {stage: f"{took:,.0f} s" for stage, took in sorted(new.seconds.items())}
        return [
            ", ".join(parts),
            f"  records: {rate(new.records)}, {passed:,} passed over, {new.losses:,} losses",
            f"  pages: {rate(new.pages)}; {spent.get('pages', '0 s')} of work",
            f"  articles: {rate(new.articles)}; {spent.get('articles', '0 s')} of work",
            f"  coding: {rate(new.claims)} claims, {new.impacts:,} impacts, {new.aid:,} aid steps; "
            f"{spent.get('coding', '0 s')} of work, {new.aside:,} set aside, "
            f"at most {new.peak_memory / 2**20:,.0f} MB a process",
        ]

    @property
    def share(self) -> float | None:
        """How much of all bytes was taken, where their number is known."""
        total = sum(size or 0 for size in self._sizes.values())
        return min(1.0, sum(self._read.values()) / total) if total else None

    @property
    def seconds_left(self) -> float | None:
        """An estimate by the bytes that this run has taken; None while there is nothing to go by."""
        total = sum(size or 0 for size in self._sizes.values())
        done = sum(self._read.values())
        here = done - sum(self._read_before.values())
        if not total or here <= 0 or not self.new.records:
            return None
        return (time.monotonic() - self._began) * max(0, total - done) / here

    def figures(self) -> dict[str, object]:
        """The latest figures, as the file of metrics has them."""
        seconds = time.monotonic() - self._began
        new = self.new
        return {
            "seconds": round(seconds, 1),
            "seconds_left": round(self.seconds_left, 1) if self.seconds_left is not None else None,
            "share": round(self.share, 4) if self.share is not None else None,
            "archives": {"all": len(self._sizes), "finished": len(self.finished)},
            "new": new.model_dump(),
            "before": self.before.model_dump(),
            "a_second": {
                name: round(getattr(new, name) / max(seconds, 1e-9), 2)
                for name in ("records", "pages", "articles", "claims", "words")
            },
            "memory": {"process": new.peak_memory, "parent": peak_memory()},
            "errors": {"losses": new.losses, "set_aside": new.aside, "unread_archives": len(self.problems)},
        }

    def _write(self) -> None:
        self._wrote = time.monotonic()
        if self._metrics is None:
            return
        figures = self.figures()
        text = prometheus(figures) if self._metrics.suffix == ".prom" else json.dumps(figures, indent=1) + "\n"
        part = self._metrics.with_name(f"{self._metrics.name}.part")
        part.write_text(text, encoding="utf-8")
        part.replace(self._metrics)


def duration(seconds: float) -> str:
    """`40 s`, `12 min`, `3.5 h`, `2.1 days`."""
    for unit, size in (("days", 86_400.0), ("h", 3_600.0)):
        if seconds >= 1.5 * size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"


def prometheus(figures: Mapping[str, object], name: str = "wirebook") -> str:
    """Figures as Prometheus reads them: one gauge a number."""
    lines: list[str] = []
    for key, value in figures.items():
        whole = "".join(letter if letter.isalnum() else "_" for letter in f"{name}_{key}")
        if isinstance(value, Mapping):
            lines.append(prometheus(value, whole))
        elif isinstance(value, int | float):
            lines.append(f"{whole} {value}\n")
    return "".join(lines)
