"""Feeds that are asked again and again: what is new in them since the last time, remembered in a small file."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from wirebook.errors import InputError, UnreadableItem, UnsupportedInput, UsageError
from wirebook.record import Page
from wirebook.sources.feeds import Entry, entries_of
from wirebook.sources.kinds import kind_of
from wirebook.sources.online import Online
from wirebook.sources.readers import OnError
from wirebook.sources.stream import open_stream
from wirebook.sources.web import Fetched, Web, WebOptions

MOST_REMEMBERED = 5_000
"""Entries of a feed that are remembered: feeds hold a few hundred."""
MOST_TRIES = 3
"""Rounds in which the story of an entry is asked for before it is given up."""


@dataclass
class FeedState:
    """What is remembered of one feed: its marks for asking again, entries that were read, tries that failed."""

    etag: str | None = None
    last_modified: str | None = None
    seen: dict[str, bool] = field(default_factory=dict)
    tries: dict[str, int] = field(default_factory=dict)

    def keep(self, key: str) -> None:
        """Remember that an entry was read."""
        self.tries.pop(key, None)
        self.seen[key] = True
        for old in list(self.seen)[: max(0, len(self.seen) - MOST_REMEMBERED)]:
            del self.seen[old]

    def failed(self, key: str) -> None:
        """Remember that an entry could not be read; after a few rounds it is given up."""
        self.tries[key] = self.tries.get(key, 0) + 1
        if self.tries[key] >= MOST_TRIES:
            self.keep(key)


class Watch:
    """Feeds and what was read of them."""

    def __init__(self, file: Path, options: WebOptions, on_error: OnError) -> None:
        """`file` holds what is remembered, and is made where absent. Raises UsageError where it is another file."""
        self._file, self._web, self._on_error = file, Web(options), on_error
        self._states = _read_states(file)

    def close(self) -> None:
        """Close the connections."""
        self._web.close()

    def new_in(self, feed: str) -> Iterator[tuple[str, list[Page]]]:
        """The entries of a feed that are new, each with its key and pages, oldest first.

        An entry is remembered by `keep` alone. A feed that cannot be read goes to `on_error`, and yields nothing.
        """
        state = self._states.setdefault(feed, FeedState())
        try:
            fetched = self._web.fetch(feed, etag=state.etag, last_modified=state.last_modified)
            entries = [] if fetched.is_unchanged else _entries(fetched)
        except InputError as error:
            self._on_error(error)
            return
        has_failed = False
        for entry in reversed(entries):
            key = entry.link or entry.title or ""
            if not key or key in state.seen:
                continue
            pages, failure = self._pages(entry)
            if failure is not None:
                self._on_error(failure)
                state.failed(key)
                has_failed = True
            if pages:
                yield key, pages
        if not fetched.is_unchanged and not has_failed:  # else the feed must come whole again, unchanged or not
            state.etag, state.last_modified = fetched.etag, fetched.last_modified

    def keep(self, feed: str, key: str) -> None:
        """Remember that an entry is in the book."""
        self._states[feed].keep(key)

    def save(self) -> None:
        """Write what is remembered, whole or not at all. Raises UsageError where that cannot be done."""
        text = json.dumps({feed: asdict(state) for feed, state in sorted(self._states.items())}, indent=1)
        beside = self._file.with_name(f"{self._file.name}.new")
        try:
            beside.write_text(text, encoding="utf-8")
            beside.replace(self._file)
        except OSError as error:
            raise UsageError(str(self._file), f"it cannot be written: {error.strerror or error}") from error

    def _pages(self, entry: Entry) -> tuple[list[Page], InputError | None]:
        """The story that an entry leads to, or its own text; and why there is no story, if there is none."""
        failures: list[InputError] = []
        pages = list(Online(self._web, failures.append).entry(entry))
        if not pages and not failures:
            failures.append(UnreadableItem(entry.title or "an entry", "it has neither a text nor a link"))
        return pages, failures[0] if failures else None


def _entries(fetched: Fetched) -> list[Entry]:
    stream = open_stream(io.BytesIO(fetched.content), fetched.url, None)
    if (kind := kind_of(stream.head, fetched.url)) != "feed":
        raise UnsupportedInput(fetched.url, f"this is no RSS or Atom feed ({kind}), so there is nothing to watch")
    return entries_of(stream)


def _read_states(file: Path) -> dict[str, FeedState]:
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        return {feed: FeedState(**state) for feed, state in stored.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise UsageError(str(file), f"it does not hold what `watch` remembers of its feeds: {error}") from error
