"""Names from the scores of their tags: the best row of BIO tags in which no I follows what it cannot continue."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def best_tags(scores: NDArray[np.float32], labels: Sequence[str]) -> list[str]:
    """The legal row of tags with the greatest sum of scores (words, labels), by Viterbi's search.

    Where the best tag of each word by itself makes a legal row, as mostly, that is it.
    """
    alone = [labels[int(n)] for n in scores.argmax(1)]
    if all(_may_follow(before, tag) for before, tag in zip(["O", *alone], alone, strict=False)):
        return alone
    banned = np.array([[0.0 if _may_follow(a, b) else -np.inf for b in labels] for a in labels])
    sums = scores[0] + banned[labels.index("O")]
    steps = []
    for row in scores[1:]:
        choices = sums[:, None] + banned
        steps.append(choices.argmax(0))
        sums = choices.max(0) + row
    path = [int(sums.argmax())]
    for step in reversed(steps):
        path.append(int(step[path[-1]]))
    return [labels[n] for n in reversed(path)]


def _may_follow(before: str, tag: str) -> bool:
    """Whether a tag may stand behind another: an I only behind a B or I of its own type."""
    return not tag.startswith("I-") or before[2:] == tag[2:]


def name_spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Names as (start, end, type) from BIO tags; an I that continues nothing begins a name."""
    found: list[tuple[int, int, str]] = []
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        place, _, kind = tag.partition("-")
        if label and (place != "I" or kind != label):
            found.append((start, i, label))
            label = ""
        if kind and not label:
            start, label = i, kind
    return found
