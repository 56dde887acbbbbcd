"""What a reading room is told when it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the book is, and who may come in."""

    book: str | Path = "wirebook.db"
    """A SQLite file or a `postgresql://` URL; it has to exist."""
    host: str = "127.0.0.1"
    port: int = 8080
