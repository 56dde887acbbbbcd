"""The same run by Ray: the same data, and a record that ends its process is set aside."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.archive.support import POISON, SETTINGS, Stub, archive, files, ids
from tests.support import ROOT
from wirebook.archive.on_ray import read_archives_on_ray
from wirebook.archive.run import read_archives
from wirebook.archive.watch import Watch
from wirebook.errors import MissingExtra

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # Ray leaves files and sockets to be closed


@pytest.fixture(scope="module")
def cluster():
    ray = pytest.importorskip(
        "ray", reason="Ray is not installed: pip install '.[ray]'"
    )  # too large for every checkout
    paths = ":".join([str(ROOT / "src"), str(ROOT)])
    ray.init(num_cpus=2, log_to_driver=False, include_dashboard=False, runtime_env={"env_vars": {"PYTHONPATH": paths}})
    yield
    ray.shutdown()


@pytest.mark.service
def test_ray_writes_the_same_bytes(cluster, tmp_path):
    paths = [str(archive(tmp_path / f"{n}.warc.gz", 40, 1000 * n, {7: POISON} if n == 0 else {})) for n in range(2)]
    read_archives(paths, str(tmp_path / "one"), SETTINGS, coding=Stub)
    watch = Watch()
    names = [*paths, str(tmp_path / "none.warc.gz")]
    manifest = read_archives_on_ray(names, str(tmp_path / "ray"), SETTINGS, coding=Stub, workers=2, watch=watch)
    assert files(tmp_path / "ray") == files(tmp_path / "one")
    assert len(ids(tmp_path / "ray")) == 79
    assert [aside.record for aside in manifest.archives[0].aside] == [17]
    assert len(watch.problems) == 1
    again = Watch()
    read_archives_on_ray(paths, str(tmp_path / "ray"), SETTINGS, coding=Stub, workers=2, watch=again)
    assert again.new.records == 0


def _actors(of: int) -> list[int]:
    """The processes below one that are actors which code."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, waiting = [], [of]
    while waiting:
        below = children.get(waiting.pop(), [])
        waiting += below
        for process in below:
            with suppress(OSError):
                if b"Performer" in Path(f"/proc/{process}/cmdline").read_bytes():
                    found.append(process)
    return found


@pytest.mark.service
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are found by /proc")
def test_actors_that_are_killed_cost_nothing(cluster, tmp_path):
    path = str(archive(tmp_path / "a.warc.gz", 120))
    read_archives([path], str(tmp_path / "one"), SETTINGS, coding=Stub)
    killed: list[int] = []
    over = threading.Event()

    def kill():
        while not over.wait(1.5) and len(killed) < 3:
            for process in _actors(os.getpid())[:1]:
                os.kill(process, signal.SIGKILL)
                killed.append(process)

    killer = threading.Thread(target=kill)
    killer.start()
    coding = partial(Stub, 0.1)
    read_archives_on_ray([path], str(tmp_path / "ray"), SETTINGS, coding=coding, workers=2)
    over.set()
    killer.join()
    assert killed
    assert files(tmp_path / "ray") == files(tmp_path / "one")


def test_without_ray_it_is_said_kindly(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.setitem(sys.modules, "ray.data", None)
    with pytest.raises(MissingExtra, match=r"wirebook\[ray\]"):
        read_archives_on_ray([], str(tmp_path), SETTINGS)
