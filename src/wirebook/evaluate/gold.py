"""The annotations of the suite `articles`, as they stand in the files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from wirebook.errors import EvaluationError
from wirebook.record import EventType


def _empty_for_null(value: object) -> object:
    return () if value is None else value


def _codes(value: object) -> object:
    """One code, several, or none."""
    return (value,) if isinstance(value, str) else value or ()


class _Gold(BaseModel):
    """Annotators may add fields of their own; they are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldParty(_Gold):
    """A party of a claim."""

    code: str | None = None


Interval = tuple[date, date]
Parties = Annotated[tuple[GoldParty, ...], BeforeValidator(_empty_for_null)]


class GoldClaim(_Gold):
    """An annotated claim; `core` is what a careful analyst would insist on."""

    event: EventType
    status: str
    negated: bool = False
    actor: Parties = ()
    recipient: Parties = ()
    date: Interval | None = None
    country: str | None = None
    attribution: Annotated[tuple[str, ...], BeforeValidator(_empty_for_null)] = ()
    core: bool
    evidence: str


class GoldImpact(_Gold):
    """An annotated impact; without a figure it is not scored."""

    kind: str
    low: float | None = None
    high: float | None = None
    country: str | None = None


class GoldAidStep(_Gold):
    """An annotated aid step."""

    stage: str
    donor: Annotated[frozenset[str], BeforeValidator(_codes)] = frozenset()
    recipient: Annotated[frozenset[str], BeforeValidator(_codes)] = frozenset()


class GoldArticle(_Gold):
    """Everything that is annotated in one article."""

    claims: tuple[GoldClaim, ...] = ()
    impacts: tuple[GoldImpact, ...] = ()
    aid: tuple[GoldAidStep, ...] = ()

    @classmethod
    def read(cls, path: Path) -> GoldArticle:
        """The annotation in a JSON file. Raises EvaluationError, naming the file and the first field that is wrong."""
        try:
            return cls.model_validate_json(path.read_bytes())
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(map(str, first["loc"])) or "the file"
            raise EvaluationError(str(path), f"{place}: {first['msg']}") from error
        except OSError as error:
            raise EvaluationError(str(path), error.strerror or str(error)) from error
