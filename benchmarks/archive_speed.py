"""How fast an archive becomes Parquet: pages, sentences' words and claims a second, against plain trafilatura.

    python benchmarks/archive_speed.py [--megabytes N] [--pages FOLDER] [--workers 1 2] [--fast]

An archive of N megabytes is made on the fly, of pages that are written here, or of the .html and .html.gz of FOLDER,
over and over with a number in each. Then

- one core, end to end (archive in, Parquet out), takes turns with `trafilatura.bare_extraction` of the same pages,
  chunk by chunk; both are counted in seconds of the processor, so that others who use the machine count little;
- whole runs with each number of workers are timed by the clock, twice in alternating order, and the processor's seconds
  that they took are counted: where these do not grow with the workers, only the clock's owner decides how fast it is.

The table has cost by stage, memory at most of a process, and what was passed over.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import logging
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import trafilatura

from wirebook.archive.chunks import Archive, chunks_of
from wirebook.archive.dataset import write_archive
from wirebook.archive.ledger import Ledger
from wirebook.archive.model import ChunkReport, Settings, Tally
from wirebook.archive.run import read_archives
from wirebook.archive.stages import Stages
from wirebook.archive.storage import Storage
from wirebook.coding.pipeline import coder_name
from wirebook.sources.archives import Record, page_of_record

MEGABYTES = 2.0
RECORDS_IN_CHUNK = 64
COUNTRIES = ("Chile", "Peru", "Kenya", "Ghana", "Norway", "Fiji", "Tonga", "Jordan", "Nepal", "Ecuador")
TOWNS = ("Arica", "Tacna", "Mombasa", "Accra", "Bergen", "Suva", "Irbid", "Pokhara", "Loja")
NEWS = (
    "{a} sent {n} tents to {b} on {day}, the foreign ministry said.",
    "{a} and {b} signed an agreement on fisheries in {town} on {day}.",
    "The president of {a} thanked {b} for the relief flights that landed in {town} last week.",
    "{a} accused {b} on {day} of holding {n} fishing boats, which {b} denied.",
    "Floods near {town} killed {n} people and left {n}0 homeless, officials of {a} said.",
    "{a} offered ${n} million in aid to {b} after the storm.",
    "Police in {town} detained {n} protesters on {day}.",
)
OTHER = (
    "The road to {town} is narrow, and in the morning it is full of carts and bicycles.",
    "Prices of maize were about the same as in the season before, according to traders in {town}.",
    "It was the third dry month in a row, and the wells of the upper villages are low.",
    "Many families keep goats there; others live from the small gardens behind the school.",
    "The bus now goes twice a day, at seven and at five, as it did in the years of the mine.",
    "His sister, who is a teacher, remembers the old station and the smell of bread in the hall.",
    "Rain is likely in the hills until the end of the week, with clear skies along the coast.",
    "The team from {town} was ahead after the first half, in front of a small and happy crowd.",
)
FURNITURE = "".join(f'<li class="menu"><a href="/section/{n}">Section number {n}</a></li>' for n in range(60))
SCRIPT = "<script>" + "var settings = {width: 300, lazy: true, slot: 'top'};" * 300 + "</script>"


def written_page(number: int) -> bytes:
    """A page of about 500 words, half of its sentences news, with a site around them."""
    chance = random.Random(number)
    sentences = []
    for _ in range(28):
        a, b = chance.sample(COUNTRIES, 2)
        line = chance.choice(NEWS if chance.random() < 0.5 else OTHER)
        day = chance.choice(("Monday", "Tuesday", "Friday", "Sunday"))
        sentences.append(line.format(a=a, b=b, n=chance.randint(2, 90), day=day, town=chance.choice(TOWNS)))
    paragraphs = "".join(f"<p>{' '.join(sentences[k : k + 3])}</p>" for k in range(0, len(sentences), 3))
    return (
        f'<!doctype html><html lang="en"><head><title>Report {number} from {chance.choice(TOWNS)}</title>'
        f'<meta property="article:published_time" content="2024-{1 + number % 12:02}-15T08:00:00Z">{SCRIPT}</head>'
        f"<body><nav><ul>{FURNITURE}</ul></nav><article><h1>Report {number}</h1>{paragraphs}</article>"
        f"<footer><ul>{FURNITURE}</ul></footer></body></html>"
    ).encode()


def pages_in(folder: Path | None, length: tuple[int, int]) -> Iterator[bytes]:
    """Pages without end: those of a folder over and over, each time with another number, or written ones.

    Of a folder those whose story has as many words as `length` says.
    """
    if folder is None:
        yield from map(written_page, itertools.count())
        return
    paths = sorted(path for path in folder.rglob("*") if path.name.endswith((".html", ".html.gz")))
    found = [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in paths]
    chosen = [page for page in found if length[0] <= len((trafilatura.extract(page) or "").split()) <= length[1]]
    for number in itertools.count():
        yield from (page + f"<!-- {number} -->".encode() for page in chosen)


def record(block: bytes, kind: str, url: str) -> bytes:
    """A gzip member with one record."""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(block)}\r\n\r\n"
    return gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)


def make(path: Path, size: float, pages: Iterator[bytes]) -> int:
    """Write an archive of about `size` bytes; how many pages it has."""
    number = 0
    with path.open("wb") as stream:
        while stream.tell() < size:
            url = f"https://news.example/story/{number}"
            stream.write(record(b"GET / HTTP/1.1\r\n\r\n", "request", url))
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + next(pages)
            stream.write(record(answer, "response", url))
            number += 1
    return number


def one_core(path: Path, to: Path, settings: Settings) -> tuple[Tally, float, float]:
    """What came out, and seconds of the processor: end to end, and of trafilatura alone on the same pages."""
    archive, ledger = Archive(str(path)), Ledger(Storage(str(to)), settings)
    stages = Stages(settings)
    stages(next(chunks_of(archive, settings.model_copy(update={"records_in_chunk": 8}))))  # what is loaded once
    ours = theirs = 0.0
    reports: list[ChunkReport] = []
    chunks = chunks_of(archive, settings)
    while True:
        began = time.process_time()
        chunk = next(chunks, None)
        if chunk is not None:
            placed, report = stages(chunk)
            ledger.keep(placed, report)
            reports.append(report)
        else:
            finished = write_archive(ledger, archive.id, archive.name, None, reports)
        ours += time.process_time() - began
        if chunk is None:
            return finished.tally, ours, theirs
        began = time.process_time()
        for piece in chunk.pieces:
            assert isinstance(piece.content, Record), "the archive holds records"
            page = page_of_record(piece.content, piece.position, archive.name, None)
            if page is not None:
                trafilatura.bare_extraction(page.content, with_metadata=True)
        theirs += time.process_time() - began


def main() -> None:
    """Make an archive, read it in turn, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=MEGABYTES)
    parser.add_argument("--pages", type=Path, help="a folder of HTML pages to make the archive of")
    parser.add_argument("--words", type=int, nargs=2, default=[0, 1_000_000], help="least and most words of a story")
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--fast", action="store_true", help="find stories the quick way")
    parser.add_argument("--whole", action="store_true", help="parse every sentence")
    args = parser.parse_args()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    settings = Settings(coder=coder_name(), fast=args.fast, skim=not args.whole, records_in_chunk=RECORDS_IN_CHUNK)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.warc.gz")
        count = make(path, args.megabytes * 1e6, pages_in(args.pages, tuple(args.words)))
        print(f"{count} pages, {path.stat().st_size / 1e6:.1f} MB; load of the machine {os.getloadavg()[0]:.1f}")
        tally, ours, theirs = one_core(path, Path(folder, "one"), settings)
        rates = ((count, "pages"), (tally.articles, "articles"), (tally.words, "words"), (tally.claims, "claims"))
        told = ", ".join(f"{number / ours:.1f} {noun}" for number, noun in rates)
        print(f"one core, end to end: {told} a second of the processor")
        print(f"trafilatura alone: {count / theirs:.1f} pages a second; ratio {theirs / ours:.3f}")
        words, unread = tally.words / max(1, tally.articles), tally.unread_words / max(1, tally.words)
        print(f"{words:.0f} words an article, {unread:.0%} of them left unread; passed over: {tally.passed_over}")
        stages = (f"{stage} {1000 * took / count:.1f} ms" for stage, took in tally.seconds.items())
        print(f"by stage, of the clock, a page: {', '.join(stages)}")
        seconds: dict[int, list[float]] = {number: [] for number in args.workers}
        memory: dict[int, int] = {}
        processor: dict[int, tuple[float, float]] = {}
        for turn in range(2 if args.workers else 0):
            for number in args.workers if turn == 0 else reversed(args.workers):
                began, before = time.perf_counter(), os.times()
                manifest = read_archives([str(path)], f"{folder}/{turn}-{number}", settings, workers=number)
                seconds[number].append(time.perf_counter() - began)
                memory[number] = manifest.total.peak_memory
                after = os.times()
                parent = after.user + after.system - before.user - before.system
                children = after.children_user + after.children_system - before.children_user - before.children_system
                processor[number] = parent, children
        for number, took in seconds.items():
            rate, most = count / statistics.mean(took), memory[number] / 2**20
            parent, children = processor[number]
            print(
                f"{number} workers: {rate:.1f} pages a second by the clock, {most:.0f} MB at most a process; "
                f"seconds of the processor: {parent:.1f} feeding, {children:.1f} in the workers"
            )


if __name__ == "__main__":
    main()
