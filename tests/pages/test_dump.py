"""Raw text dumps: title, date, dateline, body, credits and furniture, told apart."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirebook.errors import InputError, NoArticle
from wirebook.pages import read_page
from wirebook.record import Article, Page

DUMP = """Canada sends tents to flooded Nepal, agency says


  • World
  • Friday, 12 Jul 2024

Villagers wade through water near Janakpur, Nepal July 10, 2024. REUTERS/Asha Thapa/File Photo

KATHMANDU (Reuters) - Canada has sent 2,000 tents to Nepal, where floods have driven thousands from home, \
the state news agency said on Friday.

The tents were flown to the capital on Thursday, it added.

"They came in time."

(Reporting by Asha Thapa; Editing by John Roe)

Follow us on our official channel for breaking news alerts and key updates!

Next In World

Chile and Peru agree to reopen the northern border crossing next month
Kenyan teachers end strike after pay deal with the government
Storm cuts power to thousands along the coast of Portugal
"""


def page(text: str, **fields: object) -> Page:
    return Page(content=text.encode(), media_type="text/plain", file="page.txt", **fields)


def texts(article: Article, kind: str) -> list[str]:
    return [article.block_text(b) for b in article.blocks if b.kind == kind]


def test_a_dump_is_told_apart() -> None:
    article = read_page(page(DUMP))
    assert article.title == "Canada sends tents to flooded Nepal, agency says"
    assert (article.published, article.published_rule) == (datetime.date(2024, 7, 12), "meta line")
    assert (article.agency, article.dateline_place) == ("Reuters", "KATHMANDU")
    assert [t.split()[0] for t in texts(article, "body")] == ["Canada", "The", '"They']
    assert len(texts(article, "caption")) == 1
    assert len(texts(article, "credit")) == 1
    assert len(texts(article, "link")) == 3


def test_offsets_count_the_characters_of_the_file() -> None:
    article = read_page(page(DUMP))
    assert article.text == DUMP
    assert texts(article, "dateline") == ["KATHMANDU (Reuters) - "]


def test_other_headlines_change_nothing_in_the_body() -> None:
    more = DUMP + "Poland closes two border posts after balloons drift across\n"
    assert texts(read_page(page(more)), "body") == texts(read_page(page(DUMP)), "body")


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Ministers meet in Lima over the border\n\n"
        "LIMA, March 3, 2023 (Xinhua) -- The ministers of Chile and Peru met in\n"
        "the capital on Friday to speak about the border, which has been closed\n"
        "since January, and agreed to meet again next month.\n\n"
        "The talks were the first since the autumn of last year.\n"
    )
    article = read_page(page(text))
    assert len(texts(article, "body")) == 2
    assert (article.published, article.agency) == (datetime.date(2023, 3, 3), "Xinhua")


def test_a_dateline_on_a_line_of_its_own_is_read() -> None:
    text = (
        "Relief flights reach the islands\nSUVA, Fiji, Dec 5 , 2006\n\n"
        "The first relief flights reached the outer islands on Tuesday, officials said in the capital.\n"
    )
    article = read_page(page(text))
    assert (article.title, article.dateline_place) == ("Relief flights reach the islands", "SUVA, Fiji")
    assert (article.published, article.published_rule) == (datetime.date(2006, 12, 5), "dateline")


def test_the_option_dates_only_a_page_without_a_date() -> None:
    day = datetime.date(2020, 1, 1)
    undated = "The ministers of Chile and Peru met in the capital to speak about the border and the fish."
    assert read_page(page(undated), published=day).published_rule == "option"
    assert read_page(page(DUMP), published=day).published == datetime.date(2024, 7, 12)
    assert read_page(page(undated)).published is None


def test_a_page_without_prose_is_refused_by_name() -> None:
    with pytest.raises(NoArticle, match=r"page\.txt"):
        read_page(page("Home\nNews\nSport\n"))


def test_a_long_text_in_another_language_is_known_by_it_and_a_short_one_is_not() -> None:
    sentence = (
        "Die Regierung hat am Montag beschlossen, die Hilfe für die Opfer der Flut zu erhöhen und Zelte zu schicken. "
    )
    article = read_page(page(sentence * 4))
    assert (article.language, article.is_coded) == ("de", False)
    assert read_page(page(sentence)).language == "en"


def test_stray_bytes_of_windows_are_read() -> None:
    text = "The minister said “no” to the plan that was put before him on Monday in the capital."
    article = read_page(Page(content=text.encode("cp1252"), media_type="text/plain", file="old.txt"))
    assert article.text == text


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
@settings(max_examples=120, deadline=None)
def test_blocks_are_in_order_and_inside_the_text(text: str) -> None:
    try:
        article = read_page(page(text))
    except InputError:
        return
    end = 0
    for block in article.blocks:
        assert end <= block.start < block.end <= len(article.text)
        end = block.end
    assert read_page(page(text)) == article
