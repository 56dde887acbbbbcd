"""Pages of the shape of a raw text dump about a disaster and an offer of aid, with the records they must yield.

`generate(seed)` gives a page and what is expected of it. A `Scene` is everything that was drawn; `write(scene)` turns
it to text, so that a test can change one thing of a scene and compare. The same seed gives the same page.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from tests.metamorphic import wordings
from tests.metamorphic.cast import (
    ALLIES,
    DONORS,
    MINISTRIES,
    OTHER_HEADLINES,
    RECIPIENTS,
    REPORTERS,
    THIRDS,
    WIRES,
    Country,
)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
Days = tuple[date, date]


@dataclass(frozen=True)
class ExpectedClaim:
    """A core claim. A joint act has its parties in `actors` and no recipients; None means "not looked at"."""

    slot: str
    event: str
    status: str
    actors: frozenset[str]
    recipients: frozenset[str] = frozenset()
    mode: str | None = None
    days: Days | None = None
    speaker: str | None = None
    """The last speaker of the chain; "" where nobody is."""
    place: str | None = None


@dataclass(frozen=True)
class ExpectedImpact:
    hazard: str
    exposure: str
    kind: str
    low: int
    high: int | None
    approximate: bool
    country: str
    speaker: str


@dataclass(frozen=True)
class ExpectedStep:
    stage: str
    donor: str
    recipient: str
    days: Days | None = None
    channel: str | None = None


@dataclass(frozen=True)
class Expected:
    """What `wirebook code` must find in a page, and the countries that may occur in its records at all."""

    title: str
    published: date
    agency: str
    dateline_place: str
    claims: tuple[ExpectedClaim, ...]
    impacts: tuple[ExpectedImpact, ...]
    aid: tuple[ExpectedStep, ...]
    codes: frozenset[str]


@dataclass(frozen=True)
class Scene:
    """Everything that is drawn for a page. `wording` names, slot by slot, which wording is used."""

    donor: Country
    recipient: Country
    third: Country
    ally: Country
    disaster: wordings.Disaster
    wire: str
    ministry: str
    reporter: str
    side: str
    published: date
    delivery: int
    """Days before the publication, 1 to 6, so that the weekday names it; so `talks`."""
    talks: int
    month: int
    """Month of the pact, two to four before the publication."""
    picture: date
    first: int
    second: int
    headlines: tuple[str, ...]
    wording: tuple[int, ...]

    @property
    def agency(self) -> str:
        """The state agency that the page quotes."""
        return self.recipient.agency

    @property
    def today(self) -> str:
        return WEEKDAYS[self.published.weekday()]


def draw(seed: int) -> Scene:
    """The scene of a seed."""
    chance = random.Random(seed)
    month = chance.randint(5, 9)
    return Scene(
        donor=chance.choice(DONORS),
        recipient=chance.choice(RECIPIENTS),
        third=chance.choice(THIRDS),
        ally=chance.choice(ALLIES),
        disaster=chance.choice(wordings.DISASTERS),
        wire=chance.choice(WIRES),
        ministry=chance.choice(MINISTRIES),
        reporter=chance.choice(REPORTERS),
        side=chance.choice(wordings.SIDES),
        published=date(2024, month, chance.randint(8, 20)),
        delivery=chance.randint(1, 3),
        talks=chance.randint(4, 6),
        month=month - chance.randint(2, 4),
        picture=date(2023, chance.randint(1, 12), chance.randint(1, 28)),
        first=chance.randint(21, 89) * 100,
        second=chance.randint(91, 190) * 100,
        headlines=tuple(chance.sample(OTHER_HEADLINES, 6)),
        wording=tuple(chance.randrange(4) for _ in range(12)),
    )


def generate(seed: int) -> tuple[str, Expected]:
    """The page of a seed, as a person's select-all-and-copy would give it, and its expected records."""
    return write(draw(seed))


