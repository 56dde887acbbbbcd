"""A book in memory that answers the questions of the views, so that they are tested without a database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from tests.views.pages import appeal, cyclone, hostile
from wirebook.book.model import AidThread, Event, ImpactSeries, Relation, RelationPoint, Summary
from wirebook.record import AidStep, Article, Claim, CodedArticle, Entity, Impact

SCORES = {"REQUEST": 0.0}


def codes(entities: Iterable[Entity]) -> tuple[str, ...]:
    return tuple(sorted({entity.code or entity.entity_text for entity in entities}))


class FakeBook:
    """Holds coded articles; groups claims of one type, parties and date into an event."""

    def __init__(self, coded: Iterable[CodedArticle] = ()) -> None:
        self._coded = tuple(coded)

    def coded_articles(self) -> tuple[CodedArticle, ...]:
        return self._coded

    def articles_by_id(self, ids: Iterable[str]) -> dict[str, Article]:
        wanted = set(ids)
        return {coded.article.id: coded.article for coded in self._coded if coded.article.id in wanted}

    def claims(self, **conditions: object) -> tuple[Claim, ...]:
        assert not any(conditions.values()), "the book in memory knows no conditions"
        return tuple(claim for coded in self._coded for claim in coded.claims)

    def impacts(self, **conditions: object) -> tuple[Impact, ...]:
        assert not any(conditions.values())
        return tuple(impact for coded in self._coded for impact in coded.impacts)

    def aid_steps(self, **conditions: object) -> tuple[AidStep, ...]:
        assert not any(conditions.values())
        return tuple(step for coded in self._coded for step in coded.aid)

    def events(self, **conditions: object) -> tuple[Event, ...]:
        assert not any(conditions.values())
        groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
        for claim in self.claims():
            groups[claim.event, codes(claim.actor), codes(claim.recipient), claim.date].append(claim)
        return tuple(
            Event(
                id=f"event-{claims[0].id}",
                event=claims[0].event,
                mode=claims[0].mode,
                actor=codes(claims[0].actor),
                recipient=codes(claims[0].recipient),
                date=claims[0].date,
                enddate=claims[0].enddate,
                statuses=tuple(dict.fromkeys(claim.status for claim in claims)),
                disputed=len({claim.negated for claim in claims}) > 1,
                reports=len({claim.article for claim in claims}),
                articles=len({claim.article for claim in claims}),
                claims=tuple(claims),
            )
            for claims in groups.values()
        )

    def aid_threads(self) -> tuple[AidThread, ...]:
        groups: dict[tuple[object, ...], list[AidStep]] = defaultdict(list)
        for step in self.aid_steps():
            groups[codes(step.donor), codes(step.recipient), step.what].append(step)
        return tuple(
            AidThread(
                id=f"thread-{steps[0].id}",
                donor=codes(steps[0].donor),
                recipient=codes(steps[0].recipient),
                what=steps[0].what,
                standing=steps[-1].stage,
                since=steps[-1].date,
                steps=tuple(steps),
            )
            for steps in groups.values()
        )

    def impact_series(self) -> tuple[ImpactSeries, ...]:
        groups: dict[tuple[object, ...], list[Impact]] = defaultdict(list)
        for impact in self.impacts():
            groups[impact.hazard, impact.country, impact.exposure, impact.kind].append(impact)
        return tuple(
            ImpactSeries(
                id=f"series-{figures[0].id}",
                hazard=figures[0].hazard,
                country=figures[0].country,
                place=figures[0].place,
                exposure=figures[0].exposure,
                kind=figures[0].kind,
                displayed=figures[0],
                rule="the government's figure before others'",
                figures=tuple(figures),
            )
            for figures in groups.values()
        )

    def relations(self) -> tuple[Relation, ...]:
        groups: dict[tuple[str, str], list[Event]] = defaultdict(list)
        for event in self.events():
            involved = sorted({*event.actor, *event.recipient})
            for index, a in enumerate(involved):
                for b in involved[index + 1 :]:
                    groups[a, b].append(event)
        return tuple(self._relation(a, b, events) for (a, b), events in sorted(groups.items()))

    def _relation(self, a: str, b: str, events: list[Event]) -> Relation:
        scores = [SCORES.get(event.event, event.claims[0].event_scale or 0.0) for event in events]
        days = [event.date for event in events if event.date] or [date(2025, 1, 1)]
        return Relation(
            a=a,
            b=b,
            score=sum(scores),
            cooperation=sum(score > 0 for score in scores),
            conflict=sum(score < 0 for score in scores),
            requests=sum(event.event == "REQUEST" for event in events),
            points=(
                RelationPoint(
                    start=min(days), end=max(days), score=sum(scores), events=tuple(event.id for event in events)
                ),
            ),
        )

    def summary(self) -> Summary:
        return Summary(
            articles=len(self._coded),
            claims=len(self.claims()),
            impacts=len(self.impacts()),
            aid=len(self.aid_steps()),
            events=len(self.events()),
        )


def small_book() -> FakeBook:
    return FakeBook([cyclone(), appeal(), hostile()])
