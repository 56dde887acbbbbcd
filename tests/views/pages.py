"""Hand-made articles with their records: what the views are shown in tests, written for this purpose."""

from __future__ import annotations

from datetime import date
from typing import Literal

from wirebook.record import (
    AidStage,
    AidStep,
    Amount,
    Article,
    Block,
    BlockKind,
    CiteInfo,
    Claim,
    CodedArticle,
    Entity,
    Evidence,
    Impact,
    Location,
    Span,
    Speaker,
    record_id,
    text_hash,
)

CODER = "wirebook 0.1.0 en-1"
Role = Literal["trigger", "actor", "recipient", "channel", "date", "place", "amounts", "attribution"]

FRANCE = Entity(entity_text="France", identifier_text="France", identifier_id="Q142", code="FRA")
VANUATU = Entity(entity_text="Vanuatu", identifier_text="Vanuatu", identifier_id="Q686", code="VUT")
FIJI = Entity(entity_text="Fiji", identifier_text="Fiji", identifier_id="Q712", code="FJI")
AUSTRALIA = Entity(entity_text="Australia", identifier_text="Australia", identifier_id="Q408", code="AUS")
NEW_ZEALAND = Entity(entity_text="New Zealand", identifier_text="New Zealand", identifier_id="Q664", code="NZL")
KALO = Entity(
    entity_text="Vanuatu's prime minister, Anna Kalo",
    identifier_text="Anna Kalo",
    code="VUT",
    sector=("GOV",),
    office="prime minister",
)
NAVY = Entity(entity_text="its navy", code="AUS", sector=("MIL",))
VBTC = Speaker(
    entity_text="the state broadcaster VBTC", identifier_text="VBTC", code="VUT", sector=("JRN",), cue="said"
)
RED_CROSS = Speaker(
    entity_text="The Red Cross", identifier_text="Vanuatu Red Cross", code="VUT", sector=("NGO",), cue="put"
)
FBC = Speaker(entity_text="FBC News", identifier_text="FBC News", code="FJI", sector=("JRN",), cue="quoted")
SPOKESMAN = Speaker(entity_text="a navy spokesman", code="FJI", sector=("MIL",), cue="saying")


class Draft:
    """An article under construction: blocks joined by blank lines, and evidence found by its words."""

    def __init__(self, parts: list[tuple[BlockKind, str]], cite: CiteInfo) -> None:
        blocks, offset = [], 0
        for kind, words in parts:
            blocks.append(Block(kind=kind, start=offset, end=offset + len(words)))
            offset += len(words) + 2
        text = "\n\n".join(words for _, words in parts)
        self.cite = cite
        self.article = Article(
            id=text_hash(text),
            text=text,
            blocks=tuple(blocks),
            title=cite.title,
            published=cite.published,
            publisher=cite.publisher,
            agency=cite.agency,
            url=cite.url,
            file=cite.file,
        )

    def evidence(self, sentence: str, roles: dict[Role, str | list[str]]) -> Evidence:
        start = self.article.text.index(sentence)
        block = next(number for number, block in enumerate(self.article.blocks) if block.start <= start < block.end)
        spans: dict[str, tuple[Span, ...]] = {}
        for role, found in roles.items():
            words = [found] if isinstance(found, str) else found
            starts = [(start + sentence.index(word), len(word)) for word in words]
            spans[role] = tuple((first, first + length) for first, length in starts)
        return Evidence(block=block, start=start, end=start + len(sentence), **spans)

    def common(self, kind: str, sentence: str, roles: dict[Role, str | list[str]]) -> dict[str, object]:
        evidence = self.evidence(sentence, roles)
        return {
            "id": record_id(self.article.id, kind, evidence.model_dump()),
            "article": self.article.id,
            "text": sentence,
            "evidence": evidence,
            "cite_info": self.cite,
            "confidence": 0.912,
            "coder": CODER,
        }

    def claim(self, sentence: str, roles: dict[Role, str | list[str]], **fields: object) -> Claim:
        kind = f"claim {fields['event']} {fields.get('status')}"
        return Claim.model_validate({**self.common(kind, sentence, roles), **fields})

    def impact(self, sentence: str, roles: dict[Role, str | list[str]], **fields: object) -> Impact:
        return Impact.model_validate({**self.common("impact", sentence, roles), **fields})

    def step(self, claim: Claim, stage: AidStage, donor: Entity, recipient: Entity, **fields: object) -> AidStep:
        return AidStep.model_validate(
            {
                "id": record_id(self.article.id, f"aid {stage}", claim.id),
                "article": self.article.id,
                "stage": stage,
                "donor": (donor,),
                "recipient": (recipient,),
                "date": claim.date,
                "enddate": claim.enddate,
                "attribution": claim.attribution,
                "claims": (claim.id,),
                "text": claim.text,
                "evidence": claim.evidence,
                "cite_info": self.cite,
                "confidence": 0.9,
                "coder": CODER,
                **fields,
            }
        )


