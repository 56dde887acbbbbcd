"""Names from tags, and tags from scores."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from wirebook.language.names import best_tags, name_spans

LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        (["B-PER", "I-PER", "O"], [(0, 2, "PER")]),
        (["I-LOC", "B-LOC", "I-ORG"], [(0, 1, "LOC"), (1, 2, "LOC"), (2, 3, "ORG")]),
        (["O"], []),
    ],
)
def test_names_from_their_tags(tags, spans):
    assert name_spans(tags) == spans


def test_a_name_that_lost_its_first_word_gets_it_back():
    scores = np.array([[1.0, 0.9, 0, 0, 0], [0, 0, 3.0, 0, 0]], np.float32)
    assert best_tags(scores, LABELS) == ["B-PER", "I-PER"]


@given(st.integers(1, 4).flatmap(lambda n: arrays(np.float32, (n, 5), elements=st.floats(-8, 8, width=32))))
def test_no_legal_row_of_tags_scores_more(scores):
    def is_legal(row):
        return all(not b.startswith("I-") or a[2:] == b[2:] for a, b in itertools.pairwise(["O", *row]))

    def total(row):
        return sum(float(scores[i][LABELS.index(tag)]) for i, tag in enumerate(row))

    found = best_tags(scores, LABELS)
    assert is_legal(found)
    best = max(total(row) for row in itertools.product(LABELS, repeat=len(scores)) if is_legal(row))
    assert total(found) == pytest.approx(best, abs=1e-4)
