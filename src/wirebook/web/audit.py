"""The audit log: who did what and when, a JSON object a line.

Kept are every request that could change something, every sign-in, and every refusal. No token, no cookie and no body is
written, only what the request was about.
"""

from __future__ import annotations

import json
import logging
from collections import deque
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from wirebook.errors import UsageError

LOG = logging.getLogger("wirebook.audit")
KEPT = 1000
"""Entries that an administrator is shown."""

Entry = dict[str, str | int | None]


class Audit:
    """The audit log of a server. Raises UsageError where its file cannot be written."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = Lock()
        self._last: deque[Entry] = deque(maxlen=KEPT)
        if path is not None:
            try:
                with path.open("a", encoding="utf-8"):
                    pass
                path.chmod(0o600)
            except OSError as error:
                raise UsageError(str(path), f"it cannot be written: {error.strerror}") from error

    def note(self, *, who: str, client: str, method: str, path: str, status: int, what: str | None = None) -> None:
        """Keep one entry."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        entry: Entry = {"at": at, "who": who or None, "client": client, "method": method, "path": path[:500]}
        entry |= {"status": status, "what": what}
        line = json.dumps(entry)
        with self._lock:
            self._last.append(entry)
            if self._path is not None:
                with self._path.open("a", encoding="utf-8") as stream:
                    stream.write(line + "\n")
        LOG.info("%s", line)

    def last(self) -> list[Entry]:
        """The newest entries since the server started, newest first."""
        with self._lock:
            return list(reversed(self._last))
