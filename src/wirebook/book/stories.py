"""Stories: which articles report the same happening.

Reports of one happening share words that the archive otherwise lacks: names, places, what was hit, how many. A running
theme shares words too, but these come back on many days. So a word counts by how rare it is among the articles and
among the days of the archive, whichever says less for it, and a word of every fourth day counts nothing. The title and
the beginning of the text speak; further down, articles tell the background, which stories have in common.

Two articles are as alike as `WEIGHTS` says: the cosine of their words, a little for the parties of their claims, and
less for every day that lies between them. Articles are joined by average linkage down to `ALIKE`: a group takes in
another where their articles are alike on the average, so that a chain of articles, each a little like the next, makes
no story. Only articles that share some of their rarest words are compared, so that the cost grows with the number of
articles and not with its square. The order of the articles makes no difference.

Tried on the development set of the suite `clusters` and left out, as they made nothing better there: figures, places
and names beside the words that they consist of, types of claims, and the encoder's sentence vectors, which tell topics
and not happenings.
"""

from __future__ import annotations

import datetime
import heapq
import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.lang.en.stop_words import STOP_WORDS

from wirebook.book.party import parties_of
from wirebook.record import CodedArticle

WEIGHTS: Mapping[str, float] = {
    "words": 1.0,  # the unit of the others
    "parties": 0.1,  # 0.05 does as well on the development set; with more, whatever one government does is a story
    "days": -0.06,  # at `FAR` days and more; 0 to -0.08 do as well there, an archive of one theme asks for more
}
"""What each likeness adds to that of two articles; chosen round, in the middle of where the score is flat."""
ALIKE = 0.11
"""Articles are one story from here on; 0.09 to 0.13 give the same score on the development set, to .01."""
FAR = 30
"""Days apart after which more days tell nothing more: reports of an aftermath, and pages dated by a crawler."""
TITLE_COUNTS = 3
"""A word of the title counts as if it stood there as often."""
LEAD_WORDS = 170
"""Words of the text that speak: the first paragraphs of a news story; 100 to 250 do as well."""
IMAGINED_ARTICLES = 1000
IMAGINED_DAYS = 300
"""An archive is judged as if it held as many more, so that words are rare in a small one too."""
THEME_SHARE = 0.25
"""A word found in this share of the articles or of the days, or more, tells of no story."""
KEYS = 24
"""The rarest words of an article, by which others are found to compare it with."""
SHARED_KEYS = 2
"""How many of them two articles share at least; one is often chance, and comparing all pairs scores the same."""
NEIGHBOURS = 40
"""With how many of the articles that have a key, the next ones by day, an article is compared."""

_WORD = re.compile(r"[^\W_]+")
_REPORTING = frozenset({"said", "say", "says", "saying", "told", "according", "reported", "reports"})
_SMALL = STOP_WORDS | _REPORTING


@dataclass(frozen=True, slots=True)
class Report:
    """What of an article tells its story. `parties` are those of its claims, as `party.parties_of` writes them."""

    published: datetime.date | None
    title: str
    text: str
    parties: tuple[str, ...] = ()


Vector = dict[str, float]


def report_of(coded: CodedArticle) -> Report:
    """What of a coded article tells its story."""
    article = coded.article
    return Report(
        published=article.published,
        title=article.title or "",
        text="\n".join(article.block_text(block) for block in article.blocks if block.kind == "body"),
        parties=parties_of(entity for claim in coded.claims for entity in (*claim.actor, *claim.recipient)),
    )


def stories(reports: Iterable[Report]) -> list[int]:
    """The number of the story of each report, in their order; stories are numbered from 0 by their first day.

    Reports in another order get the same numbers.
    """
    given = list(reports)
    order = sorted(range(len(given)), key=lambda number: _place(given[number]))
    archive = [given[number] for number in order]
    vectors = _vectors(archive)
    days = [report.published.toordinal() if report.published else None for report in archive]
    numbers = [0] * len(given)
    for story, members in enumerate(sorted(_joined(vectors, days, _candidates(vectors)))):
        for member in members:
            numbers[order[member]] = story
    return numbers


def _place(report: Report) -> tuple[datetime.date, str, str, tuple[str, ...]]:
    """The place of a report in the archive: reports that share it are equal in everything."""
    return report.published or datetime.date.max, report.title, report.text, report.parties


def words_of(text: str) -> Iterator[str]:
    """The words that tell of something, in lower case, plurals as singulars."""
    for word in _WORD.findall(text.lower().replace("’s", "").replace("'s", "")):
        if word not in _SMALL:
            yield _singular(word)


