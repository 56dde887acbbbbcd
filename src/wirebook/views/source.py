"""What the views ask of a book."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from wirebook.book.model import AidThread, Event, ImpactSeries, Relation, Summary
from wirebook.record import AidStep, Claim, CodedArticle, Impact


class RecordView(Protocol):
    """The records of a book, which is all that an export of records asks for."""

    def claims(self) -> Iterable[Claim]:
        """Every claim."""

    def impacts(self) -> Iterable[Impact]:
        """Every impact."""

    def aid_steps(self) -> Iterable[AidStep]:
        """Every aid step."""


class BookView(RecordView, Protocol):
    """The questions that a report or an export puts to a book; `wirebook.Book` answers them all."""

    def coded_articles(self) -> Iterable[CodedArticle]:
        """Every article with what was read in it."""

    def aid_threads(self) -> Iterable[AidThread]:
        """The steps of each aid matter, in order, with its standing."""

    def impact_series(self) -> Iterable[ImpactSeries]:
        """Everybody's figure for one kind of harm, side by side."""

    def events(self) -> Iterable[Event]:
        """What the claims are about."""

    def relations(self) -> Iterable[Relation]:
        """Pairs of parties, scored over time."""

    def summary(self) -> Summary:
        """How much the book holds."""
