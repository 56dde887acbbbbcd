"""Captions of a dump: which lines are, and which pictures belong to the story."""

from __future__ import annotations

from tests.pages.test_heads import STORY, TITLE, read, texts

VIEW = "The bridge over the Selm in the evening"


def test_a_line_above_a_lone_signature_is_its_caption():
    article = read(TITLE, "May 6, 2031", STORY[0], VIEW, "Photo: Bo Ek", *STORY[1:])
    assert texts(article, "caption") == [VIEW, "Photo: Bo Ek"]
    assert texts(article, "body") == STORY


def test_a_headline_above_a_lone_signature_stays_the_headline():
    article = read("News", TITLE, "Photo: Bo Ek", "May 6, 2031", *STORY)
    assert article.title == TITLE
    assert texts(article, "body") == STORY


def test_a_caption_under_the_headline_is_not_the_title():
    caption = "Governor Bo Ek meets Mayor Ann Lee at the bridge in Orva, May 5, 2031. Selm Wire/Ina Roe"
    article = read("Bo Ek keeps bridge closed", "May 6, 2031", caption, "SELMA (Selm Wire) - " + STORY[0], *STORY[1:])
    assert article.title == "Bo Ek keeps bridge closed"
    assert texts(article, "caption") == [caption]


def test_pictures_of_other_stories_are_furniture():
    others = [
        "Most read",
        *["Ten lakes to swim in"] * 8,
        "Villagers swim in the lake of Arka, May 1, 2031. Selm Wire/Bo Ek",
    ]
    article = read(TITLE, "May 6, 2031", *STORY, *others)
    assert not texts(article, "caption")
    assert texts(article, "body") == STORY


def test_a_long_notice_in_the_middle_does_not_cut_a_story():
    notice = "Privacy notice: our newsletters may hold advertisements of our partners, and you can opt out of them " * 4
    promotion = [
        "Sign up to the valley letter",
        "Free weekly newsletter",
        notice.strip() + ".",
        "after newsletter promotion",
    ]
    story = [*STORY, *(line.replace("Orva", "Selm") for line in STORY)]
    assert texts(read(TITLE, "May 6, 2031", *story[:4], *promotion, *story[4:]), "body")[-4:] == story[4:]


def test_a_name_in_brackets_signs_a_picture_within_a_story_and_the_story_at_its_end():
    caption = "The bridge had been closed for a day. (AP)"
    ending = "The mayor will speak on Tuesday. (Selm Wire)"
    article = read(TITLE, "May 6, 2031", *STORY[:2], caption, *STORY[2:], ending)
    assert texts(article, "caption") == [caption]
    assert texts(article, "body") == [*STORY, ending]
