"""Sessions of browsers: what a cookie stands for. They live as long as the server."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from wirebook.web.users import User

COOKIE = "wirebook_session"
LONGEST = 12 * 3600.0
"""Seconds after which one signs in again."""
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Session:
    """Who signed in, with what token, until when."""

    user: str
    token: str
    ends: float


class Sessions:
    """The sessions that are open."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._open: dict[str, Session] = {}
        self._lock = Lock()

    def begin(self, user: User) -> str:
        """Open a session; its name is what the cookie holds."""
        name = secrets.token_urlsafe(32)
        now = self._clock()
        with self._lock:
            self._open = {known: one for known, one in self._open.items() if one.ends > now}
            while len(self._open) >= MOST:
                del self._open[next(iter(self._open))]
            self._open[name] = Session(user.name, user.token, now + LONGEST)
        return name

    def find(self, name: str) -> Session | None:
        """The session of this name, if it has not ended."""
        found = self._open.get(name)
        return found if found is not None and found.ends > self._clock() else None

    def end(self, name: str) -> None:
        """Close a session."""
        with self._lock:
            self._open.pop(name, None)
