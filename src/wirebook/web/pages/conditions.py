"""The filters of a view: read from the query string, shown in its form, and handed on in its links.

They have the names of the command line's options. What cannot be read is told beside its field and left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import get_args
from urllib.parse import urlencode

from fastapi import Request

from wirebook.book.filters import ClaimFilters
from wirebook.record import EventType, Hazard, Status

CONTEXTS = (
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "legal",
    "corruption", "diplomatic", "human_rights", "human_security", "economic", "resource", "refugee", "health",
    "disasters", "illegal_drugs", "cyber", "environment", "historical", "hypothetical", "culture",
)  # fmt: skip

CHOICES: Mapping[str, tuple[str, ...]] = {
    "event": get_args(EventType),
    "status": get_args(Status),
    "hazard": get_args(Hazard),
    "by": ("week", "month"),
}
DAYS = frozenset({"since", "until", "on"})
LABELS: Mapping[str, str] = {
    "search": "Words",
    "event": "Type",
    "status": "Status",
    "actor": "Who",
    "recipient": "To whom",
    "said_by": "Said by",
    "country": "Where",
    "context": "Context",
    "mode": "Mode",
    "since": "From",
    "until": "Until",
    "on": "As of",
    "hazard": "Hazard",
    "publisher": "Publisher",
    "by": "By",
}
HINTS: Mapping[str, str] = {
    "actor": "RUS or a name",
    "recipient": "PRK or a name",
    "said_by": "KCNA or a code",
    "country": "PRK",
    "publisher": "part of a name",
    "search": "flood relief, flood*",
    "mode": "visit",
    "context": "disasters",
}
LONGEST = 200
"""Characters of a filter that are read."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a filter form, with what stands in it and what is wrong with that."""

    name: str
    label: str
    value: str
    hint: str = ""
    kind: str = "text"
    choices: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a visitor asks of a view."""

    path: str
    fields: tuple[Field, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)
    before: str | None = None
    rejected: bool = False

    @property
    def given(self) -> dict[str, str]:
        """The filters that are set, as the query string has them."""
        given = {**self.texts, **{name: day.isoformat() for name, day in self.days.items()}}
        return {one.name: given[one.name] for one in self.fields if one.name in given}

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is set."""
        return bool(self.given)

    def text(self, name: str) -> str | None:
        """A filter that is words or a choice."""
        return self.texts.get(name)

    def day(self, name: str) -> date | None:
        """A filter that is a day."""
        return self.days.get(name)

    def query(self, **more: str) -> str:
        """The query string of these filters and of `more`, with its question mark; empty where there is none."""
        pairs = {**self.given, **more}
        return f"?{urlencode(pairs)}" if pairs else ""

    def only(self, *names: str, **more: str) -> str:
        """The query string of the filters of these names alone, and of `more`."""
        pairs = {**{name: value for name, value in self.given.items() if name in names}, **more}
        return f"?{urlencode(pairs)}" if pairs else ""

    def claims(self) -> ClaimFilters:
        """The filters as conditions on claims."""
        text = self.texts.get
        return ClaimFilters(
            text("event"), text("actor"), text("recipient"), text("status"), self.day("since"), self.day("until"),
            None, text("country"), text("mode"), text("said_by"), text("context"), text("search"),
        )  # fmt: skip


def asked(request: Request, *names: str, labels: Mapping[str, str] = LABELS) -> Conditions:
    """The filters of these names in a request, with what a form calls them. Those that are blank are not set."""
    texts: dict[str, str] = {}
    days: dict[str, date] = {}
    fields: list[Field] = []
    for name in names:
        typed = request.query_params.get(name, request.query_params.get(name.replace("_", "-"), ""))
        value, problem = typed.strip()[:LONGEST], ""
        if value and name in DAYS:
            try:
                days[name] = date.fromisoformat(value)
            except ValueError:
                problem = "This is no day; write it as 2024-08-04."
        elif value and name in CHOICES:
            known = {choice.casefold(): choice for choice in CHOICES[name]}
            if value.casefold() in known:
                value = texts[name] = known[value.casefold()]
            else:
                problem = f"There is no {labels[name].lower()} of this name."
        elif value:
            texts[name] = value.upper() if name == "country" else value.lower() if name == "mode" else value
        kind = "date" if name in DAYS and not problem else "choice" if name in CHOICES else "text"
        kind = "search" if name == "search" else kind
        choices = CHOICES.get(name, ())
        fields.append(Field(name, labels[name], value, HINTS.get(name, ""), kind, choices, problem))
    before = request.query_params.get("before") or None
    return Conditions(
        path=request.url.path,
        fields=tuple(fields),
        texts=texts,
        days=days,
        before=before[:64] if before else None,
        rejected=request.query_params.get("rejected", "") in {"1", "true", "yes"},
    )
