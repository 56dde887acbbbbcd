"""The reading room: a book as web pages, and as an HTTP API under `/api/v1`."""

from __future__ import annotations

from wirebook.web.application import create_application
from wirebook.web.settings import Settings

__all__ = ["Settings", "create_application"]
