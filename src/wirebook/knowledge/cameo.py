"""CAMEO, which GDELT is coded in: roles of actors, Goldstein's scores, quad classes."""

from __future__ import annotations

from functools import cache

from wirebook.knowledge.reading import read_table
from wirebook.knowledge.schema import CameoRole, CameoScore

__all__ = ["CameoRole", "CameoScore", "goldstein", "quad_class", "role", "roles", "scores"]


def roles() -> tuple[CameoRole, ...]:
    """Every line: PLOVER's sectors and the codes for parties of no country."""
    return read_table("cameo_roles.tsv", CameoRole)


def scores() -> tuple[CameoScore, ...]:
    """Every code that has a score of its own."""
    return read_table("cameo_scale.tsv", CameoScore)


@cache
def _roles() -> dict[str, CameoRole]:
    return {row.plover: row for row in roles()}


@cache
def _scores() -> dict[str, float]:
    return {row.code: row.score for row in scores()}


def role(plover: str | None) -> CameoRole | None:
    """What CAMEO calls a sector or a code for a party of no country; None for any other text."""
    return _roles().get(plover or "")


def goldstein(code: str) -> float | None:
    """Goldstein's score of a CAMEO code, that of the code above where it has none; None for what is no code."""
    return next((_scores()[code[:end]] for end in (4, 3, 2) if code[:end] in _scores()), None)


def quad_class(code: str) -> int:
    """GDELT's class of a CAMEO code, by its first two digits.

    1 is verbal and 2 material cooperation, 3 verbal and 4 material conflict. An appeal for aid (023) is of class 1 here
    and of class 3 in PLOVER.
    """
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4