def _singular(word: str) -> str:
    """Rough, and enough to make "girls" and "girl" one word; a wrong form is wrong in all articles alike."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _lead(text: str) -> str:
    """The first `LEAD_WORDS` words of a text."""
    return " ".join(text.split(maxsplit=LEAD_WORDS)[:LEAD_WORDS])


def _vectors(archive: Sequence[Report]) -> list[Vector]:
    """A vector for each report: the dot product of two is their likeness as far as days leave it."""
    days = [report.published for report in archive]
    words = [
        Counter(list(words_of(report.title)) * TITLE_COUNTS + list(words_of(_lead(report.text)))) for report in archive
    ]
    # Parties and words share a dictionary: no word has a blank in it.
    parties = [Counter(f"party {party}" for party in report.parties) for report in archive]
    return [
        {**first, **second}
        for first, second in zip(
            _weighed(words, days, WEIGHTS["words"]), _weighed(parties, days, WEIGHTS["parties"]), strict=True
        )
    ]


def _weighed(
    counts: Sequence[Counter[str]], days: Sequence[datetime.date | None], weight: float
) -> Iterator[dict[str, float]]:
    """The counts of each article as a vector of which the square of the length is `weight`."""
    articles = Counter(word for counted in counts for word in counted)
    found_on: dict[str, set[datetime.date | None]] = defaultdict(set)
    for counted, day in zip(counts, days, strict=True):
        for word in counted:
            found_on[word].add(day)
    all_articles, all_days = len(counts) + IMAGINED_ARTICLES, len(set(days)) + IMAGINED_DAYS

    def rarity(word: str) -> float:
        share = max((articles[word] + 1) / all_articles, (len(found_on[word]) + 1) / all_days)
        return max(0.0, math.log(THEME_SHARE / share))

    rare = {word: rarity(word) for word in articles}
    for counted in counts:
        vector = {word: (1 + math.log(count)) * rare[word] for word, count in counted.items() if rare[word] > 0}
        length = math.sqrt(sum(value * value for value in vector.values()))
        yield {word: value * math.sqrt(weight) / length for word, value in vector.items()}


def _dot(one: Vector, other: Vector) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other[word] for word, value in one.items() if word in other)


def _days_cost(one: Mapping[int | None, int], other: Mapping[int | None, int]) -> float:
    """What the days between the articles of two groups take away, on the average; an unknown day takes nothing."""
    total = sum(
        min(abs(day - another), FAR) * count * times
        for day, count in one.items()
        for another, times in other.items()
        if day is not None and another is not None
    )
    return -WEIGHTS["days"] * total / FAR / (sum(one.values()) * sum(other.values()))


def _candidates(vectors: Sequence[Vector]) -> Iterator[tuple[int, int]]:
    """Pairs of articles that share rare words; `vectors` are in the order of days."""
    keys = [sorted(vector, key=lambda word: (-vector[word], word))[:KEYS] for vector in vectors]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(keys):
        for word in words:
            holders[word].append(number)
    for number, words in enumerate(keys):
        shared: Counter[int] = Counter()
        for word in words:
            after = bisect_right(holders[word], number)
            shared.update(holders[word][after : after + NEIGHBOURS])
        yield from ((number, other) for other, times in shared.items() if times >= SHARED_KEYS)


@dataclass(slots=True)
class _Group:
    """Articles that are one story so far: the sum of their vectors, how many there are of each day, its neighbours."""

    members: list[int]
    total: Vector
    days: Counter[int | None]
    near: set[int] = field(default_factory=set)

    def likeness(self, other: _Group) -> float:
        """The mean likeness of the articles of the one to those of the other."""
        return _dot(self.total, other.total) / (len(self.members) * len(other.members)) - _days_cost(
            self.days, other.days
        )

    def with_members_of(self, other: _Group) -> _Group:
        total = dict(self.total)
        for word, value in other.total.items():
            total[word] = total.get(word, 0.0) + value
        return _Group(self.members + other.members, total, self.days + other.days, self.near | other.near)


def _joined(vectors: Sequence[Vector], days: Sequence[int | None], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The members of each story, by average linkage along `pairs`: the two groups that are most alike join first.

    Of groups that are equally alike, those found first in the order of days join first.
    """
    groups = {
        number: _Group([number], vector, Counter([day]))
        for number, (vector, day) in enumerate(zip(vectors, days, strict=True))
    }
    waiting: list[tuple[float, int, int]] = []

    def compare(one: int, other: int) -> bool:
        """Have two groups wait to be joined, if they are alike enough."""
        likeness = groups[one].likeness(groups[other])
        if likeness >= ALIKE:
            heapq.heappush(waiting, (-likeness, min(one, other), max(one, other)))
        return likeness >= ALIKE

    for one, other in pairs:
        # Where groups are alike on the average, two of their articles are: no more neighbours have to be known.
        if compare(one, other):
            groups[one].near.add(other)
            groups[other].near.add(one)
    new = len(groups)
    while waiting:
        _, one, other = heapq.heappop(waiting)
        if one not in groups or other not in groups:
            continue
        first, second = groups.pop(one), groups.pop(other)
        groups[new] = first.with_members_of(second)
        groups[new].near -= {one, other}
        for neighbour in sorted(groups[new].near):
            groups[neighbour].near -= {one, other}
            groups[neighbour].near.add(new)
            compare(neighbour, new)
        new += 1
    return [sorted(group.members) for group in groups.values()]
