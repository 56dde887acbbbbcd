"""Every line of the lexicon is run: its example yields just what it expects.

`known_faults.txt` lists the examples that the coder gets wrong today, mostly for the parser's sake. The list only
shrinks: an example that is not on it must hold, and one that holds must leave it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from spacy.tokens import Doc

from tests.coding.conftest import told

KNOWN_FAULTS = Path(__file__).with_name("known_faults.txt")
MOST_FAULTS = 0.06


def _expected(cell: str) -> set[str]:
    """The claims of a cell, one line each, as `told` has them."""
    found = set()
    for claim in cell.split(";"):
        negation = "not " if claim.strip().startswith("not ") else ""
        event, who, *status = claim.strip().removeprefix("not ").split(" ")
        sides = [("+".join(sorted(side.split("+")))) for side in who.split(">")]
        found.add(f"{negation}{event} {'>'.join(s for s in sides if s)} {status[0] if status else 'happened'}")
    return found


def _examples() -> list[tuple[str, str, str]]:
    folder = resources.files("wirebook.coding.events.lexicon")
    found = []
    for name in sorted(f.name for f in folder.iterdir() if f.name.endswith(".tsv") and f.name != "classes.tsv"):
        text = (folder / name).read_text(encoding="utf8")
        rows = csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
        found += [(f"{name} {row['predicate']} {row['pos']}", row["example"], row["expected"]) for row in rows]
    return found


def test_every_example_yields_what_it_expects(code: Callable[[str], Doc]) -> None:
    known = set(KNOWN_FAULTS.read_text(encoding="utf8").splitlines())
    failing = {
        where
        for where, example, expected in _examples()
        if {told(a) for a in code(example)._.claims} != _expected(expected)
    }
    assert not failing - known, f"{len(failing - known)} examples that held before fail now"
    assert not known - failing, "these hold now; take them off the list of known faults"


def test_known_faults_are_few() -> None:
    assert len(KNOWN_FAULTS.read_text(encoding="utf8").splitlines()) <= MOST_FAULTS * len(_examples())
