"""What the newest records of a book say together: events, aid threads, figures side by side, relations.

The rules are those of the whole book, applied to no more than so many records; `Recent.whole` says whether these were
all that meet the conditions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from sqlalchemy import select

from wirebook.book import aid as aid_rules
from wirebook.book import impacts as impact_rules
from wirebook.book.browsing import Browsed, newest_parts
from wirebook.book.editions import Editions
from wirebook.book.event_pages import EventPaged
from wirebook.book.filters import ClaimFilters
from wirebook.book.happenings import event_of, is_between
from wirebook.book.linking import ClaimRow, LinkedEvent, link
from wirebook.book.model import AidThread, Event, ImpactSeries, Relation
from wirebook.book.party import from_column, hash_of
from wirebook.book.queries import PAGE, Condition, batched, claims_by_key, editions, of_party, stands
from wirebook.book.relations import Period, relations_of
from wirebook.book.repeats import repeated_claims
from wirebook.book.schema import aid_steps, claims
from wirebook.record import AidStep, Claim

MOST_CLAIMS = 8_000
"""Claims that relations look at."""
MOST_STEPS = 1_500
"""Aid steps of the same parties that are put into threads, the newest ones: a matter of more has lost its beginning."""
DISPUTES = 20
"""Disputed events that are told."""
MOST_KIN = 3_000
"""Claims of the same parties among which a disputed one's others are looked for."""
AROUND = timedelta(days=60)
"""So long after a day what is printed may still be of it: an aid matter's silence."""

Shown = TypeVar("Shown", covariant=True)


@dataclass(frozen=True, slots=True)
class Recent(Generic[Shown]):
    """What some of the newest records say; `whole` where no record that meets the conditions was left out.

    `older` is where the next page begins, for what has pages.
    """

    found: tuple[Shown, ...]
    whole: bool = True
    older: str | None = None


