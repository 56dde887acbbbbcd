"""Questions to the tables, asked a page at a time.

Between two pages nothing is held open: memory does not grow with the book, and who reads keeps nobody from writing,
himself included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Table, and_, func, or_, select

from wirebook.book.editions import Editions, Member
from wirebook.book.linking import ClaimRow
from wirebook.book.party import one_form
from wirebook.book.schema import articles, claims, likes, parties, versions
from wirebook.book.standing import STANDS
from wirebook.knowledge import names
from wirebook.pages.sameness import moment
from wirebook.record import AidStep, Article, Claim, Impact

Connect = Callable[[], AbstractContextManager[Connection]]
"""Opens a connection for one question."""

Condition = ColumnElement[bool]

PAGE = 500
"""Records fetched at a time; articles come in tenths of it, as each holds a whole text."""

CODE = 3
"""Letters of a code; what is longer may be a name."""

Item = TypeVar("Item")
T = TypeVar("T", Article, Claim, Impact, AidStep)


def stream(
    connect: Connect, table: Table, kind: type[T], conditions: Sequence[Condition] = (), page: int = PAGE
) -> Iterator[T]:
    """The records of `table` that meet all `conditions`, in the order of the book."""
    last = ""
    while True:
        query = select(table.c.key, table.c.record).where(table.c.key > last, *conditions)
        with connect() as connection:
            rows = connection.execute(query.order_by(table.c.key).limit(page)).all()
        for _, record in rows:
            yield kind.model_validate_json(record)
        if len(rows) < page:
            return
        last = rows[-1][0]


def keys_of(connect: Connect, table: Table, conditions: Sequence[Condition] = ()) -> Iterator[str]:
    """The keys of the records of `table` that meet all `conditions`, in the order of the book."""
    last = ""
    while True:
        query = select(table.c.key).where(table.c.key > last, *conditions).order_by(table.c.key).limit(PAGE * 10)
        with connect() as connection:
            keys = connection.execute(query).scalars().all()
        yield from keys
        if len(keys) < PAGE * 10:
            return
        last = keys[-1]


def claim_rows(connect: Connect, conditions: Sequence[Condition] = (), *, rejected: bool = False) -> list[ClaimRow]:
    """What linking needs of the claims that stand and meet all `conditions`; with `rejected`, of the others too."""
    with connect() as connection:
        return claim_rows_on(connection, conditions, rejected=rejected)


def claim_rows_on(connection: Connection, conditions: Sequence[Condition], *, rejected: bool = False) -> list[ClaimRow]:
    """`claim_rows` on a connection that is open."""
    columns = [claims.c[name] for name in ClaimRow.__slots__]
    query = select(*columns).where(*conditions, *stands(claims, rejected))
    return [ClaimRow(*row) for row in connection.execute(query)]


def claims_by_key(connect: Connect, keys: Iterable[str]) -> dict[str, Claim]:
    """The claims of these keys."""
    found: dict[str, Claim] = {}
    wanted = list(keys)
    for start in range(0, len(wanted), PAGE):
        some = wanted[start : start + PAGE]
        with connect() as connection:
            rows = connection.execute(select(claims.c.key, claims.c.record).where(claims.c.key.in_(some))).all()
        found.update((key, Claim.model_validate_json(record)) for key, record in rows)
    return found


def stands(table: Table, rejected: bool = False) -> list[Condition]:
    """The condition that a person has not taken a record away; none where those are asked for too."""
    return [] if rejected else [table.c.standing.in_(STANDS)]


def editions(connect: Connect, ids: Iterable[str]) -> Editions:
    """The editions of these articles."""
    with connect() as connection:
        return editions_on(connection, ids)


def editions_on(connection: Connection, ids: Iterable[str]) -> Editions:
    """`editions` on a connection that is open.

    From the articles it follows what ties them to others, until nothing new is found.
    """
    members: dict[str, Member] = {}
    texts: set[str] = set()
    like: set[tuple[str, str]] = set()
    later: set[tuple[str, str]] = set()
    new_articles, new_texts = set(ids), set[str]()
    while new_articles or new_texts:
        found = [*_members(connection, articles.c.id, new_articles), *_members(connection, articles.c.text, new_texts)]
        pairs = _pairs(connection, likes, new_texts)
        ties = _pairs(connection, versions, {member.article for member in found} - set(members))
        members.update((member.article, member) for member in found)
        texts |= new_texts
        like |= pairs
        later |= ties
        new_texts = {member.text for member in found}.union(*pairs) - texts
        new_articles = set[str]().union(*ties) - set(members)
    return Editions(members.values(), like, later)


def _members(connection: Connection, column: ColumnElement[str], values: Iterable[str]) -> list[Member]:
    columns = (articles.c.id, articles.c.text, articles.c.moment, articles.c.published)
    rows = (
        row
        for some in batched(sorted(values), PAGE)
        for row in connection.execute(select(*columns).where(column.in_(some)))
    )
    return [Member(row[0], row[1], moment(_time(row[2]), row[3])) for row in rows]


def _time(column: str | None) -> datetime | None:
    return None if column is None else datetime.fromisoformat(column)


def _pairs(connection: Connection, table: Table, values: Iterable[str]) -> set[tuple[str, str]]:
    one, other = table.primary_key.columns
    return {
        (row[0], row[1])
        for some in batched(sorted(values), PAGE)
        for column in (one, other)
        for row in connection.execute(select(one, other).where(column.in_(some)))
    }


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Items in lists of `size`; the last one may be shorter."""
    waiting = iter(items)
    while some := list(islice(waiting, size)):
        yield some


def of_party(table: Table, record: str, roles: Sequence[str], party: str, *, any_name: bool = False) -> Condition:
    """Records in which `party` has one of `roles`: a code, or the name of a party without one.

    With `any_name` a name also finds the parties that have a code. A short name of the tables stands for the full one:
    `KCNA`.
    """
    party = storable(party)
    named = parties.c.name.in_(_names_of(party))
    who = or_(parties.c.code == party.upper(), named if any_name else and_(parties.c.code.is_(None), named))
    return table.c.key.in_(select(parties.c.key).where(parties.c.record == record, parties.c.role.in_(roles), who))


def _names_of(party: str) -> list[str]:
    """A name as it was asked for, and the full names that the tables give for it, in the form of the column."""
    words = party.split()
    match = names.index().match(words) if len(party) > CODE else None
    whole = match is not None and match.length == len(words)
    full = [reading.record.name for reading in match.readings] if match is not None and whole else []
    return sorted({one_form(party), *map(one_form, full)})


def in_time(table: Table, since: date | None, until: date | None) -> list[Condition]:
    """Records of acts between two days, both included; an act that no words date is there when it was published."""
    conditions: list[Condition] = []
    if since is not None:
        conditions.append(func.coalesce(table.c.enddate, table.c.date, table.c.published) >= since)
    if until is not None:
        conditions.append(func.coalesce(table.c.date, table.c.enddate, table.c.published) <= until)
    return conditions


def equal(column: ColumnElement[str], value: str | None) -> list[Condition]:
    """The condition that a column has this value; none where none is asked for."""
    return [] if value is None else [column == storable(value)]


def storable(text: str) -> str:
    """A text that every database can be asked for: what none of them holds is replaced."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()