def write(scene: Scene) -> tuple[str, Expected]:
    """A scene as a page, and the records that it must yield."""
    slots: dict[str, object] = {
        "donor": scene.donor,
        "recipient": scene.recipient,
        "third": scene.third,
        "ally": scene.ally,
        "disaster": scene.disaster,
        "wire": scene.wire,
        "ministry": scene.ministry,
        "agency": scene.agency,
        "reporter": scene.reporter,
        "side": scene.side,
        "side_in": f"the {scene.side} of the country",
        "today": scene.today,
        "delivery": WEEKDAYS[(scene.published - timedelta(days=scene.delivery)).weekday()],
        "talks": WEEKDAYS[(scene.published - timedelta(days=scene.talks)).weekday()],
        "month": MONTHS[scene.month - 1],
        "picture_day": f"{MONTHS[scene.picture.month - 1]} {scene.picture.day}, {scene.picture.year}",
        "first": f"{scene.first:,}",
        "second": f"{scene.second:,}",
    }
    words = wordings.SENTENCES
    tables = (
        words.title, words.caption, words.lead, words.message, words.answer, scene.disaster.harm, words.silence,
        words.ready, words.ties, words.credits, words.promotion, words.more,
    )  # fmt: skip
    parts = [table[which % len(table)].format(**slots) for table, which in zip(tables, scene.wording, strict=True)]
    title, caption, lead, message, answer, harm, silence, ready, ties, credit, promotion, more = parts
    day = f"{scene.today}, {scene.published.day:02d} {MONTHS[scene.published.month - 1][:3]} {scene.published.year}"
    place = scene.ally.capital
    body = [f"{place.upper()} ({scene.wire}) - {lead}", message, answer, harm, silence, ready, ties]
    head = [title, f"\n  • World\n  • {day}", caption]
    tail = [credit, f"{promotion}\n   ", more, "\n".join(scene.headlines), "More From This Desk"]
    return "\n\n".join([*head, *body, *tail]), _expected(scene, title, place)


def _expected(scene: Scene, title: str, place: str) -> Expected:
    donor, recipient, third = (frozenset([c.code]) for c in (scene.donor, scene.recipient, scene.third))
    ties, drills = donor | recipient, frozenset([scene.third.code, scene.ally.code])
    last_monday = scene.published - timedelta(days=scene.published.weekday() + 7)
    last_week = (last_monday, last_monday + timedelta(days=6))
    delivery, talks = (_day(scene.published - timedelta(days=back)) for back in (scene.delivery, scene.talks))
    after = date(scene.published.year, scene.month + 1, 1)
    month = (date(scene.published.year, scene.month, 1), after - timedelta(days=1))
    agency = scene.agency
    claims = (
        ExpectedClaim("lead", "AGREE", "offered", donor, recipient, speaker=agency),
        ExpectedClaim("message", "AGREE", "offered", donor, recipient, days=delivery),
        ExpectedClaim("sympathy", "SUPPORT", "happened", donor, recipient),
        ExpectedClaim("thanks", "SUPPORT", "happened", recipient, donor, speaker=agency),
        ExpectedClaim("condition", "REQUEST", "conditional", recipient, donor, speaker=agency),
        ExpectedClaim("proposal", "AGREE", "offered", third, recipient, days=last_week),
        ExpectedClaim("criticism", "ACCUSE", "happened", recipient, drills, mode="disapprove", speaker=agency),
        ExpectedClaim("drills", "MOBILIZE", "happened", drills, mode="troops"),
        ExpectedClaim("ready", "AGREE", "offered", third, recipient, days=talks, speaker=""),
        ExpectedClaim("visits", "CONSULT", "happened", ties, mode="visit", speaker=""),
        ExpectedClaim("pact", "SUPPORT", "happened", ties, days=month, speaker=""),
        ExpectedClaim(
            "caption", "CONSULT", "happened", ties, days=_day(scene.picture), place=scene.recipient.capital, speaker=""
        ),
    )
    hazard, country = scene.disaster.hazard, scene.recipient.code
    impacts = (
        ExpectedImpact(hazard, *scene.disaster.first, scene.first, None, False, country, agency),
        ExpectedImpact(hazard, *scene.disaster.second, scene.second, scene.second, True, country, agency),
    )
    aid = (
        ExpectedStep("offered", scene.donor.code, country, delivery, channel=scene.donor.code),
        ExpectedStep("thanked", scene.donor.code, country),
        ExpectedStep("deferred", scene.donor.code, country),
        ExpectedStep("offered", scene.third.code, country, last_week),
        ExpectedStep("offered", scene.third.code, country, talks),
        ExpectedStep("unanswered", scene.third.code, country),
    )
    codes = ties | drills
    return Expected(title, scene.published, scene.wire, place.upper(), claims, impacts, aid, codes)


def _day(day: date) -> Days:
    return day, day
