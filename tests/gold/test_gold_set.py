"""The project's own gold set keeps its promises: whole, parseable, verbatim, in known codes."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Literal, get_args

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from wirebook.record import AidStage, EventType, Exposure, Hazard, ImpactKind, Status

HERE = Path(__file__).parent
STEMS = sorted(path.stem for path in (HERE / "json").glob("*.json"))
COUNTRIES = frozenset((HERE / "country_codes.lst").read_text(encoding="ascii").split())
NO_COUNTRY = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG", "MNC", "ISM"})
Sector = Literal[
    "GOV", "MIL", "REB", "OPP", "PTY", "LEG", "JUD", "COP", "SPY", "JRN", "BUS", "CVL", "REF", "MED", "EDU", "REL",
    "LAB", "CRM", "SOC", "UAF", "UNK", "ELI",
]  # fmt: skip
MODES: dict[str, frozenset[str]] = {
    event: frozenset(modes.split())
    for event, modes in {
        "AGREE": "",
        "CONSULT": "visit third-party multilateral phone",
        "SUPPORT": "",
        "CONCEDE": "",
        "COOPERATE": "",
        "AID": "",
        "RETREAT": "withdraw release disarm ceasefire access resign",
        "REQUEST": "assist change yield meet",
        "ACCUSE": "disapprove investigate allege",
        "REJECT": "assist change yield meet",
        "THREATEN": "restrict arrest relations expel territory violence",
        "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
        "SANCTION": "convict expel withdraw discontinue",
        "MOBILIZE": "troops weapons police militia",
        "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
        "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial "
        "drone heavy-weapons crowd-control unconventional",
    }.items()
}
"""PLOVER's modes of each type."""


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Party(Closed):
    name: str
    code: str | None
    sector: Sector | None


class GoldHead(Closed):
    title: str | None
    published: str
    publisher: str | None
    agency: str | None
    dateline_place: str | None


class GoldClaim(Closed):
    event: EventType
    mode: str | None
    status: Status
    negated: bool
    actor: list[Party]
    recipient: list[Party]
    date: list[str] | None
    country: str | None
    attribution: list[str]
    core: bool
    evidence: str


class GoldImpact(Closed):
    hazard: Hazard | None
    exposure: Exposure | None
    kind: ImpactKind
    low: float | None
    high: float | None
    approximate: bool
    unit: str | None = None
    place: str | None
    country: str | None
    source: str | None
    evidence: str


class GoldAid(Closed):
    donor: str | None
    recipient: str | None
    stage: AidStage
    date: str | None
    what: str | None
    amount: float | None
    unit: str | None
    evidence: str


class Gold(Closed):
    article: GoldHead
    claims: list[GoldClaim]
    impacts: list[GoldImpact]
    aid: list[GoldAid]

    def evidence(self) -> list[str]:
        return [record.evidence for record in (*self.claims, *self.impacts, *self.aid)]

    def codes(self) -> list[str]:
        sides = [party.code for claim in self.claims for party in (*claim.actor, *claim.recipient)]
        places = [claim.country for claim in self.claims] + [impact.country for impact in self.impacts]
        steps = [code for step in self.aid for code in (step.donor, step.recipient)]
        return [code for code in (*sides, *places, *steps) if code is not None]


def text_of(stem: str) -> str:
    """The article with its whitespace collapsed, as the guide compares evidence."""
    return " ".join((HERE / f"{stem}.txt").read_text(encoding="utf-8").split())


def gold_of(stem: str) -> Gold:
    return Gold.model_validate_json((HERE / "json" / f"{stem}.json").read_text(encoding="utf-8"))


def test_thirty_articles_each_with_its_record():
    assert len(STEMS) == 30
    assert sorted(path.stem for path in HERE.glob("*.txt")) == STEMS


@pytest.mark.parametrize("stem", STEMS)
def test_article_is_short_and_its_record_is_whole(stem):
    assert 80 <= len(text_of(stem).split()) <= 220
    gold = gold_of(stem)
    assert any(claim.core for claim in gold.claims)
    assert len({claim.model_dump_json() for claim in gold.claims}) == len(gold.claims)


@pytest.mark.parametrize("stem", STEMS)
def test_evidence_is_verbatim_and_at_most_fourteen_words(stem):
    text = text_of(stem)
    for evidence in gold_of(stem).evidence():
        assert evidence in text
        assert len(evidence.split()) <= 14


@pytest.mark.parametrize("stem", STEMS)
def test_header_occurs_in_the_text(stem):
    text, head = text_of(stem), gold_of(stem).article
    for value in (head.title, head.agency, head.dateline_place):
        assert value is None or value in text
    assert str(datetime.date.fromisoformat(head.published).year) in text


@pytest.mark.parametrize("stem", STEMS)
def test_codes_and_modes_are_known(stem):
    gold = gold_of(stem)
    assert set(gold.codes()) <= COUNTRIES | NO_COUNTRY
    for claim in gold.claims:
        assert claim.country not in NO_COUNTRY
        assert claim.mode is None or claim.mode in MODES[claim.event]


@pytest.mark.parametrize("stem", STEMS)
def test_dates_are_ordered_and_near_the_publication(stem):
    gold = gold_of(stem)
    published = datetime.date.fromisoformat(gold.article.published)
    for claim in gold.claims:
        if claim.date is None:
            continue
        start, end = (datetime.date.fromisoformat(day) for day in claim.date)
        assert start <= end
        assert end <= published + datetime.timedelta(days=365)
        if claim.status != "historical":
            assert start >= published - datetime.timedelta(days=4 * 366)
        if claim.status == "happened":
            assert start <= published
    for step in gold.aid:
        assert step.date is None or datetime.date.fromisoformat(step.date) <= published


@pytest.mark.parametrize("stem", STEMS)
def test_figures_occur_once_and_bounds_are_ordered(stem):
    seen = set()
    for impact in gold_of(stem).impacts:
        if impact.low is not None and impact.high is not None:
            assert impact.low <= impact.high
        key = (impact.kind, impact.low, impact.high, impact.country, impact.source, impact.evidence)
        assert key not in seen
        seen.add(key)


def test_every_type_occurs_several_times_as_a_core_claim():
    core = [claim.event for stem in STEMS for claim in gold_of(stem).claims if claim.core]
    assert {event: core.count(event) for event in get_args(EventType) if core.count(event) < 5} == {}


def test_every_status_is_used_and_aid_runs_from_request_to_refusal():
    claims = [claim for stem in STEMS for claim in gold_of(stem).claims]
    assert {claim.status for claim in claims} == set(get_args(Status))
    assert any(claim.core and claim.negated for claim in claims)
    assert any(len(claim.attribution) > 1 for claim in claims)
    stages = {step.stage for stem in STEMS for step in gold_of(stem).aid}
    assert stages == set(get_args(AidStage)) - {"unanswered"}  # silence is not annotated


def test_names_of_files_are_plain():
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)+", stem) for stem in STEMS)


def test_a_record_with_an_unknown_field_is_refused():
    with pytest.raises(ValidationError):
        Gold.model_validate({"article": {}, "claims": [], "impacts": [], "aid": [], "more": []})
