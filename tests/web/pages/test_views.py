"""The views asked without a browser: filters, empty states, files, what is not there."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

import httpx
import pytest

from tests.views.pages import cyclone
from tests.web.pages.conftest import serving
from wirebook.book import Book

ADDRESSES = {"src", "href", "action", "formaction", "srcset", "hx-get"}
OUTSIDE = "https://relief.example/pumps"
"""The address of an article, which its reader leads to."""
VIEWS = ("/", "/search", "/articles", "/events", "/aid", "/disasters", "/relations", "/map", "/timeline", "/actors")
ARTICLE, OFFER = cyclone().article.id, cyclone().claims[0].id


@pytest.fixture(scope="module")
def client(room):
    with httpx.Client(base_url=room, follow_redirects=True, trust_env=False) as opened:
        yield opened


def test_an_empty_book_says_kindly_what_to_do(tmp_path):
    Book(tmp_path / "empty.db").close()
    with serving(tmp_path / "empty.db") as address, httpx.Client(base_url=address, trust_env=False) as empty:
        for view in VIEWS:
            answer = empty.get(view)
            assert answer.status_code == 200
            assert view == "/search" or 'class="empty"' in answer.text, view
        assert "wirebook read" in empty.get("/").text


def tags(text):
    """The tags of a page, each with its attributes."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append((tag, dict(attributes)))
    parser.feed(text)
    return found


def test_no_page_has_inline_script_or_style_or_an_address_of_another_host(client):
    for view in (*VIEWS, f"/articles/{ARTICLE}", f"/events/{OFFER}", "/relations/FJI/VUT", "/actors/VUT"):
        text = client.get(view).text
        inline = [
            (tag, name)
            for tag, attributes in tags(text)
            for name in (*attributes, tag)
            if name in {"style"} or name.startswith("on") or (tag == "script" and "src" not in attributes)
        ]
        assert inline == [], view
        addresses = {value for _, found in tags(text) for name, value in found.items() if name in ADDRESSES}
        assert {address for address in addresses if not address.startswith(("/", "#"))} <= {OUTSIDE}, view


def test_every_link_of_data_answers(client):
    links: set[str] = set()
    for view in (*VIEWS, f"/articles/{ARTICLE}", f"/events/{OFFER}", "/relations/FJI/VUT", "/actors/VUT",
                 "/aid?recipient=VUT&on=2025-03-20", "/disasters?hazard=storm", "/map?event=AID",
                 "/search?search=France",
                 ):  # fmt: skip
        found = re.findall(r'href="([^"]*(?:api/v1|\.csv|\.svg|\.png)[^"]*)"', client.get(view).text)
        links |= {link.replace("&amp;", "&") for link in found if "icon.svg" not in link}
    assert len(links) > 25
    assert {link: answer for link in sorted(links) if (answer := client.get(link).status_code) != 200} == {}


def test_tables_as_csv(client):
    text = client.get("/relations/table.csv?actor=VUT").text
    pairs = {(row["a"], row["b"]) for row in csv.DictReader(io.StringIO(text))}
    assert ("FJI", "VUT") in pairs
    assert all("VUT" in pair for pair in pairs)
    titles = [row["title"] for row in csv.DictReader(io.StringIO(client.get("/articles/table.csv").text))]
    assert any(title.startswith("'=HYPERLINK") for title in titles)


def test_charts_as_part_of_a_page_and_as_files(client):
    part = client.get("/relations/FJI/VUT/chart?width=341")
    assert part.text.startswith("<figure")
    assert "<svg" in part.text
    assert client.get("/map/chart.png").content.startswith(b"\x89PNG")
    assert client.get("/timeline/chart.svg?theme=dark").headers["content-type"] == "image/svg+xml"
    assert client.get("/relations/XXX/YYY/chart").status_code == 404
    assert client.get("/disasters/none/chart.svg").status_code == 404
    assert client.get("/aid/none/chart.png").status_code == 404


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("/events?since=yesterday", "This is no day"),
        ("/events?event=WAR", "There is no type of this name"),
        ("/disasters?hazard=plague", "There is no hazard of this name"),
        ("/aid?on=2024-13-01", "This is no day"),
    ],
)
def test_a_filter_that_cannot_be_read_is_told_beside_its_field(client, view, said):
    answer = client.get(view)
    assert answer.status_code == 200
    assert said in answer.text
    assert 'aria-invalid="true"' in answer.text or "<select" in answer.text


