"""Ten thousand damaged pages: whatever a page holds, an article comes out of it or an error of ours."""

from __future__ import annotations

import contextlib
import random

import pytest

from tests.pages.test_items_and_html import HTML
from tests.pages.test_metadata import PERSON, STORY, with_data
from wirebook.errors import InputError, NoArticle
from wirebook.pages import read_page
from wirebook.record import Article, Page

PAGES = 2_500
"""For each of the four parts, which run side by side where there are workers."""
SEEDS = [page.encode() for page in (HTML, with_data(STORY, PERSON))]
TAGS = [
    "<div>",
    "</div>",
    "<p>",
    "<table><tr><td>",
    "<a href='",
    "<!--",
    "-->",
    "<script>",
    "</html>",
    "<![CDATA[",
    "<svg>",
]
BYTES = [
    b"\x00",
    b"\xff\xfe",
    b"\xc3",
    b"\xe2\x82",
    b"\r",
    b"\x1a",
    "é".encode("latin-1"),
    "字".encode("gb2312"),
    b"&#0;",
]


def _cut(page: bytes, rng: random.Random) -> bytes:
    return page[: rng.randrange(len(page) + 1)]


def _flipped(page: bytes, rng: random.Random) -> bytes:
    damaged = bytearray(page)
    for _ in range(rng.randrange(1, 60)):
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def _mixed(page: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.randrange(1, 20)):
        place = rng.randrange(len(page) + 1)
        page = page[:place] + rng.choice(BYTES) + page[place:]
    return page


def _nested(page: bytes, rng: random.Random) -> bytes:
    tags = b"".join(rng.choice(TAGS).encode() * rng.randrange(1, 400) for _ in range(rng.randrange(1, 6)))
    place = rng.randrange(len(page) + 1)
    return page[:place] + tags + page[place:]


def _shuffled(page: bytes, rng: random.Random) -> bytes:
    parts = page.split(b"<")
    rng.shuffle(parts)
    return b"<".join(parts)


DAMAGES = (_cut, _flipped, _mixed, _nested, _shuffled)


def damaged(rng: random.Random) -> bytes:
    """A page with one to three kinds of damage."""
    page = rng.choice(SEEDS)
    for damage in rng.sample(DAMAGES, rng.randrange(1, 4)):
        page = damage(page, rng) or b"<"
    return page


@pytest.mark.parametrize("part", range(4))
def test_no_damage_gets_through(part):
    rng = random.Random(part)
    for number in range(PAGES):
        position = rng.choice([None, None, 3])
        page = Page(content=damaged(rng), media_type="text/html", file="page.html", position=position)
        try:
            article = read_page(page)
        except InputError:
            continue
        except Exception as error:
            raise AssertionError(f"page {number} of part {part}: {error!r}") from error
        assert isinstance(article, Article)
        assert all(0 <= block.start < block.end <= len(article.text) for block in article.blocks)


@pytest.mark.parametrize("tag", ["<div>", "<p>", "<ul><li>", "<blockquote>", "<a href=x>", "<table><tr><td>", "<b>"])
@pytest.mark.parametrize("position", [None, 1])
def test_nesting_without_end_is_borne(tag, position):
    markup = (
        HTML.replace("<p>SANTIAGO", tag * 20_000 + "<p>SANTIAGO") if position is None else tag * 20_000 + "A story."
    )
    page = Page(content=markup.encode(), media_type="text/html", file="deep.html", position=position)
    with contextlib.suppress(NoArticle):
        assert isinstance(read_page(page), Article)


@pytest.mark.parametrize("markup", [
    "<p>" + "a " * 500_000 + "</p>",
    "<p>" + "by " * 100_000 + "</p>",
    "<title>" + " - a" * 50_000 + "</title>",
    "<div class='byline'>" + "By Ann and " * 20_000 + "</div>",
    "<p>" + "SANTIAGO, " * 60_000 + "(Reuters) - </p>",
    "<script type='application/ld+json'>" + '[{"@type":"NewsArticle","author":' * 20_000 + "</script>",
    "<meta name=author content='" + "A, " * 100_000 + "'>",
    "<meta name=date content='" + "2023-05-16 " * 50_000 + "'>",
])  # fmt: skip
def test_a_hostile_page_ends(markup):
    page = Page(content=HTML.replace("<p>SANTIAGO", markup + "<p>SANTIAGO").encode(), media_type="text/html", file="h")
    assert isinstance(read_page(page), Article)
