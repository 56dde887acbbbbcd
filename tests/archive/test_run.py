"""A run over archives: the same data whatever happens."""

from __future__ import annotations

import contextlib
import gzip
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from functools import partial

import duckdb
import pyarrow.parquet
import pytest

from tests.archive.support import (
    BROKEN,
    CURED,
    POISON,
    SETTINGS,
    Stub,
    archive,
    files,
    http,
    ids,
    page,
    record,
    response,
    rows,
)
from tests.support import ROOT
from wirebook.archive.run import only_run, read_archives
from wirebook.archive.storage import Storage
from wirebook.archive.watch import Watch
from wirebook.errors import UsageError
from wirebook.record import Claim

KILLS = 30


def run(to, *archives, **options):
    return read_archives([str(path) for path in archives], str(to), SETTINGS, coding=Stub, **options)


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archives")
    return [archive(folder / f"{n}.warc.gz", 150, 1000 * n) for n in range(3)]


@pytest.fixture(scope="module")
def undisturbed(three, tmp_path_factory):
    to = tmp_path_factory.mktemp("undisturbed")
    run(to, *three)
    return to


def test_the_data_set_holds_every_record_by_month_of_publication(undisturbed):
    assert ids(undisturbed, "claims") == sorted(f"claim {1000 * n + k}" for n in range(3) for k in range(150))
    found = duckdb.sql(f"select month, count(*) from '{undisturbed}/claims/*/*.parquet' group by all order by all")
    months = dict(found.fetchall())
    assert set(months) == {f"2024-{month:02}" for month in range(1, 6)} | {None}
    assert sum(months.values()) == 450
    for path in (undisturbed / "claims" / "month=2024-03").iterdir():
        assert {
            row["cite_info"]["published"].month for row in pyarrow.parquet.ParquetFile(path).read().to_pylist()
        } == {3}


