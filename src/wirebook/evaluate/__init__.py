"""Scores against gold sets, each read in its own format: `run(suite, path)` gives what `wirebook evaluate` prints.

To add a suite, write a module with a function `run(path) -> Scores` and a line in SUITES.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from wirebook.errors import EvaluationError, UsageError

Scores = dict[str, object]
"""Shares and F1 as 0 to 1, counts as whole numbers, or an object of these."""


@dataclass(frozen=True)
class Suite:
    """One kind of gold set: the module that scores it, what it is given, and the scores that a floor may guard."""

    module: str
    takes: str
    floors: tuple[str, ...]


SUITES: Mapping[str, Suite] = {
    "relations": Suite(
        "wirebook.evaluate.relations",
        "a table (TSV) with the columns sentence, source, target, gold_root",
        ("found.macro_f1", "found.precision", "found.coverage", "given.macro_f1", "given.accuracy",
         "actors.source", "actors.target"),
    ),
    "articles": Suite(
        "wirebook.evaluate.articles",
        "a folder of texts with their records in json/",
        ("claims.f1", "claims.precision", "claims.recall", "claims.sides", "claims.status_macro_f1",
         "claims.attribution_f1", "claims.date", "claims.country", "impacts.f1", "aid.f1"),
    ),
    "times": Suite(
        "wirebook.evaluate.times",
        "a folder of TimeML files",
        ("strict.f1", "relaxed.f1", "type.f1", "value.f1"),
    ),
    "treebank": Suite(
        "wirebook.evaluate.treebank",
        "a CoNLL-U file (.gz too), or a folder of these",
        ("uas", "las", "upos", "xpos", "sentences_f1"),
    ),
    "names": Suite(
        "wirebook.evaluate.names",
        "a file or folder of names as IOB columns, as CoNLL-U with Entity= (GUM) or as IEER newswire",
        ("f1",),
    ),
    "pages": Suite(
        "wirebook.evaluate.pages",
        "a folder of HTML pages with ground-truth.json (article extraction benchmark) or golden files (fundus)",
        ("body_f1", "title", "date", "authors"),
    ),
    "dumps": Suite(
        "wirebook.evaluate.dumps",
        "a folder of HTML pages as for the suite pages, of which the visible text is copied and read",
        ("body_f1", "title", "date"),
    ),
    "places": Suite(
        "wirebook.evaluate.places",
        "an XML file of articles with their toponyms (LGL, TR-News), or a folder of these",
        ("span.f1", "matched_161km", "end_to_end_161km"),
    ),
    "attribution": Suite(
        "wirebook.evaluate.attribution",
        "a folder with text/ and attributions/, the attributions in brat's format",
        ("cue.overlap_f1", "source.overlap_f1", "content.overlap_f1"),
    ),
    "impacts": Suite(
        "wirebook.evaluate.impacts",
        "JSON Lines of disaster articles with text and, in main, their figures",
        ("deaths", "injured", "displaced", "homeless", "buildings"),
    ),
    "clusters": Suite(
        "wirebook.evaluate.clusters",
        "JSON Lines of articles with cluster, date, title and text",
        ("b_cubed_f1",),
    ),
}  # fmt: skip


def suite_named(name: str) -> Suite:
    """The suite of that name. Raises UsageError, naming those that there are."""
    try:
        return SUITES[name]
    except KeyError:
        raise UsageError(name, f"there is no such suite; there are {', '.join(SUITES)}") from None


def run(suite: str, path: Path) -> Scores:
    """Score the coder on the gold set at `path`.

    Raises UsageError for a suite that does not exist, EvaluationError for a set that cannot be read.
    """
    module = suite_named(suite).module
    if not path.exists():
        raise EvaluationError(str(path), "there is no such file or folder")
    score = cast(Callable[[Path], Scores], importlib.import_module(module).run)
    return score(path)


def flattened(scores: Mapping[str, object], prefix: str = "") -> dict[str, float]:
    """The numbers of nested scores under dotted keys, in order."""
    flat: dict[str, float] = {}
    for key, value in scores.items():
        if isinstance(value, Mapping):
            flat |= flattened(value, f"{prefix}{key}.")
        elif isinstance(value, int | float):
            flat[f"{prefix}{key}"] = float(value)
    return flat
