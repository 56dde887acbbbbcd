"""The same run by Ray: the same data, and a record that ends its process is set aside."""

from __future__ import annotations

import sys

import pytest

from tests.archive.support import POISON, SETTINGS, Stub, archive, files, ids
from tests.support import ROOT, service_missing
from wirebook.archive.on_ray import read_archives_on_ray
from wirebook.archive.run import read_archives
from wirebook.archive.watch import Watch
from wirebook.errors import MissingExtra

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # Ray leaves files and sockets to be closed


@pytest.fixture(scope="module")
def cluster():
    try:
        import ray
    except ImportError:
        service_missing("Ray is not installed")
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


def test_without_ray_it_is_said_kindly(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.setitem(sys.modules, "ray.data", None)
    with pytest.raises(MissingExtra, match=r"wirebook\[ray\]"):
        read_archives_on_ray([], str(tmp_path), SETTINGS)
