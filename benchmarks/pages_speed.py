"""How fast HTML pages become articles: pages a second on one core, against trafilatura alone in turn.

    python benchmarks/pages_speed.py FOLDER [--turns N]

Bytes in, story and metadata out: by wirebook's reader, by its quick one (`--fast`, where resiliparse is installed), and
by `trafilatura.bare_extraction` with metadata and its own settings. FOLDER is searched for .html and .html.gz, such as
the gold pages of the suite `pages`. For every page they take turns, in an order that changes from turn to turn, so that
a machine that grows slower is slower for all; the ratio is that of each turn. What is loaded once is not counted.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import logging
import os
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import trafilatura

from wirebook.errors import InputError
from wirebook.pages import read_page
from wirebook.record import Page

TURNS = 5
WARMED = 3
"""Pages that are read once before anything is counted."""

Reader = Callable[[bytes], bool]
"""Reads a page; whether it found a story in it."""


def by_wirebook(content: bytes, *, fast: bool) -> bool:
    """Read a page as `wirebook code` does."""
    try:
        read_page(Page(content=content, media_type="text/html"), fast=fast)
    except InputError:
        return False
    return True


def by_trafilatura(content: bytes) -> bool:
    """Read a page by trafilatura alone."""
    return trafilatura.bare_extraction(content, with_metadata=True) is not None


def turn(readers: dict[str, Reader], pages: list[bytes], shift: int) -> tuple[dict[str, float], dict[str, int]]:
    """Seconds and stories of each reader on all pages; `shift` says which one begins."""
    seconds, stories = dict.fromkeys(readers, 0.0), dict.fromkeys(readers, 0)
    names = list(readers)
    for number, content in enumerate(pages):
        first = (number + shift) % len(names)
        for name in names[first:] + names[:first]:
            began = time.perf_counter()
            found = readers[name](content)
            seconds[name] += time.perf_counter() - began
            stories[name] += found
    return seconds, stories


def main() -> None:
    """Read the pages, take turns, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--turns", type=int, default=TURNS)
    args = parser.parse_args()
    paths = sorted(path for path in args.folder.rglob("*") if path.name.endswith((".html", ".html.gz")))
    pages = [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in paths]
    if not pages:
        parser.error(f"{args.folder} holds no .html and no .html.gz")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    readers: dict[str, Reader] = {"wirebook": partial(by_wirebook, fast=False), "trafilatura": by_trafilatura}
    if importlib.util.find_spec("resiliparse") is not None:
        readers["wirebook --fast"] = partial(by_wirebook, fast=True)
    turn(readers, pages[:WARMED], 0)
    turns = [turn(readers, pages, shift) for shift in range(args.turns)]
    print(f"{len(pages)} pages, {sum(map(len, pages)) / len(pages) / 1000:.0f} kB each; {args.turns} turns")
    for name in readers:
        speeds = [len(pages) / seconds[name] for seconds, _ in turns]
        ratios = [seconds["trafilatura"] / seconds[name] for seconds, _ in turns]
        print(
            f"{name:16} {statistics.median(speeds):7.1f} pages a second ({min(speeds):.1f} to {max(speeds):.1f}), "
            f"{statistics.median(ratios):.2f} times trafilatura ({min(ratios):.2f} to {max(ratios):.2f}), "
            f"{turns[0][1][name]} stories"
        )


if __name__ == "__main__":
    main()
