"""Relations: how two parties' events over time bring them together or apart.

Each event counts once, however many articles report it, on the day it is filed under; an event that nothing places in
time stands in no relation. Between an actor and a recipient the direction makes no difference. A joint act counts
between each two of its actors. Appeals have no score and are counted apart. Parties without a code stand in none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, product
from typing import Literal

from wirebook.book.linking import LinkedEvent
from wirebook.book.model import Relation, RelationPoint
from wirebook.book.party import codes_of
from wirebook.book.relation_scores import RelationScores, relation_scores
from wirebook.record import Status

Period = Literal["week", "month"]


@dataclass(slots=True)
class _Tally:
    cooperation: int = 0
    conflict: int = 0
    requests: int = 0
    points: dict[date, list[tuple[float, str]]] = field(default_factory=lambda: defaultdict(list))


def relations_of(
    events: Iterable[LinkedEvent], *, a: str | None = None, b: str | None = None, by: Period = "month"
) -> list[Relation]:
    """The relations that `events` make, sorted by the pair; with `a`, or `a` and `b`, only those of these parties."""
    wanted = {code.upper() for code in (a, b) if code}
    scores = relation_scores()
    tallies: dict[tuple[str, str], _Tally] = defaultdict(_Tally)
    for event in events:
        day, status = event.day, _status(event, scores)
        appeal = event.event == "REQUEST" or status == "requested"
        if day is None or status is None or (not appeal and scores.weight(status) == 0):
            continue
        value = 0.0 if appeal else scores.weight(status) * _score(event, scores)
        start, event_id = _period(day, by)[0], event.id
        for pair in pairs_of(event):
            if not wanted <= set(pair):
                continue
            tally = tallies[pair]
            tally.requests += appeal
            tally.cooperation += value > 0
            tally.conflict += value < 0
            tally.points[start].append((value, event_id))
    return [_relation(pair, tallies[pair], by) for pair in sorted(tallies)]


def pairs_of(event: LinkedEvent) -> Iterator[tuple[str, str]]:
    """The pairs of parties that an event is between, each sorted and once."""
    actors, recipients = codes_of(event.actors), codes_of(event.recipients)
    pairs = product(actors, recipients) if event.recipients else combinations(actors, 2)
    return iter(sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}))


def _status(event: LinkedEvent, scores: RelationScores) -> Status | None:
    """The weightiest status among the claims that state the event; None where all deny it.

    An appeal outweighs what is only imagined or past, so that it is counted as the appeal it is.
    """
    stated = {row.status for row in event.rows if not row.denies}
    return max(stated, key=lambda status: (scores.weight(status), status == "requested", status), default=None)


def _score(event: LinkedEvent, scores: RelationScores) -> float:
    return scores.score(event.event, event.mode, joint=not event.recipients)


def _relation(pair: tuple[str, str], tally: _Tally, by: Period) -> Relation:
    points = tuple(
        RelationPoint(
            start=start,
            end=_period(start, by)[1],
            score=round(sum(sorted(value for value, _ in tally.points[start])), 3),
            events=tuple(event for _, event in tally.points[start]),
        )
        for start in sorted(tally.points)
    )
    return Relation(
        a=pair[0],
        b=pair[1],
        score=round(sum(point.score for point in points), 3),
        cooperation=tally.cooperation,
        conflict=tally.conflict,
        requests=tally.requests,
        points=points,
    )


def _period(day: date, by: Period) -> tuple[date, date]:
    """First and last day of the month, or of the week from Monday, that `day` is in."""
    if by == "week":
        # The first days of year 1 are in a week that begins before the calendar does.
        start = date.fromordinal(max(1, day.toordinal() - day.weekday()))
        return start, date.fromordinal(min(date.max.toordinal(), day.toordinal() - day.weekday() + 6))
    start = day.replace(day=1)
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1) if (day.year, day.month) != (9999, 12) else None
    return start, date.max if following is None else following - timedelta(days=1)
