"""Every view for those who cannot see it, on a phone, in the dark, and in print."""

from __future__ import annotations

import pytest

from tests.views.pages import cyclone, hostile

pytestmark = pytest.mark.service

ARTICLE = cyclone().article.id
SEIZURE = cyclone().claims[6].id
VIEWS = (
    "/", "/search?search=France", "/articles", f"/articles/{ARTICLE}", "/events", f"/events/{SEIZURE}", "/aid",
    "/disasters", "/relations", "/relations/FJI/VUT", "/map", "/timeline", "/actors", "/actors/VUT",
    "/events?since=yesterday",
)  # fmt: skip
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def settle(page, view: str) -> None:
    answer = page.goto(view)
    assert answer.status == 200, view
    for slot in page.locator(".chart-slot:visible").all():
        slot.locator("svg").wait_for()


def problems(page, options=RULES) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def test_axe_finds_nothing(visit):
    page = visit()
    page_errors = {}
    for view in VIEWS:
        settle(page, view)
        if view.startswith("/articles/"):
            page.locator(".note summary").first.click()
            page.locator(".edit > summary").first.click()
        page_errors[view] = problems(page)
    assert {view: found for view, found in page_errors.items() if found} == {}


def test_every_word_can_be_read_in_the_dark(visit):
    page = visit(color_scheme="dark")
    found = {}
    for view in ("/", f"/articles/{ARTICLE}", "/aid", "/disasters", "/relations"):
        settle(page, view)
        found[view] = problems(page, {"runOnly": ["color-contrast"], "resultTypes": ["violations"]})
    assert {view: some for view, some in found.items() if some} == {}


def test_nothing_is_wider_than_a_phone(visit):
    page = visit(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    wide = {}
    for view in (*VIEWS, f"/articles/{hostile().article.id}"):
        settle(page, view)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        wide[view] = page.evaluate(OVERFLOW)
    assert {view: pixels for view, pixels in wide.items() if pixels > 0} == {}


def test_in_print_the_notes_stand_open_and_the_tools_are_gone(visit):
    page = visit()
    page.goto(f"/articles/{ARTICLE}")
    page.emulate_media(media="print")
    assert page.locator(".bar").is_hidden()
    assert page.locator(".deeds").first.is_hidden()
    bodies = page.locator(".note-body")
    assert all(body.locator(".chain").is_visible() for body in bodies.all())
