"""The generator itself: the same seed gives the same page, and the page holds what is expected of it."""

from __future__ import annotations

import pytest

from tests.metamorphic import wordings
from tests.metamorphic.cast import ALLIES, DONORS, HEADLINE_CODES, OTHER_HEADLINES, RECIPIENTS, THIRDS
from tests.metamorphic.pages import draw, generate

SEEDS = range(40)


def test_a_seed_is_a_page():
    assert generate(7) == generate(7)
    assert len({generate(seed)[0] for seed in SEEDS}) == len(SEEDS)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_expected_stands_in_the_page(seed):
    text, expected = generate(seed)
    scene = draw(seed)
    assert "{" not in text
    assert expected.title == text.splitlines()[0]
    assert f"{expected.dateline_place} ({expected.agency}) - " in text
    for impact in expected.impacts:
        assert f"{impact.low:,}" in text
    for name in (scene.agency, scene.donor.leader, scene.recipient.leader, scene.third.name, scene.ally.name):
        assert name in text


@pytest.mark.parametrize("seed", SEEDS)
def test_dates_lie_where_the_words_put_them(seed):
    text, expected = generate(seed)
    for claim in expected.claims:
        if claim.days is not None:
            start, end = claim.days
            assert start <= end < expected.published
    assert expected.published.strftime("%A, %d %b %Y") in text


def test_every_sentence_has_four_wordings():
    tables = [*wordings.SENTENCES.model_dump().values(), *(disaster.harm for disaster in wordings.DISASTERS)]
    assert len(tables) == 15
    assert all(len(set(table)) >= 4 for table in tables)


def test_the_other_headlines_share_no_country_with_the_cast():
    cast = (*DONORS, *RECIPIENTS, *THIRDS, *ALLIES)
    assert not HEADLINE_CODES & {country.code for country in cast}
    assert len({country.code for country in cast}) == len(cast)
    assert not [c.name for c in cast for headline in OTHER_HEADLINES if c.name in headline or c.adjective in headline]
