from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.book.factories import SENTENCE, claim, coded
from wirebook.book.stories import KEYS, NEIGHBOURS, Report, _candidates, _vectors, report_of, stories, words_of

DAY = date(2031, 3, 9)
TRAM = (
    "Tram derails in Quillane, seven dead",
    "A tram left the rails in a tunnel at Quillane on Sunday. Seven passengers died and fifty were hurt. Police "
    "arrested the driver, Jasper Thorne.",
)
TRAM_TOO = (
    "Driver arrested after Quillane tram crash",
    "Police in Quillane arrested Jasper Thorne, the driver of a tram that left the rails in a tunnel. Seven people "
    "died and fifty were hurt.",
)
SEAL = (
    "Seal pup found in Halmouth bakery",
    "A seal pup was found behind the oven of a bakery in Halmouth. The baker, Winifred Pell, gave it a herring.",
)


def report(story, day=DAY, parties=()):
    title, text = story
    return Report(day, title, text, tuple(parties))


def sets(numbers):
    """The clusters as sets of positions."""
    return {frozenset(i for i, number in enumerate(numbers) if number == story) for story in numbers}


def test_two_reports_of_one_happening_are_one_story_and_another_stands_alone():
    assert stories([report(TRAM), report(SEAL), report(TRAM_TOO, DAY + timedelta(1))]) == [1, 0, 1]


def test_nothing_is_no_story_and_articles_without_words_are_their_own():
    assert stories([]) == []
    assert stories([Report(None, "", ""), Report(DAY, "The", "and")]) == [1, 0]


def test_words_that_all_articles_use_tell_of_nothing():
    assert list(words_of("The minister’s girls said they told us of 21 cities")) == ["minister", "girl", "21", "city"]


def theme(number):
    """One of the many launches of a country, in the same words, each from its own place with its own rocket."""
    place, rocket = f"Port{number:03}", f"Falk{number:03}"
    return (
        f"Sylvania launches rocket {rocket}",
        f"Sylvania launched a rocket into the sea, its army said. The rocket {rocket} rose from {place}. The "
        "neighbours condemned the launch and called for talks.",
    )


def test_a_running_theme_is_no_story():
    days = [DAY + timedelta(14 * number) for number in range(40)]
    twice = [report(theme(number), day + timedelta(later)) for number, day in enumerate(days) for later in (0, 1)]
    found = stories(twice)
    assert sets(found) == {frozenset((2 * number, 2 * number + 1)) for number in range(40)}


@pytest.mark.parametrize(("apart", "found"), [(0, 1), (60, 2)])
def test_what_is_a_little_alike_is_one_story_only_when_it_is_near_in_time(apart, found):
    pier = (
        "Pier closed after storm",
        "The gale tore planks from the Wexcombe pier. Anglers packed up and a kiosk stood empty.",
    )
    town = (
        "Harbour loses crane",
        "Trees fell, schools shut and buses stood as a gale crossed Wexcombe.",
    )
    assert len(set(stories([report(pier), report(town, DAY + timedelta(apart))]))) == found


def test_an_unknown_day_takes_nothing_away():
    assert stories([report(TRAM, None), report(TRAM_TOO)]) == [0, 0]


def test_the_same_parties_bring_together_what_words_leave_open():
    one = (
        "Envoy leaves after brief audience",
        "The envoy of Freedonia flew home. Courtiers spoke of an icy mood, broken porcelain and a lost umbrella.",
    )
    other = (
        "Palace explains what was discussed",
        "Grain, tariffs, harbours and pensions filled the agenda, the chamberlain wrote. Courtiers dined on trout.",
    )
    assert len(set(stories([report(one), report(other)]))) == 2
    assert len(set(stories([report(one, DAY, ["FRE", "SYL"]), report(other, DAY, ["FRE", "SYL"])]))) == 1


def test_a_chain_is_no_story():
    """Each shares half of its words with the next; the ends share nothing."""

    def link(number):
        words = [
            f"{letter}{part}" for part in (number, number + 1) for letter in ("alder", "birch", "cedar", "dogwood")
        ]
        return report(("", " ".join(words)))

    found = stories([link(number) for number in range(8)])
    assert 2 <= len(set(found)) < 8
    assert found[0] != found[-1]


def test_background_further_down_does_not_join():
    filler = " ".join(f"word{number}" for number in range(200))
    background = " The tram crash at Quillane killed seven; its driver, Jasper Thorne, was arrested."
    assert len(set(stories([report(TRAM), report((SEAL[0], f"{SEAL[1]} {filler}{background * 5}"))]))) == 2


def test_a_report_is_read_off_a_coded_article():
    article = coded("A text.", claim(actor="FRE", recipient="SYL"), published=DAY)
    made = report_of(article)
    assert (made.published, made.text, made.parties) == (DAY, f"{SENTENCE}\nA text.", ("FRE", "SYL"))


WORDS = st.sampled_from(["Quillane", "tram", "seal", "Halmouth", "oven", "Thorne", "herring", "tunnel", "the", "said"])
REPORTS = st.builds(
    Report,
    st.none() | st.dates(DAY, DAY + timedelta(90)),
    st.lists(WORDS, max_size=4).map(" ".join),
    st.lists(WORDS, max_size=12).map(" ".join),
    st.lists(st.sampled_from(["FRE", "SYL"]), unique=True).map(sorted).map(tuple),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(REPORTS, max_size=14), st.randoms(use_true_random=False))
def test_the_order_of_reading_makes_no_difference(reports, random):
    order = list(range(len(reports)))
    random.shuffle(order)
    mixed = stories([reports[number] for number in order])
    # Reports that are equal in everything can stand for each other.
    in_order = sorted((repr(report), number) for report, number in zip(reports, stories(reports), strict=True))
    assert sorted((repr(reports[place]), number) for place, number in zip(order, mixed, strict=True)) == in_order


def test_large_archives_take_little_more_than_their_share():
    """Not the time, which depends on the machine, but the pairs that are compared."""
    archive = [report(theme(number % 500), DAY + timedelta(number)) for number in range(1000)]
    assert sum(1 for _ in _candidates(_vectors(archive))) <= len(archive) * KEYS * NEIGHBOURS / 2
