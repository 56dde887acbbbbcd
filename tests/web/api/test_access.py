"""Who may come in, and what he may do."""

from __future__ import annotations

import asyncio
import json
import stat

import pytest

from tests.web.api.asking import HOSTILE, LOCAL, ask
from wirebook.errors import UsageError
from wirebook.web import Settings
from wirebook.web.guard import HEADERS
from wirebook.web.limits import Limiter
from wirebook.web.settings import is_loopback
from wirebook.web.users import new_user, read_users

PUBLIC = "http://room.example"


@pytest.fixture
def team(tmp_path, own_book):
    """The settings of a team's room, and the token of each user by role."""
    users = tmp_path / "team.toml"
    tokens = {role: new_user(users, f"one-{role}", role) for role in ("read", "correct", "administer")}
    settings = Settings(book=own_book, host="0.0.0.0", users=users, audit=tmp_path / "audit.jsonl")
    return settings, tokens


def bearer(token):
    return {"authorization": f"Bearer {token}"}


async def first_claim(client, **more):
    return (await client.get("/api/v1/claims?limit=1", **more)).json()["items"][0]["id"]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "room.example"])
def test_listening_wider_without_users_is_refused(host):
    with pytest.raises(UsageError, match="--users"):
        Settings(host=host)


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("localhost", True), ("[::1]", True), ("127.1.2.3", True), ("10.0.0.1", False), ("x", False)],
)
def test_what_is_loopback(host, expected):
    assert is_loopback(host) is expected


def test_a_header_of_a_proxy_needs_roles(tmp_path):
    with pytest.raises(UsageError, match="--users"):
        Settings(proxy_header="X-Remote-User")


def test_on_loopback_whoever_is_logged_in_may_do_everything(own_book):
    async def asking(client):
        me = (await client.get("/api/v1/visitor")).json()
        assert (me["name"], me["may_correct"], me["may_administer"]) == ("ines", True, True)
        said = {"action": "reject", "record": await first_claim(client), "why": "no"}
        made = await client.post("/api/v1/corrections", json=said)
        assert (made.status_code, made.json()["by"]) == (201, "ines")
        assert await first_claim(client) != said["record"]
        taken_back = await client.post(f"/api/v1/corrections/{made.json()['id']}/undo", json={"why": "yes"})
        assert taken_back.json()["undone_by"] == "ines"
        assert await first_claim(client) == said["record"]
        assert (await client.post(f"/api/v1/corrections/{made.json()['id']}/undo")).status_code == 409
        listed = (await client.get("/api/v1/corrections")).json()["items"]
        assert [one["id"] for one in listed] == [made.json()["id"]]

    ask(Settings(book=own_book, login="ines"), asking)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", ""])
def test_a_name_that_was_made_to_point_here_is_refused(own_book, host):
    async def asking(client):
        for path in ("/", "/api/v1/claims", "/static/room.css"):
            answer = await client.get(path, headers={"host": host})
            assert (answer.status_code, answer.json()["code"]) == (403, "WB802")

    ask(Settings(book=own_book), asking)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:9000", "[::1]:8080", "LOCALHOST:1"])
def test_names_of_this_machine_are_not(own_book, host):
    async def asking(client):
        assert (await client.get("/api/v1/health", headers={"host": host})).status_code == 200

    ask(Settings(book=own_book), asking)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"sec-fetch-site": "cross-site", "origin": LOCAL},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_what_a_page_of_another_site_sends_is_refused(own_book, headers):
    async def asking(client):
        said = {"action": "reject", "record": await first_claim(client)}
        answer = await client.post("/api/v1/corrections", json=said, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "WB802")
        own = {"origin": LOCAL, "sec-fetch-site": "same-origin"}
        assert (await client.post("/api/v1/corrections", json=said, headers=own)).status_code == 201

    ask(Settings(book=own_book), asking)


