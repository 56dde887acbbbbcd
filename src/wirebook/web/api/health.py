"""Whether the reading room answers, how much its book holds, who asks, and who did what."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from wirebook import __version__
from wirebook.web.access import MayAdminister, MayRead, csrf_token
from wirebook.web.api.parameters import Limit
from wirebook.web.api.routing import tagged_router
from wirebook.web.audit import Audit
from wirebook.web.opened import SMALL, OpenedBook
from wirebook.web.users import Role

router = APIRouter(tags=["health"])
summaries = tagged_router("health")


class Health(BaseModel):
    """The state of the server."""

    status: Literal["ok"]
    version: str


class Holdings(BaseModel):
    """How much the book holds."""

    articles: int
    claims: int
    impacts: int
    aid: int
    events: int | None = Field(description="Null where a large book's events were not yet counted.")


class Me(BaseModel):
    """Who asks, and what he may do."""

    name: str
    role: Role
    may_correct: bool
    may_administer: bool
    csrf_token: str = Field(description="For the header `X-CSRF-Token` of what a browser writes.")


class AuditEntry(BaseModel):
    """Who did what, and when."""

    at: str
    who: str | None
    client: str
    method: str
    path: str
    status: int
    what: str | None


class LastEntries(BaseModel):
    """The newest entries of the audit log since the server started, newest first."""

    items: list[AuditEntry]


class ForAudit(BaseModel):
    """How many entries."""

    model_config = ConfigDict(extra="forbid")

    limit: Limit = 50


@router.get("/health")
def health(book: OpenedBook) -> Health:
    """The server runs and its book can be read. Anybody may ask."""
    book.revision()
    return Health(status="ok", version=__version__)


@router.get("/visitor")
def visitor(request: Request, visitor: MayRead) -> Me:
    """Who the server takes the visitor for."""
    assert visitor.role is not None
    return Me(
        name=visitor.name,
        role=visitor.role,
        may_correct=visitor.may_correct,
        may_administer=visitor.may_administer,
        csrf_token=csrf_token(request),
    )


@router.get("/audit")
def audit(request: Request, visitor: MayAdminister, asked: Annotated[ForAudit, Query()]) -> LastEntries:
    """The audit log, for administrators."""
    log = request.app.state.audit
    assert isinstance(log, Audit)
    return LastEntries(items=[AuditEntry.model_validate(entry) for entry in log.last()[: asked.limit]])


@summaries.get("/summary")
def summary(book: OpenedBook) -> Holdings:
    """How much the book holds."""
    found = book.summary()
    events = found.events if found.events or found.claims <= SMALL else None
    return Holdings(articles=found.articles, claims=found.claims, impacts=found.impacts, aid=found.aid, events=events)
