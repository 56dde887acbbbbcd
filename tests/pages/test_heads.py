"""Datelines, bylines, agencies and dates around a headline."""

from __future__ import annotations

import datetime

import pytest

from wirebook.pages import read_page
from wirebook.pages.dateline import Dateline, dateline_alone, dateline_at, opening_dateline
from wirebook.pages.days import day_in, day_of_file
from wirebook.pages.head import author_in
from wirebook.record import Article, Page

DAY = datetime.date(2031, 5, 6)
TITLE = "Bridge of Orva stays closed until the water falls"
SUMMARY = "The bridge of Orva will stay closed, and 300 families were brought to schools in the town."
STORY = [
    "The governor of Orva said on Monday that the bridge over the Selm would stay closed until the water had fallen.",
    "Some 300 families were brought to schools in the upper town, where the army has set up kitchens and beds.",
    "Trucks with flour and blankets from the capital reached the valley by the old road in the afternoon.",
    "The river stood at seven metres in the evening, and engineers expect it to fall from Wednesday on.",
]


def read(*lines: str) -> Article:
    return read_page(Page(content="\n\n".join(lines).encode(), media_type="text/plain", file="page.txt"))


def texts(article: Article, kind: str) -> list[str]:
    return [article.block_text(block) for block in article.blocks if block.kind == kind]


@pytest.mark.parametrize(
    ("text", "place", "agency", "day"),
    [
        ("SELMA (Harbour News) - The", "SELMA", "Harbour News", None),
        ("SELMA, Orva (Harbour News) — The", "SELMA, Orva", "Harbour News", None),
        ("SELMA/ARKA (Reuters) - The", "SELMA/ARKA", "Reuters", None),
        ("Selma, 6 May 2031 (Valley Office) – The", "Selma", "Valley Office", DAY),
        ("SELMA (Valley Office), 6 May 2031 — The", "SELMA", "Valley Office", DAY),
        ("Selma, 6 May 2031 – The", "Selma", None, DAY),
        ("Selma, Orva – 6 May 2031 – The", "Selma, Orva", None, DAY),
        ("SELMA, Orva — The", "SELMA, Orva", None, None),
        ("SELMA - The", "SELMA", None, None),
        ("SELMA (dpa) - The", "SELMA", "dpa", None),
        ("Selma (CNN)The", "Selma", "CNN", None),
        ("(CNN) -- The", None, "CNN", None),
        ("May 6 (Reuters) - The", None, "Reuters", None),
        ("SELMA (May 6) - The", "SELMA", None, None),
    ],
)
def test_datelines_before_a_story(text, place, agency, day):
    assert dateline_at(text) == Dateline(len(text) - len("The"), place, agency, day)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee (Labour) - a critic of the bridge - said",
        "The Associated Press (AP) reported",
        "SELMA (Labour) voted for the bridge",
        "Ann Lee, May 6 (her birthday) said",
        "ATTENTION - ADDS words of the mayor",
        "FILE - The mayor",
        "On Tuesday, 6 May 2031 - the day",
    ],
)
def test_what_is_no_dateline(text):
    assert dateline_at(text) is None


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("SELMA, Orva (AP) _", "SELMA, Orva", "AP"),
        ("SELMA, Orva —", "SELMA, Orva", None),
        ("AFP, SELMA", "SELMA", "AFP"),
        ("SELMA, May 6 , 2031 (Harbour News)", "SELMA", "Harbour News"),
    ],
)
def test_datelines_on_a_line_of_their_own(line, place, agency):
    found = dateline_alone(line)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)


@pytest.mark.parametrize("line", ["WATCH —", "UK (EN)", "Sport, NEWS", "The mayor (AP)"])
def test_labels_of_a_menu_are_no_datelines(line):
    assert dateline_alone(line) is None


def test_far_below_its_head_a_story_is_opened_by_an_agency_only():
    assert opening_dateline("DOUBTS — For years, the bridge has stood", 9) is None
    assert opening_dateline("SELMA (AP) — For years, the bridge has stood", 9) is not None
    assert opening_dateline("SELMA (AP) — For years, the bridge has stood", 99) is None


