"""How fast the reading room answers on a large book: first views, and requests a second.

    python benchmarks/room_speed.py --claims 1000000 --book /tmp/large.db --seconds 60

The book is made if it is not there, of made-up words. Parties are drawn as news draws them, a few of them in most of
the claims. The server runs as a process of its own, as `wirebook serve` starts it; the figures are those of the client.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import random
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import httpx

from wirebook.book import Book
from wirebook.book.party import hash_of, to_column

_CODES = """
USA RUS CHN UKR PRK KOR ISR PSE IRN GBR FRA DEU JPN IND PAK SYR TUR SAU YEM AFG UNO NGO IGO EUR MMR PHL VNM
THA BGD NPL LKA IDN MYS AUS NZL TON FJI EGY LBY SDN ETH SOM KEN NGA MLI ZAF BRA ARG VEN COL MEX CUB CAN ITA
ESP GRC POL HUN ROU SRB BLR GEO ARM AZE KAZ UZB IRQ JOR LBN QAT ARE
"""
CODES = _CODES.split()
WEIGHTS = [1 / (rank + 1) for rank in range(len(CODES))]
EVENTS = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION COERCE ASSAULT"
_STATUSES = """
happened happened happened happened ongoing planned offered conditional requested denied
"""
STATUSES = _STATUSES.split()
_WORDS = """
said sent tents flood relief talks minister border army village river port ship grain medicine school court
election summit treaty missile drill market bridge road water food winter storm quake rescue police
"""
WORDS = _WORDS.split()
FIRST, DAYS = date(2010, 1, 1), 5500
PER_ARTICLE = 8
VIEWS = (
    "/api/v1/summary",
    "/api/v1/claims?order=newest",
    "/api/v1/events?order=newest&limit=20",
    "/api/v1/events?order=newest&limit=20&event=AID",
    "/api/v1/claims?actor=RUS&order=newest",
    "/api/v1/claims?country=TON&order=newest",
    "/api/v1/claims?actor=FJI&recipient=TON",
    "/api/v1/claims?status=denied&since=2020-01-01&until=2020-02-01",
    "/api/v1/search?q=quake+rescue&limit=20",
    "/api/v1/search?q=said&limit=20",
    "/api/v1/articles?order=newest",
    "/api/v1/actors",
    "/api/v1/relations/FJI/TON",
    "/api/v1/aid-threads?recipient=TON",
    "/",
)


def main() -> None:
    """Make the book, start the server, ask."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=1_000_000)
    options.add_argument("--book", type=Path, required=True)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--rate", type=float, default=200)
    given = options.parse_args()
    if not given.book.exists():
        begun = time.perf_counter()
        make(given.book, given.claims)
        print(f"made {given.book} ({given.book.stat().st_size / 1e9:.1f} GB) in {time.perf_counter() - begun:.0f} s")
    port = free_port()
    command = [sys.executable, "-c", "from wirebook.cli import main; main()", "serve"]
    server = subprocess.Popen([*command, "--book", str(given.book), "--port", str(port)])
    try:
        asyncio.run(measure(f"http://127.0.0.1:{port}", given.seconds, given.rate))
    finally:
        server.terminate()
        print(f"the server ended with {server.wait(30)}")


