"""Whatever the text: blocks are slices of it, in order, none over another, and only input errors are raised."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wirebook.errors import InputError
from wirebook.pages import read_page
from wirebook.record import Page, text_hash

PARTS = st.sampled_from(
    [
        "SELMA (Reuters) - ",
        "ORVA, May 6 , 2031 (AFP)",
        "Trucks with flour came to the valley on Monday, officials said.",
        "Follow us on our channel",
        "By Ann Lee",
        "May 6, 2031",
        "• World",
        "(Reporting by Ann Lee; Editing by Bo Ek)",
        "A man walks through Selma. REUTERS/Bo Ek",
        "Next In World",
        "“Yes,”",
        "<p>Flour & rice.</p>",
        "\r",
        "\t",
        "\u2028",
        "\x85",
        "\x1c",
    ]
)
TEXTS = st.lists(PARTS | st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=25).map("\n".join)


@pytest.mark.parametrize("media_type", ["text/plain", "application/json", "text/html"])
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_blocks_of_any_text(media_type, text):
    page = Page(content=text.encode(), media_type=media_type, file="any.txt")
    try:
        article = read_page(page)
    except InputError:
        return
    end = 0
    for block in article.blocks:
        assert end <= block.start < block.end <= len(article.text)
        end = block.end
    assert article.id == text_hash(article.text)
    assert read_page(page) == article
    if media_type == "application/json":
        assert article.text == text
    if media_type == "text/plain":
        assert article.text == text.removeprefix("\ufeff")
