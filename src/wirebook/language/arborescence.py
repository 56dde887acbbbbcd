"""The best tree for a sentence: the maximum spanning arborescence with one root.

Chu and Liu (1965) and Edmonds (1967). That there is one root is bought as in Stanojević and Cohen (2021): a root edge
costs more than any tree could gain by a second one. The maintained packages that do this have no wheels for current
Pythons, and nine sentences in ten need no search at all: their best heads are a tree already.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
ROOT = -1


def best_heads(scores: Scores) -> list[int]:
    """The head of each word, -1 for the root.

    `scores` is (words, words + 1): how well each word hangs on each word, and in the last column on the root.
    """
    count = len(scores)
    table = scores.astype(np.float64)
    np.fill_diagonal(table, -np.inf)
    greedy = [int(h) for h in table.argmax(1)]
    heads = [ROOT if h == count else h for h in greedy]
    if heads.count(ROOT) == 1 and not _cycle(heads):
        return heads
    finite = table[np.isfinite(table)]
    table[:, count] -= (finite.max() - finite.min() + 1) * (count + 1)
    # node 0 is the root, so that `edges[d, h]` scores head h of node d
    edges = np.full((count + 1, count + 1), -np.inf)
    edges[1:, 1:], edges[1:, 0] = table[:, :count], table[:, count]
    return [h - 1 for h in _spanning(edges)[1:]]


def _cycle(heads: list[int]) -> list[int]:
    """The words of a cycle, or nothing. Heads below 0 are the root."""
    state = [0] * len(heads)  # 0 unseen, 1 on the way, 2 done
    for start in range(len(heads)):
        way: list[int] = []
        node = start
        while node >= 0 and state[node] == 0:
            state[node] = 1
            way.append(node)
            node = heads[node]
        if node >= 0 and state[node] == 1:
            return way[way.index(node) :]
        for passed in way:
            state[passed] = 2
    return []


def _spanning(edges: NDArray[np.float64]) -> list[int]:
    """Heads of all nodes of a full graph whose root is node 0 (its own head is given as 0)."""
    heads = [int(h) for h in edges.argmax(1)]
    heads[0] = ROOT
    cycle = _cycle(heads)
    if not cycle:
        heads[0] = 0
        return heads
    # the cycle becomes one node, the last; an edge into it replaces the edge of the node that it enters
    outside = np.array([n for n in range(len(edges)) if n not in set(cycle)])
    inside = np.array(cycle)
    kept = edges[inside, [heads[n] for n in cycle]]
    size = len(outside)
    small = np.full((size + 1, size + 1), -np.inf)
    small[:size, :size] = edges[np.ix_(outside, outside)]
    small[:size, size] = edges[np.ix_(outside, inside)].max(1)
    entering = edges[np.ix_(inside, outside)] - kept[:, None]
    small[size, :size] = entering.max(0)
    solved = _spanning(small)
    found = list(heads)
    for node, head in zip(outside[1:], solved[1:size], strict=True):
        found[node] = int(outside[head] if head < size else inside[edges[node, inside].argmax()])
    entry = solved[size]
    entered = int(inside[entering[:, entry].argmax()])
    found[entered] = int(outside[entry])
    found[0] = 0
    return found