def make(path: Path, wanted: int) -> None:
    """A book of `wanted` claims, its rows written as they are, faster than coding and adding could."""
    Book(path).close()
    draw = random.Random(7)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA cache_size = -400000")
    tables = ("articles", "texts", "claims", "aid_steps", "parties", "claim_words")
    inserts = {}
    numbers = {"parties": 0, "claim_words": 0}
    waiting: dict[str, list[tuple[object, ...]]] = {name: [] for name in tables}
    # In the order of the book, as an archive is read: one day after the other.
    for number in range(wanted // PER_ARTICLE):
        day = FIRST + timedelta(days=number * PER_ARTICLE * DAYS // wanted)
        for table, row in article(number, day, draw):
            if table in numbers:
                numbers[table] += 1
                row = {"number": numbers[table], **row}
            if table not in inserts:
                marks = ", ".join("?" * len(row))
                inserts[table] = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"
            waiting[table].append(tuple(row.values()))
        if number % 2000 == 0:
            flush(connection, inserts, waiting)
    flush(connection, inserts, waiting)
    connection.commit()
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


def flush(
    connection: sqlite3.Connection, inserts: dict[str, str], waiting: dict[str, list[tuple[object, ...]]]
) -> None:
    """Write what waits."""
    for table, rows in waiting.items():
        if rows:
            connection.executemany(inserts[table], rows)
            rows.clear()


def article(number: int, day: date, draw: random.Random) -> Iterator[tuple[str, dict[str, object]]]:
    """The rows of one article with its records."""
    name = hashlib.sha256(str(number).encode()).hexdigest()[:16]
    sentences = [" ".join(draw.choices(WORDS, k=22)) + "." for _ in range(PER_ARTICLE)]
    text = "\n".join(sentences)
    key = f"{day.isoformat()} {name}"
    cite = {"file": f"{name}.txt", "title": sentences[0][:60], "agency": "Wire", "published": day.isoformat()}
    record = {
        "id": name, "text": text, "blocks": [{"kind": "body", "start": 0, "end": len(text)}], "title": cite["title"],
        "published": day.isoformat(), "published_rule": "item", "agency": "Wire", "file": cite["file"],
    }  # fmt: skip
    yield "articles", {
        "key": key, "id": name, "published": day.isoformat(), "published_rule": "item", "title": cite["title"],
        "publisher": None, "agency": "Wire", "language": "en", "url": None, "file": cite["file"], "coder": "fabricated",
        "fingerprint": name * 4, "record": json.dumps(record), "text": name,
    }  # fmt: skip
    yield "texts", {"id": name, "shingles": 0, "signature": b""}
    start = 0
    for position, sentence in enumerate(sentences):
        a, b = draw.choices(CODES, WEIGHTS, k=2)
        kind, status = draw.choice(EVENTS.split()), draw.choice(STATUSES)
        place = draw.choices(CODES, WEIGHTS)[0]
        own = f"{key} {position:06d}"
        act = (day - timedelta(days=draw.randrange(3))).isoformat() if draw.random() < 0.6 else None
        parties = {
            "actor": {"entity_text": a.title(), "identifier_text": a.title(), "code": a, "sector": ["GOV"]},
            "recipient": {"entity_text": b.title(), "identifier_text": b.title(), "code": b, "sector": []},
        }
        claim = {
            "record": "claim", "id": hashlib.sha256(own.encode()).hexdigest()[:16], "article": name, "event": kind,
            "context": ["diplomatic"], "quad_code": 1, "event_scale": 1.0, "status": status, "date": act,
            "enddate": act, "actor": [parties["actor"]], "recipient": [parties["recipient"]],
            "event_loc": {"text": place, "name": place, "country": place, "precision": "country"},
            "attribution": [], "text": sentence,
            "evidence": {"block": 0, "start": start, "end": start + len(sentence), "trigger": [[start, start + 4]]},
            "cite_info": cite, "confidence": 0.9, "coder": "fabricated",
        }  # fmt: skip
        start += len(sentence) + 1
        sides = to_column([a]), to_column([b])
        common = {"key": own, "id": claim["id"], "article": name, "published": day.isoformat()}
        yield "claims", {
            **common, "record": json.dumps(claim), "standing": "coded", "event": kind, "status": status,
            "negated": 0, "date": act, "enddate": act, "actors": sides[0], "recipients": sides[1],
            "sides": hash_of(kind, *sides), "place": place, "country": place, "confidence": 0.9,
            "wording": hashlib.sha256(sentence.encode()).hexdigest()[:16], "context": " diplomatic ",
        }  # fmt: skip
        for role, entity in parties.items():
            yield "parties", {
                "article": name, "record": "claim", "key": own, "role": role, "position": 0, "code": entity["code"],
                "name": entity["entity_text"].casefold(), "identifier_id": None, "sector": " ".join(entity["sector"]),
            }  # fmt: skip
        yield "claim_words", {"article": name, "key": own, "words": sentence.rstrip(".")}
        if kind == "AID" and position == 0:
            step = {
                "record": "aid", "id": claim["id"][::-1], "article": name, "stage": "offered",
                "donor": [parties["actor"]], "recipient": [parties["recipient"]], "what": "tents", "date": act,
                "enddate": act, "claims": [claim["id"]], "text": sentence, "evidence": claim["evidence"],
                "cite_info": cite, "confidence": 0.9, "coder": "fabricated",
            }  # fmt: skip
            yield "aid_steps", {
                **common, "id": step["id"], "record": json.dumps(step), "standing": "coded", "stage": "offered",
                "donors": sides[0], "recipients": sides[1], "sides": hash_of(*sides), "what": "tents", "date": act,
                "enddate": act, "confidence": 0.9,
            }  # fmt: skip
            for role, entity in zip(("donor", "recipient"), parties.values(), strict=True):
                yield "parties", {
                    "article": name, "record": "aid", "key": own, "role": role, "position": 0, "code": entity["code"],
                    "name": entity["entity_text"].casefold(), "identifier_id": None, "sector": "",
                }  # fmt: skip


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


async def measure(base: str, seconds: float, rate: float) -> None:
    """First and second views of each page; then many requests at a steady rate."""
    limits = httpx.Limits(max_connections=64)
    async with httpx.AsyncClient(base_url=base, limits=limits, timeout=120) as client:
        for _ in range(600):
            try:
                await client.get("/api/v1/health")
                break
            except httpx.ConnectError:
                await asyncio.sleep(0.1)
        for path in VIEWS:
            times = []
            for _ in range(3):
                begun = time.perf_counter()
                answer = await client.get(path)
                times.append((time.perf_counter() - begun) * 1000)
            print(f"{times[0]:8.0f} ms first, {min(times[1:]):6.0f} ms again  {answer.status_code}  {path}", flush=True)
        await steadily(client, seconds, rate)


async def steadily(client: httpx.AsyncClient, seconds: float, rate: float) -> None:
    """Ask at a rate for some time, whatever the answers take, and say how many were lost and how long they took."""
    paths = [
        "/api/v1/claims?limit=20&order=newest", "/api/v1/claims?limit=20&actor=FJI", "/api/v1/summary",
        "/api/v1/events?order=newest&limit=10", "/api/v1/articles?limit=20", "/static/room.css",
    ]  # fmt: skip
    times: list[float] = []
    lost = 0

    async def one(path: str) -> None:
        nonlocal lost
        begun = time.perf_counter()
        try:
            answer = await client.get(path)
            if answer.status_code != 200:
                lost += 1
                print(f"lost: {answer.status_code} {answer.text[:200]}")
        except httpx.HTTPError as error:
            lost += 1
            print(f"lost: {type(error).__name__}")
        times.append((time.perf_counter() - begun) * 1000)

    begun = time.perf_counter()
    tasks = []
    for number in range(int(seconds * rate)):
        wait = begun + number / rate - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        tasks.append(asyncio.create_task(one(paths[number % len(paths)])))
    await asyncio.gather(*tasks)
    took = time.perf_counter() - begun
    times.sort()
    print(
        f"{len(times):,} requests in {took:.1f} s: {len(times) / took:.0f} a second, {lost} lost; "
        f"median {statistics.median(times):.0f} ms, 99 of 100 in {times[int(len(times) * 0.99)]:.0f} ms"
    )


if __name__ == "__main__":
    main()
