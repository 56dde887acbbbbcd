"""The pages: one file a view, each with its template."""

from __future__ import annotations

from fastapi import APIRouter

from wirebook.web.pages import (
    actors,
    aid,
    articles,
    correcting,
    disasters,
    events,
    places,
    reader,
    relations,
    rendering,
    timeline,
    today,
)

router = APIRouter(include_in_schema=False)
for part in (
    rendering, today, articles, reader, correcting, events, aid, disasters, relations, places, timeline, actors,
):  # fmt: skip
    router.include_router(part.router)
