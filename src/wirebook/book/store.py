"""The book itself: what goes in, and the questions that it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

from sqlalchemy import Table, func, select

from wirebook.book import aid as aid_rules
from wirebook.book import impacts as impact_rules
from wirebook.book.care import problems_of
from wirebook.book.compacting import compact
from wirebook.book.correcting import coded_of, stated_article
from wirebook.book.counting import Counted
from wirebook.book.editions import Editions
from wirebook.book.event_pages import KeptEvents
from wirebook.book.failures import told_as_book_errors
from wirebook.book.filters import ClaimFilters, impact_conditions, step_conditions
from wirebook.book.frames import Records
from wirebook.book.happenings import event_of, is_between
from wirebook.book.linking import LinkedEvent, link
from wirebook.book.merging import TOGETHER, keep_corrections, readings
from wirebook.book.model import (
    AidThread,
    BookArticle,
    BookCheck,
    Compaction,
    Edition,
    Event,
    ImpactSeries,
    Merged,
    Relation,
    Summary,
)
from wirebook.book.opened import OpenedBook
from wirebook.book.party import from_column
from wirebook.book.queries import (
    PAGE,
    Condition,
    batched,
    claim_rows,
    claims_by_key,
    editions,
    equal,
    keys_of,
    of_party,
    stands,
    stream,
)
from wirebook.book.recent import Recently
from wirebook.book.relations import Period, relations_of
from wirebook.book.repeats import repeated_claims
from wirebook.book.rows import coder_of
from wirebook.book.sampled import Sampled
from wirebook.book.schema import aid_steps, articles, claims, impacts
from wirebook.book.writing import write
from wirebook.errors import BookError
from wirebook.record import AidStage, AidStep, Article, Claim, CodedArticle, EventType, Hazard, Impact, Status


class Book(OpenedBook, Sampled, Counted, Recently):
    """A book in a SQLite file, or in PostgreSQL for a team.

    `location` is a path or a `postgresql://` URL. A book that does not exist is made, unless `create` is false. A book
    that an older version wrote is brought up to date, in one transaction.

    Raises BookMissing, BookDamaged, BookVersion (a later version wrote it), BookReadOnly, BookDiskFull; MissingExtra
    where PostgreSQL's driver is not installed. Reading a book that cannot be written works; `add` then raises.

    Every iterator reads a page at a time and holds nothing between two pages, so a book may be written while it is
    read. `claims`, `impacts`, `aid_steps` and `events` give `Records`, which are data frames too: `to_arrow()`,
    `to_pandas()`.
    """

    @cached_property
    def _kept(self) -> KeptEvents:
        return KeptEvents()

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
                self._underway.failure = error
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

    def edition(self, article: str) -> Edition:
        """What the article with this id is among the others, by the rules of `editions`."""
        return self._edition(article)

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
        """Every article with its records that stand, in the order of the book."""
        for article in self.articles():
            of_article = {table: [table.c.article == article.id, *stands(table)] for table in (impacts, aid_steps)}
            yield CodedArticle(
                article=article,
                claims=tuple(self.claims(article=article.id)),
                impacts=tuple(stream(self._reading, impacts, Impact, of_article[impacts])),
                aid=tuple(stream(self._reading, aid_steps, AidStep, of_article[aid_steps])),
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
        country: str | None = None,
        mode: str | None = None,
        said_by: str | None = None,
        context: str | None = None,
        search: str | None = None,
        rejected: bool = False,
    ) -> Records[Claim]:
        """The claims that meet every condition, in the order of the book.

        `actor`, `recipient` and `said_by`, any speaker of the chain, are codes or names. `since` and `until` are days
        of the act, both included; a claim that no words date is there on the day it was published. `article` is an
        article's id, `country` the code of where it took place, `context` one of PLOVER's. `search` are words of the
        sentence, as `search` reads them. With `rejected`, claims that a person rejected come too.
        """
        filters = ClaimFilters(
            event, actor, recipient, status, since, until, article, country, mode, said_by, context, search
        )
        conditions = [*filters.conditions(self._dialect), *stands(claims, rejected)]
        return Records(stream(self._reading, claims, Claim, conditions), Claim)

    def impacts(
        self,
        hazard: Hazard | str | None = None,
        country: str | None = None,
        since: date | None = None,
        until: date | None = None,
        rejected: bool = False,
    ) -> Records[Impact]:
        """The impacts of a hazard, in a country (by its code), between two days, in the order of the book.

        `rejected` as in `claims`.
        """
        conditions = impact_conditions(hazard, country, since, until, rejected)
        return Records(stream(self._reading, impacts, Impact, conditions), Impact)

    def aid_steps(
        self,
        stage: AidStage | str | None = None,
        donor: str | None = None,
        recipient: str | None = None,
        since: date | None = None,
        until: date | None = None,
        rejected: bool = False,
    ) -> Records[AidStep]:
        """The aid steps that meet every condition, in the order of the book; parties by code or name.

        `rejected` as in `claims`.
        """
        conditions = step_conditions(stage, donor, recipient, since, until, rejected)
        return Records(stream(self._reading, aid_steps, AidStep, conditions), AidStep)

    def events(
        self,
        event: EventType | str | None = None,
        actor: str | None = None,
        recipient: str | None = None,
        since: date | None = None,
        until: date | None = None,
        country: str | None = None,
        status: Status | str | None = None,
        mode: str | None = None,
        said_by: str | None = None,
        context: str | None = None,
        search: str | None = None,
        rejected: bool = False,
    ) -> Records[Event]:
        """What the claims are about, by the rules of `linking`, in order of date.

        `actor` and `recipient` are codes, or names of parties without one. `since` and `until` are days of the act,
        both included; an event that no words date is there on the day of its first report. `country` is the code of
        where most claims place it. `status`, `mode`, `said_by`, `context` and `search` are as in `claims`: one claim
        of the event has to meet them all.
        """
        filters = ClaimFilters(
            event, actor, recipient, status, mode=mode, said_by=said_by, context=context, search=search
        )
        # Conditions on type and parties hold for all claims of an event alike, so none is linked only in part; the
        # others do not, and are asked of the linked events.
        linked, known = self._linked(filters.of_type_and_parties(any_name=False), rejected=rejected)
        fitting = [one for one in linked if is_between(one, since, until) and country in (None, one.country)]
        single = filters.of_single_claims(self._dialect)
        if single:
            keys = set(keys_of(self._reading, claims, [*single, *stands(claims, rejected)]))
            fitting = [one for one in fitting if any(row.key in keys for row in one.rows)]
        return Records(self._events(fitting, known), Event)

    def _events(self, linked: list[LinkedEvent], known: Editions) -> Iterator[Event]:
        for some in batched(linked, PAGE):
            found = claims_by_key(self._reading, (row.key for one in some for row in one.rows))
            for one in some:
                # A claim may have been replaced since it was linked.
                yield event_of(one, tuple(found[row.key] for row in one.rows if row.key in found), known)

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
            found = list(stream(self._reading, aid_steps, AidStep, [aid_steps.c.sides == sides, *standing]))
            yield from aid_rules.threads_of(found, on, editions(self._reading, (step.article for step in found)))

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
            found = list(stream(self._reading, impacts, Impact, [*same, *standing]))
            yield from impact_rules.series_of(found, editions(self._reading, (impact.article for impact in found)))

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
        linked, _ = self._linked(conditions, rejected=rejected)
        return iter(relations_of((one for one in linked if is_between(one, since, until)), a=a, b=b, by=by))

    def relation(
        self,
        a: str,
        b: str,
        by: Period = "month",
        since: date | None = None,
        until: date | None = None,
        rejected: bool = False,
    ) -> Relation:
        """The relation of two parties by their codes, in whatever order; without points where they have no event."""
        one, other = sorted((a.upper(), b.upper()))
        found = self.relations(one, other, by, since, until, rejected) if one != other else iter(())
        return next(found, Relation(a=one, b=other, score=0.0))

    def coded_article(self, article: str) -> CodedArticle | None:
        """The article of this id with its records that stand; None where the book does not hold it."""
        stated = self.article_stated(article)
        if stated is None:
            return None
        standing = [one.record for one in stated.records if one.stands]
        return CodedArticle(
            article=stated.article,
            claims=tuple(record for record in standing if isinstance(record, Claim)),
            impacts=tuple(record for record in standing if isinstance(record, Impact)),
            aid=tuple(record for record in standing if isinstance(record, AidStep)),
        )

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
        """Whether the book is whole: the database, every record, column and span of evidence, every correction.

        Raises BookDamaged where so much is broken that it cannot even be counted.
        """
        return BookCheck(problems=tuple(problems_of(self._reading)), holds=self.summary())

    def compact(self) -> Compaction:
        """Give back the room of what was replaced; how large the book was and is.

        On a server nobody can use its tables meanwhile.
        """
        with told_as_book_errors(self.name):
            return compact(self._engine, self._file)

    def merge(self, other: Book) -> Merged:
        """Add the articles of another book, by the rules by which `add` takes readings, and its corrections."""
        new, kept = Summary(), 0
        for some in batched(readings(other._reading, other.as_coded()), TOGETHER):
            with self.transaction():
                for coded, coder in some:
                    new += self.add(coded, coder=coder)
        for said in batched(other.corrections(labels=True), TOGETHER):
            with self.transaction(), self._reading() as connection:
                kept += keep_corrections(connection, said)
        return Merged(new=new, corrections=kept)

    def _linked(self, conditions: Sequence[Condition], *, rejected: bool = False) -> tuple[list[LinkedEvent], Editions]:
        """The events that the claims of these conditions are about, and the editions of their articles."""
        rows = claim_rows(self._reading, conditions, rejected=rejected)
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
            query = select(func.count()).select_from(table)
            query = query if table is articles else query.where(*stands(table))
            return connection.execute(query).scalar_one()

    def _of_parties(self, table: Table, record: str, *, any_name: bool, **roles: str | None) -> list[Condition]:
        return [
            of_party(table, record, (role,), party, any_name=any_name)
            for role, party in roles.items()
            if party is not None
        ]
