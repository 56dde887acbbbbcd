"""Swap countries, people, figures, weekdays, speakers and wording, and the record changes in just that."""

from __future__ import annotations

import dataclasses
import importlib.util
from collections import Counter
from datetime import date, timedelta

import pytest

from tests.metamorphic.cast import DONORS
from tests.metamorphic.pages import Days, ExpectedClaim, Scene, draw, generate, write
from tests.metamorphic.reading import Line, codes, read, signature
from wirebook.record import Claim, Speaker


def _coder_is_there() -> bool:
    try:
        return importlib.util.find_spec("wirebook.coding.pipeline") is not None
    except ModuleNotFoundError:
        return False


pytestmark = pytest.mark.skipif(not _coder_is_there(), reason="wirebook.coding.pipeline is not there yet")

SEEDS = range(24)
SLOTS = tuple(claim.slot for claim in generate(0)[1].claims)


def _spoken_by(speakers: tuple[Speaker, ...], wanted: str | None) -> bool:
    if wanted is None:
        return True
    if not wanted:
        return not speakers
    names = " ".join(f"{s.entity_text} {s.identifier_text or ''}" for s in speakers)
    return wanted in names or any(s.identifier_text and _initials(s.identifier_text) == wanted for s in speakers)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _overlap(start: date | None, end: date | None, wanted: Days | None) -> bool:
    if wanted is None:
        return True
    return start is not None and start <= wanted[1] and (end or start) >= wanted[0]


def _fits(claim: Claim, wanted: ExpectedClaim) -> bool:
    return (
        (claim.event, claim.status, claim.negated) == (wanted.event, wanted.status, False)
        and (wanted.mode is None or claim.mode == wanted.mode)
        and codes(claim.actor) == wanted.actors
        and codes(claim.recipient) == wanted.recipients
        and _overlap(claim.date, claim.enddate, wanted.days)
        and (wanted.place is None or (claim.event_loc is not None and wanted.place in claim.event_loc.text))
        and _spoken_by(claim.attribution, wanted.speaker)
    )


def _told(claims: tuple[Claim, ...], event: str) -> str:
    """What was found of a type, for the message of a failure."""
    found = [c for c in claims if c.event == event]
    return "\n".join(
        f"{c.event} {c.mode} {c.status} {sorted(codes(c.actor))} -> {sorted(codes(c.recipient))} {c.date}..{c.enddate} "
        f"{[s.entity_text for s in c.attribution]} | {c.text}"
        for c in found
    )


def _changed(before: Counter[Line], after: Counter[Line], field: dict[str, str]) -> bool:
    """Whether `after` is `before` with some words of its fields exchanged."""
    renamed: Counter[Line] = Counter()
    for line, count in before.items():
        renamed[tuple(field.get(value, value) for value in line)] += count
    return renamed == after


@pytest.mark.parametrize("seed", SEEDS)
def test_the_head_of_the_page(seed):
    text, expected = generate(seed)
    article = read(text).article
    assert (article.title, article.published) == (expected.title, expected.published)
    assert (article.agency, article.dateline_place) == (expected.agency, expected.dateline_place)


