"""What hazards did, and the life of aid."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

Coder = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("text", "hazard", "exposure", "kind", "low", "high", "approximate"),
    [
        ("Floods in Nepal killed at least 52 people.", "flood", "people", "death", 52, None, False),
        ("The flood in Chad destroyed more than 4,000 homes.", "flood", "buildings", "destroyed", 4000, None, False),
        ("The earthquake in Chile injured 30 people.", "earthquake", "people", "injured", 30, 30, False),
        ("Some 5,000 residents were displaced by the storm in Peru.", "storm", "people", "displaced", 5000, 5000, True),
        (
            "The drought in Kenya affected between 10 and 20 villages.",
            "drought",
            "buildings",
            "affected",
            10,
            20,
            False,
        ),
    ],
)
def test_a_sentence_yields_its_figure(
    code: Coder,
    text: str,
    hazard: str,
    exposure: str,
    kind: str,
    low: float | None,
    high: float | None,
    approximate: bool,
) -> None:
    found = [(i.hazard, i.exposure, i.kind, i.low, i.high, i.approximate) for i in code(text)._.impacts]
    assert found == [(hazard, exposure, kind, low, high, approximate)]


def test_a_figure_has_its_country_and_speaker(code: Coder) -> None:
    impact = code("Floods in Nepal killed 52 people, Nepal's police said.")._.impacts[0]
    assert impact.country == "NPL"
    assert [s.text for s, _ in impact.speakers] == ["Nepal's police"]


def test_a_figure_without_harm_is_no_impact(code: Coder) -> None:
    assert code("The minister spoke to 300 people at the opening of the bridge.")._.impacts == ()


def test_money_lost_is_a_cost(code: Coder) -> None:
    impact = code("The flood in Peru caused damage of $40 million.")._.impacts[0]
    assert (impact.kind, impact.unit, impact.low) == ("cost", "USD", 40_000_000)


@pytest.mark.parametrize(
    ("text", "stage", "donor", "recipient"),
    [
        ("Canada offered humanitarian aid to Nepal.", "offered", "CAN", "NPL"),
        ("Canada pledged $5 million in aid to Nepal.", "pledged", "CAN", "NPL"),
        ("Nepal asked Canada for aid.", "requested", "CAN", "NPL"),
        ("Nepal rejected aid from Canada.", "refused", "CAN", "NPL"),
        ("Canada suspended aid to Nepal.", "suspended", "CAN", "NPL"),
        ("Canada delivered food aid to Nepal.", "delivered", "CAN", "NPL"),
        ("Canada sent medicine to Nepal.", "dispatched", "CAN", "NPL"),
    ],
)
def test_a_sentence_yields_its_aid_step(code: Coder, text: str, stage: str, donor: str, recipient: str) -> None:
    found = [(a.stage, a.donor[0].code if a.donor else None, a.recipient[0].code) for a in code(text)._.aid]
    assert (stage, donor, recipient) in found


def test_an_offer_that_is_passed_over_stands_unanswered(code: Coder) -> None:
    text = "Floods hit Nepal. The news agency did not mention a proposal by India to provide relief supplies."
    assert "unanswered" in [a.stage for a in code(text)._.aid]


def test_an_answer_with_a_condition_defers_the_offer(code: Coder) -> None:
    steps = code("Canada offered aid to Nepal. Nepal would ask for help if aid is necessary.")._.aid
    assert [(s.stage, s.donor[0].code) for s in steps] == [("offered", "CAN"), ("deferred", "CAN")]


def test_relief_at_home_is_no_aid_step(code: Coder) -> None:
    assert code("Nepal's government sent food to Nepal's army.")._.aid == ()


@pytest.mark.parametrize(
    ("thanks", "stages"),
    [
        ("Chad thanked Peru.", ["offered", "thanked"]),
        ("Chad expressed thanks to Peru for the offer.", ["offered", "thanked"]),
        ("Chad thanked Peru for the visit of its minister.", ["offered"]),
    ],
)
def test_thanks_for_aid_that_was_told_of_are_a_step(code: Coder, thanks: str, stages: list[str]) -> None:
    assert [s.stage for s in code(f"Peru offered humanitarian aid to Chad. {thanks}")._.aid] == stages


def test_silence_on_an_offer_leaves_it_unanswered(code: Coder) -> None:
    steps = code("The report was silent on an offer by Peru to send food to Chad.")._.aid
    assert [s.stage for s in steps] == ["unanswered", "offered"]


@pytest.mark.parametrize(
    ("text", "amount", "of"),
    [
        ("India sent two rescue helicopters to Nepal.", "two", "rescue helicopters"),
        ("India sent a team of 40 doctors to Nepal.", "40", "doctors"),
        ("India sent 600 tonnes of rice to Nepal.", "600 tonnes", "rice"),
    ],
)
def test_an_amount_says_what_it_counts(code: Callable[[str], Doc], text: str, amount: str, of: str) -> None:
    (act,) = code(text)._.claims
    assert [(q.text, q.of) for q in act.quantities] == [(amount, of)]
