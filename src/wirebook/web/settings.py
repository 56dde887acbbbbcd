"""What a reading room is told when it is opened."""

from __future__ import annotations

import getpass
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from wirebook.errors import UsageError

MIB = 1024 * 1024


def login_name() -> str:
    """Who is logged in on this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "local"


def is_loopback(host: str) -> bool:
    """Whether an address is one that only this machine reaches."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the book is, and who may come in.

    Raises UsageError where others could reach the book without being known.
    """

    book: str | Path = "wirebook.db"
    """A SQLite file or a `postgresql://` URL; it has to exist."""
    host: str = "127.0.0.1"
    port: int = 8080
    users: Path | None = None
    """The users of a team, as `wirebook.web.users` reads them; without, whoever is logged in on this machine."""
    proxy_header: str | None = None
    """The header in which a trusted proxy names the visitor."""
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    """The addresses of the proxies whose header is believed."""
    audit: Path | None = None
    """Where it is kept who did what, as JSON Lines."""
    largest_body: int = 4 * MIB
    """Bytes of a request's body."""
    requests_per_second: float | None = None
    """Of one visitor; without, many on loopback and few for a team."""
    login: str = field(default_factory=login_name)
    """The visitor's name where there are no users."""

    def __post_init__(self) -> None:
        if self.proxy_header is not None and self.users is None:
            raise UsageError("--proxy-header", "it tells a name and no role; give --users with the roles too")
        if self.users is None and not is_loopback(self.host):
            raise UsageError(
                f"--host {self.host}", "others could read and correct the book; say who may: --users FILE (see --help)"
            )

    @property
    def is_team(self) -> bool:
        """Whether visitors have to be known."""
        return self.users is not None

    @property
    def pace(self) -> float:
        """Requests a second of one visitor, over some seconds."""
        return self.requests_per_second or (30.0 if self.is_team else 2000.0)
