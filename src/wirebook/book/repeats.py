"""Repeats: what a printing or a later version of a text says again, in the words of the text or with the same content.

A text is one voice, however often it is printed: its second printing must not stand as a second act, step or figure.
So where two articles of one report (see `editions`) say the same, the first one speaks and the other repeats it. What a
later version says anew, or with another figure, stands beside the old, and nothing is taken out of the book.

Two records say the same

- where their sentences have the same words and they are read alike but for dates: "on Monday" in a paper of another
  week was reckoned from that paper's day, and the first printing knows better;
- or where all that they say is equal, whatever the words: an editor changed the sentence.

Within one article nothing is a repeat.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence

from wirebook.book.editions import Editions
from wirebook.book.linking import ClaimRow
from wirebook.book.party import parties_of
from wirebook.pages.sameness import wording
from wirebook.record import AidStep, Impact

Keys = tuple[Hashable, ...]
"""What a record can be known by when it is said again."""


def repeated_claims(rows: Iterable[ClaimRow], editions: Editions) -> dict[str, str]:
    """The key of each claim that repeats another, with the key of the claim that it repeats.

    Only claims in the same words: what has the same content is one event by the rules of `linking` anyway. Of several
    claims that a sentence makes alike, the second repeats the second.
    """
    ordered = sorted(rows, key=lambda row: (row.key, row.id))
    times: Counter[Hashable] = Counter()
    keys: list[Keys] = []
    for row in ordered:
        words = row.event, row.actors, row.recipients, row.mode, row.wording
        times[row.article, words] += 1
        keys.append(((words, times[row.article, words]),))
    found = _repeats([row.article for row in ordered], keys, editions)
    return {ordered[one].key: ordered[other].key for one, other in found.items()}


def distinct_steps(steps: Iterable[AidStep], editions: Editions) -> list[AidStep]:
    """The aid steps without those that repeat another, in the order given."""
    given = list(steps)
    found = _repeats([step.article for step in given], [_keys_of_step(step) for step in given], editions)
    return [step for number, step in enumerate(given) if number not in found]


def distinct_impacts(impacts: Iterable[Impact], editions: Editions) -> list[Impact]:
    """The impacts without those that repeat another, in the order given."""
    given = list(impacts)
    found = _repeats([impact.article for impact in given], [_keys_of_impact(impact) for impact in given], editions)
    return [impact for number, impact in enumerate(given) if number not in found]


def _keys_of_step(step: AidStep) -> Keys:
    said = (step.stage, parties_of(step.donor), parties_of(step.recipient))
    amounts = tuple((amount.low, amount.high, amount.unit) for amount in step.amounts)
    content = (*said, step.date, step.enddate, step.what, amounts, parties_of(step.attribution))
    return ("words", *said, wording(step.text)), ("content", *content)


def _keys_of_impact(impact: Impact) -> Keys:
    kind = (impact.hazard, impact.country, impact.exposure, impact.kind, impact.unit)
    said = (*kind, impact.low, impact.high, impact.negated)
    content = (*said, impact.place, impact.date, impact.enddate, impact.as_of, parties_of(impact.attribution))
    return ("words", *said, wording(impact.text)), ("content", *content)


def _repeats(articles: Sequence[str], keys: Sequence[Keys], editions: Editions) -> dict[int, int]:
    """The number of each record that repeats another, with the number of that one.

    `articles` and `keys` are those of each record; a record repeats the first of an earlier article that has one of its
    keys.
    """
    reports: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, article in enumerate(articles):
        reports[editions.report(article)][article].append(number)
    found: dict[int, int] = {}
    for report in reports.values():
        firsts: dict[Hashable, int] = {}
        for article in sorted(report, key=editions.place):
            own: dict[Hashable, int] = {}
            for number in report[article]:
                same = next((firsts[key] for key in keys[number] if key in firsts), None)
                if same is not None:
                    found[number] = same
                for key in keys[number]:
                    own.setdefault(key, number if same is None else same)
            # Only now: within one article nothing is a repeat.
            firsts = own | firsts
    return found
