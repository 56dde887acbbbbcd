"""Where the body of a dump begins and ends, and which line and day of the head are its own."""

from __future__ import annotations

import datetime

import pytest

from wirebook.pages import read_page
from wirebook.pages.days import day_in
from wirebook.pages.headline import without_byline, without_site
from wirebook.record import Article, Page

STORY = [
    "The governor of Orva said on Monday that the bridge over the Selm would stay closed until the water had fallen.",
    "Some 300 families were brought to schools in the upper town, where the army has set up kitchens and beds.",
    "Trucks with flour and blankets from the capital reached the valley by the old road in the afternoon.",
    "The river stood at seven metres in the evening, and engineers expect it to fall from Wednesday on.",
]
NOTICE = (
    "When you visit our website, we store cookies on your browser to collect information that helps you to use the site"
    " as you expect, and you can opt out of the sale of your personal information at any time by a switch on this page."
)
TEASER = "Critics of the plan say that the harbour of the city was never meant for ships of such a size."


def read(*lines: str) -> Article:
    return read_page(Page(content="\n\n".join(lines).encode(), media_type="text/plain", file="page.txt"))


def body(article: Article) -> list[str]:
    return [article.block_text(block) for block in article.blocks if block.kind == "body"]


def test_promotions_in_the_middle_do_not_cut_a_story():
    promotion = ["Most read", "Ten lakes to swim in", "A cat came home", "Who won the cup", "The best bread", "Ads"]
    story = [*STORY, *(line.replace("Orva", "Selm") for line in STORY)]
    assert body(read("The bridge of Orva stays closed", *story[:2], *promotion, *story[2:])) == story


def test_notices_of_the_site_are_no_story_however_long():
    article = read("The bridge of Orva stays closed", *STORY, "Site index", *["Home"] * 6, *[NOTICE] * 8)
    assert body(article) == STORY


def test_teasers_with_dates_below_a_story_are_not_its_body():
    teasers = [line for day in range(1, 8) for line in ("A new harbour", f"April {day}, 2031 -- Updated", TEASER)]
    assert body(read("The bridge of Orva stays closed", "May 6, 2031", *STORY, "Comments", *teasers)) == STORY


def test_long_teasers_about_the_same_matter_are_not_its_body():
    story = [*STORY, *(line.replace("Orva", "Selm") for line in STORY)] * 2
    teaser = "BRIDGES: " + " ".join(STORY)
    teasers = [line for day in range(1, 6) for line in ("• A new bridge", f"2031-04-{day:02}", teaser)]
    assert body(read("The bridge of Orva stays closed", *story, "• You might also like", *teasers)) == story


def test_a_headline_that_ends_with_a_quotation_is_no_body():
    article = read("Governor of Orva: the bridge “stays closed”", "By Ann Lee", "May 6, 2031", *STORY)
    assert article.title == "Governor of Orva: the bridge “stays closed”"
    assert (article.byline, article.published) == ("Ann Lee", datetime.date(2031, 5, 6))
    assert body(article) == STORY


def test_the_headline_is_the_line_that_the_story_takes_up():
    article = read(
        "Jump directly to the content",
        "Give a Gift of Reading",
        "#Orva #Selm #flood of the year",
        "Bridge of Orva stays closed until the water falls",
        "The governor of Orva has kept the bridge closed, and 300 families were brought to schools in the town.",
        "6 May 2031, 7:40am",
        *STORY,
    )
    assert article.title == "Bridge of Orva stays closed until the water falls"
    assert article.published == datetime.date(2031, 5, 6)


def test_a_headline_stands_without_its_bullet():
    article = read("• World", "• Bridge of Orva stays closed until the water falls", *STORY)
    assert article.title == "Bridge of Orva stays closed until the water falls"
    assert article.block_text(next(b for b in article.blocks if b.kind == "title")) == article.title


def test_the_date_at_the_headline_goes_before_that_of_the_site():
    head = ["Saturday 10 May 2031", "Home", "Bridge of Orva stays closed until the water falls"]
    article = read(*head, "PUBLISHED: 10:48, Tue, May 6, 2031 | UPDATED: 11:05, Wed, May 7, 2031", *STORY)
    assert article.published == datetime.date(2031, 5, 6)


@pytest.mark.parametrize(
    "line", ["April 25, 20232:26 PM GMT+2", "25 April 2023, 7:40am", "April 25 2023, 3:18 p.m.", "Tue, Apr 25, 2023"]
)
def test_days_with_their_time(line):
    assert day_in(line) == datetime.date(2023, 4, 25)


def test_the_author_in_a_headline_is_cut_and_a_person_of_the_story_is_not():
    article = read("Orva waits for the river to fall by Ann-Marie Lee", "ORVA, May 6 , 2031 (AFP)", *STORY)
    assert (article.title, article.byline) == ("Orva waits for the river to fall", "Ann-Marie Lee")
    assert [article.block_text(b) for b in article.blocks[:2]] == [article.title, "by Ann-Marie Lee"]
    assert without_byline("Aid offered by Ann Lee", "Lee spoke on Monday.") == ("Aid offered by Ann Lee", None)


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Bridge stays closed - Orva Times", "Bridge stays closed"),
        ("Bridge stays closed - National | Orvatimes.org", "Bridge stays closed"),
        ("Bridge stays closed - but not for long", "Bridge stays closed - but not for long"),
        ("Orva Times", "Orva Times"),
    ],
)
def test_a_title_is_cut_where_it_names_the_site(title, kept):
    assert without_site(title, ["The Orva Times", "www.orvatimes.org"], ["Bridge stays closed"][: "|" in title]) == kept
