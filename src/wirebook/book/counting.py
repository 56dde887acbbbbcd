"""How much a book holds and who acts in it, counted by the database alone: fast, however much it is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from contextlib import AbstractContextManager

from sqlalchemy import Connection, Table, func, select, text

from wirebook.book.model import Actor, Summary
from wirebook.book.schema import FALLEN_WHERE, aid_steps, articles, claims, impacts, parties


class Counted(ABC):
    """A book that is counted. `wirebook.Book` is one."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]:
        """A connection for one question."""

    def counts(self) -> Summary:
        """How many articles, claims, impacts and aid steps there are; events are not counted, and 0."""
        with self._reading() as connection:
            return Summary(
                articles=connection.execute(select(func.count()).select_from(articles)).scalar_one(),
                claims=_standing(connection, claims),
                impacts=_standing(connection, impacts),
                aid=_standing(connection, aid_steps),
            )

    def actors(self) -> list[Actor]:
        """Every party with a code, and in how many records it has which role; those of most records first.

        Records that persons rejected are counted too: a party stays to be found.
        """
        columns = (parties.c.code, parties.c.record, parties.c.role, func.count())
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        query = select(*columns).where(parties.c.code.is_not(None))
        with self._reading() as connection:
            for code, record, role, count in connection.execute(
                query.group_by(parties.c.code, parties.c.record, parties.c.role)
            ):
                counts[code][f"{record} {role}"] = count
        found = [_actor(code, of_roles) for code, of_roles in counts.items()]
        return sorted(found, key=lambda one: (-one.records, one.code))

    def names_of(self, code: str, most: int = 20) -> list[tuple[str, int]]:
        """The names under which a party with a code stands in records, and in how many; the most frequent first."""
        count = func.count()
        query = select(parties.c.name, count).where(parties.c.code == code).group_by(parties.c.name)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(count.desc(), parties.c.name).limit(most)).all()
        return [(row[0], row[1]) for row in rows]


def _actor(code: str, counts: dict[str, int]) -> Actor:
    spoke = sum(count for role, count in counts.items() if role.endswith(" attribution"))
    return Actor(
        code=code,
        records=sum(counts.values()),
        acts=counts.get("claim actor", 0),
        received=counts.get("claim recipient", 0),
        channels=counts.get("claim channel", 0),
        spoke=spoke,
        donated=counts.get("aid donor", 0),
        aided=counts.get("aid recipient", 0),
    )


def _standing(connection: Connection, table: Table) -> int:
    """How many records of a table stand: all but the few that do not, which an index holds."""
    every = connection.execute(select(func.count()).select_from(table)).scalar_one()
    # Written out, as no database proves of a parameter that the index of those few holds it.
    fallen = select(func.count()).select_from(table).where(text(FALLEN_WHERE))
    return every - connection.execute(fallen).scalar_one()
