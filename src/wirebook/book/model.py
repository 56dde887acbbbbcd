"""What the book says beyond single records: events, aid threads, impact series, relations.

These are derived from the claims, impacts and aid steps that the book holds; each carries the records it rests on.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import PlainSerializer

from wirebook.notebooks import Drawing, drawn, shown
from wirebook.record import (
    AidStage,
    AidStep,
    Article,
    Claim,
    EventType,
    Exposure,
    Hazard,
    Impact,
    ImpactKind,
    Record,
    Status,
)

Score = Annotated[float, PlainSerializer(lambda value: round(value, 3), return_type=float)]


class Edition(Record):
    """What an article is among those that print its text or are its versions; see `book.editions`. Ids of articles."""

    relation: Literal["first", "printing", "version"]
    """`version` is a later version of an article; `printing` has the text of an earlier one, perhaps cut; else `first`.
    """
    of: str | None = None
    """What it is a printing of, or the first version of the article."""
    version: int = 1
    """The number of its version."""
    printings: tuple[str, ...] = ()
    """All articles that print its text, in order of time, itself included."""
    versions: tuple[str, ...] = ()
    """All versions of the article, from the first to the last, itself included; of a printing, those of its text."""


class BookArticle(Article):
    """An article of a book, with what it is among the others."""

    edition: Edition


class Event(Record):
    """What one or more claims, in one or more articles, are about. `claims` are in order of publication."""

    id: str
    event: EventType
    mode: str | None = None
    actor: tuple[str, ...] = ()
    """Sorted codes of the parties that acted; a party without a code stands by its name."""
    recipient: tuple[str, ...] = ()
    date: datetime.date | None = None
    enddate: datetime.date | None = None
    country: str | None = None
    statuses: tuple[Status, ...] = ()
    """Every status claimed, most frequent first."""
    disputed: bool = False
    """True where one claim denies or negates what another states."""
    reports: int = 0
    """How many said so: the printings and the versions of one text are one report."""
    articles: int = 0
    """How many articles the claims are in."""
    claims: tuple[Claim, ...] = ()


class EventRow(Record):
    """An event as a row of a table: what its claims say together, and the ids of the claims themselves."""

    record: Literal["event"] = "event"
    id: str
    event: EventType
    mode: str | None = None
    context: tuple[str, ...] = ()
    """Every context that a claim has, sorted."""
    quad_code: int | None = None
    event_scale: float | None = None
    statuses: tuple[Status, ...] = ()
    disputed: bool = False
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    date: datetime.date | None = None
    enddate: datetime.date | None = None
    country: str | None = None
    articles: int = 0
    """How many articles tell of it."""
    publishers: tuple[str, ...] = ()
    """Who published these, sorted; agencies where no publisher is known."""
    claims: tuple[str, ...] = ()
    """Ids of the claims, in order of publication."""

    @classmethod
    def of(cls, event: Event) -> EventRow:
        """The row of an event; quad code and scale are those of its first claim."""
        first = event.claims[0] if event.claims else None
        sources = {claim.cite_info.publisher or claim.cite_info.agency for claim in event.claims}
        return cls(
            id=event.id,
            event=event.event,
            mode=event.mode,
            context=tuple(sorted({context for claim in event.claims for context in claim.context})),
            quad_code=first.quad_code if first else None,
            event_scale=first.event_scale if first else None,
            statuses=event.statuses,
            disputed=event.disputed,
            actor=event.actor,
            recipient=event.recipient,
            date=event.date,
            enddate=event.enddate,
            country=event.country,
            articles=len({claim.article for claim in event.claims}),
            publishers=tuple(sorted(source for source in sources if source)),
            claims=tuple(claim.id for claim in event.claims),
        )


class AidThread(Record):
    """The steps of one aid matter between a donor and a recipient over all articles, in order of date."""

    id: str
    donor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    what: str | None = None
    standing: AidStage
    """The stage on the date asked for."""
    since: datetime.date | None = None
    steps: tuple[AidStep, ...] = ()


class ImpactSeries(Record):
    """One kind of figure of one disaster, with everybody's figure side by side: no two speakers' are added up."""

    id: str
    hazard: Hazard | None = None
    country: str | None = None
    place: str | None = None
    exposure: Exposure
    kind: ImpactKind
    displayed: Impact
    """The figure shown where only one fits; `rule` says by which documented rule it was chosen."""
    rule: str
    figures: tuple[Impact, ...] = ()


class RelationPoint(Record):
    """One period of a relation; `score` is the sum of the relations scores of `events`, by wirebook's own scale."""

    start: datetime.date
    end: datetime.date
    score: Score
    events: tuple[str, ...] = ()


class Relation(Record):
    """Two parties' events over time. `a` sorts before `b`; events of both directions and joint ones count."""

    a: str
    b: str
    score: Score
    cooperation: int = 0
    conflict: int = 0
    requests: int = 0
    """Appeals and demands, which count as neither."""
    points: tuple[RelationPoint, ...] = ()

    def plot(self) -> Drawing:
        """The score of each period as bars above and below nought: a notebook shows it, `str` gives the SVG."""
        return drawn("plot", self)

    def _repr_html_(self) -> str:
        return shown("relation", self)


class Actor(Record):
    """A party with a code, and in how many records of the book it has which role."""

    code: str
    records: int
    """All of these together; a record counts once for each role."""
    acts: int = 0
    received: int = 0
    channels: int = 0
    spoke: int = 0
    """As a source of claims, impacts and aid steps."""
    donated: int = 0
    aided: int = 0


class Summary(Record):
    """What a book holds, or what one reading added to it."""

    articles: int = 0
    claims: int = 0
    impacts: int = 0
    aid: int = 0
    events: int = 0

    def __add__(self, other: Summary) -> Summary:
        return Summary(
            articles=self.articles + other.articles,
            claims=self.claims + other.claims,
            impacts=self.impacts + other.impacts,
            aid=self.aid + other.aid,
            events=self.events + other.events,
        )


class BookCheck(Record):
    """What a check of a book found: `problems` is empty where it is whole."""

    problems: tuple[str, ...] = ()
    holds: Summary


class Compaction(Record):
    """How large a book was and is, in bytes, with the files beside it or the indexes of its tables."""

    before: int
    after: int


class Merged(Record):
    """What came into a book from another one: what is new, and how many of the other's corrections are."""

    new: Summary
    corrections: int = 0
