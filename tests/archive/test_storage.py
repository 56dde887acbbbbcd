"""Files that are there whole or not at all, here and elsewhere."""

from __future__ import annotations

import pytest

from tests.archive.support import SETTINGS, Stub, archive, ids
from wirebook.archive.chunks import Archive, chunks_of
from wirebook.archive.dataset import write_archive
from wirebook.archive.ledger import Ledger
from wirebook.archive.model import Settings
from wirebook.archive.storage import Storage, archives_at
from wirebook.errors import InputError, MissingExtra, MissingInput, UsageError


@pytest.mark.parametrize("kind", ["local", "memory"])
def test_a_file_can_be_written_listed_read_and_taken_away(kind, tmp_path):
    storage = Storage(str(tmp_path / "set") if kind == "local" else f"memory://{tmp_path.name}")
    assert storage.names("a") == []
    assert storage.read("a/one") is None
    storage.write("a/one", b"1")
    storage.write("a/one", b"2")
    storage.write("a/b/two", b"3")
    scratch = storage.scratch()
    scratch.write_bytes(b"4")
    storage.adopt(scratch, "a/four")
    assert not scratch.exists()
    assert storage.names("a") == ["four", "one"]
    assert storage.all_names("a") == ["a/b/two", "a/four", "a/one"]
    assert storage.read("a/one") == b"2"
    storage.remove("a/one")
    storage.remove("a/one")
    assert storage.names("a") == ["four"]


def test_a_data_set_can_stand_on_an_object_store(tmp_path):
    ledger = Ledger(Storage("memory://set"), SETTINGS)
    made = Archive(str(archive(tmp_path / "a.warc.gz", 20)))
    for chunk in chunks_of(made, SETTINGS):
        ledger.keep(*Stub()(chunk))
    chunks = ledger.chunks(made.id)
    assert sorted(chunks) == list(range(6))
    report = write_archive(ledger, made.id, made.name, None, [chunks[number] for number in sorted(chunks)])
    assert ledger.chunks(made.id) == {}
    assert ledger.write_manifest().total.claims == 20
    assert len(report.files) == len(Storage("memory://set").all_names("claims")) + len(
        [name for name in report.files if not name.startswith("claims")]
    )
    for name in report.files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(ledger.storage.read(name))
    assert ids(tmp_path) == sorted(f"claim {number}" for number in range(20))


def test_chunks_under_other_settings_are_not_gone_on_with(tmp_path):
    storage = Storage(str(tmp_path / "set"))
    made = Archive(str(archive(tmp_path / "a.warc.gz", 5)))
    (chunk, *_) = chunks_of(made, SETTINGS)
    Ledger(storage, SETTINGS).keep(*Stub()(chunk))
    other = Ledger(storage, Settings(coder="another", records_in_chunk=8))
    assert other.chunks(made.id) == {}
    other.sweep()
    assert Ledger(storage, SETTINGS).chunks(made.id) == {}


def test_a_chunk_that_the_disk_has_broken_is_coded_again(tmp_path):
    storage = Storage(str(tmp_path / "set"))
    ledger = Ledger(storage, SETTINGS)
    made = Archive(str(archive(tmp_path / "a.warc.gz", 2)))
    (chunk,) = chunks_of(made, SETTINGS)
    ledger.keep(*Stub()(chunk))
    (path,) = (tmp_path / "set").rglob("*.jsonl.gz")
    path.write_bytes(path.read_bytes()[:-20])
    assert ledger.chunks(made.id) == {}


def test_a_folder_and_a_pattern_stand_for_their_archives(tmp_path):
    for name in ("b.warc.gz", "a.warc", "c.jsonl", "note.md"):
        (tmp_path / name).write_bytes(b"")
    assert archives_at(str(tmp_path)) == [str(tmp_path / name) for name in ("a.warc", "b.warc.gz", "c.jsonl")]
    assert archives_at(str(tmp_path / "*.gz")) == [str(tmp_path / "b.warc.gz")]
    with pytest.raises(MissingInput):
        archives_at(str(tmp_path / "*.wet"))


def test_the_same_archive_has_one_name_however_it_is_written(tmp_path, monkeypatch):
    (tmp_path / "a.warc").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    assert archives_at("a.warc") == archives_at("./a.warc") == archives_at(str(tmp_path / "a.warc"))


def test_what_cannot_be_is_said(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="this is a file"):
        Storage(str(tmp_path / "file"))
    with pytest.raises((MissingExtra, UsageError)):
        Storage("nowhere://set")
    (tmp_path / "a.bin").write_bytes(b"\x00\x01\x02" * 50)
    with pytest.raises(InputError):
        list(chunks_of(Archive(str(tmp_path / "a.bin")), SETTINGS))