def test_a_row_is_a_record_and_its_article_tells_where_it_stood(undisturbed, three):
    claim = Claim.model_validate(rows(undisturbed, "claims")[0])
    article = next(row for row in rows(undisturbed, "articles") if row["id"] == claim.article)
    number = int(claim.id.split()[1])
    assert article["record"] == 3 + 2 * (number % 1000)
    assert article["archive"].startswith(str(number // 1000))


def test_two_processes_write_the_same_bytes(undisturbed, three, tmp_path):
    run(tmp_path / "two", *three, workers=2)
    assert files(tmp_path / "two") == files(undisturbed)


def test_a_second_run_does_nothing_and_a_new_archive_is_added(three, tmp_path):
    run(tmp_path / "to", three[0])
    watch = Watch()
    run(tmp_path / "to", *three[:2], watch=watch)
    assert [report.archive[0] for report in watch.finished] == ["1"]
    assert watch.new.claims == watch.before.claims == 150
    assert len(ids(tmp_path / "to")) == 300


@pytest.mark.slow
def test_thirty_kills_change_nothing(undisturbed, three, tmp_path):
    """SIGKILL to the whole group at random moments, of the parent and of processes that are coding or writing."""
    chance = random.Random(2024)
    command = [sys.executable, "-m", "tests.archive.killed", str(tmp_path / "to"), "2", *map(str, three)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    killed = amid = 0
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as runs:

        def begin():
            runs.stdin.write("run\n")
            return int(runs.stdout.readline())

        while killed < KILLS:
            group = begin()
            time.sleep(chance.uniform(0.05, 0.2))
            with contextlib.suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
            if int(runs.stdout.readline()) == 0:  # it was over before it was killed
                assert files(tmp_path / "to") == files(undisturbed)
                shutil.rmtree(tmp_path / "to")
                continue
            killed += 1
            amid += any((tmp_path / "to").rglob("*.jsonl.gz"))
        begin()
        assert int(runs.stdout.readline()) == 0
        runs.stdin.close()
    assert amid >= 5  # on a machine that is busy with other things many runs end before they have begun
    assert files(tmp_path / "to") == files(undisturbed)
    assert not list((tmp_path / "to").rglob("*.part"))


def test_processes_that_are_killed_cost_only_time(undisturbed, three, tmp_path):
    killed: list[int] = []
    over = threading.Event()

    def kill():
        for rounds in (1, 2):
            while len(list(tmp_path.rglob("*.jsonl.gz"))) < 10 * rounds and not over.wait(0.01):
                pass  # they are at work
            for child in multiprocessing.active_children():
                os.kill(child.pid, signal.SIGKILL)
                killed.append(child.pid)

    killer = threading.Thread(target=kill)
    killer.start()
    coding = partial(Stub, 0.03)
    manifest = read_archives([str(three[0])], str(tmp_path / "to"), SETTINGS, workers=2, coding=coding)
    over.set()
    killer.join()
    assert killed
    assert manifest.total.aside == 0
    expected = {name: content for name, content in files(undisturbed).items() if "/0-" in name}
    assert files(tmp_path / "to") == expected


def test_a_record_that_ends_its_process_is_set_aside_and_can_be_tried_again(tmp_path, monkeypatch):
    path = archive(tmp_path / "a.warc.gz", 40, special={17: POISON, 30: BROKEN})
    watch = Watch()
    manifest = run(tmp_path / "to", path, watch=watch, workers=2)
    report = manifest.archives[0]
    assert [aside.record for aside in report.aside] == [3 + 2 * 17, 3 + 2 * 30]
    assert "ended" in report.aside[0].reason
    assert "RuntimeError: broken" in report.aside[1].reason
    assert len(ids(tmp_path / "to")) == 38

    monkeypatch.setenv(CURED, "1")
    assert run(tmp_path / "to", path).archives[0].aside == report.aside  # only when it is asked for
    again = run(tmp_path / "to", path, retry=True).archives[0]
    assert [aside.record for aside in again.aside] == [3 + 2 * 30]
    assert again.tally.claims == 39
    assert ids(tmp_path / "to") == sorted(f"claim {number}" for number in range(40) if number != 30)
    run(tmp_path / "to", path, retry=True)
    assert len(ids(tmp_path / "to")) == 39


def test_damage_is_read_beyond_and_the_loss_counted(tmp_path):
    whole = b"".join(gzip.compress(response(n), mtime=0) for n in range(20))
    third = whole.index(b"\x1f\x8b\x08", len(whole) // 3)
    damaged = bytearray(whole)
    damaged[third + 40 : third + 60] = bytes(20)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(bytes(damaged[:-25]))
    report = run(tmp_path / "to", path).archives[0]
    assert report.tally.losses >= 2
    assert any("broken" in loss for loss in report.losses)
    assert any("cut" in loss for loss in report.losses)
    assert len(ids(tmp_path / "to")) >= 18
    assert run(tmp_path / "two", path, workers=2).archives[0].losses == report.losses


def test_an_archive_that_is_not_there_or_no_archive_is_named_and_the_rest_is_read(three, tmp_path):
    watch = Watch()
    run(tmp_path / "to", tmp_path / "none.warc.gz", three[0], watch=watch)
    assert len(watch.problems) == 1
    assert "none.warc.gz" in watch.problems[0]
    assert len(ids(tmp_path / "to")) == 150


def test_an_archive_that_has_changed_is_read_anew(tmp_path):
    path = archive(tmp_path / "a.warc.gz", 20)
    run(tmp_path / "to", path)
    archive(path, 10, first=3)
    run(tmp_path / "to", path)
    assert ids(tmp_path / "to") == sorted(f"claim {number}" for number in range(3, 13))


def test_the_same_bytes_are_coded_once_an_archive(tmp_path):
    path = tmp_path / "a.warc.gz"
    twice = record(http(page(1)), "http://news.example/again")
    path.write_bytes(b"".join(gzip.compress(one) for one in (response(1), response(2), twice)))
    manifest = run(tmp_path / "to", path)
    assert manifest.total.passed_over == {"seen before": 1}
    assert ids(tmp_path / "to") == ["claim 1", "claim 2"]


def test_the_manifest_says_what_was_read_with_what_and_how_long_it_took(undisturbed):
    manifest = json.loads((undisturbed / "_wirebook/manifest.json").read_text())
    assert manifest["total"]["records"] == 3 * 301
    assert manifest["total"]["passed_over"] == {"no response": 3 * 151}
    assert {"python", "wirebook", "spacy", "pyarrow"} <= set(manifest["versions"])
    assert set(manifest["archives"][0]["tally"]["seconds"]) == {"pages"}  # the stub has no other stage
    assert manifest["settings"]["coder"] == "test"


def test_one_folder_takes_one_run_at_a_time(tmp_path, three):
    with only_run(Storage(str(tmp_path / "to"))), pytest.raises(UsageError, match="another run"):
        run(tmp_path / "to", three[0])


def test_figures_are_written_for_programs(three, tmp_path):
    for name in ("figures.json", "figures.prom"):
        run(tmp_path / name.replace(".", "-"), three[0], watch=Watch(metrics=tmp_path / name))
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert figures["new"]["claims"] == 150
    assert figures["share"] == 1.0
    assert figures["seconds_left"] == 0.0
    assert figures["errors"] == {"losses": 0, "set_aside": 0, "unread_archives": 0}
    assert "wirebook_new_claims 150\n" in (tmp_path / "figures.prom").read_text()


def test_a_line_a_stage_is_said(three, tmp_path):
    said = []
    run(tmp_path / "to", three[0], watch=Watch(said.append, every=0.0))
    text = "\n".join(said)
    for stage in ("archives:", "records:", "pages:", "articles:", "coding:", "MB a process"):
        assert stage in text
