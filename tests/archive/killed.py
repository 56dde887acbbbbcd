"""A run that a test kills: `python -m tests.archive.killed FOLDER WORKERS ARCHIVE...`."""

from __future__ import annotations

import sys
from functools import partial

from tests.archive.support import SETTINGS, Stub
from wirebook.archive.run import read_archives

if __name__ == "__main__":
    read_archives(sys.argv[3:], sys.argv[1], SETTINGS, workers=int(sys.argv[2]), coding=partial(Stub, 0.003))