def test_nobody_gets_only_the_sign_in_and_the_health(team):
    settings, _ = team

    async def asking(client):
        for path in ("/", "/api/v1/claims", "/api/v1/openapi.json", "/api/v1/news", "/articles"):
            answer = await client.get(path)
            assert (answer.status_code, answer.json()["code"]) == (401, "WB801")
            assert answer.headers["www-authenticate"].startswith("Bearer")
        assert (await client.get("/", headers={"accept": "text/html"})).headers["location"] == "/sign-in"
        assert (await client.get("/sign-in")).status_code == 200
        assert (await client.get("/api/v1/health")).status_code == 200
        assert (await client.get("/api/v1/claims", headers=bearer("wirebook_guess"))).status_code == 401

    ask(settings, asking, base=PUBLIC, peer="192.0.2.9")


def test_roles(team):
    settings, tokens = team

    async def asking(client):
        said = {"action": "accept", "record": await first_claim(client, headers=bearer(tokens["read"]))}
        expected = {"read": (403, 403), "correct": (201, 403), "administer": (201, 200)}
        for role, (correct, audit) in expected.items():
            made = await client.post("/api/v1/corrections", json=said, headers=bearer(tokens[role]))
            assert made.status_code == correct, role
            assert (await client.get("/api/v1/audit", headers=bearer(tokens[role]))).status_code == audit
        assert (await client.post("/api/v1/corrections", json=said)).status_code == 401

    ask(settings, asking, base=PUBLIC)
    lines = [json.loads(line) for line in settings.audit.read_text().splitlines()]
    assert [(one["who"], one["status"]) for one in lines if one["path"] == "/api/v1/corrections"] == [
        ("one-read", 403), ("one-correct", 201), ("one-administer", 201), (None, 401),
    ]  # fmt: skip
    assert lines[2]["what"].startswith("accept ")
    assert not any(token in settings.audit.read_text() for token in tokens.values())


def test_a_session_of_a_browser(team):
    settings, tokens = team

    async def asking(client):
        assert (await client.post("/sign-in", data={"token": "wirebook_guess"})).status_code == 403
        signed_in = await client.post("/sign-in", data={"token": tokens["correct"]})
        cookie = signed_in.headers["set-cookie"].lower()
        assert all(word in cookie for word in ("httponly", "samesite=lax", "path=/"))
        me = (await client.get("/api/v1/visitor")).json()
        assert me["name"] == "one-correct"
        said = {"action": "accept", "record": await first_claim(client)}
        forged = await client.post("/api/v1/corrections", json=said)
        assert (forged.status_code, forged.json()["code"]) == (403, "WB802")
        wrong = await client.post("/api/v1/corrections", json=said, headers={"x-csrf-token": "a" * 64})
        assert wrong.status_code == 403
        right = {"x-csrf-token": me["csrf_token"]}
        assert (await client.post("/api/v1/corrections", json=said, headers=right)).status_code == 201
        assert (await client.post("/sign-out", data={"csrf_token": "no"})).status_code == 403
        assert (await client.post("/sign-out", data={"csrf_token": me["csrf_token"]})).status_code == 303
        assert (await client.get("/api/v1/visitor")).status_code == 401

    ask(settings, asking, base=PUBLIC)


def test_who_is_taken_out_of_the_file_is_out_at_once(team):
    settings, tokens = team

    async def asking(client):
        await client.post("/sign-in", data={"token": tokens["read"]})
        assert (await client.get("/api/v1/visitor")).status_code == 200
        kept = settings.users.read_text().replace("one-read", "another-name")
        settings.users.write_text(kept + "\n")
        assert (await client.get("/api/v1/visitor")).status_code == 401
        settings.users.write_text("no TOML [")
        assert (await client.get("/api/v1/visitor", headers=bearer(tokens["administer"]))).status_code == 401

    ask(settings, asking, base=PUBLIC)


