"""What lines of a dump are by those beside them: teasers, crossheads, lists, notices; and a headline by its summary."""

from __future__ import annotations

import pytest

from wirebook.pages import read_page
from wirebook.pages.lines import kind_of_line
from wirebook.record import Article, Page

TITLE = "Bridge of Orva stays closed until the water falls"
STORY = [
    "The governor of Orva said on Monday that the bridge over the Selm would stay closed until the water had fallen.",
    "Some 300 families were brought to schools in the upper town, where the army has set up kitchens and beds.",
    "Trucks with flour and blankets from the capital reached the valley by the old road in the afternoon.",
    "The river stood at seven metres in the evening, and engineers expect it to fall from Wednesday on.",
]
MORE = [line.replace("Orva", "Selm") for line in STORY]


def read(*paragraphs: str) -> Article:
    return read_page(Page(content="\n\n".join(paragraphs).encode(), media_type="text/plain", file="page.txt"))


def texts(article: Article, kind: str) -> list[str]:
    return [article.block_text(block) for block in article.blocks if block.kind == kind]


def test_a_sentence_that_sticks_to_a_label_or_time_is_a_teaser():
    card = (
        "WATCH | The harbour opens\n\nThe mayor of Arka is on Monday opening the new harbour.\nBusiness\n22 hours ago"
    )
    assert texts(read(TITLE, *STORY[:2], card, *STORY[2:]), "body") == STORY


def test_a_list_under_an_offer_is_no_story():
    offer = (
        "Subscribe now to read the latest news.\n\nDaily puzzles of the kind you like.\nA copy of the print edition."
    )
    assert texts(read(TITLE, *STORY[:2], offer, *STORY[2:]), "body") == STORY


def test_a_list_that_a_paragraph_announces_is_the_story_s():
    lead = "The governor named three roads that stay open:"
    items = ["The old road to Arka", "The road along the Selm", "The pass above the upper town"]
    article = read(TITLE, *STORY[:2], "\n".join([lead, *items]), *STORY[2:])
    assert texts(article, "body") == [*STORY[:2], lead, *items, *STORY[2:]]


def test_a_paragraph_broken_by_lines_stays_whole():
    article = read(TITLE, *STORY[:2], "\n".join(MORE[:2]), *STORY[2:])
    assert texts(article, "body") == [*STORY[:2], *MORE[:2], *STORY[2:]]


def test_a_summary_that_sticks_to_the_date_line_is_kept():
    summary = "The bridge of Orva was closed on Sunday after two pillars gave way."
    article = read(TITLE, f"{summary}\nGet more news on\nMay 6, 2031, 10:00 PM\nBy Ann Lee", *STORY)
    assert texts(article, "body") == [summary, *STORY]


def test_where_paragraphs_are_not_parted_lines_that_stick_tell_nothing():
    article = read("\n".join([TITLE, *STORY[:2], "Flour for the valley", *STORY[2:]]))
    assert texts(article, "body") == STORY


@pytest.mark.parametrize(
    "line",
    [
        "A gift to the valley",
        "WHAT'S NEXT",
        "2. Flour for the valley",
        "Engineers expect the river at Selm to stand at seven metres until Wednesday",
        "Flour: what reached the valley",
    ],
)
def test_a_short_line_between_paragraphs_is_a_crosshead(line):
    below = (
        "Engineers expect the river at Selm to stand at seven metres until Wednesday, when flour reached the valley."
    )
    assert line in texts(read(TITLE, *STORY, line, below, *MORE), "body")


@pytest.mark.parametrize(
    "line",
    [
        "Ina Roe",
        "I'm in",
        "• A gift to the valley",
        "Profile | The mayor of Arka",
        "Ann Lee: The harbour is becoming unliveable",
        "Farmers of the eastern plain wait for the rain that was promised to them",
    ],
)
def test_names_buttons_and_other_headlines_are_no_crossheads(line):
    assert line not in texts(read(TITLE, *STORY, line, *MORE), "body")


def test_marks_of_the_site_do_not_part_a_crosshead_from_its_paragraph():
    mark = "Article content"
    article = read(TITLE, STORY[0], mark, STORY[1], mark, "A gift to the valley", mark, *STORY[2:])
    assert texts(article, "body") == [*STORY[:2], "A gift to the valley", *STORY[2:]]


