"""`wirebook serve`: what is said before it starts, and how it starts and stops."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from tests.cli.running import here
from wirebook.web.users import read_users


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--book", "no.db"], "WB305"),
        (["--host", "0.0.0.0"], "--users"),
        (["--users", "no.toml"], "no.toml"),
        (["--new-token", "maria"], "--users"),
        (["--role", "read"], "--new-token"),
        (["--proxy", "10.0.0.1"], "--proxy-header"),
        (["--proxy-header", "X-Remote-User"], "--users"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(monkeypatch, capfd, tmp_path, book, arguments, word):
    monkeypatch.chdir(tmp_path)
    given = arguments if "--book" in arguments else [*arguments, "--book", book]
    result = here(monkeypatch, capfd, "serve", *given)
    assert (result.status, result.out) == (2, "")
    assert len(result.err.splitlines()) == 1
    assert word in result.err


def test_a_port_that_is_taken_is_told(monkeypatch, capfd, book):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = here(monkeypatch, capfd, "serve", "--book", book, "--port", port)
    assert result.status == 2
    assert f"port {port} is taken" in result.err


def test_a_token_is_printed_once(monkeypatch, capfd, tmp_path):
    users = tmp_path / "team.toml"
    made = here(monkeypatch, capfd, "serve", "--users", users, "--new-token", "maria", "--role", "correct")
    assert made.status == 0
    assert re.fullmatch(r"wirebook_[\w-]{43}\n", made.out)
    assert made.out.strip() not in users.read_text()
    assert read_users(users)["maria"].role == "correct"
    assert here(monkeypatch, capfd, "serve", "--users", users, "--new-token", "maria").status == 2


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_says_where_and_stops_cleanly_though_somebody_listens(book, how):
    command = [sys.executable, "-c", "from wirebook.cli import main; main()", "serve", "--book", str(book)]
    server = subprocess.Popen([*command, "--port", "0"], stderr=subprocess.PIPE, text=True, env={**os.environ})
    try:
        line = server.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", line).group()
        with urllib.request.urlopen(f"{address}api/v1/health", timeout=20) as answer:
            assert answer.status == 200
        with urllib.request.urlopen(f"{address}api/v1/news", timeout=20) as news:
            assert news.readline().startswith(b"retry")
            server.send_signal(how)
            assert b"event: hello" in news.read()
        assert server.wait(20) == 0
        assert server.stderr.read() == ""
    finally:
        server.kill()
        server.stderr.close()
