"""The best tree against every tree that there is."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from wirebook.language.arborescence import ROOT, best_heads


def is_tree(heads: list[int]) -> bool:
    def reaches_root(node: int) -> bool:
        for _ in heads:
            if node == ROOT:
                return True
            node = heads[node]
        return node == ROOT

    return heads.count(ROOT) == 1 and all(reaches_root(node) for node in range(len(heads)))


def total(scores: np.ndarray, heads: list[int]) -> float:
    return float(sum(scores[node, head] for node, head in enumerate(heads)))


small = st.integers(1, 5).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=st.floats(-50, 50, width=32)))
large = st.integers(6, 40).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=st.floats(-50, 50, width=32)))


@given(small)
def test_no_tree_scores_more(scores):
    count = len(scores)
    trees = (list(heads) for heads in itertools.product(range(ROOT, count), repeat=count))
    best = max(total(scores, heads) for heads in trees if is_tree(heads))
    found = best_heads(scores)
    assert is_tree(found)
    assert abs(total(scores, found) - best) < 1e-3


@given(large)
def test_long_sentences_are_trees_too(scores):
    assert is_tree(best_heads(scores))


def test_a_cycle_is_broken_where_it_costs_least():
    # 0 and 1 want each other; 1 loses less by hanging on the root
    assert best_heads(np.array([[0, 9, 1], [9, 0, 7]], np.float32)) == [1, ROOT]


def test_a_second_root_is_taken_away():
    assert best_heads(np.array([[0, 1, 9], [3, 0, 8]], np.float32)) == [ROOT, 0]
