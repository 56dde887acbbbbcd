from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.pages.sameness import (
    SAMPLES,
    Signature,
    bands,
    is_version,
    moment,
    overlap,
    same_text,
    signature,
    story_hash,
    wording,
)
from wirebook.record import Article, Block, text_hash

SENTENCES = tuple(
    f"The {kind} council of {place} voted on {day} to give {count} crowns to the {what} after a long debate."
    for kind, place, day, count, what in zip(
        ("town", "county", "parish", "harbour", "forest", "market", "river", "hill", "island", "moor"),
        ("Orvelle", "Skarnes", "Halmouth", "Quillane", "Wexcombe", "Tarn", "Brassac", "Pell", "Hegg", "Thorne"),
        ("Monday", "Tuesday", "Friday", "Sunday", "Thursday", "Saturday", "Wednesday", "Easter", "Whitsun", "Epiphany"),
        (12, 340, 77, 5, 901, 46, 63, 218, 30, 8),
        ("ferry", "bakery", "seal", "tram", "pier", "bridge", "kiosk", "crane", "herring", "umbrella"),
        strict=True,
    )
)
MORNING, NOON = datetime(2031, 3, 9, 8, 0, tzinfo=UTC), datetime(2031, 3, 9, 12, 0, tzinfo=UTC)


def article(*parts, title="Councils vote", **fields):
    """An article of blocks: text, or (kind, text)."""
    blocks, text = [], ""
    for part in parts:
        kind, words = ("body", part) if isinstance(part, str) else part
        blocks.append(Block(kind=kind, start=len(text), end=len(text) + len(words)))
        text += words + "\n"
    return Article(id=text_hash(text), text=text, blocks=tuple(blocks), title=title, **fields)


def test_what_stands_around_the_body_makes_no_other_story():
    plain = article(*SENTENCES, url="https://example.org/a")
    advertised = article(
        ("title", "Councils vote"), "COUNCILS  VOTE", *(words.replace(" ", "  ") for words in SENTENCES[:4]),
        ("furniture", "Buy two umbrellas, get one"), *SENTENCES[4:], ("credit", "Reporting by A. Pell"),
        url="https://example.org/b?from=mail",
    )  # fmt: skip
    assert story_hash(plain) == story_hash(advertised)
    assert story_hash(plain) != story_hash(article(*SENTENCES[:-1]))


def test_articles_without_a_body_are_not_all_one_story():
    pictures = [article(("caption", words)) for words in SENTENCES[:2]]
    assert story_hash(pictures[0]) != story_hash(pictures[1])
    assert not same_text(*pictures)


def test_a_signature_has_one_size():
    assert {len(signature(article(*SENTENCES[:number])).minima) for number in range(4)} == {SAMPLES}
    assert signature(article("One word")).shingles == 1
    assert signature(article()).shingles == 0


@given(st.integers(0, 10))
def test_the_overlap_is_about_what_is_shared_of_the_shorter(shared):
    one, other = article(*SENTENCES), article(*SENTENCES[:shared], *(words.upper()[::-1] for words in SENTENCES))
    assert overlap(signature(one), signature(other)) == pytest.approx(shared / 10, abs=0.15)


def test_an_agency_story_cut_and_retouched_is_one_text():
    agency = article(*SENTENCES)
    cut = article("OWN REPORT", SENTENCES[0].replace("long", "brief"), *SENTENCES[1:6], title="How they voted")
    assert same_text(agency, cut)
    assert same_text(cut, agency)


def test_a_report_that_quotes_a_statement_is_another_text():
    statement = article(SENTENCES[0])
    assert not same_text(statement, article(*SENTENCES))
    assert not same_text(article(*SENTENCES[:5]), article(*SENTENCES[5:]))


