"""News: what another process writes is told to all who listen."""

from __future__ import annotations

import asyncio
import json

from tests.book.factories import claim, coded
from tests.web.api.asking import run_apart
from wirebook.book import Book
from wirebook.web.news import News
from wirebook.web.opened import RoomBook


async def next_news(heard):
    while True:
        part = (await asyncio.wait_for(anext(heard), 10)).decode()
        if "event: news" in part:
            return json.loads(part.split("data: ", 1)[1])


def test_new_claims_are_told_as_they_come_and_corrections_without_claims(own_book):
    async def listening():
        with RoomBook(own_book) as book, Book(own_book) as elsewhere:
            news = News(book, every=0.02)
            news.start()
            heard = news.listen(None)
            assert b"event: hello" in await anext(heard)
            await asyncio.sleep(0.2)
            elsewhere.add(coded("News.", claim(number=9), claim("ACCUSE", number=8)))
            told = await next_news(heard)
            assert [one["event"] for one in told["claims"]] == ["AID", "ACCUSE"]
            rejected = told["claims"][0]["id"]
            elsewhere.correct(rejected, "reject", by="ines")
            assert (await next_news(heard))["claims"] == []
            newest = book.newest_number()
            missed = news.listen(newest - 1)
            await anext(missed)
            assert len((await next_news(missed))["claims"]) == 1
            news.end()
            assert [part async for part in heard] == []
            await news.stop()

    run_apart(listening())


def test_all_listeners_go_when_the_server_stops(own_book):
    async def listening():
        with RoomBook(own_book) as book:
            news = News(book)
            news.start()
            some = [news.listen(None) for _ in range(3)]
            for one in some:
                await anext(one)
            news.end()
            for one in some:
                assert [part async for part in one] == []
            await news.stop()

    run_apart(listening())
