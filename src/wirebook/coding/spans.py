"""What the coding stages write into a `Doc`: typed records with character offsets in `doc.text`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from wirebook.record import (
    AidStage,
    DatePrecision,
    EventType,
    Exposure,
    Hazard,
    ImpactKind,
    PlacePrecision,
    Status,
)

ActorKind = Literal[
    "country", "people", "person", "group", "body", "organisation", "capital", "place", "pronoun", "other"
]


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of a party. `root` is the index of its head token; `text` are the page's own words."""

    start_char: int
    end_char: int
    text: str
    root: int
    kind: ActorKind
    name: str | None = None
    identifier_id: str | None = None
    code: str | None = None
    historical_code: str | None = None
    sector: tuple[str, ...] = ()
    office: str | None = None
    rule: str = ""
    """How the code is known: `table`, `modifier`, `apposition`, `memory`, `pronoun`, `context`."""
    plural: bool = False
    named_at: tuple[int, int] | None = None
    """Of a pronoun: the words that name the party before it."""

    @property
    def words(self) -> tuple[int, int]:
        """The characters that tell a reader who it is: of a pronoun those of its antecedent."""
        return self.named_at or (self.start_char, self.end_char)

    @property
    def evidence(self) -> tuple[tuple[int, int], ...]:
        """The characters that the party is read from: the mention, and of a pronoun its antecedent before it."""
        mention = (self.start_char, self.end_char)
        return (self.named_at, mention) if self.named_at else (mention,)

    @property
    def key(self) -> tuple[str | None, str]:
        """What makes two mentions the same party as far as the coding knows."""
        return self.code, (self.name or self.text).lower()


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym, resolved. A country has no coordinates."""

    start_char: int
    end_char: int
    text: str
    root: int
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    geonames_id: int | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody said something: spans of source, cue and content, and the party that the source is."""

    start_char: int
    end_char: int
    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[int, int]
    speaker: tuple[Actor, ...]
    cue_text: str
    cue_root: int
    content_root: int
    published: bool = False
    """Whether the source only passes on a document: "KCNA released a statement by the ministry"."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """When an act took place: the interval, how coarse it is, and how it is known."""

    start: date | None
    end: date | None
    precision: DatePrecision | None
    rule: str
    text: str | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount that belongs to an act or an impact."""

    start_char: int
    end_char: int
    text: str
    low: float | None
    high: float | None
    approximate: bool
    unit: str | None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class CodedAct:
    """A claim as it stands in the `Doc`, before it is tied to its article."""

    start_char: int
    end_char: int
    event: EventType
    mode: str | None
    context: tuple[str, ...]
    status: Status
    negated: bool
    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    channel: tuple[Actor, ...]
    trigger: tuple[tuple[int, int], ...]
    root: int
    sentence: tuple[int, int]
    speakers: tuple[tuple[Actor, str], ...] = ()
    """Speaker and cue, outermost first."""
    occasion: Occasion | None = None
    place: Place | None = None
    quantities: tuple[Quantity, ...] = ()
    confidence: float = 1.0
    predicates: tuple[str, ...] = ()
    """Lemmas of the predicates, the outermost first, for the aid ledger."""
    operator: str | None = None
    inner: EventType | None = None
    """The event type of the act that the operator worked on."""
    topic: frozenset[str] = field(default_factory=frozenset)
    """Word classes found in what the act is about: `aid`, `talks`, `troops`..."""
    what: str | None = None
    steps: tuple[str, ...] = ()
    """The frames and rules that led here, in order, for `explain`."""
    told_by: tuple[Actor, ...] = ()
    """Who alleges the act, or denies it."""


@dataclass(frozen=True, slots=True)
class CodedImpact:
    """An impact as it stands in the `Doc`."""

    start_char: int
    end_char: int
    hazard: Hazard | None
    exposure: Exposure
    kind: ImpactKind
    quantity: Quantity | None
    low: float | None
    high: float | None
    approximate: bool
    unit: str | None
    place: Place | None
    country: str | None
    negated: bool
    trigger: tuple[tuple[int, int], ...]
    sentence: tuple[int, int]
    root: int
    speakers: tuple[tuple[Actor, str], ...] = ()
    occasion: Occasion | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class CodedAid:
    """An aid step as it stands in the `Doc`, with the act it was read off."""

    start_char: int
    end_char: int
    stage: AidStage
    donor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    what: str | None
    act: CodedAct
