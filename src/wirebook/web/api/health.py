"""Whether the reading room answers."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from wirebook import __version__

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """The state of the server."""

    status: str
    version: str


@router.get("/health")
def health() -> Health:
    """The server runs and its book is open."""
    return Health(status="ok", version=__version__)
