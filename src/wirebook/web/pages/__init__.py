"""The pages: one file a view, each with its template."""

from __future__ import annotations

from fastapi import APIRouter

from wirebook.web.pages import today

router = APIRouter(include_in_schema=False)
router.include_router(today.router)
