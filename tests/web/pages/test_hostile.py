"""What a page says stays text, whatever it is; and no page can make the room run anything."""

from __future__ import annotations

import pytest

from tests.views.pages import HOSTILE, hostile

ARTICLE = hostile().article.id


@pytest.mark.service
def test_markup_stays_text_in_every_view(visit):
    page = visit()
    for view in (
        "/", "/articles", f"/articles/{ARTICLE}", f"/events/{hostile().claims[0].id}", "/events?actor=FJI",
        "/search?search=Suva", "/timeline", "/actors", "/actors/%3Cb%3Efiji%3C%2Fb%3E", "/actors/FJI",
        "/search?search=%3Cscript%3Ewindow.pwned%3D1%3C/script%3E", "/events?actor=%22%3E%3Cimg%20src%3Dx%3E",
    ):  # fmt: skip
        page.goto(view, wait_until="load")
        assert page.evaluate("window.pwned") is None, view
        assert page.locator("main img, main b:text-is('Fiji'), main script").count() == 0, view
    page.goto(f"/articles/{ARTICLE}")
    assert HOSTILE in page.locator(".story").inner_text().replace("CONSULT", "").replace("1 ", "", 0)
    assert page.locator("a[href^='javascript:']").count() == 0


@pytest.mark.service
def test_an_inline_script_would_not_run(visit, room, chromium):
    context = chromium.new_context(base_url=room)
    page = context.new_page()
    page.goto("/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.pwned = 1'}))"
    )
    assert page.evaluate("window.pwned") is None
    context.close()
