"""Which of its readings a toponym has, by the article: what lies near what else it names, and in which countries.

Each name begins with its readings as likely as they are by their people; then the readings of all names support each
other, the nearer they lie the more, and the likelier they are; and so on a few times. A name has one reading in an
article, except where the words beside it say in which state or country it lies.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from wirebook.coding.places.readings import Reading

NEAR = 120.0
"""Kilometres over which the support of one place for another falls to a third."""
EARTH = 6371.0
SAME_PROVINCE, SAME_COUNTRY, HOLDS, IN_COUNTRY = 0.5, 0.1, 1.0, 0.5
SUPPORT = 5.0
"""How much full support counts against a tenfold population."""
SHARP = 2.0
ROUNDS = 4
Floats = NDArray[np.float64]


def resolve(names: Sequence[Sequence[Reading]], context: Sequence[Reading] = ()) -> list[Reading | None]:
    """The likeliest reading of each name, None for one without any. `context` are places known to be the article's."""
    readings = [reading for readings in names for reading in readings]
    if all(len(readings) < 2 for readings in names):
        return [readings[0] if readings else None for readings in names]
    everything = [*readings, *context]
    owner = np.array([number for number, readings in enumerate(names) for _ in readings])
    beside, above = _support(everything, np.concatenate([owner, -1 - np.arange(len(context))]))
    weights = np.array([reading.weight for reading in readings])
    score = weights
    for _ in range(ROUNDS):
        share = np.concatenate([_shares(score, owner, len(names)), np.ones(len(context))])
        # however many names a country has in the article, it is named once
        support = (beside @ share + (above * share).max(1))[: len(readings)]
        score = weights + SUPPORT * np.log1p(support)
    chosen: list[Reading | None] = []
    for number in range(len(names)):
        own = np.flatnonzero(owner == number)
        chosen.append(readings[int(own[score[own].argmax()])] if len(own) else None)
    return chosen


def _shares(score: Floats, owner: NDArray[np.int64], count: int) -> Floats:
    """How likely each reading is among those of its name."""
    best = np.full(count, -np.inf)
    np.maximum.at(best, owner, score)
    odds: Floats = np.exp(SHARP * (score - best[owner]))
    return odds / np.bincount(owner, odds, count)[owner]


def _support(readings: Sequence[Reading], owner: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """How much each reading (column) supports each (row): as what lies beside it, and as what holds it or lies in it.

    Those of one name do not support each other.
    """
    codes = _numbered([reading.code for reading in readings])
    units = _numbered([f"{r.code} {r.admin1}" if r.admin1 else None for r in readings])
    country = np.array([reading.precision == "country" for reading in readings])
    province = np.array([reading.precision == "province" for reading in readings])
    others = owner[:, None] != owner[None, :]
    same_country = others & (codes[:, None] == codes[None, :]) & (codes[None, :] >= 0)
    same_unit = others & (units[:, None] == units[None, :]) & (units[None, :] >= 0)
    of_country = same_country & (country[:, None] ^ country[None, :])
    of_province = same_unit & (province[:, None] ^ province[None, :])
    above = np.where(of_province, HOLDS, np.where(of_country, IN_COUNTRY, 0.0))
    beside = np.where(same_unit, SAME_PROVINCE, np.where(same_country, SAME_COUNTRY, 0.0))
    beside[of_country | of_province] = 0.0
    large = country | province
    small = others & ~large[:, None] & ~large[None, :]
    beside += np.where(small, np.exp(-_distances(readings) / NEAR), 0.0)
    return beside, above


def _numbered(values: Sequence[str | None]) -> NDArray[np.int64]:
    """Values as numbers, -1 for none."""
    numbers = {value: number for number, value in enumerate(dict.fromkeys(v for v in values if v is not None))}
    return np.array([numbers[value] if value is not None else -1 for value in values])


def _distances(readings: Sequence[Reading]) -> Floats:
    """Kilometres between all pairs; what has no point is far from everything."""
    points = np.radians(np.array([reading.point or (np.nan, np.nan) for reading in readings]))
    lat, lon = points[:, 0], points[:, 1]
    vectors = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], 1)
    found: Floats = EARTH * np.arccos(np.clip(vectors @ vectors.T, -1.0, 1.0))
    return np.nan_to_num(found, nan=1e6)