def test_filters_have_the_names_of_the_command_line(client):
    text = client.get("/events?said-by=VBTC&status=offered").text
    assert "France → Vanuatu" in text
    assert "Fiji" not in re.sub(r"<form.*?</form>", "", text, flags=re.S)
    assert client.get("/aid?actor=FRA").text.count('class="thread"') == 1
    assert "No event meets these filters" in client.get("/events?actor=BRA").text


def test_what_is_not_there_is_said_in_a_page(client):
    for path in ("/articles/ffffffffffffffff", "/events/ffffffffffffffff", "/actors/nobody"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "<h1>Not here</h1>" in answer.text


def test_an_event_by_its_own_id_and_by_a_claim(client):
    (event,) = json.loads(client.get("/api/v1/events?event=COERCE").text)["items"]
    by_its_own = client.get(f"/events/{event['id']}")
    assert by_its_own.status_code == 200
    assert by_its_own.text == client.get(f"/events/{event['claims'][0]['id']}").text


def test_a_search_that_finds_nothing_as_it_stands_is_widened(client):
    assert "begin like them" in client.get("/search?search=accuse").text
    assert "begin like them" not in client.get("/search?search=accused").text
    assert "Fewer words find more" in client.get("/search?search=zebra").text


def test_correcting_needs_the_token_of_the_form(client):
    for deed in ("accept", "reject", "edit", "undo"):
        assert client.post(f"/claims/{OFFER}/{deed}").status_code == 403
        assert client.post(f"/claims/{OFFER}/{deed}", data={"csrf_token": "0"}).status_code == 403
    assert "standing-" not in client.get(f"/articles/{ARTICLE}").text


def test_correcting_leads_back_to_the_record(client):
    token = re.search(r'name="csrf_token" value="(\w+)"', client.get(f"/articles/{ARTICLE}").text)[1]
    answer = client.post(f"/claims/{OFFER}/accept", data={"csrf_token": token}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/articles/{ARTICLE}?note={OFFER}#n-{OFFER}")
    text = client.get("/").text
    assert "accepted" in text
    assert "Maria" in text
    client.post(f"/claims/{OFFER}/undo", data={"csrf_token": token})
    again = client.post(f"/claims/{OFFER}/undo", data={"csrf_token": token})
    assert again.status_code == 400
    assert "there is no correction of it to take back" in again.text
    assert client.post("/claims/ffffffffffffffff/accept", data={"csrf_token": token}).status_code == 404
    assert client.post(f"/claims/{OFFER}/burn", data={"csrf_token": token}).status_code == 422


def test_an_edit_changes_only_what_was_typed(client):
    text = client.get(f"/articles/{ARTICLE}").text
    token = re.search(r'name="csrf_token" value="(\w+)"', text)[1]
    form = re.search(rf'action="/claims/{OFFER}/edit".*?</form>', text, re.S)[0]
    shown = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    chosen = dict(re.findall(r'<select[^>]* name="(\w+)">.*?<option selected>([^<]*)<', form, re.S))
    sent = {**shown, **chosen, "status": "planned", "csrf_token": token}
    assert client.post(f"/claims/{OFFER}/edit", data=sent, follow_redirects=False).status_code == 303
    kept = json.loads(client.get(f"/api/v1/corrections?article={ARTICLE}&undone=false").text)["items"][0]
    assert kept["fields"] == {"status": "planned"}
    client.post(f"/claims/{OFFER}/undo", data={"csrf_token": token})
