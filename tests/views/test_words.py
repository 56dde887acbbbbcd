from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.views.pages import FIJI, RED_CROSS, VBTC, cyclone
from wirebook.record import Amount, CiteInfo, Entity, Impact
from wirebook.views import words


@pytest.mark.parametrize(
    ("start", "end", "expected", "iso"),
    [
        (None, None, "", ""),
        (date(2024, 8, 4), date(2024, 8, 4), "4 Aug 2024", "2024-08-04"),
        (date(2024, 8, 4), None, "4 Aug 2024", "2024-08-04"),
        (date(2024, 6, 1), date(2024, 6, 30), "Jun 2024", "2024-06-01..30"),
        (date(2024, 5, 1), date(2024, 6, 30), "May–Jun 2024", "2024-05-01..2024-06-30"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024", "2024-01-01..2024-12-31"),
        (date(2022, 1, 1), date(2024, 12, 31), "2022–2024", "2022-01-01..2024-12-31"),
        (date(2024, 8, 2), date(2024, 8, 9), "2–9 Aug 2024", "2024-08-02..09"),
        (date(2024, 7, 30), date(2024, 8, 2), "30 Jul – 2 Aug 2024", "2024-07-30..2024-08-02"),
        (date(2023, 12, 30), date(2024, 1, 2), "30 Dec 2023 – 2 Jan 2024", "2023-12-30..2024-01-02"),
    ],
)
def test_intervals_read_short_and_exact(start, end, expected, iso):
    assert words.interval(start, end) == expected
    assert words.iso_interval(start, end) == iso


@pytest.mark.parametrize(
    ("low", "high", "approximate", "unit", "expected"),
    [
        (4000, None, False, None, "4,000+"),
        (None, 50, False, None, "up to 50"),
        (5000, 5000, True, None, "about 5,000"),
        (3, 5, False, None, "3–5"),
        (2.5, 2.5, False, "km", "2.5 km"),
        (0, 0, False, None, "0"),
        (None, None, False, "USD", ""),
    ],
)
def test_figures_keep_their_bounds(low, high, approximate, unit, expected):
    amount = Amount(text="", low=low, high=high, approximate=approximate, unit=unit)
    assert words.figure(amount) == expected


def test_page_words_cannot_drive_a_terminal_or_turn_the_line_round():
    assert words.plain("a\x1b[31mb\n\u202ec  d") == "a [31mb c d"


def test_nested_speakers_read_from_the_outside_in():
    assert words.says_who((VBTC, RED_CROSS)) == "VBTC, citing Vanuatu Red Cross"
    assert words.says_who(()) == ""


def test_the_file_stands_in_for_an_unnamed_publisher():
    assert words.printed_by(CiteInfo(agency="Reuters", publisher="The Harbour Times")) == "Reuters in The Harbour Times"
    assert words.printed_by(CiteInfo(file="a.txt")) == "a.txt"


def test_codes_have_names_and_unknown_codes_stand_for_themselves():
    assert words.code_name("VUT") == "Vanuatu"
    assert words.code_name("UNO") == "United Nations"
    assert words.code_name("the Syndicate") == "the Syndicate"


def test_parties_without_a_code_go_by_the_name_on_the_page():
    nameless = Entity(entity_text="the Northern Front", code=None)
    assert words.names(("FJI", "northern front"), (FIJI, nameless)) == "Fiji, the Northern Front"
    assert words.names(("northern front",), ()) == "northern front"


def test_impact_labels_name_what_was_harmed():
    assert [words.impact_label(impact) for impact in cyclone().impacts] == ["buildings destroyed", "deaths", "deaths"]


def test_evidence_is_trimmed_around_the_trigger():
    threat = cyclone().claims[7]
    trimmed = words.evidence_words(threat, 40)
    assert "threatened" in trimmed
    assert trimmed.startswith("…")
    assert trimmed.endswith("…")
    assert len(trimmed) <= 40
    assert words.evidence_words(threat, 500) == threat.text


@given(st.sampled_from([*cyclone().claims, *cyclone().impacts]), st.integers(8, 200))
def test_trimmed_evidence_never_exceeds_its_width(record, width):
    assert len(words.evidence_words(record, width)) <= max(width, 3)


def test_a_sentence_that_does_not_match_its_offsets_is_shown_from_its_start():
    impact: Impact = cyclone().impacts[0].model_copy(update={"text": "Short."})
    assert words.evidence_words(impact, 60) == "Short."
