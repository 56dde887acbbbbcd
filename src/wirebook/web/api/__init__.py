"""The HTTP API: one file a resource."""

from __future__ import annotations

from fastapi import APIRouter

from wirebook.web.api import (
    actors,
    aid,
    articles,
    claims,
    code,
    corrections,
    description,
    events,
    health,
    impacts,
    news,
    relations,
    search,
)

router = APIRouter(prefix="/api/v1")
for _part in (articles, claims, impacts, events, aid, relations, actors, search, corrections, code, news, description):
    router.include_router(_part.router)
router.include_router(health.summaries)
router.include_router(health.router)