def test_the_agency_of_a_dateline_is_read_whether_it_is_known_or_not():
    article = read(TITLE, "• World\n• Tuesday, 06 May 2031", "SELMA (Meridian Wire) - " + STORY[0], *STORY[1:])
    assert (article.agency, article.dateline_place, article.published) == ("Meridian Wire", "SELMA", DAY)
    assert texts(article, "body") == STORY


def test_a_summary_may_stand_between_the_headline_and_the_byline():
    buttons = ["Share", "Listen", "Print", "Save", "Send", "Comments", "Text size", "Dark mode"]
    article = read(TITLE, SUMMARY, *buttons, "By Ann Lee", "May 6, 2031", "SELMA, Orva — " + STORY[0], *STORY[1:])
    assert (article.byline, article.published, article.dateline_place) == ("Ann Lee", DAY, "SELMA, Orva")
    assert texts(article, "body") == [SUMMARY, *STORY]


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("By Associated Press", "AP"),
        ("By Ann Lee, CNN", "CNN"),
        ("Associated Press in Selma", "AP"),
        ("Ann Lee and AFP", "AFP"),
        ("• AFP, SELMA", "AFP"),
        ("By Ann Lee", None),
        ("In Selma and Orva", None),
    ],
)
def test_an_agency_may_sign_where_an_author_would(line, agency):
    assert read(TITLE, line, "May 6, 2031", *STORY).agency == agency


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ann Lee Follow", "Ann Lee"),
        ("By Ann Lee@annlee May 6, 2031", "Ann Lee"),
        ("By Ann Lee May 6 at 12:22 PM", "Ann Lee"),
        ("By Sean Martin Sean Martin", "Sean Martin"),
        ("By Ann Lee and Bo Ek", "Ann Lee and Bo Ek"),
        ("Ann Lee", None),
    ],
)
def test_an_author_is_read_without_what_sites_put_behind_the_name(line, author):
    assert author_in(line) == author


def test_what_is_said_of_the_author_is_no_story():
    about = "Ann Lee is a reporter in Selma. She has covered the valley since 2019."
    article = read(TITLE, "By Ann Lee and Bo Ek", "May 6, 2031", *STORY, about, "Bo Ek covers rivers and dams.")
    assert texts(article, "body") == STORY
    assert texts(article, "credit")[0] == about


def test_days_are_read_where_words_stick_to_them():
    assert day_in("2 minute readMay 6, 20312:26 PM GMT+2") == DAY
    assert day_in("Dismay 6, 2031") is None


def test_the_day_of_a_quoted_message_is_not_that_of_the_page():
    quoted = ["The bridge is closed.", "— Town of Orva (@orva) May 4, 2031"]
    assert read(TITLE, STORY[0], *quoted, *STORY[1:]).published is None


@pytest.mark.parametrize(
    ("file", "dateline", "day"),
    [
        ("kcna_2024-07-29_inspects.txt", "Pyongyang, July 29 (KCNA) -- ", "2024-07-29"),
        ("AFP_ENG_19970404.0264.txt", "ROME, April 3 (AFP) - ", "1997-04-03"),
        ("saved/20240731/page.txt", "Pyongyang, July 29 (KCNA) -- ", None),
        ("page_2024-09-01.txt", "Pyongyang, July 29 (KCNA) -- ", None),
        ("page_2024-13-41.txt", "Pyongyang, July 29 (KCNA) -- ", None),
        ("page_2024-07-29.txt", "SEOUL (Reuters) - ", None),
        (None, "Pyongyang, July 29 (KCNA) -- ", None),
    ],
)
def test_the_name_of_a_file_tells_the_year_of_a_dateline(file: str | None, dateline: str, day: str | None) -> None:
    found = day_of_file(file, dateline)
    assert (str(found) if found else None) == day