OFFER = (
    "France has offered emergency aid to Vanuatu, which was struck by Cyclone Tessa, the state broadcaster VBTC said "
    "on Wednesday."
)
THANKS = (
    "Vanuatu's prime minister, Anna Kalo, thanked Paris for the offer but said her government would ask for help "
    '"once the assessment is complete", the broadcaster added.'
)
HOMES = "The storm destroyed more than 1,200 homes and killed three people, VBTC reported."
DEAD = "The Red Cross put the dead at five."
KITS = (
    "Australia delivered $4 million worth of shelter kits through its navy to Port Vila on Tuesday, its foreign "
    "minister said."
)
SILENT = "VBTC did not mention an earlier proposal by New Zealand to send engineers."
BOATS = (
    "Separately, Vanuatu accused Fiji of seizing two of its fishing boats last week and threatened to close its ports."
)
DENIAL = "Fiji denied the seizure, FBC News quoted a navy spokesman as saying."
PACT = "Foreign ministers of Vanuatu and Fiji met in Suva in February and signed a fisheries pact."


def cyclone() -> CodedArticle:
    """A raw text dump with furniture: every kind of record, overlapping evidence, nested speakers."""
    draft = Draft(
        [
            ("title", "Vanuatu says France offered relief after cyclone"),
            ("meta", "Pacific | Wednesday, 12 Mar 2025"),
            ("caption", "A grounded ferry at Port Vila, Vanuatu, March 9, 2025. Harbour Times/File Photo"),
            ("dateline", "PORT VILA (Reuters) -"),
            ("body", OFFER),
            ("body", THANKS),
            ("body", f"{HOMES} {DEAD}"),
            ("body", KITS),
            ("body", SILENT),
            ("body", f"{BOATS} {DENIAL}"),
            ("body", PACT),
            ("credit", "(Reporting by Lise Tabi; Editing by Tom Orr)"),
            ("furniture", "Follow our channel for updates!"),
            ("link", "Ferry service resumes in Santo"),
            ("link", "Reef survey finds new coral"),
        ],
        CiteInfo(
            file="cyclone.txt",
            title="Vanuatu says France offered relief after cyclone",
            publisher="The Harbour Times",
            agency="Reuters",
            published=date(2025, 3, 12),
        ),
    )
    wednesday, tuesday = date(2025, 3, 12), date(2025, 3, 11)
    offer = draft.claim(
        OFFER,
        {
            "trigger": "offered",
            "actor": "France",
            "recipient": "Vanuatu",
            "date": "on Wednesday",
            "attribution": "the state broadcaster VBTC",
        },
        event="AGREE", cameo="0333", quad_code=1, event_scale=2.5, status="offered", context=("disasters",),
        date=wednesday, enddate=wednesday, date_text="on Wednesday", date_precision="day",
        date_rule="weekday before publication", actor=(FRANCE,), recipient=(VANUATU,), attribution=(VBTC,),
        amounts=(Amount(text="emergency aid"),),
    )  # fmt: skip
    thanks = draft.claim(
        THANKS,
        {"trigger": "thanked", "actor": "Vanuatu's prime minister, Anna Kalo", "recipient": "Paris",
         "attribution": "the broadcaster"},
        event="SUPPORT", quad_code=1, event_scale=5.0, status="happened", date=wednesday, enddate=wednesday,
        date_rule="as of publication", date_precision="day", actor=(KALO,), recipient=(FRANCE,), attribution=(VBTC,),
    )  # fmt: skip
    ask = draft.claim(
        THANKS,
        {"trigger": ["said", "ask for help"], "actor": "Vanuatu's prime minister, Anna Kalo", "recipient": "Paris",
         "attribution": "the broadcaster"},
        event="REQUEST", mode="assist", quad_code=3, event_scale=0.5, status="conditional",
        date_rule="unresolved: no date in the sentence", actor=(KALO,), recipient=(FRANCE,), attribution=(VBTC,),
    )  # fmt: skip
    delivery = draft.claim(
        KITS,
        {"trigger": "delivered", "actor": "Australia", "channel": "its navy", "place": "Port Vila",
         "amounts": "$4 million worth of shelter kits", "date": "on Tuesday", "attribution": "its foreign minister"},
        event="AID", cameo="073", quad_code=2, event_scale=10.0, status="happened", context=("disasters",),
        date=tuesday, enddate=tuesday, date_text="on Tuesday", date_precision="day",
        date_rule="weekday before publication", actor=(AUSTRALIA,), recipient=(VANUATU,), channel=(NAVY,),
        event_loc=Location(text="Port Vila", name="Port Vila", country="VUT", lat=-17.73, lon=168.32,
                           precision="point", geonames_id=2135171),
        amounts=(Amount(text="$4 million", low=4e6, high=4e6, unit="USD", of="shelter kits"),),
    )  # fmt: skip
    proposal = draft.claim(
        SILENT,
        {"trigger": "proposal", "actor": "New Zealand"},
        event="AGREE", quad_code=1, event_scale=2.5, status="offered", actor=(NEW_ZEALAND,), recipient=(VANUATU,),
        date_rule="unresolved: 'earlier' gives no interval",
    )  # fmt: skip
    accusation = draft.claim(
        BOATS,
        {"trigger": "accused", "actor": "Vanuatu", "recipient": "Fiji"},
        event="ACCUSE", mode="allege", quad_code=3, event_scale=-3.5, status="happened", date=wednesday,
        enddate=wednesday, date_rule="as of publication", actor=(VANUATU,), recipient=(FIJI,),
    )  # fmt: skip
    seizure = draft.claim(
        BOATS,
        {"trigger": "accused Fiji of seizing", "actor": "Fiji", "recipient": "Vanuatu", "date": "last week",
         "amounts": "two of its fishing boats", "attribution": "Vanuatu"},
        event="COERCE", mode="seize", quad_code=4, event_scale=-7.0, status="happened", date=date(2025, 3, 3),
        enddate=date(2025, 3, 9), date_text="last week", date_precision="week", date_rule="the week before publication",
        actor=(FIJI,), recipient=(VANUATU,), attribution=(Speaker(**VANUATU.model_dump(), cue="accused"),),
        amounts=(Amount(text="two", low=2, high=2, of="fishing boats"),),
    )  # fmt: skip
    threat = draft.claim(
        BOATS,
        {"trigger": "threatened", "actor": "Vanuatu", "recipient": "Fiji"},
        event="THREATEN", mode="restrict", quad_code=3, event_scale=-3.0, status="planned", date=wednesday,
        enddate=wednesday, date_rule="as of publication", actor=(VANUATU,), recipient=(FIJI,),
    )  # fmt: skip
    denial = draft.claim(
        DENIAL,
        {"trigger": "denied the seizure", "actor": "Fiji", "attribution": ["FBC News", "a navy spokesman"]},
        event="COERCE", mode="seize", quad_code=4, event_scale=-7.0, status="denied", negated=True,
        actor=(FIJI,), recipient=(VANUATU,), attribution=(FBC, SPOKESMAN), date=date(2025, 3, 3),
        enddate=date(2025, 3, 9), date_rule="as of the act denied",
    )  # fmt: skip
    meeting = draft.claim(
        PACT,
        {"trigger": "met", "actor": ["Vanuatu", "Fiji"], "place": "Suva", "date": "in February"},
        event="CONSULT", cameo="040", quad_code=1, event_scale=2.5, status="happened", date=date(2025, 2, 1),
        enddate=date(2025, 2, 28), date_text="in February", date_precision="month", date_rule="named month",
        actor=(VANUATU, FIJI), event_loc=Location(text="Suva", name="Suva", country="FJI", precision="point",
                                                  lat=-18.14, lon=178.44),
    )  # fmt: skip
    pact = draft.claim(
        PACT,
        {"trigger": "signed", "actor": ["Vanuatu", "Fiji"], "date": "in February"},
        event="SUPPORT", cameo="057", quad_code=1, event_scale=5.0, status="happened", date=date(2025, 2, 1),
        enddate=date(2025, 2, 28), date_text="in February", date_precision="month", date_rule="named month",
        actor=(VANUATU, FIJI),
    )  # fmt: skip
    storm = {"hazard": "storm", "country": "VUT", "place": "Vanuatu", "as_of": wednesday}
    impacts = (
        draft.impact(HOMES, {"trigger": "destroyed", "amounts": "more than 1,200 homes", "attribution": "VBTC"},
                     exposure="buildings", kind="destroyed", low=1200, attribution=(VBTC,), **storm),
        draft.impact(HOMES, {"trigger": "killed", "amounts": "three people", "attribution": "VBTC"},
                     exposure="people", kind="death", low=3, high=3, attribution=(VBTC,), **storm),
        draft.impact(DEAD, {"trigger": "dead", "amounts": "five", "attribution": "The Red Cross"},
                     exposure="people", kind="death", low=5, high=5, attribution=(RED_CROSS,), **storm),
    )  # fmt: skip
    aid = (
        draft.step(offer, "offered", FRANCE, VANUATU, what="emergency aid"),
        draft.step(thanks, "thanked", FRANCE, VANUATU, what="emergency aid"),
        draft.step(ask, "deferred", FRANCE, VANUATU, what="emergency aid"),
        draft.step(delivery, "delivered", AUSTRALIA, VANUATU, what="shelter kits", amounts=delivery.amounts),
        draft.step(proposal, "offered", NEW_ZEALAND, VANUATU, what="engineers"),
        draft.step(proposal, "unanswered", NEW_ZEALAND, VANUATU, what="engineers"),
    )
    claims = (
        offer, thanks, ask, delivery, proposal, accusation, seizure, threat, denial, meeting, pact,
    )  # fmt: skip
    return CodedArticle(article=draft.article, claims=claims, impacts=impacts, aid=aid)