class Recently(Browsed, EventPaged):
    """A book whose newest records are put together. `wirebook.Book` is one."""

    def recent_disputes(self, most: int) -> Recent[Event]:
        """The events that one claim states and another denies, a denial among the newest `most`; newest first."""
        rows, older = self._newest_rows([], most, None)
        denials = [row for row in rows if row.denies]
        if not denials:
            return Recent((), older is None)
        sides = sorted({hash_of(row.event, row.actors, row.recipients) for row in denials})[:PAGE]
        kin, _ = self._newest_rows([claims.c.sides.in_(sides), claims.c.key >= _before(rows)], MOST_KIN, None)
        linked, known = self._link_rows(list({row.key: row for row in (*denials, *kin)}.values()))
        disputed = sorted((one for one in linked if one.disputed), key=lambda one: one.rows[-1].key, reverse=True)
        return Recent(tuple(self._told(disputed[:DISPUTES], known)), older is None)

    def recent_parties(self, most: int = MOST_CLAIMS, *, since: date | None = None) -> Recent[tuple[str, int]]:
        """The parties that act or are acted upon in the newest claims, each with how many claims it is in.

        A party is its code, else its name. Those with most claims come first.
        """
        rows, older = self._newest_rows(ClaimFilters(since=since).conditions(self._dialect), most, None)
        counts: Counter[str] = Counter()
        for row in rows:
            counts.update({*from_column(row.actors), *from_column(row.recipients)})
        return Recent(tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0]))), older is None)

    def recent_event(self, wanted: str, most: int = MOST_CLAIMS) -> Event | None:
        """The event of this id, if it is among those that the newest claims are about."""
        rows, _ = self._newest_rows([], most, None)
        linked, known = self._link_rows(rows)
        return next(iter(self._told([one for one in linked if one.id == wanted], known)), None)

    def recent_relations(
        self,
        a: str | None = None,
        b: str | None = None,
        by: Period = "month",
        since: date | None = None,
        until: date | None = None,
        *,
        most: int = MOST_CLAIMS,
        rejected: bool = False,
    ) -> Recent[Relation]:
        """The relations that the newest claims of these parties make, sorted by the pair."""
        conditions = [of_party(claims, "claim", ("actor", "recipient"), code) for code in (a, b) if code]
        conditions += ClaimFilters(since=since, until=until).conditions(self._dialect)
        rows, older = self._newest_rows(conditions, most, None, rejected=rejected)
        linked, _ = self._link_rows(rows)
        between = (one for one in linked if is_between(one, since, until))
        return Recent(tuple(relations_of(between, a=a, b=b, by=by)), older is None)

    def events_of_pair(
        self, a: str, b: str, since: date | None = None, until: date | None = None, *, most: int = 200
    ) -> Recent[Event]:
        """The events that the newest claims between two parties are about, newest first."""
        conditions = [of_party(claims, "claim", ("actor", "recipient"), code) for code in (a, b)]
        conditions += ClaimFilters(since=since, until=until).conditions(self._dialect)
        rows, older = self._newest_rows(conditions, most, None)
        linked, known = self._link_rows(rows)
        return Recent(tuple(self._told(list(reversed(linked)), known)), older is None)

    def recent_threads(
        self,
        most: int,
        on: date | None = None,
        donor: str | None = None,
        recipient: str | None = None,
        *,
        rejected: bool = False,
    ) -> Recent[AidThread]:
        """The aid threads of the parties of the newest `most` aid steps, as they stand on a day; newest first."""
        conditions: list[Condition] = [
            of_party(aid_steps, "aid", (role,), party, any_name=True)
            for role, party in (("donor", donor), ("recipient", recipient))
            if party
        ]
        if on is not None:
            conditions.append(aid_steps.c.published.is_(None) | (aid_steps.c.published <= on + AROUND))
        steps = self._newest(aid_steps, AidStep, [*conditions, *stands(aid_steps, rejected)], most, None)
        threads = self._threads_of(steps.records, on, rejected=rejected)
        return Recent(tuple(threads), steps.older is None)

    def threads_about(self, about: Iterable[Claim]) -> list[AidThread]:
        """The aid threads with a step that was read off one of these claims; newest first."""
        known = {claim.id: claim.article for claim in about}
        steps: list[AidStep] = []
        with self._reading() as connection:
            for some in batched(sorted(set(known.values())), PAGE):
                query = select(aid_steps.c.record).where(aid_steps.c.article.in_(some), *stands(aid_steps))
                found = (AidStep.model_validate_json(record) for record in connection.execute(query).scalars())
                steps += [step for step in found if known.keys() & set(step.claims)]
        wanted = {step.id for step in steps}
        threads = self._threads_of(steps, None, rejected=False)
        return [thread for thread in threads if any(step.id in wanted for step in thread.steps)]

    def _threads_of(self, steps: Iterable[AidStep], on: date | None, *, rejected: bool) -> list[AidThread]:
        """The threads of the parties of these steps; newest first."""
        sides: dict[str, list[AidStep]] = {}
        until = [] if on is None else [aid_steps.c.published.is_(None) | (aid_steps.c.published <= on + AROUND)]
        with self._reading() as connection:
            keys = select(aid_steps.c.sides).distinct()
            wanted = {
                str(row[0])
                for some in batched((step.id for step in steps), PAGE)
                for row in connection.execute(keys.where(aid_steps.c.id.in_(some)))
            }
            found: list[tuple[str, str]] = []
            for part in newest_parts(aid_steps.c.key, None):
                near = [aid_steps.c.sides.in_(sorted(wanted)[:PAGE]), *stands(aid_steps, rejected)]
                query = select(aid_steps.c.sides, aid_steps.c.record).where(part, *near, *until)
                query = query.order_by(aid_steps.c.key.desc()).limit(MOST_STEPS - len(found))
                found += [(row[0], row[1]) for row in connection.execute(query)]
        for side, record in reversed(found):
            sides.setdefault(side, []).append(AidStep.model_validate_json(record))
        known = editions(self._reading, {step.article for side in sides.values() for step in side})
        threads = [thread for side in sides.values() for thread in aid_rules.threads_of(side, on, known)]
        return sorted(threads, key=lambda thread: (_last_day(thread), thread.id), reverse=True)

    def recent_series(
        self,
        most: int,
        hazard: str | None = None,
        country: str | None = None,
        since: date | None = None,
        until: date | None = None,
        *,
        rejected: bool = False,
    ) -> Recent[ImpactSeries]:
        """The series that the newest `most` figures make, by the rules of `impacts`."""
        found = self.newest_impacts(most, hazard, country, since=since, until=until, rejected=rejected)
        known = editions(self._reading, {impact.article for impact in found.records})
        return Recent(tuple(impact_rules.series_of(found.records, known)), found.older is None)

    def _newest_rows(
        self, conditions: Sequence[Condition], most: int, before: str | None, *, rejected: bool = False
    ) -> tuple[list[ClaimRow], str | None]:
        """What linking needs of the newest claims of these conditions, and where the older ones begin."""
        columns = [claims.c[name] for name in ClaimRow.__slots__]
        rows: list[ClaimRow] = []
        with self._reading() as connection:
            for part in newest_parts(claims.c.key, before):
                query = select(*columns).where(part, *conditions, *stands(claims, rejected))
                query = query.order_by(claims.c.key.desc()).limit(most + 1 - len(rows))
                rows += [ClaimRow(*row) for row in connection.execute(query)]
                if len(rows) > most:
                    break
        return rows[:most], rows[most - 1].key if len(rows) > most else None

    def _link_rows(self, rows: Sequence[ClaimRow]) -> tuple[list[LinkedEvent], Editions]:
        known = editions(self._reading, {row.article for row in rows})
        return link(rows, repeated_claims(rows, known)), known

    def _told(self, linked: Sequence[LinkedEvent], known: Editions) -> list[Event]:
        found = claims_by_key(self._reading, (row.key for one in linked for row in one.rows))
        return [event_of(one, tuple(found[row.key] for row in one.rows if row.key in found), known) for one in linked]


def _last_day(thread: AidThread) -> date:
    """The day of the last step or of its report."""
    days = (step.enddate or step.date or step.cite_info.published for step in thread.steps)
    return max((day for day in days if day is not None), default=date.min)


def _before(rows: Sequence[ClaimRow]) -> str:
    """A key `AROUND` before the first of these claims: an event's other reports lie after it."""
    first = min((row.published for row in rows if row.published), default=date.min)
    return (first - AROUND).isoformat() if first - date.min > AROUND else ""
