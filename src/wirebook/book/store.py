"""The book itself: what goes in, and the questions that it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Table, func, select

from wirebook.book import aid as aid_rules
from wirebook.book import impacts as impact_rules
from wirebook.book.care import problems_of
from wirebook.book.correctable import Correctable
from wirebook.book.correcting import coded_of, stated_article
from wirebook.book.engine import WRITES, engine_of, look_at_file, name_of, url_of
from wirebook.book.failures import told_as_book_errors
from wirebook.book.linking import LinkedEvent, link
from wirebook.book.migrate import migrate, require_revision, revision_of
from wirebook.book.model import AidThread, BookCheck, Event, ImpactSeries, Relation, Summary
from wirebook.book.party import from_column
from wirebook.book.queries import (
    PAGE,
    Condition,
    claim_rows,
    claims_by_key,
    equal,
    in_time,
    of_party,
    stands,
    stream,
)
from wirebook.book.relations import Period, relations_of
from wirebook.book.rows import coder_of
from wirebook.book.schema import aid_steps, articles, claims, impacts
from wirebook.book.writing import write
from wirebook.errors import BookError
from wirebook.record import AidStage, AidStep, Article, Claim, CodedArticle, EventType, Hazard, Impact, Status


class Book(Correctable):
    """A book in a SQLite file, or in PostgreSQL for a team.

    `location` is a path or a `postgresql://` URL. A book that does not exist is made, unless `create` is false. A book
    that an older version wrote is brought up to date, in one transaction.

    Raises BookMissing, BookDamaged, BookVersion (a later version wrote it), BookReadOnly, BookDiskFull; MissingExtra
    where PostgreSQL's driver is not installed. Reading a book that cannot be written works; `add` then raises.

    Every iterator reads a page at a time and holds nothing between two pages, so a book may be written while it is
    read.
    """

    def __init__(self, location: str | Path = "wirebook.db", *, create: bool = True) -> None:
        url = url_of(location)
        self.name = name_of(url)
        """What errors call the book: its path, or its URL without the password."""
        self._file = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
        self._batch: Connection | None = None
        self._failure: BookError | None = None
        made = self._file is not None and not self._file.exists()
        if self._file is not None:
            look_at_file(url, create=create)
        self._engine = engine_of(url)
        try:
            self._open(create=create)
        except BaseException:
            self._engine.dispose()
            # A book that could not be made leaves nothing behind.
            if made and self._file is not None and self._file.stat().st_size == 0:
                self._file.unlink()
            raise

    def _open(self, *, create: bool) -> None:
        with self._reading() as connection:
            outdated = require_revision(revision_of(connection, self.name), self.name, create=create)
        if outdated:
            with self.transaction(), self._reading() as connection:
                # Another process may have done it while this one waited for its turn.
                if require_revision(revision_of(connection, self.name), self.name, create=create):
                    migrate(connection)

    def close(self) -> None:
        """Close the book. Nothing is left beside its file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is added within is stored together at the end, or not at all; other writers wait as long.

        Within another transaction it is a part of that one. Where an `add` within failed, nothing is stored, and its
        error is raised again at the end if it was caught before.
        """
        if self._batch is not None:
            yield
            return
        self._failure = None
        # Only what the database says is told as the book's error: the body may fail for reasons of its own.
        with told_as_book_errors(self.name):
            connection = self._engine.connect().execution_options(**WRITES)
        try:
            with told_as_book_errors(self.name):
                transaction = connection.begin()
            self._batch = connection
            yield
            if self._failure is not None:
                raise self._failure
            with told_as_book_errors(self.name):
                transaction.commit()
        finally:
            self._batch = None
            # Closing gives up what was not committed.
            with told_as_book_errors(self.name):
                connection.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection for one question: that of the batch, which sees what the batch has added, or a short one."""
        with told_as_book_errors(self.name):
            if self._batch is not None:
                yield self._batch
            else:
                with self._engine.connect() as connection, connection.begin():
                    yield connection

    def add(self, coded: CodedArticle, *, coder: str | None = None) -> Summary:
        """Add an article with its records, all or nothing, and say what is new.

        The same article twice changes nothing. A better reading of the same text, by the rules of `readings`, takes
        the place of the one that stands with all its records. `coder` names who coded an article in which nothing was
        found; records name their own.
        """
        with self.transaction():
            try:
                with self._reading() as connection:
                    return write(connection, coded, coder_of(coded) or coder or "")
            except BookError as error:
                self._failure = error
                raise

    def add_many(self, coded: Iterable[CodedArticle], *, coder: str | None = None, batch: int = 50) -> Summary:
        """Add articles as `add` does, `batch` of them in one transaction, and say what is new.

        The transaction is open only while articles are written, not while they are waited for.
        """
        total = Summary()
        waiting: list[CodedArticle] = []
        for article in coded:
            waiting.append(article)
            if len(waiting) >= batch:
                total = _sum(total, self._add_together(waiting, coder))
                waiting = []
        return _sum(total, self._add_together(waiting, coder)) if waiting else total

    def _add_together(self, coded: Iterable[CodedArticle], coder: str | None) -> Summary:
        total = Summary()
        with self.transaction():
            for article in coded:
                total = _sum(total, self.add(article, coder=coder))
        return total

    def articles(self) -> Iterator[Article]:
        """Every article, in the order of the book: by publication, then by id; undated ones last."""
        return stream(self._reading, articles, Article, page=PAGE // 10)

    def coded_articles(self) -> Iterator[CodedArticle]:
        """Every article with its records that stand, in the order of the book."""
        for article in self.articles():
            in_article = {table: [table.c.article == article.id, *stands(table)] for table in (impacts, aid_steps)}
            yield CodedArticle(
                article=article,
                claims=tuple(self.claims(article=article.id)),
                impacts=tuple(stream(self._reading, impacts, Impact, in_article[impacts])),
                aid=tuple(stream(self._reading, aid_steps, AidStep, in_article[aid_steps])),
            )

    def as_coded(self) -> Iterator[CodedArticle]:
        """Every article with its records as the coder read them, whatever persons said later."""
        for article in self.articles():
            with self._reading() as connection:
                stated = stated_article(connection, article.id)
            if stated is not None:
                yield coded_of(stated)

    def claims(
        self,
        event: EventType | str | None = None,
        actor: str | None = None,
        recipient: str | None = None,
        status: Status | str | None = None,
        since: date | None = None,
        until: date | None = None,
        article: str | None = None,
        rejected: bool = False,
    ) -> Iterator[Claim]:
        """The claims that meet every condition, in the order of the book.

        `actor` and `recipient` are codes or names. `since` and `until` are days of the act, both included; a claim
        that no words date is there on the day it was published. `article` is an article's id. With `rejected`, claims
        that a person rejected come too.
        """
        conditions = [
            *self._of_parties(claims, "claim", any_name=True, actor=actor, recipient=recipient),
            *equal(claims.c.event, event),
            *equal(claims.c.status, status),
            *equal(claims.c.article, article),
            *in_time(claims, since, until),
            *stands(claims, rejected),
        ]
        return stream(self._reading, claims, Claim, conditions)

    def impacts(
        self, hazard: Hazard | str | None = None, country: str | None = None, rejected: bool = False
    ) -> Iterator[Impact]:
        """The impacts of a hazard, in a country (by its code), in the order of the book; `rejected` as in `claims`."""
        conditions = [
            *equal(impacts.c.hazard, hazard),
            *equal(impacts.c.country, country),
            *stands(impacts, rejected),
        ]
        return stream(self._reading, impacts, Impact, conditions)

    def aid_steps(
        self,
        stage: AidStage | str | None = None,
        donor: str | None = None,
        recipient: str | None = None,
        rejected: bool = False,
    ) -> Iterator[AidStep]:
        """The aid steps that meet every condition, in the order of the book; parties by code or name."""
        conditions = [
            *self._of_parties(aid_steps, "aid", any_name=True, donor=donor, recipient=recipient),
            *equal(aid_steps.c.stage, stage),
            *stands(aid_steps, rejected),
        ]
        return stream(self._reading, aid_steps, AidStep, conditions)

    def events(
        self,
        event: EventType | str | None = None,
        actor: str | None = None,
        recipient: str | None = None,
        since: date | None = None,
        until: date | None = None,
        rejected: bool = False,
    ) -> Iterator[Event]:
        """What the claims are about, by the rules of `linking`, in order of date.

        `actor` and `recipient` are codes, or names of parties without one. `since` and `until` are days of the act,
        both included; an event that no words date is there on the day of its first report.
        """
        conditions = [
            *self._of_parties(claims, "claim", any_name=False, actor=actor, recipient=recipient),
            *equal(claims.c.event, event),
        ]
        # Conditions on type and parties hold for all claims of an event alike, so none is linked only in part; those
        # on time do not, and are asked of the linked events.
        rows = claim_rows(self._reading, conditions, rejected=rejected)
        linked = [one for one in link(rows) if _between(one, since, until)]
        for start in range(0, len(linked), PAGE):
            some = linked[start : start + PAGE]
            found = claims_by_key(self._reading, (row.key for one in some for row in one.rows))
            for one in some:
                # A claim may have been replaced since it was linked.
                yield _event(one, tuple(found[row.key] for row in one.rows if row.key in found))

    def aid_threads(
        self,
        on: date | None = None,
        donor: str | None = None,
        recipient: str | None = None,
        rejected: bool = False,
    ) -> Iterator[AidThread]:
        """The aid threads, by the rules of `aid`, as they stand on a day; sorted by donor and recipient."""
        standing = stands(aid_steps, rejected)
        conditions = self._of_parties(aid_steps, "aid", any_name=False, donor=donor, recipient=recipient) + standing
        columns = (aid_steps.c.donors, aid_steps.c.recipients, aid_steps.c.sides)
        with self._reading() as connection:
            rows = connection.execute(select(*columns).where(*conditions).distinct()).all()
        for *_, sides in sorted((from_column(row[0]), from_column(row[1]), row[2]) for row in rows):
            same = [aid_steps.c.sides == sides, *standing]
            yield from aid_rules.threads_of(stream(self._reading, aid_steps, AidStep, same), on)

    def impact_series(
        self, hazard: Hazard | str | None = None, country: str | None = None, rejected: bool = False
    ) -> Iterator[ImpactSeries]:
        """Figures side by side, by the rules of `impacts`; sorted by hazard and country, what has none last."""
        standing = stands(impacts, rejected)
        conditions = [*equal(impacts.c.hazard, hazard), *equal(impacts.c.country, country), *standing]
        with self._reading() as connection:
            query = select(impacts.c.hazard, impacts.c.country).where(*conditions).distinct()
            groups: list[tuple[str | None, str | None]] = [(row[0], row[1]) for row in connection.execute(query)]
        for one, where in sorted(groups, key=lambda group: [(part is None, part or "") for part in group]):
            same = [impacts.c.hazard.is_not_distinct_from(one), impacts.c.country.is_not_distinct_from(where)]
            same += standing
            yield from impact_rules.series_of(stream(self._reading, impacts, Impact, same))

    def relations(
        self,
        a: str | None = None,
        b: str | None = None,
        by: Period = "month",
        since: date | None = None,
        until: date | None = None,
        rejected: bool = False,
    ) -> Iterator[Relation]:
        """The relations between parties with a code, by the rules of `relations`, sorted by the pair.

        With `a`, or `a` and `b`, in whatever order, only those of these parties.
        """
        conditions = [of_party(claims, "claim", ("actor", "recipient"), code) for code in (a, b) if code]
        rows = claim_rows(self._reading, conditions, rejected=rejected)
        linked = (one for one in link(rows) if _between(one, since, until))
        return iter(relations_of(linked, a=a, b=b, by=by))

    def summary(self) -> Summary:
        """How much the book holds."""
        return Summary(
            articles=self._count(articles),
            claims=self._count(claims),
            impacts=self._count(impacts),
            aid=self._count(aid_steps),
            events=len(link(claim_rows(self._reading))),
        )

    def check(self) -> BookCheck:
        """Whether the book is whole: the file, the links between its tables, and every record as it was stored.

        Raises BookDamaged where so much is broken that it cannot even be counted.
        """
        return BookCheck(problems=tuple(problems_of(self._reading, self.as_coded())), holds=self.summary())

    def _count(self, table: Table) -> int:
        with self._reading() as connection:
            query = select(func.count()).select_from(table)
            query = query if table is articles else query.where(*stands(table))
            return connection.execute(query).scalar_one()

    def _of_parties(self, table: Table, record: str, *, any_name: bool, **roles: str | None) -> list[Condition]:
        return [
            of_party(table, record, (role,), party, any_name=any_name)
            for role, party in roles.items()
            if party is not None
        ]


def _between(event: LinkedEvent, since: date | None, until: date | None) -> bool:
    day = event.day
    if day is None:
        return since is None and until is None
    start, end = event.interval or (day, day)
    return (since is None or end >= since) and (until is None or start <= until)


def _event(linked: LinkedEvent, members: tuple[Claim, ...]) -> Event:
    start, end = linked.dates or (None, None)
    return Event(
        id=linked.id,
        event=linked.event,
        mode=linked.mode,
        actor=linked.actors,
        recipient=linked.recipients,
        date=start,
        enddate=end,
        country=linked.country,
        statuses=linked.statuses,
        disputed=linked.disputed,
        claims=members,
    )


def _sum(one: Summary, other: Summary) -> Summary:
    return Summary(
        articles=one.articles + other.articles,
        claims=one.claims + other.claims,
        impacts=one.impacts + other.impacts,
        aid=one.aid + other.aid,
        events=one.events + other.events,
    )