HOSTILE = 'Vanuatu\'s "<script>window.pwned=1</script>" & <b>Fiji</b> met {{ 7*7 }} </script> in [red]Suva[/red].'


def hostile() -> CodedArticle:
    """A page that tries to break out of every format: markup, templates, terminal codes, formulas; and no date."""
    title = '=HYPERLINK("https://example.org") </title><img src=x onerror=alert(1)>'
    draft = Draft([("title", title), ("body", HOSTILE)], CiteInfo(url="javascript:alert(1)", title=title))
    claim = draft.claim(
        HOSTILE,
        {"trigger": "met", "actor": "<b>Fiji</b>"},
        event="CONSULT", quad_code=1, event_scale=2.5, status="happened", cameo="040",
        date_rule="unresolved: the page has no date",
        actor=(Entity(entity_text="<b>Fiji</b>", code="FJI"), Entity(entity_text="@SUM(1|2)\x1b[31m", code=None)),
    )  # fmt: skip
    return CodedArticle(article=draft.article, claims=(claim,))


APPEAL = "Vanuatu appealed for 20 water pumps on 13 March, and Australia pledged 12 of them the same day."


def appeal() -> CodedArticle:
    """A short item of another publisher, a day later."""
    draft = Draft(
        [("title", "Vanuatu appeals for pumps"), ("body", APPEAL)],
        CiteInfo(url="https://relief.example/pumps", title="Vanuatu appeals for pumps", publisher="Relief Bulletin",
                 published=date(2025, 3, 14)),
    )  # fmt: skip
    thirteenth = date(2025, 3, 13)
    request = draft.claim(
        APPEAL,
        {"trigger": "appealed", "actor": "Vanuatu", "amounts": "20 water pumps", "date": "on 13 March"},
        event="REQUEST", mode="assist", quad_code=3, event_scale=0.5, status="requested", date=thirteenth,
        enddate=thirteenth, date_text="on 13 March", date_precision="day", date_rule="day and month",
        actor=(VANUATU,), amounts=(Amount(text="20", low=20, high=20, of="water pumps"),),
    )  # fmt: skip
    pledge = draft.claim(
        APPEAL,
        {"trigger": "pledged", "actor": "Australia", "recipient": "Vanuatu", "date": "the same day"},
        event="AGREE", cameo="0333", quad_code=1, event_scale=2.5, status="offered", date=thirteenth,
        enddate=thirteenth, date_text="the same day", date_precision="day", date_rule="same day as the act before",
        actor=(AUSTRALIA,), recipient=(VANUATU,), amounts=(Amount(text="12", low=12, high=12, of="water pumps"),),
    )  # fmt: skip
    return CodedArticle(
        article=draft.article,
        claims=(request, pledge),
        aid=(
            draft.step(request, "requested", AUSTRALIA, VANUATU, what="water pumps", amounts=request.amounts),
            draft.step(pledge, "pledged", AUSTRALIA, VANUATU, what="water pumps", amounts=pledge.amounts),
        ),
    )