def test_items_that_a_semicolon_carries_on_are_the_story_s():
    items = ["An end to the removal of the traders; and", "A council in which the traders sit."]
    article = read(TITLE, *STORY, *items, *MORE)
    assert texts(article, "body") == [*STORY, *items, *MORE]


def test_numbered_sentences_are_prose_and_numbered_headlines_are_not():
    assert kind_of_line("3. Keep the road to the upper town free, for the trucks need it by night.")[0] == "prose"
    assert kind_of_line("3. Mayor of Orva: Who gains more from the new bridge, the town or the valley?")[0] == "short"


def test_rows_of_a_table_do_not_make_a_story_longer():
    rows = [
        f"visit{n}\t{n} months\tThe mark is set by the counter and is used to tell one reader" for n in range(2, 40)
    ]
    assert texts(read(TITLE, *STORY, *rows, "The counter is read once a month."), "body") == STORY


def test_a_first_paragraph_that_offers_part_from_the_story_is_of_it():
    lead = "The bridge over the Selm stays closed, the governor of Orva said on Monday, until the water had fallen."
    offers = [f"{line} {number}" for number in range(6) for line in ("Daily puzzles", "Print edition", "More letters")]
    article = read(TITLE, "By Ann Lee", "May 6, 2031", lead, *offers, *STORY, *MORE)
    assert texts(article, "body") == [lead, *STORY, *MORE]


def test_a_long_paragraph_that_ends_with_an_aside_is_no_caption():
    paragraph = f"{' '.join(STORY * 2)} (Boats were not to be had.)"
    signed = f"{STORY[1]} (Selm Wire)"
    article = read(TITLE, STORY[0], paragraph, signed, *MORE)
    assert texts(article, "body") == [STORY[0], paragraph, *MORE]
    assert texts(article, "caption") == [signed]


def test_what_an_author_is_is_told_below_the_story_in_a_list_too():
    about = "Ann Lee covers the valley. She came to the Selm Times from the harbour desk."
    article = read(TITLE, "By Ann Lee", "May 6, 2031", *STORY, f"{about}\nShare\nTweet")
    assert texts(article, "body") == STORY
    assert texts(article, "credit") == [about]


@pytest.mark.parametrize(
    "line",
    [
        "Get the latest on the valley and the towns along the Selm, its boats, its bread and its people, from those "
        "who know them best, delivered to your letterbox every week and more!",
        "Want more of the valley? Browse here.",
        "Interested in letters of the valley? Subscribe to them at the foot of this page.",
        "Unlimited online access to the Selm Times.",
        "Share your thoughts and speak with others below.",
        "Add Selm Times as a preferred source to see more of it.",
        "Have you been to Orva of late? Ann Lee may be reached at lee@selm.example.",
        "Subscribe to the letter of the valley, a round-up of all that the week has brought.",
        "I would like to receive letters about the valley.",
        "You can e-mail Ann Lee, and read more of what she wrote.",
        "Click here\u00a0to read what the court found.",
        "Please read our rules before you write.",
        "THIS CONTENT IS RESERVED FOR SUBSCRIBERS",
        "Share or comment on this article: The bridge of Orva stays closed",
    ],
)
def test_offers_in_whole_sentences_are_furniture(line):
    assert kind_of_line(line)[0] == "furniture"


@pytest.mark.parametrize(
    "line",
    [
        "Enjoyment of the harbour was spoilt by the wind, the mayor told the council on Monday.",
        "Receiving the envoy, the governor said that the bridge would stay closed.",
        "The mayor said that he could be reached by the old road alone until the river fell.",
        "Join the US-led talks on the river, the envoy of Arka told the council of Orva on Monday.",
        "The army of Arka ordered its men to follow them on Monday and to hold the bridge.",
        "Readers of the Selm Times found the bridge closed when they came to work on Monday.",
    ],
)
def test_sentences_of_a_story_are_no_offers(line):
    assert kind_of_line(line)[0] == "prose"


def test_a_headline_is_known_by_the_share_button_that_repeats_it():
    share = f"Share this Story : {TITLE}"
    article = read(f"{share}\nCopy Link", TITLE, "The governor has kept the bridge over the Selm closed", *STORY)
    assert article.title == TITLE


def test_a_long_line_under_a_headline_sums_it_up():
    head = "FLOOD | Governor of Orva keeps bridge closed"
    summary = (
        "Some 300 families brought to schools in upper town as army sets up kitchens and beds and trucks with flour"
    )
    assert read(head, f"{summary} reach valley", "By Ann Lee", "May 6, 2031", *STORY).title == head
