"""What the views ask of a book."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from wirebook.book.model import AidThread, Event, ImpactSeries, Relation, Summary
from wirebook.record import AidStep, Article, Claim, CodedArticle, Impact


class RecordView(Protocol):
    """The records of a book, which is all that an export of records asks for."""

    def articles_by_id(self, ids: Iterable[str], /) -> dict[str, Article]:
        """The articles of these ids."""

    def claims(
        self,
        *,
        event: str | None = None,
        actor: str | None = None,
        recipient: str | None = None,
        status: str | None = None,
        since: date | None = None,
        until: date | None = None,
        country: str | None = None,
        rejected: bool = False,
    ) -> Iterable[Claim]:
        """Every claim that meets the conditions, in the order of the book: an article's stand together."""

    def impacts(
        self,
        *,
        hazard: str | None = None,
        country: str | None = None,
        since: date | None = None,
        until: date | None = None,
        rejected: bool = False,
    ) -> Iterable[Impact]:
        """Every impact that meets the conditions."""

    def aid_steps(
        self,
        *,
        donor: str | None = None,
        recipient: str | None = None,
        since: date | None = None,
        until: date | None = None,
        rejected: bool = False,
    ) -> Iterable[AidStep]:
        """Every aid step that meets the conditions."""


class BookView(RecordView, Protocol):
    """The questions that a report or an export puts to a book; `wirebook.Book` answers them all."""

    def coded_articles(self) -> Iterable[CodedArticle]:
        """Every article with what was read in it."""

    def aid_threads(self) -> Iterable[AidThread]:
        """The steps of each aid matter, in order, with its standing."""

    def impact_series(self) -> Iterable[ImpactSeries]:
        """Everybody's figure for one kind of harm, side by side."""

    def events(
        self,
        *,
        event: str | None = None,
        actor: str | None = None,
        recipient: str | None = None,
        since: date | None = None,
        until: date | None = None,
        country: str | None = None,
        rejected: bool = False,
    ) -> Iterable[Event]:
        """What the claims that meet the conditions are about."""

    def relations(self) -> Iterable[Relation]:
        """Pairs of parties, scored over time."""

    def summary(self) -> Summary:
        """How much the book holds."""
