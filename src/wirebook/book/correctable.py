"""The part of a book that persons write: corrections of records, and their history."""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from pydantic import JsonValue
from sqlalchemy import Connection, select

from wirebook.book import correcting
from wirebook.book.corrections import Action, Correction, Fields, History, find, place_of
from wirebook.book.edits import resolve
from wirebook.book.party import hash_of
from wirebook.book.queries import PAGE
from wirebook.book.schema import corrections
from wirebook.book.standing import NOT_IN_A_NAME, Stated, StatedArticle
from wirebook.errors import UnknownRecord, WrongCorrection

_ID = re.compile(r"[0-9a-f]{4,16}")


class Correctable(ABC):
    """What a person may do to the records of a book. `wirebook.Book` is one."""

    name: str

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]:
        """What is done within is stored together, or not at all."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]:
        """A connection for one question."""

    def correct(
        self,
        record: str,
        action: Action,
        *,
        by: str,
        why: str | None = None,
        at: datetime | None = None,
        fields: Mapping[str, object] | None = None,
        others: Sequence[str] = (),
        parts: Sequence[Mapping[str, object]] = (),
    ) -> Correction:
        """Say what is right of a record, and get the correction that is kept.

        `record` is its id, or the beginning of it. `action` is

        - `accept`: it is right; it stands again if it was rejected;
        - `reject`: it is wrong, and counts nowhere any more;
        - `edit`: `fields` are set, each to a value of its type or to the words that `edit_values` reads;
        - `merge`: the records `others` of the same article say the same; `fields` may be set on the one that stays;
        - `split`: it is several; the first of `parts` is set on it, each other one on a copy;
        - `label`: whether it is right, for `sampling`; it changes nothing.

        `by` is who says so, `at` the time, now if none is given; a time without a zone is UTC. The rule by which the
        correction finds its record in later readings stands in `corrections`.

        Raises UnknownRecord and WrongCorrection.
        """
        moment = _moment(at)
        with self.transaction(), self._reading() as connection:
            stated, first = self._find(connection, record)
            about = [first, *(self._find_in(stated, other) for other in others)]
            change = dict(fields or {})
            _require_shape(action, about, change, parts)
            target, text = first.record, stated.article.text
            set_fields = _label(change) if action == "label" else resolve(target, change, text) if change else {}
            correction = _correction(
                action, about, _name(by), why, moment, set_fields, [resolve(target, part, text) for part in parts]
            )
            while any(known.is_undone for known in correcting.correction_of(connection, correction.id)):
                # What was taken back may be said again.
                correction = correction.model_copy(update={"id": hash_of(correction.id, "again")})
            if correcting.keep(connection, correction):
                if find(correction, stated.records) is None:
                    raise WrongCorrection(target.id, "another record has the same words and parties; edit it first")
                correcting.restate(connection, correction.article)
            return correcting.correction_of(connection, correction.id)[0]

    def undo(self, correction: str, *, by: str, why: str | None = None, at: datetime | None = None) -> Correction:
        """Take a correction back, by its id or the beginning of it; those that built on it may then be unmatched.

        It stays in the history. Raises UnknownRecord, and WrongCorrection where it was taken back before.
        """
        moment, name = _moment(at), _name(by)
        with self.transaction(), self._reading() as connection:
            known = self._correction(connection, correction)
            if known.is_undone:
                raise WrongCorrection(known.id, f"{known.undone_by} took it back before")
            undone = {"undone_at": moment, "undone_by": name, "undone_why": why}
            correcting.replace(connection, known.model_copy(update=undone))
            correcting.restate(connection, known.article)
            return self._correction(connection, known.id)

    def corrections(
        self,
        *,
        action: Action | None = None,
        article: str | None = None,
        matched: bool | None = None,
        undone: bool | None = None,
        labels: bool = False,
    ) -> Iterator[Correction]:
        """The corrections that meet every condition, in the order in which the book got them.

        `matched` asks for those that have found their record (True) or not (False) and are not undone; `undone` for
        those that were taken back or not. Labels come only where they are asked for, by `action` or with `labels`.
        """
        table = corrections.c
        conditions = [] if action is None else [table.action == action]
        conditions += [] if labels or action else [table.action != "label"]
        conditions += [] if article is None else [table.article == article]
        conditions += [] if matched is None else [table.matched.is_(matched), table.undone.is_(False)]
        conditions += [] if undone is None else [table.undone.is_(undone)]
        last = 0
        while True:
            query = select(table.number, table.record).where(table.number > last, *conditions)
            with self._reading() as connection:
                found = connection.execute(query.order_by(table.number).limit(PAGE)).all()
            for _, record in found:
                yield Correction.model_validate_json(record)
            if len(found) < PAGE:
                return
            last = found[-1][0]

    def history(self, record: str) -> History:
        """How a record came to stand as it does: what the coder read, and every correction, undone ones included.

        `record` is its id, or the id that it had when it was corrected. Raises UnknownRecord.
        """
        with self._reading() as connection:
            try:
                stated, one = self._find(connection, record)
            except UnknownRecord:
                one = None
            else:
                kept = correcting.corrections_of(connection, stated.article.id)
        if one is not None:
            own = {one.record.id} | ({one.coded.id} if one.coded else set())
            about = tuple(each for each in kept if own & _ids(each))
            return History(record=one.record, standing=one.standing, coded=one.coded, corrections=about)
        past = tuple(
            each for each in self.corrections(labels=True) if any(name.startswith(record) for name in _ids(each))
        )
        if not past or not _ID.fullmatch(record):
            raise UnknownRecord(record, f"{self.name} holds no record of this id")
        return History(corrections=past)

    def _find(self, connection: Connection, record: str) -> tuple[StatedArticle, Stated]:
        """A record of the book, and its article."""
        found: set[tuple[str, str]] = set()
        if _ID.fullmatch(record):
            for table, _ in correcting.KINDS:
                query = select(table.c.article, table.c.id).where(table.c.id.startswith(record)).limit(2)
                found.update((row[0], row[1]) for row in connection.execute(query))
        stated = correcting.stated_article(connection, next(iter(found))[0]) if len(found) == 1 else None
        if stated is None:
            reason = "holds no record of this id" if not found else "holds several records whose ids begin like this"
            raise UnknownRecord(record, f"{self.name} {reason}")
        return stated, self._find_in(stated, record)

    def _find_in(self, stated: StatedArticle, record: str) -> Stated:
        """A record of an article."""
        some = [one for one in stated.records if _ID.fullmatch(record) and one.record.id.startswith(record)]
        if len(some) != 1:
            reason = "holds no record of this id in that article" if not some else "holds several such records"
            raise UnknownRecord(record, f"{self.name} {reason}")
        return some[0]

    def _correction(self, connection: Connection, name: str) -> Correction:
        found = correcting.correction_of(connection, name) if _ID.fullmatch(name) else []
        if len(found) != 1:
            reason = "holds no correction of this id" if not found else "holds several corrections that begin like this"
            raise UnknownRecord(name, f"{self.name} {reason}")
        return found[0]


def _require_shape(
    action: Action, about: Sequence[Stated], fields: Mapping[str, object], parts: Sequence[Mapping[str, object]]
) -> None:
    """Raise WrongCorrection where an action lacks what it needs, or has what it cannot use."""
    first = about[0].record
    ids = {one.record.id for one in about}
    kinds = {one.record.record for one in about}
    wrong = (
        (action == "edit" and not fields, "an edit sets at least one field"),
        (action == "split" and len(parts) < 2, "a split has two parts or more"),
        (action == "merge" and len(about) < 2, "a merge names the records that say the same"),
        (action in {"merge", "split"} and first.record != "claim", f"{action} is for claims alone"),
        (len(ids) < len(about), "a record is named twice"),
        (len(kinds) > 1, "records of different kinds cannot be merged"),
        (bool(fields) and action not in {"edit", "merge", "label"}, f"{action} sets no fields"),
        (len(about) > 1 and action != "merge", f"{action} is about one record"),
        (bool(parts) and action != "split", f"{action} has no parts"),
    )  # fmt: skip
    for is_wrong, reason in wrong:
        if is_wrong:
            raise WrongCorrection(first.id, reason)


def _correction(
    action: Action,
    about: Sequence[Stated],
    by: str,
    why: str | None,
    at: datetime,
    fields: Fields,
    parts: Sequence[Fields],
) -> Correction:
    first = about[0].record
    what = json.dumps([action, [one.record.id for one in about], fields, list(parts), why])
    # The text that the spans are of is that of the article, so the sentence alone gives the words.
    words = (first.text[start - first.evidence.start : end - first.evidence.start] for start, end in place_of(first))
    return Correction(
        id=hash_of(at.isoformat(), by, first.article, what),
        at=at,
        by=by,
        why=why,
        action=action,
        record=first.record,
        article=first.article,
        trigger=" ".join(words),
        before=tuple(one.record for one in about),
        coded=tuple(one.coded for one in about),
        fields=fields,
        parts=tuple(parts),
    )


def _label(fields: Mapping[str, object]) -> dict[str, JsonValue]:
    """A label as it is kept; `sampling` says what it may hold."""
    wrong = fields.get("wrong", ())
    return {
        "verdict": str(fields.get("verdict", "")),
        "wrong": [str(name) for name in wrong] if isinstance(wrong, list | tuple) else [],
    }


def _ids(correction: Correction) -> set[str]:
    """The ids that the records of a correction have had."""
    coded = {one.id for one in correction.coded if one is not None}
    return {one.id for one in correction.before} | coded | set(correction.matched)


def _moment(at: datetime | None) -> datetime:
    if at is None:
        return datetime.now(UTC)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _name(by: str) -> str:
    """Who says so. Raises WrongCorrection for a name that cannot stand in a mark."""
    name = " ".join(by.split())
    if not name or any(character in name for character in NOT_IN_A_NAME):
        raise WrongCorrection("by", f"{by!r} is no name: it has at least one letter and neither `;` nor `:`")
    return name
