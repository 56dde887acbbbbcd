"""Lists: pages, filters, formats, tags, and what is told of wrong questions."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.book.factories import claim, coded
from tests.web.api.asking import ask, every_page
from wirebook.book import Book
from wirebook.book.filters import ClaimFilters
from wirebook.web import Settings

LISTS = ("claims", "impacts", "events", "aid", "articles")
DERIVED = ("aid-threads", "impact-series", "relations", "actors")


@pytest.mark.parametrize("order", ["book", "newest"])
@pytest.mark.parametrize("what", LISTS)
def test_all_pages_together_are_the_list(room, what, order):
    async def asking(client):
        whole = await every_page(client, f"/api/v1/{what}", order=order, limit=500)
        for limit in (1, 2, 7):
            parts = await every_page(client, f"/api/v1/{what}", order=order, limit=limit)
            assert [one["id"] for one in parts] == [one["id"] for one in whole]
        assert len({one["id"] for one in whole}) == len(whole) > 2

    ask(room, asking)


@pytest.mark.parametrize("what", DERIVED)
def test_all_pages_of_what_is_worked_out_are_the_list(room, what):
    async def asking(client):
        whole = await every_page(client, f"/api/v1/{what}", limit=500)
        assert whole
        assert await every_page(client, f"/api/v1/{what}", limit=1) == whole

    ask(room, asking)


def test_the_newest_come_first_and_undated_ones_last(room):
    async def asking(client):
        days = [one["published"] for one in await every_page(client, "/api/v1/articles", order="newest")]
        dated = [day for day in days if day]
        assert days == [*sorted(dated, reverse=True), *[None] * (len(days) - len(dated))]
        assert days[-1] is None

    ask(room, asking)


def test_claims_are_filtered_as_the_book_filters_them(room, read_book):
    questions = (
        {"event": "ACCUSE"},
        {"actor": "fre", "recipient": "SYL"},
        {"said_by": "Radio Sylvania", "since": "2031-03-03", "until": "2031-03-05"},
        {"status": "denied", "search": "tents"},
    )

    async def asking(client):
        with Book(read_book) as book:
            for question in questions:
                found = await every_page(client, "/api/v1/claims", **question)
                wanted = [one.id for one in book.claims(**_days(question))]
                assert [one["id"] for one in found] == wanted != []

    ask(room, asking)


def test_events_of_pages_are_those_of_the_book(room, read_book):
    questions = ({}, {"event": "CONSULT", "status": "denied"}, {"since": "2031-03-04"}, {"said_by": "SYL"})

    async def asking(client):
        with Book(read_book) as book:
            for question in questions:
                wanted = {one.id: one for one in book.events(**_days(question))}
                for order in ("book", "newest"):
                    found = await every_page(client, "/api/v1/events", **question, order=order, limit=2)
                    assert len(found) == len(wanted)
                    for one in found:
                        assert one == json.loads(wanted[one["id"]].model_dump_json())

    ask(room, asking)


@settings(max_examples=15, deadline=None)
@given(
    days=st.lists(
        st.tuples(st.integers(1, 120), st.sampled_from(["FRE", "SYL"]), st.sampled_from(["AID", "ACCUSE"])), max_size=12
    ),
    limit=st.integers(1, 4),
    order=st.sampled_from(["book", "newest"]),
    event=st.sampled_from([None, "AID"]),
)
def test_pages_of_events_are_the_events_whatever_was_claimed(tmp_path_factory, days, limit, order, event):
    with Book(tmp_path_factory.mktemp("paged") / "b.db") as book:
        for number, (day, actor, kind) in enumerate(days):
            when = date(2031, 2, 1) + timedelta(days=day)
            some = (
                claim(kind, actor, "TOM", when if number % 2 else None, number=1),
                claim(kind, actor, "TOM", number=2),
            )
            book.add(coded(f"Text {number}.", *some, published=when))
        found, after = [], None
        while True:
            part = book.page_of_events(ClaimFilters(event=event), after=after, limit=limit, order=order)
            found += part.events
            after = part.after
            if after is None:
                break
        wanted = {one.id: one for one in book.events(event=event)}
        assert {one.id: one for one in found} == wanted
        assert len(found) == len(wanted)


def test_csv_and_json_lines_come_whole(room, read_book):
    async def asking(client):
        as_json = await every_page(client, "/api/v1/claims")
        as_lines = await client.get("/api/v1/claims", params={"format": "jsonl", "limit": 2})
        assert as_lines.headers["content-type"].startswith("application/jsonl")
        assert [json.loads(line) for line in as_lines.text.splitlines()] == as_json
        as_csv = await client.get("/api/v1/claims", headers={"accept": "text/csv"})
        rows = list(csv.DictReader(io.StringIO(as_csv.text)))
        assert [row["id"] for row in rows] == [one["id"] for one in as_json]
        assert "attachment" in as_csv.headers["content-disposition"]

    ask(room, asking)


def test_what_did_not_change_is_not_sent_again(own_book):
    async def asking(client):
        first = await client.get("/api/v1/claims")
        tag = first.headers["etag"]
        again = await client.get("/api/v1/claims", headers={"if-none-match": f'"x", W/{tag}'})
        assert (again.status_code, again.content) == (304, b"")
        other = await client.get("/api/v1/claims?limit=3", headers={"if-none-match": tag})
        assert other.status_code == 200
        with Book(own_book) as elsewhere:
            elsewhere.add(coded("News.", claim(number=9)))
        changed = await client.get("/api/v1/claims", headers={"if-none-match": tag})
        assert changed.status_code == 200
        assert len(changed.json()["items"]) == len(first.json()["items"]) + 1

    ask(Settings(book=own_book), asking)


@pytest.mark.parametrize(
    ("path", "status", "code", "word"),
    [
        ("/api/v1/claims?nonsense=1", 422, "WB805", "nonsense"),
        ("/api/v1/claims?since=yesterday", 422, "WB805", "since"),
        ("/api/v1/claims?event=HUG", 422, "WB805", "event"),
        ("/api/v1/claims?limit=501", 422, "WB805", "limit"),
        ("/api/v1/claims?cursor=zz", 422, "WB805", "cursor"),
        ("/api/v1/claims?format=jsonl&cursor=00", 422, "WB805", "cursor"),
        ("/api/v1/claims/0123456789abcdef", 404, "WB803", "0123456789abcdef"),
        ("/api/v1/events/0123456789abcdef", 404, "WB803", "0123456789abcdef"),
        ("/api/v1/articles/0123456789abcdef", 404, "WB803", "0123456789abcdef"),
        ("/api/v1/records/0123456789abcdef/history", 404, "WB306", "0123456789abcdef"),
        ("/api/v1/actors/XXX", 404, "WB803", "XXX"),
        ("/api/v1/relations/FRE/FRE", 404, "WB803", "FRE"),
        ("/api/v1/nothing", 404, "WB803", "nothing"),
    ],
)
def test_every_refusal_is_a_problem(room, path, status, code, word):
    async def asking(client):
        answer = await client.get(path)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        told = answer.json()
        assert (told["status"], told["code"]) == (status, code)
        assert word in told["detail"]

    ask(room, asking)


def test_a_method_that_is_not_taken_is_told_with_those_that_are(room):
    async def asking(client):
        answer = await client.delete("/api/v1/claims")
        assert (answer.status_code, answer.json()["code"], answer.headers["allow"]) == (405, "WB804", "GET")

    ask(room, asking)


def test_one_record_leads_to_the_others(room):
    async def asking(client):
        one = (await client.get("/api/v1/claims?limit=1&event=AID")).json()["items"][0]
        assert (await client.get(f"/api/v1/claims/{one['id']}")).json() == one
        event = (await client.get(f"/api/v1/claims/{one['id']}/event")).json()
        assert one["id"] in [claim["id"] for claim in event["claims"]]
        for name in (event["id"], one["id"]):
            assert (await client.get(f"/api/v1/events/{name}")).json() == event
        article = (await client.get(f"/api/v1/articles/{one['article']}")).json()
        assert one in article["claims"]
        assert article["article"]["text"].startswith(one["text"])
        assert (await client.get("/api/v1/relations/syl/fre")).json()["a"] == "FRE"
        actor = (await client.get("/api/v1/actors/FRE")).json()
        assert actor["acts"] > 0
        assert actor["names"][0]["name"] == "fre"
        found = (await client.get("/api/v1/search", params={"q": "sent tents", "limit": 1})).json()
        assert (len(found["claims"]), found["next"] is None) == (1, False)
        assert (await client.get("/api/v1/summary")).json()["claims"] == 36

    ask(room, asking)


def _days(question):
    return {
        name: date.fromisoformat(value) if name in {"since", "until"} else value for name, value in question.items()
    }
