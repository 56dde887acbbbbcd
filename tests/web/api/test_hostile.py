"""A page whose title, text, names and addresses are scripts and markup stays text, whatever shows it."""

from __future__ import annotations

import json

from tests.book.factories import claim, coded
from tests.web.api.asking import HOSTILE, ask
from wirebook.book import Book
from wirebook.record import Entity, Location
from wirebook.web import Settings

LINES = "data: forged\n\nevent: news\r\n</script>"


def hostile_book(path):
    party = Entity(entity_text=HOSTILE, identifier_text=HOSTILE)
    place = Location(text=HOSTILE, name=HOSTILE)
    fields = {"actor": (party,), "event_loc": place, "text": HOSTILE + LINES, "coder": HOSTILE}
    made = coded(HOSTILE, claim().model_copy(update=fields), url="javascript:alert(3)")
    article = made.article.model_copy(update={"title": HOSTILE, "publisher": LINES, "byline": HOSTILE})
    with Book(path) as book:
        book.add(made.model_copy(update={"article": article}))
    return made


def test_the_api_sends_it_as_json_that_no_browser_takes_for_a_page(tmp_path):
    made = hostile_book(tmp_path / "b.db")

    async def asking(client):
        for path in ("claims", "events", "articles", f"articles/{made.article.id}", "actors", "search?q=alert"):
            answer = await client.get(f"/api/v1/{path}")
            assert answer.status_code == 200
            assert answer.headers["content-type"] == "application/json"
            assert answer.headers["x-content-type-options"] == "nosniff"
        as_csv = await client.get("/api/v1/claims?format=csv")
        assert as_csv.headers["content-disposition"].startswith("attachment")

    ask(Settings(book=tmp_path / "b.db"), asking)


def test_what_is_wrong_is_told_as_text(tmp_path):
    hostile_book(tmp_path / "b.db")

    async def asking(client):
        for path in (f"/{HOSTILE}", f"/api/v1/claims?event={HOSTILE}", f"/api/v1/claims?{HOSTILE}=1"):
            answer = await client.get(path)
            assert answer.status_code in {404, 422}
            assert answer.headers["content-type"] == "application/problem+json"
            assert "script-src 'self'" in answer.headers["content-security-policy"]

    ask(Settings(book=tmp_path / "b.db"), asking)


def test_no_text_of_a_page_ends_an_event_of_the_news(tmp_path):
    from wirebook.web.news import Told

    made = hostile_book(tmp_path / "b.db")
    told = Told(1, (made.claims[0].model_dump_json(),)).framed()
    lines = told.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["id", "event", "data", ""]
    assert json.loads(lines[2].removeprefix("data: "))["claims"][0]["text"] == HOSTILE + LINES


def test_a_forged_sign_in_is_shown_as_text(tmp_path):
    hostile_book(tmp_path / "b.db")
    users = tmp_path / "team.toml"
    users.write_text('[users.a]\nrole = "read"\n')

    async def asking(client):
        answer = await client.post("/sign-in", data={"token": HOSTILE})
        assert "<script>alert" not in answer.text

    ask(Settings(book=tmp_path / "b.db", users=users), asking)
