"""`wirebook watch`: rounds over feeds into the book, and a clean stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from tests.cli.running import wirebook
from tests.sources.test_online import XML, feed
from tests.sources.web_server import Reply, serve
from wirebook.book import Book

STORY = b"""<html><head><title>Samoa thanks Tonga</title></head><body><article><h1>Samoa thanks Tonga</h1>
<p>APIA (Reuters) - Samoa thanked Tonga on Friday for 200 tents that had come after the flood in its valleys.</p>
<p>Tonga offered more humanitarian aid to Samoa on Saturday, the foreign ministry of Tonga said in a statement.</p>
</article></body></html>"""


def test_one_round_reads_what_is_new_and_a_second_nothing(tmp_path):
    with serve() as site:
        site.put("/1", Reply(content=STORY))
        entry = ("Samoa thanks Tonga", "/1", "<pubDate>Fri, 02 Aug 2024 08:00:00 GMT</pubDate>")
        url = site.put("/feed", Reply(content=feed(site, entry), headers=XML))
        first = wirebook("watch", url, "--once", "--allow-private", "--book", "news.db", cwd=tmp_path)
        second = wirebook("watch", url, "--once", "--allow-private", "--book", "news.db", cwd=tmp_path)
    assert first.status == 0, first.err
    assert "1 article" in first.out
    assert (second.status, second.out) == (0, "")
    with Book(tmp_path / "news.db", create=False) as book:
        assert [article.url for article in book.articles()] == [f"{site.root}/1"]
        assert any(claim.event == "SUPPORT" for claim in book.claims())


def test_a_signal_ends_the_waiting_cleanly(tmp_path):
    with serve() as site:
        site.put("/1", Reply(content=STORY))
        url = site.put("/feed", Reply(content=feed(site, ("Samoa thanks Tonga", "/1", "")), headers=XML))
        command = [sys.executable, "-c", "from wirebook.cli import main; main()", "watch", url, "--allow-private"]
        running = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert running.stdout is not None
        assert b"1 article" in running.stdout.readline()
        time.sleep(0.2)
        os.kill(running.pid, signal.SIGTERM)
        _, err = running.communicate(timeout=60)
    assert running.returncode == 0
    assert b"stopped by you" in err
    assert (tmp_path / "wirebook-watch.json").exists()
