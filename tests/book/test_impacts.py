from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.book.factories import coded, impact, impacts, speaker
from wirebook.book.impacts import RULE, Standing, series_of, standing_of
from wirebook.record import Evidence, Impact

DAY = date(2031, 3, 1)


def displayed(*figures: Impact) -> float | None:
    (series,) = series_of(figures)
    assert len(series.figures) == len(figures)
    assert series.rule == RULE
    return series.displayed.low


def said(low: float, *speakers, article="", **more) -> Impact:
    """A figure; `article` is one of its own for each speaker, unless it is named."""
    where = article or " ".join(one.entity_text for one in speakers)
    return impact("death", low, attribution=speakers, **more).model_copy(update={"article": where})


def test_figures_stand_side_by_side_and_are_never_added(book):
    for number, low in enumerate([3.0, 5.0]):
        book.add(coded(f"Text {number}.", impact("death", low)))
    (series,) = book.impact_series("flood", "SYL")
    assert sorted(figure.low for figure in series.figures) == [3, 5]
    assert series.displayed.low == 5


def test_the_latest_figure_is_displayed():
    assert displayed(said(90, as_of=DAY), said(70, as_of=DAY + timedelta(1))) == 70


def test_of_one_day_the_official_figure_is_displayed():
    paper, ministry = speaker("the Sylvanian Post", "SYL", "JRN"), speaker("the ministry", "SYL", "GOV")
    assert displayed(said(9), said(8, paper), said(7, speaker("a survivor")), said(2, ministry)) == 2
    assert displayed(said(9), said(8, paper), said(7, speaker("a survivor"))) == 7
    assert displayed(said(9), said(8, paper)) == 8
    assert displayed(said(9), said(11)) == 11


def test_a_part_does_not_stand_for_the_total_of_its_article():
    county, ministry = speaker("the county", "SYL", "GOV"), speaker("the ministry", "SYL", "GOV")
    part, total = said(7, county, article="one"), said(43, article="one")
    assert displayed(part, total) == 43
    assert displayed(part, total, said(40, ministry, article="two")) == 40
    assert displayed(said(43, article="one"), said(50, county, article="one")) == 50


def test_the_original_speaker_counts():
    chain = (speaker("the ministry", "SYL", "GOV"), speaker("the Sylvanian Post", "SYL", "JRN"))
    assert displayed(said(2, *chain), said(1, *reversed(chain))) == 1


@pytest.mark.parametrize(
    ("who", "standing"),
    [
        (speaker("the Sylvanian Red Crescent", "SYL"), Standing.OFFICIAL),
        (speaker("OCHA", "UNO"), Standing.OFFICIAL),
        (speaker("police", "SYL", "COP"), Standing.OFFICIAL),
        (speaker("KLM Radio", "SYL", "JRN"), Standing.MEDIUM),
        (speaker("a relief group", "NGO"), Standing.NAMED),
    ],
)
def test_speakers_rank(who, standing):
    assert standing_of([who]) is standing
    assert standing > standing_of([])


def test_a_denied_figure_is_displayed_only_alone():
    assert displayed(said(0, negated=True, as_of=DAY + timedelta(1)), said(4, as_of=DAY)) == 4
    assert displayed(said(0, negated=True)) == 0


def test_a_bound_is_a_figure():
    assert displayed(impact("death", None, high=3), impact("death", None, high=None)) is None
    (series,) = series_of([impact("death", None, high=3), impact("death", None, high=None)])
    assert series.displayed.high == 3


def test_other_hazards_kinds_units_and_months_are_apart():
    figures = [
        said(1, as_of=DAY),
        said(1, as_of=DAY + timedelta(30)),
        said(1, as_of=DAY + timedelta(61)),
        said(1, as_of=DAY, hazard="storm"),
        said(1, as_of=DAY, country=None),
        impact("flooded", 4000.0, exposure="buildings", as_of=DAY),
        impact("cost", 5.0, exposure="economy", unit="USD", as_of=DAY),
        impact("cost", 9.0, exposure="economy", unit="EUR", as_of=DAY),
    ]
    assert sorted(len(series.figures) for series in series_of(figures)) == [1, 1, 1, 1, 1, 1, 2]


