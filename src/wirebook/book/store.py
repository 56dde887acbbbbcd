"""The book itself: what goes in, and the questions that it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Table, func, select

from wirebook.book import aid as aid_rules
from wirebook.book import impacts as impact_rules
from wirebook.book.care import problems_of
from wirebook.book.editions import Editions
from wirebook.book.engine import WRITES, engine_of, look_at_file, name_of, url_of
from wirebook.book.failures import told_as_book_errors
from wirebook.book.frames import Records
from wirebook.book.linking import LinkedEvent, link
from wirebook.book.migrate import migrate, require_revision, revision_of
from wirebook.book.model import AidThread, BookArticle, BookCheck, Edition, Event, ImpactSeries, Relation, Summary
from wirebook.book.party import from_column
from wirebook.book.queries import (
    PAGE,
    Condition,
    batched,
    claim_rows,
    claims_by_key,
    editions,
    equal,
    in_time,
    of_party,
    stream,
)
from wirebook.book.relations import Period, relations_of
from wirebook.book.repeats import repeated_claims
from wirebook.book.rows import coder_of
from wirebook.book.schema import aid_steps, articles, claims, impacts
from wirebook.book.writing import write
from wirebook.errors import BookError
from wirebook.record import AidStage, AidStep, Article, Claim, CodedArticle, EventType, Hazard, Impact, Status


class Book:
    """A book in a SQLite file, or in PostgreSQL for a team.

    `location` is a path or a `postgresql://` URL. A book that does not exist is made, unless `create` is false. A book
    that an older version wrote is brought up to date, in one transaction.

    Raises BookMissing, BookDamaged, BookVersion (a later version wrote it), BookReadOnly, BookDiskFull; MissingExtra
    where PostgreSQL's driver is not installed. Reading a book that cannot be written works; `add` then raises.

    Every iterator reads a page at a time and holds nothing between two pages, so a book may be written while it is
    read. `claims`, `impacts`, `aid_steps` and `events` give `Records`, which are data frames too: `to_arrow()`,
    `to_pandas()`.
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
                total += self._add_together(waiting, coder)
                waiting = []
        return total + self._add_together(waiting, coder) if waiting else total

    def _add_together(self, coded: Iterable[CodedArticle], coder: str | None) -> Summary:
        total = Summary()
        with self.transaction():
            for article in coded:
                total += self.add(article, coder=coder)
        return total

    def articles(self) -> Iterator[Article]:
        """Every article, in the order of the book: by publication, then by id; undated ones last."""
        return stream(self._reading, articles, Article, page=PAGE // 10)

    def editions(self) -> Iterator[BookArticle]:
        """Every article, in the order of the book, with what it is among the others, by the rules of `editions`."""
        for some in batched(self.articles(), PAGE // 10):
            found = editions(self._reading, (article.id for article in some))
            for article in some:
                yield BookArticle(**dict(article), edition=found.edition(article.id))

    def printings(self, article: str) -> list[Article]:
        """The articles that print the text of the article with this id, in order of time, itself included."""
        return self._articles(self._edition(article).printings)

    def versions(self, article: str) -> list[Article]:
        """The versions of the article with this id, from the first to the last, itself included."""
        return self._articles(self._edition(article).versions)

    def articles_by_id(self, ids: Iterable[str]) -> dict[str, Article]:
        """The articles of these ids, as far as the book has them."""
        found: dict[str, Article] = {}
        wanted = sorted(set(ids))
        for start in range(0, len(wanted), PAGE // 10):
            some = articles.c.id.in_(wanted[start : start + PAGE // 10])
            found.update((article.id, article) for article in stream(self._reading, articles, Article, [some]))
        return found

    def coded_articles(self) -> Iterator[CodedArticle]:
        """Every article with its records, in the order of the book."""
        for article in self.articles():
            yield CodedArticle(
                article=article,
                claims=tuple(self.claims(article=article.id)),
                impacts=tuple(stream(self._reading, impacts, Impact, [impacts.c.article == article.id])),
                aid=tuple(stream(self._reading, aid_steps, AidStep, [aid_steps.c.article == article.id])),
            )

    def claims(
        self,
        event: EventType | str | None = None,
        actor: str | None = None,
        recipient: str | None = None,
        status: Status | str | None = None,
        since: date | None = None,
        until: date | None = None,
        article: str | None = None,
        country: str | None = None,
    ) -> Records[Claim]:
        """The claims that meet every condition, in the order of the book.

        `actor` and `recipient` are codes or names. `since` and `until` are days of the act, both included; a claim
        that no words date is there on the day it was published. `article` is an article's id, `country` the code of
        where it took place.
        """
        conditions = [
            *self._of_parties(claims, "claim", any_name=True, actor=actor, recipient=recipient),
            *equal(claims.c.event, event),
            *equal(claims.c.status, status),
            *equal(claims.c.article, article),
            *equal(claims.c.country, country),
            *in_time(claims, since, until),
        ]
        return Records(stream(self._reading, claims, Claim, conditions), Claim)

    def impacts(
        self,
        hazard: Hazard | str | None = None,
        country: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Records[Impact]:
        """The impacts of a hazard, in a country (by its code), between two days, in the order of the book."""
        conditions = [
            *equal(impacts.c.hazard, hazard),
            *equal(impacts.c.country, country),
            *in_time(impacts, since, until),
        ]
        return Records(stream(self._reading, impacts, Impact, conditions), Impact)

    def aid_steps(
        self,
        stage: AidStage | str | None = None,
        donor: str | None = None,
        recipient: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Records[AidStep]:
        """The aid steps that meet every condition, in the order of the book; parties by code or name."""
        conditions = [
            *self._of_parties(aid_steps, "aid", any_name=True, donor=donor, recipient=recipient),
            *equal(aid_steps.c.stage, stage),
            *in_time(aid_steps, since, until),
        ]
        return Records(stream(self._reading, aid_steps, AidStep, conditions), AidStep)

    def events(
        self,
        event: EventType | str | None = None,
        actor: str | None = None,
        recipient: str | None = None,
        since: date | None = None,
        until: date | None = None,
        country: str | None = None,
    ) -> Records[Event]:
        """What the claims are about, by the rules of `linking`, in order of date.

        `actor` and `recipient` are codes, or names of parties without one. `since` and `until` are days of the act,
        both included; an event that no words date is there on the day of its first report. `country` is the code of
        where most claims place it.
        """
        conditions = [
            *self._of_parties(claims, "claim", any_name=False, actor=actor, recipient=recipient),
            *equal(claims.c.event, event),
        ]
        # Conditions on type and parties hold for all claims of an event alike, so none is linked only in part; those
        # on time do not, and are asked of the linked events.
        linked, known = self._linked(conditions)
        fitting = [one for one in linked if _between(one, since, until) and country in (None, one.country)]
        return Records(self._events(fitting, known), Event)

    def _events(self, linked: list[LinkedEvent], known: Editions) -> Iterator[Event]:
        for some in batched(linked, PAGE):
            found = claims_by_key(self._reading, (row.key for one in some for row in one.rows))
            for one in some:
                # A claim may have been replaced since it was linked.
                yield _event(one, tuple(found[row.key] for row in one.rows if row.key in found), known)

    def aid_threads(
        self, on: date | None = None, donor: str | None = None, recipient: str | None = None
    ) -> Iterator[AidThread]:
        """The aid threads, by the rules of `aid`, as they stand on a day; sorted by donor and recipient."""
        conditions = self._of_parties(aid_steps, "aid", any_name=False, donor=donor, recipient=recipient)
        columns = (aid_steps.c.donors, aid_steps.c.recipients, aid_steps.c.sides)
        with self._reading() as connection:
            rows = connection.execute(select(*columns).where(*conditions).distinct()).all()
        for *_, sides in sorted((from_column(row[0]), from_column(row[1]), row[2]) for row in rows):
            found = list(stream(self._reading, aid_steps, AidStep, [aid_steps.c.sides == sides]))
            yield from aid_rules.threads_of(found, on, editions(self._reading, (step.article for step in found)))

    def impact_series(self, hazard: Hazard | str | None = None, country: str | None = None) -> Iterator[ImpactSeries]:
        """Figures side by side, by the rules of `impacts`; sorted by hazard and country, what has none last."""
        conditions = [*equal(impacts.c.hazard, hazard), *equal(impacts.c.country, country)]
        with self._reading() as connection:
            query = select(impacts.c.hazard, impacts.c.country).where(*conditions).distinct()
            groups: list[tuple[str | None, str | None]] = [(row[0], row[1]) for row in connection.execute(query)]
        for one, where in sorted(groups, key=lambda group: [(part is None, part or "") for part in group]):
            same = [impacts.c.hazard.is_not_distinct_from(one), impacts.c.country.is_not_distinct_from(where)]
            found = list(stream(self._reading, impacts, Impact, same))
            yield from impact_rules.series_of(found, editions(self._reading, (impact.article for impact in found)))

    def relations(
        self,
        a: str | None = None,
        b: str | None = None,
        by: Period = "month",
        since: date | None = None,
        until: date | None = None,
    ) -> Iterator[Relation]:
        """The relations between parties with a code, by the rules of `relations`, sorted by the pair.

        With `a`, or `a` and `b`, in whatever order, only those of these parties.
        """
        conditions = [of_party(claims, "claim", ("actor", "recipient"), code) for code in (a, b) if code]
        linked, _ = self._linked(conditions)
        return iter(relations_of((one for one in linked if _between(one, since, until)), a=a, b=b, by=by))

    def summary(self) -> Summary:
        """How much the book holds."""
        return Summary(
            articles=self._count(articles),
            claims=self._count(claims),
            impacts=self._count(impacts),
            aid=self._count(aid_steps),
            events=len(self._linked(())[0]),
        )

    def check(self) -> BookCheck:
        """Whether the book is whole: the file, the links between its tables, and every record as it was stored.

        Raises BookDamaged where so much is broken that it cannot even be counted.
        """
        return BookCheck(problems=tuple(problems_of(self._reading, self.coded_articles())), holds=self.summary())

    def _linked(self, conditions: Sequence[Condition]) -> tuple[list[LinkedEvent], Editions]:
        """The events that the claims of these conditions are about, and the editions of their articles."""
        rows = claim_rows(self._reading, conditions)
        known = editions(self._reading, {row.article for row in rows})
        return link(rows, repeated_claims(rows, known)), known

    def _edition(self, article: str) -> Edition:
        return editions(self._reading, [article]).edition(article)

    def _articles(self, ids: Sequence[str]) -> list[Article]:
        """The articles with these ids, in their order; what the book does not hold is left out."""
        found = self.articles_by_id(ids)
        return [found[one] for one in ids if one in found]

    def _count(self, table: Table) -> int:
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(table)).scalar_one()

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


def _event(linked: LinkedEvent, members: tuple[Claim, ...], known: Editions) -> Event:
    start, end = linked.dates or (None, None)
    printed = {claim.article for claim in members}
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
        reports=known.reports(printed),
        articles=len(printed),
        claims=members,
    )
