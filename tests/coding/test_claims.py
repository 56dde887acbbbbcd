"""What is coded from a sentence: events, sides, status, speakers, dates."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tests.coding.conftest import told

Coder = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Canada condemned Iran.", "ACCUSE/disapprove CAN>IRN happened"),
        ("Iran was condemned by Canada.", "ACCUSE/disapprove CAN>IRN happened"),
        ("Canada has offered humanitarian aid to Nepal.", "AGREE CAN>NPL offered"),
        ("Canada will send tents to Nepal.", "AGREE CAN>NPL planned"),
        ("Brazil and Peru held talks on Monday.", "CONSULT BRA+PER happened"),
        ("Brazil held talks with Peru.", "CONSULT BRA+PER happened"),
        ("Turkey refused to meet Greece.", "REJECT/meet TUR>GRC happened"),
        ("Turkey will not lift sanctions on Greece.", "REJECT/yield TUR>GRC happened"),
        ("Egypt urged Sudan to release the prisoners.", "REQUEST/yield EGY>SDN requested"),
        ("Spain asked Portugal for help.", "REQUEST/assist ESP>PRT requested"),
        ("India threatened to impose sanctions on Pakistan.", "THREATEN/relations IND>PAK happened"),
        ("Chad might send food to Niger.", "AID TCD>NER hypothetical"),
        ("Chad did not send food to Niger.", "not AID TCD>NER happened"),
        ("Chad is sending food to Niger.", "AID TCD>NER ongoing"),
        ("Poland suspended aid to Hungary.", "SANCTION/discontinue POL>HUN happened"),
        ("Kenya accused Uganda of sending weapons to Rwanda.", "ACCUSE/allege KEN>UGA happened"),
    ],
)
def test_a_sentence_yields_its_claim(code: Coder, text: str, expected: str) -> None:
    assert expected in [told(a) for a in code(text)._.claims]


def test_an_accusation_yields_the_alleged_act_as_a_claim_of_the_accuser(code: Coder) -> None:
    claims = code("Kenya accused Uganda of sending weapons to Rwanda.")._.claims
    alleged = next(a for a in claims if a.event == "AID")
    assert told(alleged) == "AID UGA>RWA happened"
    assert [s.code for s, _ in alleged.speakers] == ["KEN"]


@pytest.mark.parametrize(
    "text",
    [
        "The committee will review the budget next year.",
        "Heavy rain fell on the coast.",
        "Floods killed 20 people in Nepal.",
        "The weather in Paris was fine.",
    ],
)
def test_what_no_party_does_is_no_claim(code: Coder, text: str) -> None:
    assert code(text)._.claims == ()


def test_an_act_keeps_its_speakers_outermost_first(code: Coder) -> None:
    claim = code("Brazil's foreign ministry said Chile had condemned Peru, the Xinhua news agency reported.")._.claims[
        0
    ]
    assert told(claim) == "ACCUSE/disapprove CHL>PER happened"
    assert "Brazil's foreign ministry" in [s.text for s, _ in claim.speakers]


def test_a_party_that_speaks_for_itself_is_no_source(code: Coder) -> None:
    claim = code("Norway said it was ready to send tents to Nepal.")._.claims[0]
    assert told(claim) == "AGREE NOR>NPL offered"
    assert claim.speakers == ()


def test_according_to_names_the_source(code: Coder) -> None:
    claim = code("Chile condemned Peru, according to Brazil.")._.claims[0]
    assert [s.code for s, _ in claim.speakers] == ["BRA"]


def test_a_condition_makes_a_request_conditional(code: Coder) -> None:
    claim = code("Nepal would ask for help if aid is necessary.")._.claims[0]
    assert (claim.event, claim.status) == ("REQUEST", "conditional")


def test_an_act_takes_the_date_of_its_own_clause(code: Coder) -> None:
    claims = code("Chile condemned Peru on Thursday and thanked Brazil on Friday.")._.claims
    dates = {a.event: a.occasion.start for a in claims if a.occasion}
    assert dates == {"ACCUSE": datetime.date(2024, 8, 1), "SUPPORT": datetime.date(2024, 8, 2)}


def test_an_answer_takes_up_the_offer_told_before(code: Coder) -> None:
    claims = code("Canada offered aid to Nepal on Friday. Nepal thanked the offer.")._.claims
    assert told(claims[-1]) == "SUPPORT NPL>CAN happened"


def test_an_act_told_twice_is_dated_both_times(code: Coder) -> None:
    claims = code("Canada has offered aid to Nepal. Canada offered aid to Nepal on Friday.")._.claims
    assert [a.occasion.start for a in claims] == [datetime.date(2024, 8, 2)] * 2


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Canada sent tents to Nepal.", "NPL"),
        ("The Peruvian president visited Chile.", "CHL"),
        ("Police in Kenya arrested three Kenyan teachers.", "KEN"),
        ("Canada condemned Iran.", None),
        ("Canada offered tents.", None),
    ],
)
def test_an_act_whose_place_nobody_tells_is_where_its_parties_put_it(
    code: Coder, text: str, country: str | None
) -> None:
    (act,) = code(text)._.claims
    assert (act.place.country if act.place else None) == country


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Egypt said Chad must withdraw its troops.", "REQUEST/yield EGY>TCD requested"),
        ('"Chad must stop the attacks," Egypt\'s foreign minister said.', "REQUEST/yield EGY>TCD requested"),
        ("Chad should release the prisoners, analysts said.", "RETREAT/release TCD"),
    ],
)
def test_what_a_power_says_another_must_do_is_asked_of_him(code: Coder, text: str, expected: str) -> None:
    (act,) = code(text)._.claims
    assert told(act).startswith(expected)


def test_a_guess_about_the_past_asks_for_nothing(code: Coder) -> None:
    acts = code("Chile said that Peru must have helped Bolivia.")._.claims
    assert "REQUEST" not in {act.event for act in acts}


@pytest.mark.parametrize(("text", "country"), [("Chile condemned Peru.", "CHL"), ("Peru condemned Chile.", None)])
def test_who_speaks_in_the_country_of_the_dateline_speaks_there(nlp: Language, text: str, country: str | None) -> None:
    doc = nlp.make_doc(text)
    doc._.dateline_country = "CHL"
    (act,) = nlp(doc)._.claims
    assert (act.place.country if act.place else None) == country


def test_speaking_is_a_setting_where_something_else_is_told(code: Coder) -> None:
    assert [told(a) for a in code("Speaking to Peruvian traders, Chile's president praised Peru.")._.claims] == [
        "SUPPORT CHL>PER happened"
    ]
    assert [told(a) for a in code("Chile's president spoke to Peru's president.")._.claims] == [
        "CONSULT CHL+PER happened"
    ]


def test_coding_is_deterministic(code: Coder) -> None:
    text = "Canada offered aid to Nepal on Friday. Nepal thanked Canada and asked India for tents."
    assert code(text)._.claims == code(text)._.claims


def test_who_is_quoted_speaks_and_who_quotes_reports(code: Coder) -> None:
    doc = code("Vietnam's news agency VNA quoted Chad's foreign minister as thanking Peru.")
    (claim,) = doc._.claims
    assert told(claim) == "SUPPORT TCD>PER happened"
    assert [s.name for s, _ in claim.speakers] == ["Vietnam News Agency"]
    assert [a.speaker[0].code for a in doc._.attributions if a.speaker] == ["VNM", "TCD"]


def test_we_is_whoever_speaks(code: Coder) -> None:
    (claim,) = code('"We condemn Iran in the strongest terms," Ghana\'s foreign minister Kofi Mensah said.')._.claims
    assert told(claim) == "ACCUSE/disapprove GHA>IRN happened"
    assert claim.speakers == ()


def test_it_added_goes_on_from_who_spoke_before(code: Coder) -> None:
    claims = code(
        "Peru offered aid to Chad, the state news agency Andina said. Ties had grown closer. A message expressed hope. "
        "Chad thanked Peru, it added."
    )._.claims
    assert [s.name for s, _ in claims[-1].speakers] == [s.name for s, _ in claims[0].speakers]


def test_he_who_says_he_would_is_the_one_who_speaks(code: Coder) -> None:
    claims = code(
        "President Kwaku Bediako of Ghana thanked President Ana Rojas of Peru and said he would ask for help."
    )._.claims
    request = next(c for c in claims if c.event == "REQUEST")
    assert [a.code for a in request.actor] == ["GHA"]


@pytest.mark.parametrize(
    "text",
    [
        "The offer was made in a message from Peru to Chad conveyed on Monday through the Peruvian embassy.",
        "Peru made the offer in a letter to Chad handed over on Monday by the Peruvian embassy.",
    ],
)
def test_an_offer_by_letter_has_its_writer_its_reader_and_its_channel(code: Coder, text: str) -> None:
    claim = next(c for c in code(text)._.claims if c.event == "AGREE")
    assert (told(claim), [c.code for c in claim.channel]) == ("AGREE PER>TCD offered", ["PER"])


def test_a_proposal_that_somebody_made_is_his(code: Coder) -> None:
    claims = code("The paper printed a proposal that Kenya made on Friday to supply food to Chad.")._.claims
    assert [told(c) for c in claims] == ["AGREE KEN>TCD offered"]


def test_nobody_thanks_himself(code: Coder) -> None:
    claims = code("President Emmanuel Macron expressed thanks to Peru and Macron expressed thanks to Macron.")._.claims
    assert [told(c) for c in claims] == ["SUPPORT FRA>PER happened"]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Russia struck Kharkiv on Monday.", {"ASSAULT RUS>UKR happened"}),
        ("The Israeli assault on the Gaza Strip went on.", {"ASSAULT ISR>PSE happened"}),
        ("A collision between an Italian warship and an Albanian boat killed four people.", set()),
        ("Kim Jong Un called Donald Trump mentally deranged.", set()),
        ("The Japanese company declined to comment.", set()),
        ("Japan, as Fiji's biggest aid donor, has a voice.", set()),
        ("Israel imposed a blockade on aid.", {"COERCE/restrict ISR happened"}),
        ("According to a news release from the Red Cross, tents came.", set()),
    ],
)
def test_what_is_an_act_and_what_is_none(code, text, claims):
    assert {told(act) for act in code(text)._.claims} == claims


def test_what_a_plan_of_the_past_names_is_past(code):
    doc = code("The request came in response to Israel's decision to ban the agency from working from late January.")
    assert [time.value for time in doc._.times] == ["2024-01"]


def test_an_agency_and_its_short_name_are_one_recipient(code):
    text = "Israel banned the UN Relief and Works Agency for Palestine (UNRWA) on Monday."
    (claim,) = code(text)._.claims
    assert [party.code for party in claim.recipient] == ["UNO"]
