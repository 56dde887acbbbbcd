"""Aid threads: the steps of one aid matter over all articles, and how it stands on a date.

The rules, the same whatever order the pages were read in:

1. A thread has one donor side and one recipient side: the same parties, by code, else by name.
2. In order of their days, a step belongs to the thread of its parties whose last step is at most 60 days before; after
   a longer silence it begins a new thread.
3. The day of a step is its date. A step without one is placed at the latest earlier dated step of its stage, which it
   repeats; else at the day its stage was first reported.
4. A thread stands at its last step: by day, then by the order of life in `LIFE_ORDER`. An offer is unanswered only as
   long as no answer follows.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from wirebook.book.editions import ALONE, Editions
from wirebook.book.model import AidThread
from wirebook.book.party import parties_of
from wirebook.book.repeats import distinct_steps
from wirebook.record import AidStage, AidStep

SILENCE = timedelta(days=60)
"""After so long without a step, the next one begins a new matter."""

LIFE_ORDER: Mapping[AidStage, int] = {
    "requested": 0,
    "offered": 1,
    "pledged": 2,
    "unanswered": 3,
    "thanked": 4,
    "deferred": 5,
    "accepted": 6,
    "refused": 7,
    "dispatched": 8,
    "delivered": 9,
    "suspended": 10,
    "denied": 11,
}
"""Which of two steps of the same day comes later in the life of an aid matter."""

_Placed = tuple[date, AidStep]


def threads_of(steps: Iterable[AidStep], on: date | None = None, editions: Editions = ALONE) -> list[AidThread]:
    """The threads that steps between the same parties make, as they stand on the day `on`, or after the last step.

    By `editions`, what the printings and versions of a text say alike is one step.

    A thread that had not begun on that day is left out, and so are later steps; the id of a thread does not change
    with the day.
    """
    threads: list[list[_Placed]] = []
    for placed in sorted(_placed(distinct_steps(steps, editions)), key=_order):
        if not threads or placed[0] - threads[-1][-1][0] > SILENCE:
            threads.append([])
        threads[-1].append(placed)
    return [thread for thread in (_thread(placed, on) for placed in threads) if thread is not None]


def _placed(steps: Sequence[AidStep]) -> list[_Placed]:
    """Each step with its day; a step that neither has a date nor a publication takes the first day of the others."""
    dated: dict[AidStage, list[date]] = {}
    first_report: dict[AidStage, date] = {}
    for step in steps:
        day, published = step.date or step.enddate, step.cite_info.published
        if day is not None:
            dated.setdefault(step.stage, []).append(day)
        elif published is not None:
            first_report[step.stage] = min(published, first_report.get(step.stage, published))
    for days in dated.values():
        days.sort()
    known = [day for days in dated.values() for day in days] + list(first_report.values())
    fallback = min(known, default=date.min)
    return [(_day(step, dated, first_report, fallback), step) for step in steps]


def _day(
    step: AidStep, dated: Mapping[AidStage, Sequence[date]], first_report: Mapping[AidStage, date], fallback: date
) -> date:
    own = step.date or step.enddate
    if own is not None:
        return own
    published = step.cite_info.published
    if published is None:
        return fallback
    days = dated.get(step.stage, ())
    before = bisect_right(days, published)
    if before and published - days[before - 1] <= SILENCE:
        return days[before - 1]
    first = first_report[step.stage]
    return first if published - first <= SILENCE else published


def _order(placed: _Placed) -> tuple[date, int, date, str, str]:
    day, step = placed
    return day, LIFE_ORDER[step.stage], step.cite_info.published or date.max, step.article, step.id


def _thread(placed: Sequence[_Placed], on: date | None) -> AidThread | None:
    seen = [(day, step) for day, step in placed if on is None or day <= on]
    if not seen:
        return None
    founder = placed[0][1]
    donor, recipient = parties_of(founder.donor), parties_of(founder.recipient)
    last_day, last = seen[-1]
    begun = last_day
    for day, step in reversed(seen):
        if step.stage != last.stage:
            break
        begun = day
    return AidThread(
        id=hashlib.sha256(json.dumps([donor, recipient, founder.article, founder.id]).encode()).hexdigest()[:16],
        donor=donor,
        recipient=recipient,
        what=_what(step for _, step in seen),
        standing=last.stage,
        since=None if begun == date.min else begun,
        steps=tuple(step for _, step in seen),
    )


def _what(steps: Iterable[AidStep]) -> str | None:
    """The most frequent words for what the aid is; of equally frequent ones the longest, then the first by letter."""
    counts = Counter(step.what for step in steps if step.what)
    return min(counts, key=lambda what: (-counts[what], -len(what), what), default=None)
