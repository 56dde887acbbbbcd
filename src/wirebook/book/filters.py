"""Conditions that a person puts to claims, as conditions on the tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wirebook.book.queries import Condition, equal, in_time, of_party, stands, storable
from wirebook.book.schema import aid_steps, claims, impacts
from wirebook.book.search import found_by


@dataclass(frozen=True, slots=True)
class ClaimFilters:
    """Conditions, all of which a claim meets; `Book.claims` says what each asks for."""

    event: str | None = None
    actor: str | None = None
    recipient: str | None = None
    status: str | None = None
    since: date | None = None
    until: date | None = None
    article: str | None = None
    country: str | None = None
    mode: str | None = None
    said_by: str | None = None
    context: str | None = None
    search: str | None = None

    def conditions(self, dialect: str) -> list[Condition]:
        """All of them, for single claims."""
        return [
            *self.of_type_and_parties(any_name=True),
            *self.of_single_claims(dialect),
            *equal(claims.c.article, self.article),
            *equal(claims.c.country, self.country),
            *in_time(claims, self.since, self.until),
        ]

    def of_type_and_parties(self, *, any_name: bool) -> list[Condition]:
        """Those that hold for all claims of an event alike; with `any_name` a name finds parties that have a code."""
        roles = {"actor": self.actor, "recipient": self.recipient}
        return [
            *(of_party(claims, "claim", (role,), party, any_name=any_name) for role, party in roles.items() if party),
            *equal(claims.c.event, self.event),
        ]

    def of_single_claims(self, dialect: str) -> list[Condition]:
        """Those that one claim of an event may meet and another not."""
        found = [*equal(claims.c.status, self.status), *equal(claims.c.mode, self.mode)]
        if self.said_by is not None:
            found.append(of_party(claims, "claim", ("attribution",), self.said_by, any_name=True))
        if self.context is not None:
            context = f" {storable(self.context).lower()} "
            found.append(claims.c.context.contains(context, autoescape=True))
        if self.search is not None:
            found.append(found_by(self.search, dialect))
        return found


def impact_conditions(
    hazard: str | None, country: str | None, since: date | None, until: date | None, rejected: bool
) -> list[Condition]:
    """What `Book.impacts` asks of an impact, as conditions on the table."""
    return [
        *equal(impacts.c.hazard, hazard),
        *equal(impacts.c.country, country),
        *in_time(impacts, since, until),
        *stands(impacts, rejected),
    ]


def step_conditions(
    stage: str | None,
    donor: str | None,
    recipient: str | None,
    since: date | None,
    until: date | None,
    rejected: bool,
) -> list[Condition]:
    """What `Book.aid_steps` asks of an aid step, as conditions on the table."""
    sides = {"donor": donor, "recipient": recipient}
    return [
        *(of_party(aid_steps, "aid", (role,), who, any_name=True) for role, who in sides.items() if who),
        *equal(aid_steps.c.stage, stage),
        *in_time(aid_steps, since, until),
        *stands(aid_steps, rejected),
    ]
