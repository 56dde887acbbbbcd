"""Runs that a test kills: `python -m tests.archive.killed FOLDER WORKERS ARCHIVE...`.

For each line on standard input a run begins in a process group of its own, whose number is printed; then, once it has
ended, how. Everything is loaded once, and processes are forked from here, so that a run begins in no time.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from contextlib import suppress
from functools import partial

import wirebook.archive.workers
from tests.archive.support import SETTINGS, Stub
from wirebook.archive.run import read_archives

SECONDS_A_PAGE = 0.025


def main() -> None:
    """Run as often as is asked."""
    wirebook.archive.workers.get_context = lambda _: multiprocessing.get_context("fork")  # type: ignore[assignment]
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            os.setpgid(0, 0)
            status = 1
            try:
                coding = partial(Stub, SECONDS_A_PAGE)
                read_archives(sys.argv[3:], sys.argv[1], SETTINGS, workers=int(sys.argv[2]), coding=coding)
                status = 0
            finally:
                os._exit(status)
        with suppress(OSError):  # it has done so itself
            os.setpgid(child, child)
        tell(child)
        tell(os.waitpid(child, 0)[1])


def tell(number: int) -> None:
    """Say a number to the test."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
