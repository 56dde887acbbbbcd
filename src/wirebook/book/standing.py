"""How a record stands: as it was coded, or as a person put it right; and the mark that tells the two apart.

The mark is written into the record's own `coder`, PLOVER's field for who coded it, so that it goes wherever the record
goes: `wirebook 0.1.0 en-1; corrected by Maria: date, status`. A record without a mark is as it was coded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from wirebook.record import AidStep, Article, Claim, CodedArticle, Impact

AnyRecord = Claim | Impact | AidStep

Standing = Literal["coded", "accepted", "edited", "added", "rejected", "merged"]
"""`coded`: as it was read; `accepted`, `edited`, `added`: a person's word; `rejected`, `merged`: it stands no more."""

STANDS: tuple[Standing, ...] = ("coded", "accepted", "edited", "added")
"""What events, aid ledger, impact sheet, relations and exports are made of."""

Deed = Literal["accepted", "rejected", "corrected", "merged", "added"]

NOT_IN_A_NAME = ";:\n\r\0"
"""Characters that the mark is built with, which a name cannot have."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One part of a mark: what was done, by whom, and to which fields."""

    deed: Deed
    by: str
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.deed} by {self.by}" + (f": {', '.join(self.fields)}" if self.fields else "")


@dataclass(frozen=True, slots=True)
class Stated:
    """A record as it stands, beside what was coded; `coded` is None where a person added it."""

    coded: AnyRecord | None
    record: AnyRecord
    standing: Standing = "coded"

    @property
    def stands(self) -> bool:
        """Whether it counts."""
        return self.standing in STANDS


@dataclass(frozen=True, slots=True)
class StatedArticle:
    """An article with its records as they stand: those of the coder in their order, then those that were added."""

    article: Article
    claims: tuple[Stated, ...] = ()
    impacts: tuple[Stated, ...] = ()
    aid: tuple[Stated, ...] = ()

    @classmethod
    def of(cls, article: Article, stated: Iterable[Stated]) -> StatedArticle:
        """The records in their kinds."""
        every = tuple(stated)
        return cls(
            article,
            tuple(one for one in every if one.record.record == "claim"),
            tuple(one for one in every if one.record.record == "impact"),
            tuple(one for one in every if one.record.record == "aid"),
        )

    @property
    def records(self) -> tuple[Stated, ...]:
        """All of them."""
        return (*self.claims, *self.impacts, *self.aid)


def as_coded(coded: CodedArticle) -> list[Stated]:
    """The records of an article that nobody has corrected."""
    return [Stated(record, record) for record in records_of(coded)]


def records_of(coded: CodedArticle) -> tuple[AnyRecord, ...]:
    """The records of an article, of all kinds."""
    return (*coded.claims, *coded.impacts, *coded.aid)


def marked(record: AnyRecord, mark: Mark) -> AnyRecord:
    """The record with one more part to its mark."""
    return record.model_copy(update={"coder": f"{record.coder}; {mark}"})


def marks_of(record: AnyRecord) -> tuple[Mark, ...]:
    """The parts of a record's mark, oldest first; none where it is as it was coded."""
    found = []
    for part in record.coder.split("; ")[1:]:
        deed, by, rest = part.partition(" by ")
        name, _, fields = rest.partition(": ")
        named = tuple(fields.split(", ")) if fields else ()
        found += [Mark(known, name, named) for known in get_args(Deed) if by and deed == known]
    return tuple(found)


def corrected_fields(records: Sequence[AnyRecord]) -> tuple[str, ...]:
    """The fields that persons put right in any of `records`, each once."""
    return tuple(
        dict.fromkeys(
            field
            for record in records
            for mark in marks_of(record)
            if mark.deed in {"corrected", "merged", "added"}
            for field in mark.fields
        )
    )
