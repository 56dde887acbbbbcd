"""The HTTP API: one file a resource."""

from __future__ import annotations

from fastapi import APIRouter

from wirebook.web.api import health

router = APIRouter(prefix="/api/v1")
router.include_router(health.router)
