"""A reading room asked without a server, as a browser or a program would ask it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import httpx

from tests.book.factories import claim, coded, impact, speaker, step
from wirebook.book import Book
from wirebook.web import Settings, create_application

LOCAL = "http://localhost:8080"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"

Asking = Callable[[httpx.AsyncClient], Awaitable[None]]


def run_apart(task: Coroutine[None, None, None]) -> None:
    """Run a task in a thread of its own: a browser that another test has open has an event loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, task).result()


def ask(settings: Settings, asking: Asking, *, peer: str = "127.0.0.1", base: str = LOCAL, **more) -> None:
    """Open the room, and let `asking` ask it."""

    async def run() -> None:
        application = create_application(settings)
        async with application.router.lifespan_context(application):
            transport = httpx.ASGITransport(app=application, client=(peer, 50000))
            async with httpx.AsyncClient(transport=transport, base_url=base, **more) as client:
                await asking(client)

    run_apart(run())


def book_of(path: Path, articles: int = 12) -> Path:
    """A small book with every kind of record."""
    with Book(path) as book:
        for number in range(articles):
            day = date(2031, 3, 1) + timedelta(days=number % 7)
            book.add(
                coded(
                    f"Report {number}.",
                    claim(day=day, number=1, attribution=(speaker("Radio Sylvania", "SYL", "JRN"),)),
                    claim("ACCUSE", "SYL", "FRE", number=2, status="ongoing"),
                    claim("CONSULT", "FRE SYL", "", day=day, number=3, status="planned" if number % 3 else "denied"),
                    impact(as_of=day, low=float(number + 1), number=4),
                    step(day=day, number=5),
                    published=day if number % 5 else None,
                )
            )
    return path


async def every_page(client: httpx.AsyncClient, path: str, **asked: object) -> list[dict[str, object]]:
    """All items of a list, by the links from one page to the next."""
    found: list[dict[str, object]] = []
    answer = await client.get(path, params={name: str(value) for name, value in asked.items()})
    while True:
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found += page["items"]
        assert ("next" in answer.links) == (page["next"] is not None)
        if page["next"] is None:
            return found
        answer = await client.get(answer.links["next"]["url"])
