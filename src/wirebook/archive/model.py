"""What a run over archives passes around and writes down: settings, reports, what was set aside."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter

from pydantic import Field

from wirebook.record import Article, Block, CodedArticle, Record

FORMAT = 1
"""Of the ledger and of the data set; raised when older ones can no longer be gone on with."""


class Settings(Record):
    """What decides which rows come out: two runs with equal settings over the same archives write the same bytes."""

    coder: str
    """Program, version, language model, and a mark of joined tables."""
    published: datetime.date | None = None
    fast: bool = False
    skim: bool = True
    """Whether what cannot hold a record is left unread."""
    records_in_chunk: int = 128
    bytes_in_chunk: int = 32 * 1024 * 1024
    format: int = FORMAT

    @property
    def mark(self) -> str:
        """8 hexadecimal digits that stand for these settings."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:8]


class Aside(Record):
    """A record that could not be coded for a reason that lies with us: it is kept apart, and can be tried again."""

    record: int
    """Its number in the archive, from 1."""
    url: str | None
    reason: str


class Tally(Record):
    """Counts of a run of records, of an archive or of a whole run."""

    records: int = 0
    pages: int = 0
    articles: int = 0
    claims: int = 0
    impacts: int = 0
    aid: int = 0
    words: int = 0
    unread_words: int = 0
    """Words of sentences in which there was nothing to find, and which were not parsed."""
    passed_over: dict[str, int] = Field(default_factory=dict)
    """Records and pages that are none of ours, by reason."""
    losses: int = 0
    """Stretches of an archive that were damaged, and records whose answer could not be read."""
    aside: int = 0
    seconds: dict[str, float] = Field(default_factory=dict)
    """By stage, of the processes together."""
    peak_memory: int = 0
    """Bytes, of the process that took most."""

    def __add__(self, other: Tally) -> Tally:
        def summed(name: str) -> object:
            one, two = getattr(self, name), getattr(other, name)
            if isinstance(one, dict):
                return {key: one.get(key, 0) + two.get(key, 0) for key in sorted({*one, *two})}
            return max(one, two) if name == "peak_memory" else one + two

        return Tally.model_validate({name: summed(name) for name in type(self).model_fields})


class ChunkReport(Record):
    """What became of one run of records."""

    archive: str
    number: int
    is_last: bool
    tally: Tally
    losses: tuple[str, ...] = ()
    aside: tuple[Aside, ...] = ()
    read_to: int = 0
    """Bytes of the archive up to the end of the chunk, about; for the estimate of what remains."""


class Placed(Record):
    """A coded article and the record that it came from."""

    record: int
    story: str
    coded: CodedArticle


class ArchiveReport(Record):
    """What became of an archive, once it is read whole: written last, it says that its rows stand."""

    archive: str
    name: str
    size: int | None
    """Bytes, packed as they are."""
    settings: Settings
    chunks: int
    tally: Tally
    files: tuple[str, ...]
    losses: tuple[str, ...] = ()
    aside: tuple[Aside, ...] = ()
    retries: int = 0


class ArticleRow(Record):
    """An article as a row of the data set: beside its own fields, where it came from and how much was found in it."""

    id: str
    archive: str
    record: int
    url: str | None
    title: str | None
    published: datetime.date | None
    published_rule: str | None
    published_at: str | None
    """ISO 8601, with the zone where the page gives one."""
    updated_at: str | None
    publisher: str | None
    agency: str | None
    dateline_place: str | None
    byline: str | None
    authors: tuple[str, ...]
    section: str | None
    is_free: bool
    language: str | None
    story: str
    """Equal for articles of the same words: printings are told by it."""
    claims: int
    impacts: int
    aid: int
    text: str
    """What the offsets of claims, impacts and aid steps count in."""
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, placed: Placed, archive: str) -> ArticleRow:
        """The row of a coded article."""
        coded, article = placed.coded, placed.coded.article
        same = {name: getattr(article, name) for name in _SAME}
        return cls(
            **same,
            archive=archive,
            record=placed.record,
            story=placed.story,
            published_at=article.published_at.isoformat() if article.published_at else None,
            updated_at=article.updated_at.isoformat() if article.updated_at else None,
            claims=len(coded.claims),
            impacts=len(coded.impacts),
            aid=len(coded.aid),
        )


_SAME = tuple(set(Article.model_fields) & set(ArticleRow.model_fields) - {"published_at", "updated_at"})


def counted(names: Counter[str]) -> dict[str, int]:
    """Counts in the order of their names, so that equal counts are equal bytes."""
    return dict(sorted(names.items()))
