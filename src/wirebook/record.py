"""The words of the design as types: pages, articles, claims, impacts, aid steps.

Every type is immutable and goes to JSON and back without loss (`model_dump_json`, `model_validate_json`). Field names
of a claim are PLOVER's own where PLOVER has one. Offsets count characters of `Article.text`; `end` is exclusive.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from wirebook.notebooks import shown

SCHEMA_VERSION = 1

BlockKind = Literal["title", "meta", "caption", "dateline", "body", "credit", "furniture", "link"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal[
    "happened", "ongoing", "planned", "offered", "conditional", "requested", "denied", "hypothetical", "historical"
]
DatePrecision = Literal["day", "week", "month", "season", "year", "span"]
PlacePrecision = Literal["point", "district", "province", "country", "region"]
Hazard = Literal[
    "flood", "storm", "earthquake", "tsunami", "volcano", "landslide", "drought", "famine", "heat", "cold",
    "wildfire", "epidemic", "accident", "conflict", "repression", "other",
]  # fmt: skip
Exposure = Literal[
    "people", "households", "buildings", "schools", "hospitals", "roads", "bridges", "crops", "livestock", "land",
    "vehicles", "economy", "other",
]  # fmt: skip
ImpactKind = Literal[
    "death", "missing", "dead_or_missing", "injured", "displaced", "evacuated", "homeless", "isolated", "in_need",
    "affected", "damaged", "destroyed", "flooded", "cost",
]  # fmt: skip
AidStage = Literal[
    "requested", "offered", "pledged", "accepted", "thanked", "deferred", "refused", "dispatched", "delivered",
    "suspended", "denied", "unanswered",
]  # fmt: skip

Span = tuple[int, int]
"""Character offsets (start, end) in the article's text, end exclusive."""

Confidence = Annotated[float, PlainSerializer(lambda value: round(value, 3), return_type=float)]


class Record(BaseModel):
    """Base of every type here: immutable, closed, compared by value."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")


class Page(Record):
    """Bytes as they came, and where from.

    `media_type` is `text/plain`, `text/html`, or `application/json` for one item of JSON Lines or of a feed, whose
    text is a body and not a dump. `published` is what the container (item, feed, option) says, if anything.
    """

    content: bytes
    media_type: Literal["text/plain", "text/html", "application/json"]
    file: str | None = None
    """Base name of the file; of an item of a container, the container's base name."""
    url: str | None = None
    title: str | None = None
    published: datetime.date | None = None
    publisher: str | None = None
    charset: str | None = None
    """What the server or the message said of its encoding; the bytes themselves are believed before it."""
    position: int | None = None
    """Line or entry number (from 1) in a container; None for a whole file."""


class Block(Record):
    """One part of an article's page: `Article.text[start:end]`."""

    kind: BlockKind
    start: int
    end: int


class Article(Record):
    """The story in a page, as typed blocks with their offsets in `text`.

    `text` is the decoded file for text, the item's text for JSON Lines, and the text that is kept for HTML. Blocks
    are in order and do not overlap. `published` is None where nothing gives a date.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    published: datetime.date | None = None
    published_rule: str | None = None
    """How `published` is known; None where it is not.

    `option`, `item`, `json-ld`, `meta tag`, `microdata`, `htmldate`, `meta line`, `dateline`.
    """
    published_at: datetime.datetime | None = None
    """With the time of day, and its zone where the page gives one."""
    updated_at: datetime.datetime | None = None
    publisher: str | None = None
    agency: str | None = None
    dateline_place: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    """Who wrote it, each by name: people, or the body that signs."""
    section: str | None = None
    is_free: bool = True
    """Whether all may read it; where it is sold, the page may hold only its beginning."""
    language: str | None = None
    """ISO 639-1; None where it is not sure. Only English is coded."""
    url: str | None = None
    file: str | None = None

    @property
    def is_coded(self) -> bool:
        """Whether its language is one that is coded: English, or not known for certain."""
        return self.language in {None, "en"}

    def block_text(self, block: Block) -> str:
        """The words of one block."""
        return self.text[block.start : block.end]


class Entity(Record):
    """A party: actor, recipient, channel, donor or speaker."""

    entity_text: str
    """The page's own words, never the resolved name."""
    identifier_text: str | None = None
    identifier_id: str | None = None
    code: str | None = None
    historical_code: str | None = None
    sector: tuple[str, ...] = ()
    office: str | None = None