def test_an_updated_story_is_a_new_version():
    first = article(*SENTENCES[:6], url="https://example.org/a", published_at=MORNING)
    updated = article(
        "Nine voters were hurt.", *SENTENCES[:5], url="http://www.example.org/a/#top", title="Hurt at the vote",
        published_at=MORNING, updated_at=NOON,
    )  # fmt: skip
    assert is_version(first, updated)
    assert not is_version(updated, first)


def test_a_title_and_a_publisher_do_for_an_address():
    first = article(*SENTENCES[:6], publisher="Pell Press", published=date(2031, 3, 9))
    later = {"published": date(2031, 3, 10)}
    assert is_version(first, article(*SENTENCES[:5], publisher="Pell Press", **later))
    assert not is_version(first, article(*SENTENCES[:5], publisher="Hegg Herald", **later))
    assert not is_version(first, article(*SENTENCES[:5], **later))
    assert not is_version(first, article(*SENTENCES[6:], publisher="Pell Press", **later))


@pytest.mark.parametrize("times", [({}, {}), ({"published_at": NOON}, {"published_at": MORNING})])
def test_what_is_not_later_is_no_version(times):
    first, other = (
        article(*words, url="https://example.org/a", **time)
        for words, time in zip((SENTENCES[:6], SENTENCES[:5]), times, strict=True)
    )
    assert not is_version(first, other)


def test_the_same_words_again_are_no_version():
    first = article(*SENTENCES, url="https://example.org/a", published_at=MORNING)
    assert not is_version(first, article(*SENTENCES, url="https://example.org/a", published_at=NOON))


def test_times_with_and_without_a_zone_are_compared_by_the_day():
    first = article(*SENTENCES[:6], url="https://example.org/a", published_at=datetime(2031, 3, 8, 23, 0))
    assert is_version(first, article(*SENTENCES[:5], url="https://example.org/a", published_at=MORNING))


def test_a_signature_is_packed_without_loss():
    kept = signature(article(*SENTENCES))
    assert len(kept.packed()) == 2 * SAMPLES
    assert Signature.unpacked(kept.packed(), kept.shingles) == kept


def test_texts_that_are_alike_share_a_band_and_others_none():
    whole, half, other = (
        set(bands(signature(article(*words))))
        for words in (SENTENCES, SENTENCES[:5], [words.upper()[::-1] for words in SENTENCES])
    )
    assert len(whole) == SAMPLES // 3
    assert max(whole) < 2**55
    assert whole & half
    assert not whole & other
    assert bands(signature(article(SENTENCES[0]))) == []


def test_short_notices_of_one_form_are_two_texts():
    form = "Flights from Orvelle resume on {} after the storm, the airport said in a notice to all its passengers."
    assert not same_text(article(form.format("Monday")), article(form.format("Friday")))
    assert same_text(article(form.format("Monday")), article(form.format("monday")))


def test_of_a_line_that_asks_to_subscribe_the_title_tells():
    line = "Subscribe to read on."
    assert not same_text(article(line, title="Boats"), article(line, title="Tents"))
    assert same_text(article(line, title="Boats"), article(("furniture", "Umbrellas"), line, title="Boats"))


def test_a_title_that_comes_back_every_month_is_another_story():
    first = article(*SENTENCES[:6], publisher="Pell Press", published=date(2031, 3, 9))
    assert not is_version(first, article(*SENTENCES[:5], publisher="Pell Press", published=date(2031, 4, 9)))


def test_moments_sort_by_the_time_of_day_then_the_day():
    east = datetime(2031, 3, 9, 9, 0, tzinfo=timezone(timedelta(hours=5)))
    day = date(2031, 3, 9)
    ordered = [moment(east, day), moment(MORNING, day), moment(NOON, None), moment(None, day), moment(None, None)]
    assert ordered == sorted(ordered)
    assert moment(datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5))), None) < ordered[0]


def test_the_wording_of_a_sentence_is_its_words():
    assert wording("The ferry,  he said.") == wording("the ferry he said")
    assert wording("The ferry.") != wording("The pier.")
