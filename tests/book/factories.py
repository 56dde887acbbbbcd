"""Small records of the book's own tests, and Hypothesis strategies for larger ones."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from wirebook.record import (
    AidStep,
    Amount,
    Article,
    Block,
    CiteInfo,
    Claim,
    CodedArticle,
    Entity,
    Evidence,
    Impact,
    Location,
    Speaker,
    record_id,
    text_hash,
)

CODER = "wirebook 0.1.0 en-1"
PUBLISHED = date(2031, 3, 10)
SENTENCE = "Freedonia said on Monday that it had sent tents to Sylvania."


def entity(code_or_name: str) -> Entity:
    """A party with a code where the word is one, else one that has only a name."""
    return Entity(entity_text=code_or_name, code=code_or_name if code_or_name.isupper() else None)


def entities(words: str) -> tuple[Entity, ...]:
    return tuple(entity(word) for word in words.split())


def speaker(name: str, code: str | None = None, *sector: str) -> Speaker:
    return Speaker(entity_text=name, code=code, sector=sector, cue="said")


def evidence(number: int) -> Evidence:
    return Evidence(block=0, start=0, end=len(SENTENCE), trigger=((number, number + 1),))


def claim(
    event="AID", actor="FRE", recipient="SYL", day=None, *, end=None, number=0, coder=CODER, status="happened", **more
) -> Claim:
    return Claim(
        id=f"claim {number}",
        article="",
        event=event,
        actor=entities(actor),
        recipient=entities(recipient),
        date=day,
        enddate=end or day,
        status=status,
        quad_code=more.pop("quad_code", 1),
        text=SENTENCE,
        evidence=evidence(number),
        cite_info=CiteInfo(),
        confidence=more.pop("confidence", 0.9),
        coder=coder,
        **more,
    )


def impact(kind="death", low=10.0, *, as_of=None, number=0, coder=CODER, **more) -> Impact:
    return Impact(
        id=f"impact {number}",
        article="",
        hazard=more.pop("hazard", "flood"),
        country=more.pop("country", "SYL"),
        exposure=more.pop("exposure", "people"),
        kind=kind,
        low=low,
        high=more.pop("high", low),
        as_of=as_of,
        text=SENTENCE,
        evidence=evidence(number),
        cite_info=CiteInfo(),
        confidence=0.8,
        coder=coder,
        **more,
    )


def step(stage="offered", day=None, donor="FRE", recipient="SYL", *, number=0, coder=CODER, **more) -> AidStep:
    return AidStep(
        id=f"step {number}",
        article="",
        stage=stage,
        donor=entities(donor),
        recipient=entities(recipient),
        date=day,
        enddate=day,
        text=SENTENCE,
        evidence=evidence(number),
        cite_info=CiteInfo(),
        confidence=0.8,
        coder=coder,
        **more,
    )


def coded(text="An article.", *records, published=PUBLISHED, published_rule="metadata", file="page.txt", url=None):
    """An article whose records have its id, ids of their own, and its publication.

    Its text begins with the sentence of the records, and is long enough for all their triggers.
    """
    longest = max((end for record in records for _, end in record.evidence.trigger), default=0)
    text = f"{SENTENCE}\n{text}".ljust(longest, ".")
    article_id = text_hash(text)
    cite = CiteInfo(url=url, file=file, published=published)
    own = [
        record.model_copy(
            update={
                "article": article_id,
                "id": record_id(article_id, record.record, record.id, index),
                "cite_info": cite,
            }
        )
        for index, record in enumerate(records)
    ]
    return CodedArticle(
        article=Article(
            id=article_id,
            text=text,
            blocks=(Block(kind="body", start=0, end=len(text)),),
            title="Tents for Sylvania",
            published=published,
            published_rule=published_rule if published else None,
            file=file,
            url=url,
        ),
        claims=tuple(record for record in own if isinstance(record, Claim)),
        impacts=tuple(record for record in own if isinstance(record, Impact)),
        aid=tuple(record for record in own if isinstance(record, AidStep)),
    )


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
days = st.dates(date(2031, 1, 1), date(2031, 4, 30))
some_parties = st.lists(st.sampled_from(["FRE", "SYL", "OSR", "the rebels", "UNO"]).map(entity), max_size=2).map(tuple)
figures = st.none() | st.floats(0, 1e12)
speakers = st.lists(
    st.builds(Speaker, entity_text=words, code=st.none() | st.sampled_from(["FRE", "UNO"]), cue=words), max_size=2
).map(tuple)
amounts = st.lists(
    st.builds(Amount, text=words, low=figures, high=figures, approximate=st.booleans(), of=words), max_size=2
).map(tuple)

places = st.builds(Location, text=words, country=st.sampled_from(["SYL", "FRE"]), lat=st.none() | st.floats(-90, 90))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    day = draw(st.none() | days)
    return claim(
        draw(st.sampled_from(["AID", "CONSULT", "ACCUSE", "REQUEST", "MOBILIZE"])),
        "",
        "",
        day,
        end=day and day + timedelta(draw(st.sampled_from([0, 0, 0, 1, 6, 29]))),
        number=draw(st.integers(0, 50)),
        status=draw(st.sampled_from(["happened", "offered", "denied", "historical", "requested", "planned"])),
        negated=draw(st.booleans()),
        mode=draw(st.none() | st.sampled_from(["visit", "phone"])),
        context=draw(st.lists(words, max_size=2).map(tuple)),
        event_loc=draw(
            st.none()
            | st.builds(
                Location, text=words, country=st.sampled_from(["SYL", "FRE"]), lat=st.none() | st.floats(-90, 90)
            )
        ),
        amounts=draw(amounts),
        attribution=draw(speakers),
        confidence=draw(st.floats(0, 1)),
    ).model_copy(update={"actor": draw(some_parties), "recipient": draw(some_parties)})


@st.composite
def impacts(draw: st.DrawFn) -> Impact:
    return impact(
        draw(st.sampled_from(["death", "flooded"])),
        draw(figures),
        as_of=draw(st.none() | days),
        number=draw(st.integers(0, 50)),
        hazard=draw(st.none() | st.sampled_from(["flood", "storm"])),
        country=draw(st.none() | st.sampled_from(["SYL", "FRE"])),
        place=draw(st.none() | words),
        attribution=draw(speakers),
        negated=draw(st.booleans()),
    )


@st.composite
def aid_steps(draw: st.DrawFn) -> AidStep:
    return step(
        draw(st.sampled_from(["requested", "offered", "accepted", "delivered", "unanswered"])),
        draw(st.none() | days),
        number=draw(st.integers(0, 50)),
        what=draw(st.none() | words),
        amounts=draw(amounts),
    ).model_copy(update={"donor": draw(some_parties), "recipient": draw(some_parties)})


@st.composite
def coded_articles(draw: st.DrawFn) -> CodedArticle:
    """An article with any records; its confidences are rounded, as they are in every JSON."""
    made = coded(
        draw(words),
        *draw(st.lists(claims() | impacts() | aid_steps(), max_size=6)),
        published=draw(st.none() | days),
        url=draw(st.none() | st.just("https://example.org/1")),
    )
    return CodedArticle.model_validate_json(made.model_dump_json())