@pytest.mark.parametrize("slot", SLOTS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_claim_of_the_page(seed, slot):
    text, expected = generate(seed)
    wanted = next(claim for claim in expected.claims if claim.slot == slot)
    claims = read(text).claims
    assert any(_fits(claim, wanted) for claim in claims), f"{wanted}\nfound:\n{_told(claims, wanted.event)}"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_figures_of_the_page_and_no_other(seed):
    text, expected = generate(seed)
    impacts = read(text).impacts
    counted = [i for i in impacts if i.low is not None or i.high is not None]
    found = {(i.hazard, i.exposure, i.kind, i.low, i.high, i.approximate, i.country) for i in counted}
    assert found == {(i.hazard, i.exposure, i.kind, i.low, i.high, i.approximate, i.country) for i in expected.impacts}
    assert all(_spoken_by(i.attribution, expected.impacts[0].speaker) for i in counted)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_steps_of_aid(seed):
    text, expected = generate(seed)
    steps = read(text).aid
    found = [(step.stage, codes(step.donor), codes(step.recipient)) for step in steps]
    assert {(w.stage, frozenset([w.donor]), frozenset([w.recipient])) for w in expected.aid} == set(found)
    for wanted in expected.aid:
        sides = (frozenset([wanted.donor]), frozenset([wanted.recipient]))
        same = [s for s in steps if (s.stage, codes(s.donor), codes(s.recipient)) == (wanted.stage, *sides)]
        assert any(_overlap(s.date, s.enddate, wanted.days) for s in same), wanted
        assert wanted.channel is None or any(wanted.channel in codes(s.channel) for s in same), wanted


@pytest.mark.parametrize("seed", SEEDS)
def test_no_party_from_outside_the_story(seed):
    text, expected = generate(seed)
    coded = read(text)
    parties = [codes((*c.actor, *c.recipient, *c.channel, *c.attribution)) for c in coded.claims]
    parties += [codes((*s.donor, *s.recipient, *s.channel)) for s in coded.aid]
    assert frozenset().union(*parties) <= expected.codes


@pytest.mark.parametrize("seed", SEEDS)
def test_another_figure_changes_that_figure_only(seed):
    scene = draw(seed)
    other = dataclasses.replace(scene, first=scene.first + 1311)
    before, after = signature(read(write(scene)[0])), signature(read(write(other)[0]))
    assert _changed(before, after, {str(float(scene.first)): str(float(other.first))})
    assert before != after


@pytest.mark.parametrize("seed", SEEDS)
def test_furniture_and_other_headlines_change_nothing(seed):
    scene = draw(seed)
    text = write(scene)[0]
    more = "\n\nMost Read\n\nNorthern rail strike enters second week\nDrone shot down over Black Sea, officials say\n"
    cookies = text.replace("\n  • World\n", "\n  • Home\n  • World\n")
    fewer = write(dataclasses.replace(scene, headlines=scene.headlines[:3]))[0]
    for other in (text + more, cookies, fewer):
        assert signature(read(other)) == signature(read(text))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_week_later_moves_the_weekdays_by_a_week(seed):
    scene = draw(seed)
    later = dataclasses.replace(scene, published=scene.published + timedelta(days=7))
    before, after = read(write(scene)[0]), read(write(later)[0])
    assert [(c.event, c.status) for c in before.claims] == [(c.event, c.status) for c in after.claims]
    for old, new in zip(before.claims, after.claims, strict=True):
        assert _shift(old, new) in _shifts_allowed(old), (old.date_text, old.date, new.date)


def _shift(old: Claim, new: Claim) -> int | None:
    return None if old.date is None or new.date is None else (new.date - old.date).days


def _shifts_allowed(claim: Claim) -> set[int | None]:
    """A month and a full date stay where they are; a weekday and "last week" move by seven days."""
    if claim.date is None:
        return {None}
    return {0} if claim.date_precision in {"month", "year"} or (claim.date_text and "20" in claim.date_text) else {7}


@pytest.mark.parametrize("seed", SEEDS)
def test_another_donor_changes_the_donor_only(seed):
    scene = draw(seed)
    other = dataclasses.replace(scene, donor=DONORS[(DONORS.index(scene.donor) + 1) % len(DONORS)])
    before, after = _by_parties(scene), _by_parties(other)
    swap = {scene.donor.code: other.donor.code}
    assert Counter(tuple(_swapped(part, swap) for part in line) for line in before.elements()) == after


def _by_parties(scene: Scene) -> Counter[tuple[frozenset[str] | str, ...]]:
    coded = read(write(scene)[0])
    lines: list[tuple[frozenset[str] | str, ...]] = [
        (c.event, str(c.mode), c.status, codes(c.actor), codes(c.recipient), str(c.date)) for c in coded.claims
    ]
    lines += [(s.stage, codes(s.donor), codes(s.recipient), str(s.date)) for s in coded.aid]
    return Counter(lines)


def _swapped(part: frozenset[str] | str, swap: dict[str, str]) -> frozenset[str] | str:
    return part if isinstance(part, str) else frozenset(swap.get(code, code) for code in part)