class Speaker(Entity):
    """A party whom the text names as the source of a claim, with the word that says so."""

    cue: str | None = None


class Location(Record):
    """Where an act took place. `lat` and `lon` are None for a country: a country is never a point."""

    text: str
    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None
    geonames_id: int | None = None


class Amount(Record):
    """A quantity: `low` and `high` are equal for an exact or approximate figure; one is None for a bound."""

    text: str
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    unit: str | None = None
    """ISO 4217 code for money, else a unit of the table of units, else None."""
    of: str | None = None


class Evidence(Record):
    """The characters that each field was read from. `start` and `end` bound the sentence."""

    block: int
    start: int
    end: int
    trigger: tuple[Span, ...] = ()
    actor: tuple[Span, ...] = ()
    recipient: tuple[Span, ...] = ()
    channel: tuple[Span, ...] = ()
    date: tuple[Span, ...] = ()
    place: tuple[Span, ...] = ()
    amounts: tuple[Span, ...] = ()
    attribution: tuple[Span, ...] = ()


class CiteInfo(Record):
    """Where the article was published, and who wrote it for whom."""

    url: str | None = None
    file: str | None = None
    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    published: datetime.date | None = None


class Claim(Record):
    """One statement in one article that something happened, will, might, or did not: a PLOVER event."""

    record: Literal["claim"] = "claim"
    id: str
    article: str
    event: EventType
    mode: str | None = None
    context: tuple[str, ...] = ()
    cameo: str | None = None
    quad_code: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    event_scale: float | None = None
    status: Status
    negated: bool = False
    date: datetime.date | None = None
    enddate: datetime.date | None = None
    date_text: str | None = None
    date_precision: DatePrecision | None = None
    date_rule: str | None = None
    """Which rule gave the date; `unresolved: ...` says why there is none."""
    actor: tuple[Entity, ...] = ()
    recipient: tuple[Entity, ...] = ()
    channel: tuple[Entity, ...] = ()
    event_loc: Location | None = None
    amounts: tuple[Amount, ...] = ()
    attribution: tuple[Speaker, ...] = ()
    text: str
    evidence: Evidence
    cite_info: CiteInfo
    confidence: Confidence
    coder: str


class Impact(Record):
    """A statement of what a hazard did."""

    record: Literal["impact"] = "impact"
    id: str
    article: str
    hazard: Hazard | None = None
    exposure: Exposure
    kind: ImpactKind
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    unit: str | None = None
    place: str | None = None
    country: str | None = None
    date: datetime.date | None = None
    enddate: datetime.date | None = None
    as_of: datetime.date | None = None
    negated: bool = False
    attribution: tuple[Speaker, ...] = ()
    text: str
    evidence: Evidence
    cite_info: CiteInfo
    confidence: Confidence
    coder: str


class AidStep(Record):
    """One step in the life of an aid matter between two parties, read off the claims of an article."""

    record: Literal["aid"] = "aid"
    id: str
    article: str
    stage: AidStage
    donor: tuple[Entity, ...] = ()
    recipient: tuple[Entity, ...] = ()
    channel: tuple[Entity, ...] = ()
    what: str | None = None
    amounts: tuple[Amount, ...] = ()
    date: datetime.date | None = None
    enddate: datetime.date | None = None
    attribution: tuple[Speaker, ...] = ()
    claims: tuple[str, ...] = ()
    """Ids of the claims it was read off."""
    text: str
    evidence: Evidence
    cite_info: CiteInfo
    confidence: Confidence
    coder: str


AnyRecord = Annotated[Claim | Impact | AidStep, Field(discriminator="record")]


class CodedArticle(Record):
    """An article with all that was read in it: what the coder hands to the book and to the views."""

    article: Article
    claims: tuple[Claim, ...] = ()
    impacts: tuple[Impact, ...] = ()
    aid: tuple[AidStep, ...] = ()

    def _repr_html_(self) -> str:
        """The article with its evidence marked, as a notebook shows it."""
        return shown("article", self)


def text_hash(text: str) -> str:
    """Article id: 16 hexadecimal digits of the SHA-256 of the text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def record_id(article: str, kind: str, *spans: object) -> str:
    """Id of a record: a hash of its article's text hash, its kind, and its trigger and role spans."""
    payload = json.dumps([article, kind, spans], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(payload.encode()).hexdigest()[:16]
