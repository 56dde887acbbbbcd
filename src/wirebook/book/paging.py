"""Pages of a book: some records at a time, from any place on, in the order of the book or from the newest back.

A page is found by the key that it follows, not by counting, so that the thousandth costs what the first does, and so
that records that come in between neither repeat nor hide others. Records come as the JSON that the book holds.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import Connection, Integer, Table, cast, func, select

from wirebook.book.correcting import stated_article
from wirebook.book.filters import ClaimFilters, impact_conditions, step_conditions
from wirebook.book.queries import Condition, stands
from wirebook.book.schema import UNDATED, aid_steps, articles, claim_words, claims, corrections, impacts
from wirebook.book.standing import StatedArticle

Order = Literal["book", "newest"]
"""`book`: by publication, undated ones last; `newest`: the other way about, undated ones last too."""


MOST_LEFT_OUT = 1000
"""Articles that are left out by name."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Records as JSON, and the place to go on from; None where there are no more."""

    records: tuple[str, ...]
    after: str | None


class Paged(ABC):
    """A book that is read a page at a time. `wirebook.Book` is one."""

    @property
    @abstractmethod
    def _dialect(self) -> str:
        """The database's name, as SQLAlchemy has it."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]:
        """A connection for one question."""

    def page_of_claims(
        self,
        filters: ClaimFilters | None = None,
        *,
        after: str | None = None,
        limit: int = 50,
        order: Order = "book",
        rejected: bool = False,
    ) -> Slice:
        """The next `limit` claims that meet the filters."""
        conditions = [*(filters or ClaimFilters()).conditions(self._dialect), *stands(claims, rejected)]
        return self._slice(claims, conditions, after, limit, order)

    def page_of_impacts(
        self,
        *,
        hazard: str | None = None,
        country: str | None = None,
        since: date | None = None,
        until: date | None = None,
        after: str | None = None,
        limit: int = 50,
        order: Order = "book",
        rejected: bool = False,
    ) -> Slice:
        """The next `limit` impacts; the conditions are those of `Book.impacts`."""
        conditions = impact_conditions(hazard, country, since, until, rejected)
        return self._slice(impacts, conditions, after, limit, order)

    def page_of_aid_steps(
        self,
        *,
        stage: str | None = None,
        donor: str | None = None,
        recipient: str | None = None,
        since: date | None = None,
        until: date | None = None,
        after: str | None = None,
        limit: int = 50,
        order: Order = "book",
        rejected: bool = False,
    ) -> Slice:
        """The next `limit` aid steps; the conditions are those of `Book.aid_steps`."""
        conditions = step_conditions(stage, donor, recipient, since, until, rejected)
        return self._slice(aid_steps, conditions, after, limit, order)

    def page_of_articles(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        after: str | None = None,
        limit: int = 50,
        order: Order = "book",
    ) -> Slice:
        """The next `limit` articles that were published between two days, both included."""
        conditions: list[Condition] = []
        if since is not None:
            conditions.append(articles.c.published >= since)
        if until is not None:
            conditions.append(articles.c.published <= until)
        return self._slice(articles, conditions, after, limit, order)

    def page_of_corrections(
        self,
        *,
        action: str | None = None,
        article: str | None = None,
        matched: bool | None = None,
        undone: bool | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> Slice:
        """The corrections before the one numbered `after`, newest first; the conditions are those of `corrections`."""
        table = corrections.c
        conditions = [table.action != "label"] if action is None else [table.action == action]
        conditions += [] if article is None else [table.article == article]
        conditions += [] if matched is None else [table.matched.is_(matched), table.undone.is_(False)]
        conditions += [] if undone is None else [table.undone.is_(undone)]
        if after is not None and after.isascii() and after.isdigit():
            conditions.append(table.number < min(int(after[:19]), 2**63 - 1))
        query = select(table.number, table.record).where(*conditions).order_by(table.number.desc()).limit(limit + 1)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return Slice(tuple(row[1] for row in rows[:limit]), str(rows[limit - 1][0]) if len(rows) > limit else None)

    def claim_of(self, name: str) -> str | None:
        """The claim of this id, as JSON, rejected ones too."""
        query = select(claims.c.record).where(claims.c.id == name).limit(1)
        with self._reading() as connection:
            found: str | None = connection.execute(query).scalar_one_or_none()
        return found

    def article_stated(self, name: str) -> StatedArticle | None:
        """The article of this id with its records, each with how it stands."""
        with self._reading() as connection:
            return stated_article(connection, name)

    def claims_in(self, ids: Iterable[str]) -> dict[str, int]:
        """How many claims that stand each of these articles has; those without are left out."""
        query = select(claims.c.article, func.count()).where(claims.c.article.in_(list(ids)), *stands(claims))
        with self._reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query.group_by(claims.c.article))}

    def newest_number(self) -> int:
        """The number of the claim that the book got last; 0 for an empty book."""
        with self._reading() as connection:
            return connection.execute(select(func.max(claim_words.c.number))).scalar_one() or 0

    def corrected_articles(self) -> dict[str, tuple[int, int]]:
        """Of each article that was corrected: how many corrections it has, and how many are undone."""
        undone = func.sum(cast(corrections.c.undone, Integer))
        query = select(corrections.c.article, func.count(), undone).group_by(corrections.c.article)
        with self._reading() as connection:
            return {row[0]: (row[1], int(row[2])) for row in connection.execute(query)}

    def claims_since(self, number: int, limit: int, without: Collection[str] = ()) -> tuple[str, ...]:
        """The claims that the book got after the one of this number, as JSON; the last `limit` of them, oldest first.

        A claim of an article that was corrected or read again counts as got again; those of the articles `without` are
        left out.
        """
        query = select(claims.c.record).join(claim_words, claim_words.c.key == claims.c.key)
        query = query.where(claim_words.c.number > number, *stands(claims)).order_by(claim_words.c.number.desc())
        if without:
            query = query.where(claims.c.article.not_in(sorted(without)[:MOST_LEFT_OUT]))
        with self._reading() as connection:
            return tuple(reversed(connection.execute(query.limit(limit)).scalars().all()))

    def _slice(
        self, table: Table, conditions: Sequence[Condition], after: str | None, limit: int, order: Order
    ) -> Slice:
        with self._reading() as connection:
            rows = rows_after(connection, table, conditions, after, limit + 1, order)
        return Slice(tuple(record for _, record in rows[:limit]), rows[limit - 1][0] if len(rows) > limit else None)


def rows_after(
    connection: Connection,
    table: Table,
    conditions: Sequence[Condition],
    after: str | None,
    limit: int,
    order: Order,
    column: str = "record",
) -> list[tuple[str, str]]:
    """The key and another column of the next rows of a table after a key."""
    found: list[tuple[str, str]] = []
    for part in _parts(table, after, order):
        key = table.c.key
        query = select(key, table.c[column]).where(*part, *conditions)
        query = query.order_by(key if order == "book" else key.desc()).limit(limit - len(found))
        found += [(row[0], row[1]) for row in connection.execute(query)]
        if len(found) >= limit:
            break
    return found


def _parts(table: Table, after: str | None, order: Order) -> list[list[Condition]]:
    """What is left of a table after a key, in parts that follow each other."""
    key = table.c.key
    if order == "book":
        return [[key > (after or "")]]
    dated, undated = [key < UNDATED], [key >= UNDATED]
    if after is None:
        return [dated, undated]
    return [[*undated, key < after]] if after >= UNDATED else [[*dated, key < after], undated]
