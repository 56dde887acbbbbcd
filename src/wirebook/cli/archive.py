"""`wirebook read --to`: archives into a data set."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wirebook.cli.options import Format
from wirebook.cli.output import counted, note, write_line
from wirebook.errors import UsageError

if TYPE_CHECKING:
    from wirebook.archive.model import ArchiveReport, Tally
    from wirebook.archive.watch import Watch
    from wirebook.knowledge.joined import OwnTables

INTERRUPTED = 130
"""128 and the number of SIGINT, as shells have it."""
LISTED = 20
"""How many losses and records set aside are named before the rest is counted."""


class Engine(StrEnum):
    """What runs the processes."""

    LOCAL = "local"
    RAY = "ray"


To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="FOLDER",
        help="Read archives into a data set of Parquet files there, in place of a book: a folder, or an address "
        "such as s3://bucket/folder. A run that was stopped goes on where it was.",
    ),
]
EngineOption = Annotated[
    Engine, typer.Option("--engine", help="With --to: processes of this machine, or of a Ray cluster.")
]
Retry = Annotated[bool, typer.Option("--retry", help="With --to: try again the records that were set aside.")]
Metrics = Annotated[
    Path | None,
    typer.Option(
        "--metrics",
        metavar="FILE",
        help="With --to: keep the latest figures in this file, as JSON, or for Prometheus where it ends in .prom.",
    ),
]


@dataclass(frozen=True, slots=True)
class ToOptions:
    """What `read --to` was called with."""

    inputs: list[str]
    to: str
    published: datetime.date | None
    workers: int | None
    fast: bool
    tables: OwnTables
    engine: Engine
    retry: bool
    metrics: Path | None
    output_format: Format


def refuse_without_to(engine: Engine, retry: bool, metrics: Path | None) -> None:
    """Raise UsageError for an option that has a meaning with `--to` alone."""
    for name, is_given in (("--engine", engine is not Engine.LOCAL), ("--retry", retry), ("--metrics", bool(metrics))):
        if is_given:
            raise UsageError(name, "this is for archives that are read --to a folder")


def read_to(options: ToOptions) -> None:
    """Read archives into a data set; ends with the exit status 1 where something could not be read."""
    from wirebook.archive.model import Settings
    from wirebook.archive.run import read_archives
    from wirebook.archive.watch import Watch
    from wirebook.cli.coder import default_workers
    from wirebook.coding.pipeline import check, coder_name

    check(options.tables)
    settings = Settings(coder=coder_name(options.tables), published=options.published, fast=options.fast)
    watch = Watch(note, options.metrics)
    try:
        if options.engine is Engine.RAY:
            from wirebook.archive.on_ray import read_archives_on_ray

            manifest = read_archives_on_ray(
                options.inputs, options.to, settings, workers=options.workers, tables=options.tables, watch=watch,
                retry=options.retry,
            )  # fmt: skip
        else:
            manifest = read_archives(
                options.inputs, options.to, settings, workers=options.workers or default_workers(0),
                tables=options.tables, watch=watch, retry=options.retry,
            )  # fmt: skip
    except KeyboardInterrupt:
        note("stopped by you; the same command goes on where it was")
        raise typer.Exit(INTERRUPTED) from None
    others = sum(report.settings != settings for report in manifest.archives)
    _print(options, watch, manifest.total, others)
    if watch.problems or any(report.losses or report.aside for report in watch.finished):
        raise typer.Exit(1)


def _print(options: ToOptions, watch: Watch, total: Tally, others: int) -> None:
    if options.output_format is Format.JSON:
        result = {
            "to": options.to,
            "archives": [report.model_dump(mode="json", exclude={"files", "settings"}) for report in watch.finished],
            "new": watch.new.model_dump(),
            "holds": total.model_dump(),
            "unread": watch.problems,
        }
        write_line(json.dumps(result, ensure_ascii=False))
        return
    write_line(f"Read {counted(len(watch.finished), 'archive')}: {_summed(watch.new)}.")
    write_line(f"{options.to} now holds {_summed(total)}.")
    if watch.new.passed_over:
        told = ", ".join(f"{reason} {number:,}" for reason, number in watch.new.passed_over.items())
        write_line(f"Passed over: {told}.")
    if others:
        note(f"{counted(others, 'archive')} there read by another version or with other options; left as they are")
    _note_problems(watch.finished)


def _summed(tally: Tally) -> str:
    parts = ((tally.articles, "article"), (tally.claims, "claim"), (tally.impacts, "impact"), (tally.aid, "aid step"))
    return ", ".join(counted(number, noun) for number, noun in parts)


def _note_problems(reports: list[ArchiveReport]) -> None:
    lost = [f"{report.name}: {loss}" for report in reports for loss in report.losses]
    aside = [f"{report.name}, record {one.record}: {one.reason}" for report in reports for one in report.aside]
    for noun, lines in (("loss", lost), ("record set aside", aside)):
        if not lines:
            continue
        note(f"{counted(len(lines), noun, 'losses' if noun == 'loss' else 'records set aside')}:")
        for line in lines[:LISTED]:
            note(f"  {line}")
        if len(lines) > LISTED:
            note(f"  and {len(lines) - LISTED:,} more; see _wirebook/archives")
    if aside:
        note("they can be tried again with --retry")
