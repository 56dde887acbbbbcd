"""The stages of aid in the words of FTS and IATI, read from `tables/aid_standards.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from wirebook.errors import KnowledgeError
from wirebook.record import AidStage, Record

TABLE = "aid_standards.toml"


class AidStandard(Record):
    """What FTS and IATI call a stage; `iati` is the code of the transaction type."""

    fts: Literal["pledge", "commitment", "paid"]
    iati: int
    iati_name: str
    money: bool
    """True where the counterpart holds only for an amount of money."""


@cache
def aid_standards() -> Mapping[AidStage, AidStandard]:
    """The stages that have a counterpart, each with it. Raises KnowledgeError where the table is broken."""
    text = files("wirebook.book").joinpath("tables", TABLE).read_text(encoding="utf-8")
    try:
        return TypeAdapter(dict[AidStage, AidStandard]).validate_python(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise KnowledgeError(TABLE, str(error)) from error
