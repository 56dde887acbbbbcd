"""The part of a book that is looked at newest first: pages of articles and claims, and what little of them says.

Nothing here reads a whole book. Each question looks at no more than so many records, the newest that meet its
conditions, and says by `older` whether there are more; dated records come before undated ones.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, and_, func, or_, select

from wirebook.book.corrections import Correction
from wirebook.book.filters import ClaimFilters
from wirebook.book.model import Edition, Summary
from wirebook.book.queries import Condition, editions, in_time, stands, storable
from wirebook.book.schema import UNDATED, aid_steps, articles, claims, corrections, impacts
from wirebook.book.search import found_by, words_of
from wirebook.record import AidStep, Article, Claim, Impact

T = TypeVar("T", Article, Claim, Impact, AidStep)
Shown = TypeVar("Shown", covariant=True)


@dataclass(frozen=True, slots=True)
class Newest(Generic[Shown]):
    """Some records, newest first; `older` is where the next ones begin, None where there are no more."""

    records: tuple[Shown, ...]
    older: str | None = None


class Browsed(ABC):
    """A book that is looked at newest first. `wirebook.Book` is one."""

    @property
    @abstractmethod
    def _dialect(self) -> str:
        """The database's name, as SQLAlchemy has it."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]:
        """A connection for one question."""

    def newest_articles(
        self,
        most: int,
        before: str | None = None,
        *,
        search: str | None = None,
        publisher: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Newest[Article]:
        """Articles, newest first. `search` are words of the title, or of the sentence of one of their claims;
        `publisher` a part of the publisher's or agency's name; `since` and `until` days of publication.
        """
        conditions: list[Condition] = []
        if search:
            conditions.append(self._of_words(search))
        if publisher:
            named = f"%{_like(publisher)}%"
            columns = (articles.c.publisher, articles.c.agency)
            conditions.append(or_(*(column.ilike(named, escape="\\") for column in columns)))
        conditions += [] if since is None else [articles.c.published >= since]
        conditions += [] if until is None else [articles.c.published <= until]
        return self._newest(articles, Article, conditions, most, before)

    def newest_claims(
        self, most: int, before: str | None = None, filters: ClaimFilters | None = None, *, rejected: bool = False
    ) -> Newest[Claim]:
        """Claims that meet the conditions, newest first."""
        conditions = [*(filters.conditions(self._dialect) if filters else ()), *stands(claims, rejected)]
        return self._newest(claims, Claim, conditions, most, before)

    def newest_impacts(
        self, most: int, hazard: str | None = None, country: str | None = None, *, since: date | None = None,
        until: date | None = None, rejected: bool = False,
    ) -> Newest[Impact]:  # fmt: skip
        """Impacts that meet the conditions, newest first."""
        conditions = [
            *([] if hazard is None else [impacts.c.hazard == storable(hazard)]),
            *([] if country is None else [impacts.c.country == storable(country)]),
            *in_time(impacts, since, until),
            *stands(impacts, rejected),
        ]
        return self._newest(impacts, Impact, conditions, most, None)

    def last_corrections(self, most: int) -> list[Correction]:
        """What persons said of records last, labels left out; the latest first."""
        query = select(corrections.c.record).where(corrections.c.action != "label")
        with self._reading() as connection:
            found = connection.execute(query.order_by(corrections.c.number.desc()).limit(most)).scalars().all()
        return [Correction.model_validate_json(record) for record in found]

    def article_of(self, record: str) -> str | None:
        """The id of the article that a record with this id is of."""
        with self._reading() as connection:
            for table in (claims, impacts, aid_steps):
                query = select(table.c.article).where(table.c.id == storable(record))
                found: str | None = connection.execute(query).scalar()
                if found is not None:
                    return found
        return None

    def editions_of(self, ids: Iterable[str]) -> dict[str, Edition]:
        """What each of these articles is among those that print its text or are its versions."""
        wanted = list(ids)
        known = editions(self._reading, wanted)
        return {one: known.edition(one) for one in wanted}

    def records_in(self, ids: Sequence[str]) -> dict[str, Summary]:
        """How many claims, impacts and aid steps stand in each of these articles; events are not counted."""
        with self._reading() as connection:
            counts = {
                table: {
                    row[0]: row[1]
                    for row in connection.execute(
                        select(table.c.article, func.count())
                        .where(table.c.article.in_(ids), *stands(table))
                        .group_by(table.c.article)
                    )
                }
                for table in (claims, impacts, aid_steps)
            }
        return {
            one: Summary(
                claims=counts[claims].get(one, 0),
                impacts=counts[impacts].get(one, 0),
                aid=counts[aid_steps].get(one, 0),
            )
            for one in ids
        }

    def _newest(
        self, table: Table, kind: type[T], conditions: Sequence[Condition], most: int, before: str | None
    ) -> Newest[T]:
        """One record more than is shown is asked for, to know whether there are older ones."""
        found: list[tuple[str, str]] = []
        with self._reading() as connection:
            for part in newest_parts(table.c.key, before):
                query = select(table.c.key, table.c.record).where(part, *conditions)
                query = query.order_by(table.c.key.desc()).limit(most + 1 - len(found))
                found += [(row[0], row[1]) for row in connection.execute(query)]
                if len(found) > most:
                    break
        shown = tuple(kind.model_validate_json(record) for _, record in found[:most])
        return Newest(shown, found[most - 1][0] if len(found) > most else None)

    def _of_words(self, search: str) -> Condition:
        words = [f"%{_like(word)}%" for word in words_of(search)]
        in_claims = select(claims.c.article).where(found_by(search, self._dialect), *stands(claims))
        in_title = and_(*(articles.c.title.ilike(word, escape="\\") for word in words)) if words else None
        return articles.c.id.in_(in_claims) if in_title is None else or_(in_title, articles.c.id.in_(in_claims))


def newest_parts(key: ColumnElement[str], before: str | None) -> list[Condition]:
    """The dated records, then the undated ones, as far as they come after `before`, newest first."""
    if before is not None and before >= UNDATED:
        return [(key >= UNDATED) & (key < storable(before))]
    dated = key < (UNDATED if before is None else storable(before))
    return [dated, key >= UNDATED]


def _like(text: str) -> str:
    """A text as it stands in a pattern of LIKE."""
    return storable(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
