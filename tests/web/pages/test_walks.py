"""The main ways through the reading room, in a real browser."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

pytestmark = pytest.mark.service

OFFERED = "France → Vanuatu"


def note(page, headline: str, label: str):
    return page.locator(".note", has=page.locator(".headline", has_text=headline)).filter(
        has=page.locator(".note-head .chip", has_text=label)
    )


def open_article(page):
    page.goto("/articles")
    page.get_by_role("link", name="Vanuatu says France offered relief after cyclone").click()
    page.locator(".reading").wait_for()


def test_what_was_answered_is_found_from_the_start_page(visit):
    page = visit()
    page.goto("/")
    page.get_by_label("Words to look for").fill("France offer")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search?search=*")
    assert "begin like" in page.locator("main").inner_text()
    matter = page.locator(".thread")
    assert matter.locator(".lifeline li a").all_inner_texts() == ["offered", "thanked", "deferred"]
    assert "thanked Paris for the offer but said her government would ask for help" in matter.inner_text()
    matter.get_by_role("link", name="thanked").click()
    page.locator(".note.on").wait_for()
    assert page.locator("details[open] .headline").inner_text() == "Anna Kalo → France"
    assert page.locator(".t.on").first.inner_text() == "thanked"
    chain = page.locator("details[open] .chain li").all_inner_texts()
    assert [line.split("\n")[0].strip() for line in chain][:2] == [
        "printed by The Harbour Times", "written by Reuters",
    ]  # fmt: skip
    assert "VBTC" in chain[2]


def test_a_rejected_claim_leaves_the_ledger_and_comes_back(visit):
    page = visit()
    page.goto("/aid")
    assert page.locator(".thread", has_text="emergency aid").count() == 1
    open_article(page)
    for headline, label in (("France → Vanuatu", "AGREE"), ("Anna Kalo → France", "SUPPORT"),
                            ("Anna Kalo → France", "REQUEST")):  # fmt: skip
        one = note(page, headline, label)
        one.locator("summary").first.click()
        one.get_by_role("button", name="Reject").click()
        one.locator(".standing-rejected").wait_for()
    page.goto("/aid")
    assert page.locator(".thread", has_text="emergency aid").count() == 0
    page.goto("/")
    assert "rejected offered" in page.locator("#changed ~ .changes").inner_text().replace("\n", " ")
    open_article(page)
    for headline, label in (("France → Vanuatu", "AGREE"), ("Anna Kalo → France", "SUPPORT"),
                            ("Anna Kalo → France", "REQUEST")):  # fmt: skip
        one = note(page, headline, label)
        one.locator("summary").first.click()
        one.get_by_role("button", name="Undo").click()
        one.locator(".standing-rejected").wait_for(state="detached")
    page.goto("/aid")
    assert page.locator(".thread", has_text="emergency aid").count() == 1


def test_the_reader_by_keyboard_alone(visit):
    page = visit()
    open_article(page)
    page.locator("html.js").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(".note.on .n").first.inner_text() == "2"
    page.keyboard.press("k")
    assert page.locator(".note.on .headline").inner_text() == OFFERED
    page.keyboard.press("a")
    page.locator(".note.on .standing-accepted").wait_for()
    assert page.evaluate("document.activeElement.closest('.note').dataset.n") == "1"
    page.keyboard.press("u")
    page.locator(".note.on .standing-accepted").wait_for(state="detached")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "event"
    page.locator(".note.on [name=status]").select_option("planned")
    page.locator(".note.on [name=why]").fill("it had not been said yet")
    page.keyboard.press("Enter")
    page.locator(".note.on .standing-edited").wait_for()
    assert page.locator(".note.on .s-planned").count() == 1
    page.keyboard.press("u")
    page.locator(".note.on .s-offered").wait_for()
    page.locator("#keys-switch").click()
    page.keyboard.press("j")
    assert page.locator(".note.on .n").first.inner_text() == "1"


def test_what_cannot_be_kept_is_said_at_the_form(visit):
    page = visit()
    open_article(page)
    one = note(page, OFFERED, "AGREE")
    one.locator("summary").first.click()
    one.locator(".edit > summary").click()
    one.locator("[name=recipient]").fill("the moon")
    one.get_by_role("button", name="Keep").click()
    page.locator(".note.on .problem").wait_for()
    assert "the words 'the moon' are not in the article" in page.locator(".note.on .problem").inner_text()


def test_without_scripts(visit):
    page = visit(java_script_enabled=False)
    open_article(page)
    one = note(page, OFFERED, "AGREE")
    one.locator("summary").first.click()
    one.get_by_role("button", name="Accept").click()
    assert one.locator(".standing-accepted").count() == 1
    assert one.locator("details[open]").count() == 1
    one.get_by_role("button", name="Undo").click()
    assert one.locator(".standing-accepted").count() == 0
    page.goto("/events")
    page.get_by_label("Type").select_option("COERCE")
    page.get_by_role("button", name="Show").click()
    assert page.locator(".row").count() == 1


def test_filters_and_the_data_behind_them(visit):
    page = visit()
    page.goto("/events")
    page.get_by_label("Type").select_option("COERCE")
    page.wait_for_url("**/events?event=COERCE")
    row = page.locator(".row")
    row.first.wait_for()
    assert row.count() == 1
    assert "disputed" in row.inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    with Path(download.value.path()).open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [one["event"] for one in rows] == ["COERCE"]
    row.get_by_role("link").first.click()
    assert page.locator(".report-card").first.inner_text().startswith("denied")
    assert page.locator(".differences dd").first.locator(".value").all_inner_texts() == ["stated", "denied"]


def test_the_map_by_its_filters(visit):
    page = visit()
    page.goto("/map")
    page.locator(".drawn svg").wait_for()
    assert page.locator("tbody tr").count() == 2
    page.get_by_label("Type").select_option("AID")
    page.wait_for_url("**/map?event=AID")
    page.locator("tbody tr", has_text="Port Vila").wait_for()
    assert page.locator("tbody tr").count() == 1


def test_aid_on_an_earlier_day(visit):
    page = visit()
    page.goto("/aid?on=2025-03-11&recipient=VUT")
    rows = page.locator("tbody tr").all_inner_texts()
    assert [row.split("\t")[0] for row in rows] == ["Australia"]
    page.goto("/aid?recipient=VUT")
    assert page.locator("tbody tr").count() == 3


def test_a_form_of_another_site_changes_nothing(room, visit):
    page = visit()
    open_article(page)
    action = page.locator("form.deeds").first.get_attribute("action")
    answer = page.request.post(action.replace("accept", "reject"), form={"csrf_token": "0" * 64}, max_redirects=0)
    assert answer.status == 403
    page.reload()
    assert page.locator(".standing-rejected").count() == 0