def test_a_series_has_the_place_that_all_its_figures_have():
    assert series_of([said(1, place="Upper Sylvania"), said(2, place="Upper Sylvania")])[0].place == "Upper Sylvania"
    assert series_of([said(1, place="Upper Sylvania"), said(2, place=None)])[0].place is None


@given(st.lists(impacts(), max_size=10), st.data())
def test_the_order_of_figures_makes_no_difference(figures, data):
    figures = [one.model_copy(update={"article": str(index)}) for index, one in enumerate(figures)]
    series = series_of(figures)
    assert series == series_of(data.draw(st.permutations(figures)))
    assert sorted(one.article for each in series for one in each.figures) == sorted(one.article for one in figures)


def told(text: str, low: float, words: str, **more) -> Impact:
    """A figure as it stands in a sentence: `words` are its own, its trigger the first verb given in `at`."""
    start = text.index(words)
    trigger = text.index(more.pop("at", words))
    offset = more.pop("offset", 0)
    evidence = Evidence(
        block=0,
        start=offset,
        end=offset + len(text),
        trigger=((offset + trigger, offset + trigger + 1),),
        amounts=((offset + start, offset + start + len(words)),),
    )
    return impact("death", low, number=offset + start, **more).model_copy(update={"text": text, "evidence": evidence})


def test_what_one_voice_tells_as_more_is_added():
    first, more = "In the east 48 people died.", "Another 12 died in the west."
    assert displayed(told(first, 48, "48"), told(more, 12, "12", offset=30)) == 60
    assert displayed(told(first, 48, "48"), told("In the west 12 died.", 12, "12", offset=30)) == 48
    assert displayed(told(first, 48, "48"), told("There were 12 more dead.", 12, "12", offset=30)) == 60
    assert displayed(told(first, 48, "48"), told("About 12 more deaths than usual.", 12, "12", offset=30)) == 48
    assert displayed(told(first, 48, "48"), told("Ten were hurt and another 12 died.", 12, "12", offset=30)) == 48
    assert displayed(told(first, 48, "48"), told(more, 12, "12", offset=900)) == 48
    both = "There were 12 direct deaths and 9 indirect deaths."
    assert displayed(told(both, 12, "12", at="deaths"), told(both, 9, "9", at="indirect")) == 21
    ministry = speaker("the ministry", "SYL", "GOV")
    assert displayed(told(first, 48, "48"), told(more, 12, "12", offset=30, attribution=(ministry,))) == 48


def test_the_members_of_a_list_are_added_and_parts_are_not():
    text = "It killed three soldiers, two policemen and a dozen farmers."
    numbers = [("three", 3), ("two", 2), ("a dozen", 12)]
    assert displayed(*(told(text, low, words, at="killed") for words, low in numbers)) == 17
    text = "It killed 240 people, including 196 in Upper Sylvania."
    assert displayed(told(text, 240, "240", at="killed"), told(text, 196, "196", at="killed")) == 240
    text = "Of the 128 dead, 119 were from Upper Sylvania."
    assert displayed(told(text, 128, "128", at="dead"), told(text, 119, "119", at="dead")) == 128


def test_the_evidence_of_a_sum_holds_all_its_amounts():
    text = "It killed three soldiers and two policemen."
    (series,) = series_of([told(text, 3, "three", at="killed"), told(text, 2, "two", at="killed")])
    assert [text[a:b] for a, b in series.displayed.evidence.amounts] == ["three", "two"]
    assert sorted(figure.low for figure in series.figures) == [2, 3]


def test_an_early_figure_gives_way():
    early, late = "Early reports spoke of 150 dead.", "In the end 120 people had died."
    assert displayed(told(early, 150, "150"), told(late, 120, "120", offset=40)) == 120


def test_the_most_that_it_can_be_gives_way():
    assert displayed(told("Up to 300 died.", None, "Up to 300", high=300), told("Some 120 died.", 120, "120")) == 120


def test_harm_done_long_before_it_is_told_is_of_another_disaster():
    old = said(73000, as_of=DAY, date=date(2005, 1, 1), enddate=date(2005, 12, 31))
    assert [series.displayed.low for series in series_of([old, said(12, as_of=DAY)])] == [73000, 12]
