"""Archives made on the fly, and a coder that takes no time."""

from __future__ import annotations

import datetime
import gzip
import os
import time
from collections import Counter
from pathlib import Path

from wirebook.archive.chunks import Chunk
from wirebook.archive.model import Aside, Placed, Settings
from wirebook.archive.stages import At, Told, no_beat, pages_of, report_of
from wirebook.record import (
    AidStep,
    Article,
    Block,
    CiteInfo,
    Claim,
    CodedArticle,
    Evidence,
    Impact,
    text_hash,
)

SETTINGS = Settings(coder="test", records_in_chunk=8)


def http(body: bytes) -> bytes:
    """A server's answer with a page."""
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body


def record(block: bytes, url: str = "http://news.example/1", kind: str = "response") -> bytes:
    """A record of an archive."""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


REQUEST = record(b"GET / HTTP/1.1\r\n\r\n", kind="request")
POISON = b"<!-- poison -->"
BROKEN = b"<!-- broken -->"
CURED = "WIREBOOK_TEST_CURED"


def page(number: int, extra: bytes = b"") -> bytes:
    """A short page with its number in it."""
    day = f"2024-{1 + number % 5:02}-{1 + number % 28:02}"
    return (
        f'<html lang="en"><head><title>Relief flight {number}</title>'
        f'<meta property="article:published_time" content="{day}T08:00:00Z"></head><body><article>'
        f"<p>Chile sent {number + 3} tents to Peru on Monday, the foreign ministry said, as rivers rose again.</p>"
        f"</article></body></html>"
    ).encode() + extra


def response(number: int, extra: bytes = b"") -> bytes:
    """The record of a page."""
    return record(http(page(number, extra)), f"http://news.example/{number}")


def archive(path: Path, pages: int, first: int = 0, special: dict[int, bytes] | None = None) -> Path:
    """An archive of that many pages, each behind its request; `special` adds bytes to some."""
    special = special or {}
    with path.open("wb") as stream:
        stream.write(gzip.compress(record(b"software: test", kind="warcinfo"), mtime=0))
        for number in range(first, first + pages):
            stream.write(gzip.compress(REQUEST, mtime=0))
            stream.write(gzip.compress(response(number, special.get(number, b"")), mtime=0))
    return path


class Stub:
    """Codes a page without a language model: one claim, and an impact or an aid step now and then."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._seconds = seconds

    def __call__(self, chunk: Chunk, beat=no_beat):
        told = Told(Counter(chunk.passed_over), list(chunk.losses))
        pieces = [piece for piece in chunk.pieces if piece.position not in chunk.avoid]
        placed = []
        for at in pages_of(pieces, chunk, told):
            beat(at.position)
            time.sleep(self._seconds)
            if POISON in at.page.content and CURED not in os.environ:
                os.kill(os.getpid(), 9)
            if BROKEN in at.page.content:
                raise RuntimeError("broken")
            placed.append(coded(at))
        report = report_of(chunk, placed, told)
        aside = tuple(
            Aside(record=piece.position, url=None, reason=chunk.avoid[piece.position])
            for piece in chunk.pieces
            if piece.position in chunk.avoid
        )
        tally = report.tally.model_copy(update={"aside": len(aside)})
        return placed, report.model_copy(update={"aside": aside, "tally": tally})


def coded(at: At) -> Placed:
    """What the stub reads in a page."""
    text = at.page.content.decode()
    number = int(text.split("flight ")[1].split("<")[0])
    day = datetime.date.fromisoformat(text.split('content="')[1][:10]) if number % 7 else None
    blocks = (Block(kind="body", start=0, end=len(text)),)
    article = Article(id=text_hash(text), text=text, blocks=blocks, published=day, url=at.page.url, file=at.page.file)
    shared = {
        "article": article.id, "text": text[:20], "evidence": Evidence(block=0, start=0, end=20),
        "cite_info": CiteInfo(published=day), "confidence": 0.5, "coder": "test",
    }  # fmt: skip
    claims = (Claim(id=f"claim {number}", event="AID", quad_code=2, status="happened", **shared),)
    impacts = (Impact(id=f"impact {number}", exposure="people", kind="isolated", low=number, **shared),)
    aid = (AidStep(id=f"aid {number}", stage="delivered", **shared),)
    whole = CodedArticle(
        article=article, claims=claims, impacts=impacts if number % 3 == 0 else (), aid=aid if number % 4 == 0 else ()
    )
    return Placed(record=at.position, story=article.id, coded=whole)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a data set with its bytes, the ledger left out."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "_wirebook" not in path.parts
    }


def rows(folder: Path, kind: str) -> list[dict[str, object]]:
    """The rows of one kind, in the order of the files' names."""
    import pyarrow.parquet  # not for the processes that a test kills

    found = []
    for path in sorted((folder / kind).rglob("*.parquet")):
        found += pyarrow.parquet.ParquetFile(path).read().to_pylist()
    return found


def ids(folder: Path, kind: str = "claims") -> list[str]:
    """The ids of the rows of one kind, sorted."""
    return sorted(str(row["id"]) for row in rows(folder, kind))
