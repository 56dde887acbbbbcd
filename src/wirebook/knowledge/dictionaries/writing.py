"""Imported lines as the text of a user's table."""

from __future__ import annotations

from collections.abc import Iterable

from wirebook.knowledge.dictionaries.lines import Entry

HEADER = ("names", "kind", "code", "sector", "office", "from", "until", "plural")


def as_table(entries: Iterable[Entry], origin: str) -> str:
    """The table with its header; `origin` stands in a remark above it."""
    return "\n".join((f"# {origin}", "\t".join(HEADER), *("\t".join(_cells(entry)) for entry in entries), ""))


def _cells(entry: Entry) -> tuple[str, ...]:
    return (
        "|".join(entry.names),
        entry.kind,
        entry.code or "",
        "|".join(entry.sectors),
        "",
        str(entry.since or ""),
        str(entry.until or ""),
        "|".join(entry.plural),
    )
