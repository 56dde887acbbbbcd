"""What a request may ask for: the filters of the command line, by the same names, and where in a list to go on.

A parameter that a resource does not have is refused, so that a wrong word is never taken for no condition.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal

from fastapi import Path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from wirebook.book.filters import ClaimFilters
from wirebook.book.paging import Order
from wirebook.record import AidStage, EventType, Hazard, Status

MOST = 500
"""Records of one page."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DIGITS = re.compile(r"\d{1,9}")


def _day(value: object) -> object:
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("this is no date; write it as 2024-08-04")
    return value


def _flag(value: object) -> object:
    if isinstance(value, str):
        if value not in {"true", "false"}:
            raise ValueError("write true or false")
        return value == "true"
    return value


def _number(value: object) -> object:
    if isinstance(value, str) and not _DIGITS.fullmatch(value):
        raise ValueError("this is no number")
    return value


Day = Annotated[datetime.date, BeforeValidator(_day)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Limit = Annotated[int, Field(ge=1, le=MOST, description="No more than so many."), BeforeValidator(_number)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Party = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Cursor = Annotated[
    str, StringConstraints(pattern="^([0-9a-f]{2})+$", max_length=4000), Field(description="As `next` gave it.")
]
Format = Literal["json", "jsonl", "csv"]

RecordId = Annotated[str, Path(pattern="^[0-9a-f]{4,16}$", description="The id, or the beginning of it.")]
FullId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="The id.")]
Code = Annotated[str, Path(pattern="^[A-Za-z]{2,5}$", description="The code of a party, as RUS.")]


class Asked(BaseModel):
    """What every list may be asked."""

    model_config = ConfigDict(extra="forbid")

    limit: Limit = 50
    cursor: Cursor | None = None

    @property
    def after(self) -> str | None:
        """The place to go on from."""
        return None if self.cursor is None else bytes.fromhex(self.cursor).decode("utf-8", "replace")


class Streamed(Asked):
    """What lists may be asked that come as JSON Lines and CSV too."""

    format: Format | None = Field(default=None, description="Before what `Accept` says; jsonl and csv give all.")


class Filtered(Streamed):
    """What lists of records may be asked."""

    since: Day | None = Field(default=None, description="From that day on.")
    until: Day | None = Field(default=None, description="Up to and with that day.")
    order: Order = Field(default="book", description="`newest` begins with what was published last.")
    rejected: Flag = Field(default=False, description="What persons rejected too.")


class OfClaims(Filtered):
    """The conditions of claims and events."""

    event: EventType | None = Field(default=None, description="PLOVER type.")
    actor: Party | None = Field(default=None, description="Who acts: a code, or a name.")
    recipient: Party | None = Field(default=None, description="To whom: a code, or a name.")
    status: Status | None = None
    mode: Party | None = Field(default=None, description="PLOVER mode, as visit.")
    said_by: Party | None = Field(default=None, description="Any speaker of the chain: a code, or a name.")
    context: Party | None = Field(default=None, description="PLOVER context, as disasters.")
    country: Party | None = Field(default=None, description="Where: a code.")
    search: Words | None = Field(default=None, description='Words of the sentence; "two words" in a row; flood*.')

    def filters(self, article: str | None = None) -> ClaimFilters:
        """The conditions, as the book takes them."""
        return ClaimFilters(
            event=self.event,
            actor=self.actor,
            recipient=self.recipient,
            status=self.status,
            since=self.since,
            until=self.until,
            article=article,
            country=self.country and self.country.upper(),
            mode=self.mode and self.mode.lower(),
            said_by=self.said_by,
            context=self.context,
            search=self.search,
        )


class ForClaims(OfClaims):
    """The conditions of claims."""

    article: Annotated[str, StringConstraints(pattern="^[0-9a-f]{16}$")] | None = None


class ForImpacts(Filtered):
    """The conditions of impacts."""

    hazard: Hazard | None = None
    country: Party | None = Field(default=None, description="Where: a code.")


class ForSteps(Filtered):
    """The conditions of aid steps."""

    stage: AidStage | None = None
    actor: Party | None = Field(default=None, description="The donor: a code, or a name.")
    recipient: Party | None = Field(default=None, description="To whom: a code, or a name.")


class ForThreads(Asked):
    """The conditions of aid threads."""

    on: Day | None = Field(default=None, description="As matters stood on that day.")
    actor: Party | None = Field(default=None, description="The donor: a code, or a name.")
    recipient: Party | None = Field(default=None, description="To whom: a code, or a name.")
    rejected: Flag = False


class ForSeries(Asked):
    """The conditions of impact series."""

    hazard: Hazard | None = None
    country: Party | None = Field(default=None, description="Where: a code.")
    rejected: Flag = False


class ForRelation(BaseModel):
    """The conditions of one relation."""

    model_config = ConfigDict(extra="forbid")

    by: Literal["week", "month"] = Field(default="month", description="The period by which events are summed.")
    since: Day | None = None
    until: Day | None = None
    rejected: Flag = False


class ForRelations(ForRelation, Asked):
    """The conditions of relations."""

    model_config = ConfigDict(extra="forbid")

    actor: Party | None = Field(default=None, description="One of the two: a code.")
    recipient: Party | None = Field(default=None, description="The other one: a code.")


class ForArticles(Streamed):
    """The conditions of articles."""

    format: Literal["json", "jsonl"] | None = Field(default=None, description="jsonl gives all.")
    since: Day | None = Field(default=None, description="Published from that day on.")
    until: Day | None = Field(default=None, description="Published up to and with that day.")
    order: Order = "book"


class ForCorrections(Asked):
    """The conditions of corrections."""

    action: Literal["accept", "reject", "edit", "merge", "split", "label"] | None = None
    article: Annotated[str, StringConstraints(pattern="^[0-9a-f]{16}$")] | None = None
    matched: Flag | None = Field(default=None, description="Whether they have found their record.")
    undone: Flag | None = Field(default=None, description="Whether they were taken back.")


class ForSearch(Asked):
    """What is searched for."""

    q: Words = Field(description='Words of sentences; "two words" in a row; flood*; the beginning of an actor\'s name.')
