"""Editions: which articles are printings of one text, and which are versions of one article.

Two facts are given: which texts are alike (`pages.sameness.alike`), and which article is a later version of which
(`Traits.has_version`). Articles with the same words share a text. From these follows, the same whatever order the pages
were read in:

1. Articles stand in order of time, then of id; see `pages.sameness.moment`.
2. Articles that versions tie together, directly or through others, are one article. Its texts are its versions, from
   the first on; each is that of its first article.
3. Any other article is a printing of the first article that has its words, if there is one.
4. The text of what is left is a printing of the earliest text that it is like and that is no printing itself. So every
   printing is like what it is a printing of, and a chain of texts, each a little like the next, makes no one text.
5. All that is tied together by these rules is one report: one newsroom said it once, however often it was printed.

It is derived when it is asked for, from the articles at hand and all that are tied to them, so that nothing is stored
that could go out of date when a better reading of an article comes in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from wirebook.book.model import Edition


@dataclass(frozen=True, slots=True)
class Member:
    """An article as far as its edition is concerned. `text` is its story hash."""

    article: str
    text: str
    moment: str

    @property
    def order(self) -> tuple[str, str]:
        """Rule 1."""
        return self.moment, self.article


class Editions:
    """The editions of articles. An article that was not given is the only one of its text."""

    def __init__(
        self, members: Iterable[Member], likes: Iterable[tuple[str, str]], versions: Iterable[tuple[str, str]]
    ) -> None:
        self._members = sorted(members, key=lambda member: member.order)
        self._of: dict[str, Edition] = {}
        ties = _Ties()
        chains = _chains(self._members, versions)
        self._relate(chains, likes)
        for member in self._members:
            edition = self._of[member.article]
            ties.tie(member.article, f"text {member.text}")
            ties.tie(member.article, edition.of or member.article)
        first: dict[str, str] = {}
        self._report = {one.article: first.setdefault(ties.root(one.article), one.article) for one in self._members}
        self._place = {member.article: place for place, member in enumerate(self._members)}

    @property
    def articles(self) -> set[str]:
        """All articles that are known here."""
        return set(self._place)

    def edition(self, article: str) -> Edition:
        """What an article is."""
        return self._of.get(article) or Edition(relation="first", printings=(article,), versions=(article,))

    def report(self, article: str) -> str:
        """The first article of all that say one thing once: the same for the printings and versions of a text."""
        return self._report.get(article, article)

    def reports(self, articles: Iterable[str]) -> int:
        """How many reports there are in these articles: printings and versions of a text are one."""
        return len({self.report(article) for article in articles})

    def place(self, article: str) -> int:
        """Sorts the articles of a report by rule 1."""
        return self._place.get(article, 0)

    def _relate(self, chains: Mapping[str, Sequence[Member]], likes: Iterable[tuple[str, str]]) -> None:
        first_of: dict[str, Member] = {}
        for member in self._members:
            first_of.setdefault(member.text, member)
        later = {version.article for chain in chains.values() for version in chain[1:]}
        heads = _heads(first_of, likes, {text for text, first in first_of.items() if first.article in later})
        head_of: dict[str, Member] = {}
        for member in self._members:
            chain = chains.get(member.article, ())
            twin = next((version for version in chain[1:] if version.text == member.text), None)
            first = first_of[member.text]
            head_of[member.article] = twin or (first if first.article in later else first_of[heads[member.text]])
        printings: dict[str, list[str]] = defaultdict(list)
        for member in self._members:
            printings[head_of[member.article].article].append(member.article)
        for member in self._members:
            head = head_of[member.article].article
            own = member if member.article in chains else head_of[member.article]
            chain = chains.get(own.article, ())
            ids = tuple(version.article for version in chain) or (head,)
            number = 1 + next((place for place, version in enumerate(chain) if version.text == own.text), 0)
            is_version = member.article in later
            self._of[member.article] = Edition(
                relation="version" if is_version else "first" if head == member.article else "printing",
                of=ids[0] if is_version else None if head == member.article else head,
                version=number,
                printings=tuple(printings[head]),
                versions=ids,
            )


class _Ties:
    """Things that are tied together, directly or through others."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def root(self, one: str) -> str:
        """The same for all that are tied together."""
        while (up := self._up.get(one, one)) != one:
            self._up[one] = self._up.get(up, up)
            one = up
        return one

    def tie(self, one: str, other: str) -> None:
        self._up[self.root(one)] = self.root(other)


def _chains(members: Sequence[Member], versions: Iterable[tuple[str, str]]) -> dict[str, list[Member]]:
    """For each article that has versions or is one, the first article of each version, in order: rule 2."""
    ties, tied = _Ties(), set[str]()
    for pair in versions:
        ties.tie(*pair)
        tied.update(pair)
    chains: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        if member.article in tied:
            chain = chains[ties.root(member.article)]
            if all(version.text != member.text for version in chain):
                chain.append(member)
    return {one.article: chains[ties.root(one.article)] for one in members if one.article in tied}


def _heads(
    first_of: Mapping[str, Member], likes: Iterable[tuple[str, str]], versions: Collection[str]
) -> dict[str, str]:
    """The text that each text is a printing of, itself where it is none or one of `versions`: rule 4.

    `first_of` is in order.
    """
    near: dict[str, list[str]] = defaultdict(list)
    for one, other in likes:
        near[one].append(other)
        near[other].append(one)
    heads: dict[str, str] = {}
    for text in first_of:
        before = [other for other in near[text] if heads.get(other) == other and text not in versions]
        heads[text] = min(before, key=lambda other: first_of[other].order, default=text)
    return heads


ALONE = Editions((), (), ())
"""No article is tied to another."""
