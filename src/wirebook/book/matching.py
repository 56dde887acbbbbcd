"""Entering an article among those that the book holds: which are the same text, which an earlier or a later version.

What is stored are facts of two texts or of two articles alone, so that the order of reading makes no difference; what
follows from all of them together, `editions` derives. Candidates come from indexes: texts that share a band, articles
that share an address, or a title and a publisher. So an article costs as much as there are articles like it, however
many the book holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select

from wirebook.book.schema import articles, bands, likes, texts, versions
from wirebook.pages.sameness import Signature, Traits, alike
from wirebook.pages.sameness import bands as bands_of

_CHUNK = 500


def enter_text(connection: Connection, traits: Traits) -> None:
    """Store the text of an article, unless the book holds it, with its likes."""
    if connection.execute(select(texts.c.id).where(texts.c.id == traits.story)).first() is not None:
        return
    own, numbers = traits.signature, bands_of(traits.signature)
    connection.execute(insert(texts), [{"id": traits.story, "shingles": own.shingles, "signature": own.packed()}])
    if not numbers:
        return
    found = connection.execute(select(bands.c.text).where(bands.c.band.in_(numbers)).distinct()).scalars().all()
    pairs = [
        {"text": min(text, traits.story), "other": max(text, traits.story)}
        for text, signature in _signatures(connection, found)
        if alike(own, signature)
    ]
    if pairs:
        connection.execute(insert(likes), pairs)
    connection.execute(insert(bands), [{"band": number, "text": traits.story} for number in numbers])


def enter_versions(connection: Connection, article: str, traits: Traits) -> None:
    """Store of which articles this one is a version, and which are versions of it; its own row is stored already."""
    same = [
        column == value
        for column, value in ((articles.c.address, traits.address), (articles.c.heading, traits.heading))
        if value is not None
    ]
    if not same:
        return
    columns = [articles.c[name] for name in ("id", "text", "address", "heading", "moment", "published")]
    query = (
        select(*columns, texts.c.signature, texts.c.shingles)
        .join_from(articles, texts, articles.c.text == texts.c.id)
        .where(or_(*same), articles.c.id != article, articles.c.text != traits.story)
    )
    pairs = []
    for row in connection.execute(query):
        other = row.id
        its = Traits(
            story=row.text,
            signature=Signature.unpacked(row.signature, row.shingles),
            address=row.address,
            heading=row.heading,
            time=datetime.fromisoformat(row.moment) if row.moment else None,
            day=row.published,
        )
        if its.has_version(traits):
            pairs.append({"earlier": other, "later": article})
        if traits.has_version(its):
            pairs.append({"earlier": article, "later": other})
    if pairs:
        connection.execute(insert(versions), pairs)


def leave_text(connection: Connection, text: str) -> None:
    """Take out a text that no article has any more; its likes go with it."""
    if connection.execute(select(articles.c.id).where(articles.c.text == text)).first() is not None:
        return
    for _, signature in _signatures(connection, [text]):
        numbers = bands_of(signature)
        if numbers:
            connection.execute(delete(bands).where(bands.c.band.in_(numbers), bands.c.text == text))
    connection.execute(delete(texts).where(texts.c.id == text))


def _signatures(connection: Connection, ids: Iterable[str]) -> list[tuple[str, Signature]]:
    wanted, found = list(ids), []
    for start in range(0, len(wanted), _CHUNK):
        query = select(texts.c.id, texts.c.signature, texts.c.shingles).where(
            texts.c.id.in_(wanted[start : start + _CHUNK])
        )
        found += [(text, Signature.unpacked(sample, shingles)) for text, sample, shingles in connection.execute(query)]
    return found
