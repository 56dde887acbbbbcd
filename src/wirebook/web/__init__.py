"""The reading room: a book as web pages, and as an HTTP API under `/api/v1`.

Nothing is imported here before it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirebook.web.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["Settings", "create_application"]


def create_application(settings: Settings) -> FastAPI:
    """The reading room of a book, ready for any ASGI server; see `wirebook.web.application`."""
    from wirebook.web.application import create_application as create

    return create(settings)
