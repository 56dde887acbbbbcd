"""The part of a book that draws samples and keeps their labels."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import get_args

from sqlalchemy import select

from wirebook.book.correctable import Correctable
from wirebook.book.corrections import Correction
from wirebook.book.filters import ClaimFilters
from wirebook.book.queries import PAGE, batched
from wirebook.book.sampling import Drawn, Label, Lot, Verdict, WrongField, draw, lot_of, said
from wirebook.book.schema import claims, corrections
from wirebook.errors import WrongCorrection
from wirebook.record import Claim


class Sampled(Correctable):
    """A book from which claims are drawn and labelled. `wirebook.Book` is one."""

    @property
    @abstractmethod
    def _dialect(self) -> str:
        """The database's name, as SQLAlchemy has it."""

    def sample(
        self,
        number: int,
        seed: int = 0,
        *,
        event: str | None = None,
        actor: str | None = None,
        recipient: str | None = None,
        status: str | None = None,
        since: date | None = None,
        until: date | None = None,
        country: str | None = None,
        mode: str | None = None,
        said_by: str | None = None,
        context: str | None = None,
        search: str | None = None,
    ) -> list[Drawn]:
        """`number` claims drawn at random by the rule of `sampling`, as the coder read them, with their labels.

        The conditions are those of `claims`, put to the claims as they stand.
        """
        filters = ClaimFilters(
            event, actor, recipient, status, since, until, None, country, mode, said_by, context, search
        )
        keys = draw(number, self._lots(seed, filters))
        found: dict[str, Drawn] = {}
        for some in batched(keys, PAGE):
            query = select(claims.c.key, claims.c.record, claims.c.coded).where(claims.c.key.in_(some))
            with self._reading() as connection:
                rows = connection.execute(query).all()
            drawn = {row[0]: Claim.model_validate_json(row[2] or row[1]) for row in rows}
            labels = self._labels({claim.article for claim in drawn.values()})
            found.update((key, Drawn(claim=claim, label=_label_of(claim, labels))) for key, claim in drawn.items())
        return [found[key] for key in keys if key in found]

    def label(
        self,
        claim: str,
        verdict: Verdict,
        wrong: Sequence[WrongField] = (),
        *,
        by: str,
        why: str | None = None,
        at: datetime | None = None,
    ) -> Label:
        """Keep whether a claim was read right, and which fields are wrong; the last label of a claim counts.

        Labels are kept as corrections are, with who, when and why, and found again in the same way; `undo` takes one
        back. Raises UnknownRecord, and WrongCorrection for a verdict or a field that there is not.
        """
        if verdict not in get_args(Verdict) or not set(wrong) <= set(get_args(WrongField)):
            raise WrongCorrection(claim, f"a claim is right, or wrong in {', '.join(get_args(WrongField))}")
        if verdict == "right" and wrong:
            raise WrongCorrection(claim, "what is right has no field that is wrong")
        last = next((one for one in reversed(self.history(claim).corrections) if _counts(one)), None)
        said_now = ("" if last is None else last.id, verdict, tuple(wrong), " ".join(by.split()))
        if last is not None and tuple(dict(_label(last)).values()) == said_now:
            return _label(last)
        fields = {"verdict": verdict, "wrong": list(wrong)}
        made = self.correct(claim, "label", by=by, why=why, at=at, fields=fields)
        return _label(made)

    def _lots(self, seed: int, filters: ClaimFilters) -> Iterator[Lot]:
        """The lots of all claims that the coder read and that meet the conditions."""
        conditions = [claims.c.standing != "added", *filters.conditions(self._dialect)]
        last = ""
        while True:
            query = select(claims.c.key, claims.c.id).where(claims.c.key > last, *conditions)
            with self._reading() as connection:
                rows = connection.execute(query.order_by(claims.c.key).limit(PAGE * 10)).all()
            yield from (lot_of(seed, row[1], row[0]) for row in rows)
            if len(rows) < PAGE * 10:
                return
            last = rows[-1][0]

    def _labels(self, articles: set[str]) -> dict[str, Correction]:
        """The last label of each claim of these articles, by the id of the claim."""
        of_articles = corrections.c.article.in_(sorted(articles))
        counts = [corrections.c.action == "label", corrections.c.matched.is_(True), corrections.c.undone.is_(False)]
        query = select(corrections.c.record).where(of_articles, *counts)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(corrections.c.at, corrections.c.number)).scalars().all()
        found = (Correction.model_validate_json(record) for record in rows)
        return {claim: one for one in found for claim in one.matched}


def _counts(correction: Correction) -> bool:
    return correction.action == "label" and bool(correction.matched) and not correction.is_undone


def _label_of(claim: Claim, labels: dict[str, Correction]) -> Label | None:
    """The label of a claim, unless the claim says something else now."""
    one = labels.get(claim.id)
    if one is None:
        return None
    then = one.coded[0] or one.before[0]
    return _label(one) if isinstance(then, Claim) and said(then) == said(claim) else None


def _label(correction: Correction) -> Label:
    fields = correction.fields
    return Label.model_validate(
        {"id": correction.id, "verdict": fields.get("verdict"), "wrong": fields.get("wrong"), "by": correction.by}
    )
