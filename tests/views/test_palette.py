"""Measures the colours: contrast by WCAG 2.2, distance between classes under simulated colour blindness."""

from __future__ import annotations

from itertools import combinations
from math import dist
from typing import get_args

import pytest

from wirebook.record import EventType
from wirebook.views.palette import EVENT_STYLES, QUAD_CLASSES

PAPER, DARK_PAPER = "#fbfaf8", "#16181c"
TEXT, DARK_TEXT = "#1c1e22", "#e8e6e1"
SIMULATIONS = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
LEAST_DISTANCE = 0.06
"""In OKLab; about three times what can just be told apart side by side."""


def linear(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]


def contrast(a, b):
    light, dark = sorted(
        (sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (a, b)), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


def oklab(channels):
    r, g, b = channels
    lms = (
        0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b,
        0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b,
        0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b,
    )
    one, two, three = (max(value, 0) ** (1 / 3) for value in lms)
    return (
        0.2104542553 * one + 0.793617785 * two - 0.0040720468 * three,
        1.9779984951 * one - 2.428592205 * two + 0.4505937099 * three,
        0.0259040371 * one + 0.7827717662 * two - 0.808675766 * three,
    )


def seen(colour, matrix):
    channels = linear(colour)
    return oklab([sum(w * c for w, c in zip(row, channels, strict=True)) for row in matrix])


def test_every_event_type_has_a_style_and_a_class():
    assert set(EVENT_STYLES) == set(get_args(EventType))
    assert {style.quad for style in EVENT_STYLES.values()} == set(QUAD_CLASSES)
    assert len({quad.glyph for quad in QUAD_CLASSES.values()}) == 4


@pytest.mark.parametrize("name", EVENT_STYLES)
def test_text_reaches_aa_contrast(name):
    style = EVENT_STYLES[name]
    for ink, ground in (
        (style.ink, style.tint), (style.ink, PAPER), (TEXT, style.tint),
        (style.dark_ink, style.dark_tint), (style.dark_ink, DARK_PAPER), (DARK_TEXT, style.dark_tint),
    ):  # fmt: skip
        assert contrast(ink, ground) >= 4.5, (ink, ground)


@pytest.mark.parametrize("vision", SIMULATIONS)
@pytest.mark.parametrize("column", ["tint", "dark_tint", "ink"])
def test_classes_stay_apart_for_every_reader(vision, column):
    matrix = SIMULATIONS[vision]
    for (_, a), (_, b) in combinations(EVENT_STYLES.items(), 2):
        if a.quad != b.quad:
            distance = dist(seen(getattr(a, column), matrix), seen(getattr(b, column), matrix))
            assert distance >= LEAST_DISTANCE, (a, b)
