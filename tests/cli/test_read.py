import json
import signal
import subprocess
import sys
import time
from functools import partial

import pytest

from tests.cli.running import here, wirebook
from wirebook.book import Book
from wirebook.errors import BookDiskFull, BookError

PAGE = """Samoa says Fiji seized boats

APIA (Reuters) - Samoa accused Fiji on Friday of seizing two of its fishing boats, its foreign ministry said.

Tonga offered humanitarian aid to Samoa on Saturday after a flood that killed 12 people.
"""
NAMES = ("first", "second", "third")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pages").mkdir()
    for number, name in enumerate(NAMES):
        (tmp_path / f"pages/{name}.txt").write_text(PAGE.replace("two of", f"{number + 2} of"))
    return tmp_path


def read(folder, *arguments):
    return wirebook("read", "pages", "--book", "news.db", *arguments, cwd=folder)


def test_reading_twice_changes_nothing(folder):
    first = read(folder, "--published", "2024-08-04")
    assert first.status == 0, first.err
    assert "Read 3 articles." in first.out
    before = (folder / "news.db").read_bytes()
    second = read(folder, "--published", "2024-08-04")
    assert "Read 3 articles, 3 of them known." in second.out
    assert "New in news.db: 0 claims, 0 impacts, 0 aid steps, 0 events." in second.out
    assert (folder / "news.db").read_bytes() == before


def test_the_summary_for_programs_is_one_object(folder):
    (folder / "pages/empty.txt").write_bytes(b"")
    result = read(folder, "--published", "2024-08-04", "--format", "json")
    assert result.status == 1
    summary = json.loads(result.out)
    assert summary["read"] == summary["new"]["articles"] == summary["holds"]["articles"] == 3
    assert [one["code"] for one in summary["unread"]] == ["WB202"]


def test_undated_articles_are_said_to_be_undated(folder):
    result = read(folder)
    assert "3 articles carry no date; give --published." in result.out


def test_what_cannot_be_read_is_listed_and_then_counted(folder):
    for number in range(25):
        (folder / f"pages/broken{number:02}.txt").write_bytes(b"\x00\x01\x02")
    result = read(folder, "--published", "2024-08-04")
    assert result.status == 1
    assert "25 inputs could not be read:" in result.err
    assert result.err.count("[WB203]") == 20
    assert "and 5 more" in result.err
    assert "Read 3 articles." in result.out


def test_workers_make_the_same_book(folder):
    read(folder, "--published", "2024-08-04", "--workers", "1")
    wirebook("read", "pages", "--book", "other.db", "--published", "2024-08-04", "--workers", "2", cwd=folder)
    with Book(folder / "news.db") as one, Book(folder / "other.db") as other:
        assert list(one.coded_articles()) == list(other.coded_articles())


def test_a_missing_input_leaves_the_rest_in_the_book(folder):
    result = wirebook("read", "nowhere.txt", "pages", "--book", "news.db", "--published", "2024-08-04", cwd=folder)
    assert result.status == 1
    assert "[WB201] nowhere.txt" in result.err
    assert "Read 3 articles." in result.out


def test_a_full_disk_is_said_and_what_was_stored_stays(folder, monkeypatch, capfd):
    monkeypatch.chdir(folder)
    monkeypatch.setattr("wirebook.cli.read.BATCH", 1)
    real, calls = Book.add_many, []

    def fills_up(self, coded, **rest):
        calls.append(coded)
        if len(calls) == 3:
            raise BookDiskFull("news.db", "the disk is full")
        return real(self, coded, **rest)

    monkeypatch.setattr(Book, "add_many", fills_up)
    result = here(monkeypatch, capfd, "read", "pages", "--book", "news.db", "--published", "2024-08-04")
    assert result.status == 1
    assert "[WB303] news.db: the disk is full" in result.err
    with Book(folder / "news.db") as book:
        assert book.summary().articles == 2


def test_an_interrupt_keeps_what_was_read(folder):
    (folder / "pages/many.jsonl").write_text(
        "".join(json.dumps({"text": PAGE.replace("12", str(n)), "date": "2024-08-04"}) + "\n" for n in range(20, 3000))
    )
    command = [sys.executable, "-c", "from wirebook.cli import main; main()", "read", "pages", "--book", "news.db"]
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a shell makes what runs behind it deaf to it
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=folder, text=True, preexec_fn=heard, **pipes) as running:
        deadline = time.monotonic() + 60
        while not stored(folder) and time.monotonic() < deadline:
            time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert running.returncode == 130, err
    assert "what was read is kept" in err
    assert "Traceback" not in err
    assert f"It now holds {stored(folder):,} articles" in out


def stored(folder):
    """How many articles the book holds; none while it is being made."""
    try:
        with Book(folder / "news.db", create=False) as book:
            return book.summary().articles
    except BookError:
        return 0


def test_a_text_file_is_no_book(folder):
    (folder / "news.db").write_text("no book at all " * 100)
    result = read(folder)
    assert result.status == 1
    assert "news.db" in result.err
    assert (folder / "news.db").read_text().startswith("no book")