OTHERS = ("USA", "CHN", "JPN", "TON", "WSM", "PNG", "SLB", "KIR", "TUV", "IDN", "GBR")
PARTIES = (FRANCE, VANUATU, FIJI, AUSTRALIA, NEW_ZEALAND, *(Entity(entity_text=code, code=code) for code in OTHERS))
DEEDS = (
    ("AGREE", "offered help to", 1, 2.5), ("CONSULT", "met envoys of", 1, 2.5), ("AID", "sent tents to", 2, 10.0),
    ("ACCUSE", "criticised", 3, -2.0), ("REQUEST", "asked for ships from", 3, 0.5),
    ("MOBILIZE", "moved ships near", 4, -6.5),
)  # fmt: skip


def many(count: int) -> list[CodedArticle]:
    """A long run of short articles, one a day, on a fixed round of parties and deeds."""
    found = []
    for number in range(count):
        event, verb, quad, scale = DEEDS[number * number % len(DEEDS)]
        actor = PARTIES[number * 7 % 5 if number % 3 else number % len(PARTIES)]
        recipient = PARTIES[(number * 3 + number // 5) % len(PARTIES)]
        published = date.fromordinal(date(2024, 1, 1).toordinal() + number * 366 // max(count, 366))
        sentence = f"{actor.entity_text} {verb} {recipient.entity_text}, officials said in bulletin {number}."
        title = f"Bulletin {number}: {actor.entity_text} and {recipient.entity_text}"
        cite = CiteInfo(file="bulletins.jsonl", title=title, publisher="Relief Bulletin", published=published)
        draft = Draft([("title", title), ("body", sentence)], cite)
        claim = draft.claim(
            sentence, {"trigger": verb, "actor": actor.entity_text}, event=event, quad_code=quad, event_scale=scale,
            status="happened", date=published, enddate=published, actor=(actor,), recipient=(recipient,),
        )  # fmt: skip
        found.append(CodedArticle(article=draft.article, claims=(claim,)))
    return found
