"""The suite `clusters`: which articles report the same happening, by B-cubed (Bagga and Baldwin 1998).

The precision of an article is the share of the articles of its found cluster that are of its gold cluster, its recall
the share of those of its gold cluster that are in its found one, itself included; both are means over all articles,
and the F1 is of the means. The articles are coded as any input is, and their claims help to tell stories apart.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Sequence
from pathlib import Path

import wirebook
from wirebook.book.stories import report_of, stories
from wirebook.errors import EvaluationError
from wirebook.evaluate.coding import code_items
from wirebook.evaluate.measures import f1

FIELDS = ("cluster", "date", "title", "text")


def read_items(path: Path) -> list[dict[str, str]]:
    """The articles of a JSON Lines file. Raises EvaluationError where a line is no article with a cluster."""
    items: list[dict[str, str]] = []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(str(path), f"it cannot be read as JSON Lines: {error}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except ValueError as error:
            raise EvaluationError(str(path), f"line {number} is no JSON: {error}") from error
        missing = [field for field in FIELDS if not isinstance(item, dict) or field not in item]
        if missing:
            raise EvaluationError(str(path), f"line {number} has no {', '.join(missing)}")
        items.append({field: str(item[field]) for field in FIELDS if item[field] is not None})
    if not items:
        raise EvaluationError(str(path), "holds no article")
    return items


def run(path: Path) -> dict[str, object]:
    """Score the stories found in a JSON Lines file. Raises EvaluationError where it cannot be read as one."""
    items = read_items(path)
    articles = [{field: item[field] for field in item if field != "cluster"} for item in items]
    found = stories(report_of(coded) for coded in code_items(articles, wirebook.load()))
    return score(found, [item.get("cluster", "") for item in items])


def score(found: Sequence[Hashable], gold: Sequence[Hashable]) -> dict[str, object]:
    """The scores of clusters found; both sides give the cluster of each article, in one order."""
    precision, recall = b_cubed(found, gold)
    return {
        "b_cubed_f1": f1(precision, recall),
        "b_cubed_precision": precision,
        "b_cubed_recall": recall,
        "articles": len(gold),
        "clusters": len(set(gold)),
        "clusters_found": len(set(found)),
    }


def b_cubed(found: Sequence[Hashable], gold: Sequence[Hashable]) -> tuple[float, float]:
    """Precision and recall of clusters by B-cubed; 0 where there is no article."""
    of_found, of_gold = Counter(found), Counter(gold)
    # Each of the `count` articles that two clusters share has that many of its fellows in both.
    shared = Counter(zip(found, gold, strict=True))
    precision = sum(count * count / of_found[cluster] for (cluster, _), count in shared.items())
    recall = sum(count * count / of_gold[cluster] for (_, cluster), count in shared.items())
    return precision / max(1, len(gold)), recall / max(1, len(gold))