@pytest.mark.parametrize(("peer", "status"), [("127.0.0.1", 200), ("192.0.2.66", 401)])
def test_a_proxys_header_is_believed_from_the_proxy_alone(team, peer, status):
    settings, _ = team
    behind = Settings(book=settings.book, users=settings.users, proxy_header="X-Remote-User")

    async def asking(client):
        answer = await client.get("/api/v1/visitor", headers={"x-remote-user": "one-correct"})
        assert answer.status_code == status
        unknown = await client.get("/api/v1/visitor", headers={"x-remote-user": "nobody"})
        assert unknown.status_code == 401

    ask(behind, asking, base=PUBLIC, peer=peer)


def test_who_asks_too_often_waits(own_book):
    async def asking(client):
        answers = [await client.get("/api/v1/health") for _ in range(12)]
        assert answers[0].status_code == 200
        assert (answers[-1].status_code, answers[-1].json()["code"]) == (429, "WB807")
        assert int(answers[-1].headers["retry-after"]) >= 1

    ask(Settings(book=own_book, requests_per_second=0.5), asking)


def test_tokens_cannot_be_tried_out(team):
    settings, tokens = team

    async def asking(client):
        tried = [await client.post("/sign-in", data={"token": f"wirebook_{number}"}) for number in range(12)]
        assert tried[-1].status_code == 429
        assert (await client.get("/api/v1/health", headers=bearer(tokens["read"]))).status_code == 200

    ask(settings, asking, base=PUBLIC)


def test_a_bucket_fills_again():
    now = [0.0]
    limiter = Limiter(2.0, 3.0, lambda: now[0])
    assert [limiter.take("a") == 0 for _ in range(4)] == [True, True, True, False]
    assert limiter.take("b") == 0
    assert limiter.take("a") == pytest.approx(0.5)
    now[0] = 0.5
    assert limiter.take("a") == 0
    assert limiter.take("a") > 0


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_that_is_too_large_is_refused(own_book, declared):
    async def chunks():
        for _ in range(20):
            yield b" " * 1000

    async def asking(client):
        body = b" " * 20_000 if declared else chunks()
        answer = await client.post("/api/v1/corrections", content=body, headers={"content-type": "application/json"})
        assert (answer.status_code, answer.json()["code"]) == (413, "WB806")

    ask(Settings(book=own_book, largest_body=10_000), asking)


def test_every_answer_has_the_security_headers(own_book):
    async def asking(client):
        for path in ("/", "/api/v1/claims", "/static/room.css", "/nothing"):
            answer = await client.get(path)
            assert all(answer.headers[name] == value for name, value in HEADERS.items()), path
        assert "unsafe" not in HEADERS["Content-Security-Policy"]

    ask(Settings(book=own_book), asking)


def test_a_users_file_keeps_no_token_and_is_its_owners_alone(tmp_path):
    path = tmp_path / "team.toml"
    token = new_user(path, "maria", "correct")
    assert token not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_users(path)["maria"].role == "correct"
    with pytest.raises(UsageError, match="maria"):
        new_user(path, "maria", "read")
    with pytest.raises(UsageError, match="name"):
        new_user(path, HOSTILE, "read")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[users", "TOML"),
        ('[users.a]\nrole = "king"', "role"),
        ('[users.a]\nrole = "read"\ntoken = "secret"', "token"),
        ('[users."a b"]\nrole = "read"', "name"),
        ("[people]\n", "people"),
    ],
)
def test_what_is_wrong_with_a_users_file_is_told(tmp_path, text, word):
    path = tmp_path / "team.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=word):
        read_users(path)


def test_corrections_of_many_at_once_are_all_kept(own_book):
    async def asking(client):
        ids = [one["id"] for one in (await client.get("/api/v1/claims?limit=9")).json()["items"]]
        answers = await asyncio.gather(
            *(client.post("/api/v1/corrections", json={"action": "reject", "record": one}) for one in ids),
            *(client.get("/api/v1/claims") for _ in range(9)),
        )
        assert {answer.status_code for answer in answers} == {200, 201}
        assert (await client.get("/api/v1/claims")).json()["items"] == []
        assert len((await client.get("/api/v1/claims?rejected=true")).json()["items"]) == 9

    ask(Settings(book=own_book), asking)
