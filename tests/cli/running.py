"""Running the command line as a user does, in a process of its own or in this one."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass

import pytest

from wirebook import cli


@dataclass(frozen=True)
class Result:
    """How a command ended."""

    status: int
    out: str
    err: str


def wirebook(*arguments, stdin=b"", cwd=None):
    """Run `wirebook` in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", "from wirebook.cli import main; main()", *map(str, arguments)],
        input=stdin, capture_output=True, cwd=cwd, check=False,
    )  # fmt: skip
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def here(monkeypatch, capfd, *arguments):
    """Run `wirebook` in this process, where its parts can be replaced."""
    monkeypatch.setattr(sys, "argv", ["wirebook", *map(str, arguments)])
    with pytest.raises(SystemExit) as end:
        cli.main()
    sys.stdout.flush()
    captured = capfd.readouterr()
    code = end.value.code
    return Result(code if isinstance(code, int) else 0, captured.out, captured.err)
