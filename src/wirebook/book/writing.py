"""Putting one article and its records into the tables, in a transaction that the caller holds."""

from __future__ import annotations

from sqlalchemy import Connection, Table, delete, func, insert, or_, select

from wirebook.book import rows
from wirebook.book.correcting import insert_rows, state, stated_rows
from wirebook.book.editions import ALONE
from wirebook.book.linking import link
from wirebook.book.matching import enter_text, enter_versions, leave_text
from wirebook.book.model import Summary
from wirebook.book.party import hash_of
from wirebook.book.queries import claim_rows_on, editions_on
from wirebook.book.readings import Reading, replaces
from wirebook.book.repeats import repeated_claims
from wirebook.book.schema import aid_steps, articles, claims, impacts, likes
from wirebook.pages.sameness import traits
from wirebook.record import CodedArticle

MOST_ALIKE = 50
"""Texts of a form (daily bulletins) are all like each other, and all their pairs would be read for each new one.

Of more than this, what they repeat is left out of account while they are read: the summary of what is new may then
count an event too many. What the book shows does not change.
"""


def write(connection: Connection, coded: CodedArticle, coder: str) -> Summary:
    """Store `coded`, unless the book holds as good a reading of its text, and say what is new.

    A reading that is replaced goes with all its records; what persons said of them is applied to the new ones. An
    event is new where none of its claims was in the book before.
    """
    article = coded.article
    row = rows.article_row(coded, coder)
    old = _reading_of(connection, article.id)
    if old is not None and not replaces(Reading.of(article, coder, str(row["fingerprint"])), old):
        return Summary()
    gone = claim_rows_on(connection, [claims.c.article == article.id]) if old is not None else []
    new_rows = stated_rows(state(connection, coded), connection.dialect.name)
    sides = {hash_of(one.event, one.actors, one.recipients) for one in gone}
    sides |= {str(one["sides"]) for one in new_rows[claims]}
    standing = claim_rows_on(connection, [claims.c.sides.in_(sides)]) if sides else []
    kinds = (claims, impacts, aid_steps)
    old_ids = {table: _ids(connection, table, article.id) if old is not None else set() for table in kinds}

    its = traits(article)
    if old is not None:
        text = connection.execute(select(articles.c.text).where(articles.c.id == article.id)).scalar_one()
        # The records and their parties go with the article, and that it is a version.
        connection.execute(delete(articles).where(articles.c.id == article.id))
        if text != its.story:
            leave_text(connection, text)
    enter_text(connection, its)
    connection.execute(insert(articles), [row | rows.traits_row(its)])
    enter_versions(connection, article.id, its)
    insert_rows(connection, new_rows)

    known = {one.id for one in standing}
    replaced = set(gone)
    after = [one for one in standing if one not in replaced]
    after += claim_rows_on(connection, [claims.c.article == article.id])
    crowded = _alike(connection, its.story) > MOST_ALIKE
    repeated = repeated_claims(after, ALONE if crowded else editions_on(connection, [article.id]))
    new = {table: len({str(one["id"]) for one in new_rows[table]} - old_ids[table]) for table in kinds}
    return Summary(
        articles=int(old is None),
        claims=new[claims],
        impacts=new[impacts],
        aid=new[aid_steps],
        events=sum(not known.intersection(one.id for one in event.rows) for event in link(after, repeated)),
    )


def _alike(connection: Connection, text: str) -> int:
    """How many other texts a text is like."""
    pairs = select(func.count()).select_from(likes).where(or_(likes.c.text == text, likes.c.other == text))
    return connection.execute(pairs).scalar_one()


def _reading_of(connection: Connection, article: str) -> Reading | None:
    columns = [articles.c[name] for name in Reading.__slots__]
    row = connection.execute(select(*columns).where(articles.c.id == article)).one_or_none()
    return None if row is None else Reading(*row)


def _ids(connection: Connection, table: Table, article: str) -> set[str]:
    return set(connection.execute(select(table.c.id).where(table.c.article == article)).scalars())
