"""The lexicon's example sentences as marked sentences: those that the coder reads just as their line expects.

    python -m training.events.lexicon -o build/events/lexicon.tsv

The two sides and the words of the act are taken from the claim that came out. Two parties of such a sentence between
which no claim stands are a pair without an act; so is a pair turned round where the act has a direction.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import wirebook
from training.events.corpus import Marked, Range, written
from wirebook.coding.events.lexicon.examples import PUBLISHED, claims_expected, examples_of, told
from wirebook.coding.events.scorer import NONE, SYMMETRIC
from wirebook.coding.pipeline import read_text
from wirebook.coding.spans import CodedAct

FOLDER = resources.files("wirebook.coding.events.lexicon")


def _apart(*ranges: Range) -> bool:
    return all(a[1] <= b[0] or b[1] <= a[0] for a, b in itertools.combinations(ranges, 2))


def _of_claim(text: str, act: CodedAct) -> Iterator[Marked]:
    trigger = act.trigger[0]
    pairs = list(itertools.product(act.actor, act.recipient)) or list(itertools.permutations(act.actor, 2))
    for actor, recipient in pairs:
        source, target = (actor.start_char, actor.end_char), (recipient.start_char, recipient.end_char)
        if _apart(source, target, trigger):
            yield Marked(text, source, target, trigger, act.event)


def marked_examples() -> list[Marked]:
    """All pairs of the examples that come out as expected."""
    nlp = wirebook.load()
    rows: list[Marked] = []
    for file in sorted(FOLDER.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".tsv") or file.name == "classes.tsv":
            continue
        for example in examples_of(file.name, file.read_text(encoding="utf8")):
            doc = read_text(example.text, nlp, PUBLISHED)
            claims = doc._.claims
            if frozenset(map(told, claims)) != claims_expected(example.expected):
                continue
            positive = [row for act in claims for row in _of_claim(example.text, act)]
            rows += positive
            known = {(row.source, row.target) for row in positive}
            joint = {(row.target, row.source) for row in positive if row.event in SYMMETRIC}
            parties = sorted({(a.start_char, a.end_char) for a in doc._.actors if a.kind != "pronoun"})
            trigger = claims[0].trigger[0] if claims else None
            for source, target in itertools.permutations(parties, 2):
                taken = any(not _apart(source, s) and not _apart(target, t) for s, t in known | joint)
                if taken or not _apart(source, target, *(t for t in (trigger,) if t)):
                    continue
                rows.append(Marked(example.text, source, target, None, NONE))
    return list(dict.fromkeys(rows))


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    args.output.parent.mkdir(parents=True, exist_ok=True)
    rows = marked_examples()
    args.output.write_text("".join(f"{row.event}\t-\t{written(row)}\n" for row in rows), encoding="utf8")
    print(f"{len(rows)} pairs")


if __name__ == "__main__":
    main()
