"""The measures that suites share: shares, precision and recall, macro-F1, one-to-one matching, and words of a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

Left = TypeVar("Left")
Right = TypeVar("Right")

SMALL_WORDS = frozenset({"the", "of", "and", "in"})
_INITIAL = re.compile(r"\b([A-Za-z])\.(?=[A-Za-z]\.)")
_WORD = re.compile(r"\w+")


def share(values: Collection[bool]) -> float:
    """How many of the values are true, from 0 to 1; 0 where there are none."""
    return sum(values) / len(values) if values else 0.0


def ratio(part: int, whole: int) -> float:
    """`part` of `whole`; 0 where there is no whole."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def precision_recall(hit_found: int, found: int, hit_gold: int, gold: int) -> dict[str, object]:
    """Precision, recall and F1 from counts that may differ on the two sides."""
    precision, recall = ratio(hit_found, found), ratio(hit_gold, gold)
    return {"precision": precision, "recall": recall, "f1": f1(precision, recall), "predicted": found, "gold": gold}


def macro_f1(pairs: Sequence[tuple[str, str | None]]) -> float:
    """Mean F1 over the labels that occur in the gold; `pairs` are (gold, found)."""
    scores = []
    for label in sorted({gold for gold, _ in pairs}):
        right = sum(gold == found == label for gold, found in pairs)
        total = sum(gold == label for gold, _ in pairs) + sum(found == label for _, found in pairs)
        scores.append(2 * right / total)
    return sum(scores) / len(scores) if scores else 0.0


def matching(left: Sequence[Left], right: Sequence[Right], fits: Callable[[Left, Right], bool], /) -> dict[int, int]:
    """A maximum one-to-one matching, from index in `left` to index in `right`; earlier ones of `left` go first.

    Augmenting paths (Kuhn's algorithm): what is matched once stays matched, so that early ones are never starved.
    """
    edges = [[index for index, other in enumerate(right) if fits(one, other)] for one in left]
    owner: dict[int, int] = {}

    def place(one: int, seen: set[int]) -> bool:
        for other in edges[one]:
            if other not in seen:
                seen.add(other)
                if other not in owner or place(owner[other], seen):
                    owner[other] = one
                    return True
        return False

    for one in range(len(left)):
        place(one, set())
    return {one: other for other, one in owner.items()}


def words(text: str | None, small: Iterable[str] = SMALL_WORDS) -> frozenset[str]:
    """The lower-case words of a name that tell it apart: no small words, no single letters, `U.S.` as `us`."""
    joined = _INITIAL.sub(r"\1", text or "").lower()
    return frozenset(word for word in _WORD.findall(joined) if len(word) > 1 and word not in frozenset(small))
