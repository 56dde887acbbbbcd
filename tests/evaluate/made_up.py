"""Made-up records and annotations, for tests of the scorers."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from wirebook.record import AidStep, Article, CiteInfo, Claim, CodedArticle, Entity, Evidence, Impact, Location, Speaker

EVENTS = ("AGREE", "CONSULT", "AID", "ACCUSE", "CONCEDE", "RETREAT")
CODES = ("FJI", "TON", "WSM", "NGO")
SENTENCES = ("Fiji sent boats to Tonga .", "Samoa met Tonga in Suva .", "The relief group blamed Fiji .")
EVIDENCE = ("sent boats", "met Tonga", "group  blamed", "nowhere")
SPEAKERS = ("Fiji Times", "the U.S. envoy", "navy")


def claim(number=0, event="AID", actor=("FJI",), recipient=("TON",), text=SENTENCES[0], **fields):
    return Claim(
        id=f"{number:016x}",
        article="0" * 16,
        event=event,
        quad_code=2,
        status=fields.pop("status", "happened"),
        actor=tuple(entity(code) for code in actor),
        recipient=tuple(entity(code) for code in recipient),
        text=text,
        evidence=Evidence(block=0, start=0, end=len(text)),
        cite_info=fields.pop("cite_info", CiteInfo()),
        confidence=fields.pop("confidence", 0.5),
        coder="test",
        **fields,
    )


def entity(code):
    return Entity(entity_text=code or "someone", code=code)


def coded(claims=(), impacts=(), aid=(), text="text"):
    article = Article(id="0" * 16, text=text, blocks=())
    return CodedArticle(article=article, claims=tuple(claims), impacts=tuple(impacts), aid=tuple(aid))


codes = st.lists(st.sampled_from((*CODES, None)), max_size=3, unique=True)
day = st.dates(date(2024, 7, 28), date(2024, 8, 4))
speakers = st.lists(st.sampled_from(SPEAKERS), max_size=2)


@st.composite
def claims(draw):
    start = draw(st.none() | day)
    place = draw(st.none() | st.sampled_from(CODES))
    return claim(
        number=draw(st.integers(0, 2**60)),
        event=draw(st.sampled_from(EVENTS)),
        actor=draw(codes),
        recipient=draw(codes),
        text=draw(st.sampled_from(SENTENCES)),
        status=draw(st.sampled_from(("happened", "offered"))),
        negated=draw(st.booleans()),
        date=start,
        enddate=start and max(start, draw(day)),
        event_loc=place and Location(text=place, country=place),
        attribution=tuple(Speaker(entity_text=name) for name in draw(speakers)),
        confidence=draw(st.floats(0, 1)),
    )


RECORD = {
    "article": "0" * 16,
    "text": "text",
    "evidence": Evidence(block=0, start=0, end=4),
    "cite_info": CiteInfo(),
    "confidence": 0.5,
    "coder": "test",
}
kind = st.sampled_from(("death", "injured"))
stage = st.sampled_from(("offered", "delivered"))
figure = st.none() | st.sampled_from((4.0, 52.0, 1200.0))
country = st.none() | st.sampled_from(CODES)
impacts = st.builds(
    lambda number, kind, low, high, country: Impact(
        id=f"{number:016x}", exposure="people", kind=kind, low=low, high=high, country=country, **RECORD
    ),
    st.integers(0, 2**60), kind, figure, figure, country,
)  # fmt: skip
steps = st.builds(
    lambda number, stage, donor, recipient: AidStep(
        id=f"{number:016x}",
        stage=stage,
        donor=tuple(map(entity, donor)),
        recipient=tuple(map(entity, recipient)),
        **RECORD,
    ),
    st.integers(0, 2**60), stage | st.just("unanswered"), codes, codes,
)  # fmt: skip
coded_articles = st.builds(
    coded, st.lists(claims(), max_size=6), st.lists(impacts, max_size=4), st.lists(steps, max_size=4)
)


@st.composite
def annotations(draw):
    """An annotated article as it stands in a file."""
    parties = st.none() | st.lists(
        st.sampled_from((*CODES, None)).map(lambda code: {"name": "x", "code": code}), max_size=3
    )

    def interval():
        start = draw(day)
        return [start.isoformat(), max(start, draw(day)).isoformat()]

    return {
        "article": {"title": "made up"},
        "claims": [
            {
                "event": draw(st.sampled_from(EVENTS)),
                "mode": None,
                "status": draw(st.sampled_from(("happened", "offered", "planned"))),
                "negated": draw(st.booleans()),
                "actor": draw(parties),
                "recipient": draw(parties),
                "date": interval() if draw(st.booleans()) else None,
                "country": draw(country),
                "attribution": draw(speakers),
                "core": draw(st.booleans()),
                "evidence": draw(st.sampled_from(EVIDENCE)),
            }
            for _ in range(draw(st.integers(0, 6)))
        ],
        "impacts": [
            {"kind": draw(kind), "low": draw(figure), "high": draw(figure), "country": draw(country)}
            for _ in range(draw(st.integers(0, 4)))
        ],
        "aid": [
            {"donor": draw(country | st.just(["FJI", "TON"])), "recipient": draw(country), "stage": draw(stage)}
            for _ in range(draw(st.integers(0, 4)))
        ],
    }  # fmt: skip


def printed(article):
    """The lines that `wirebook code` prints for an article."""
    return [record.model_dump_json() for record in (*article.claims, *article.impacts, *article.aid)]
