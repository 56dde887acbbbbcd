"""Fit the weights by which the lexicon's reading and the scorer's chances are settled, and measure how sure to be.

    python -m training.events.settle --sentences training/events/sentences --scorer build/events/shipped \
        -o src/wirebook/coding/events/weights/settle.toml

Only sentences that the scorer did not see are used (the held-out part of `training.events.train`). Each is read twice:
with its two parties handed in, and by the pipeline as it is, a claim between the two counting as found. The report has
accuracy before and after, and the expected calibration error over ten bins, by cross-fitting over five folds.

Our sentences are richer in rare words than the news. In the fit and in the report sentences whose word of the act the
lexicon knows therefore count more, so that they make up the share `KNOWN`, which is what we take it to be in the news.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import torch
from torch.nn import functional

import wirebook
from training.events.corpus import Marked, Range, read_table
from training.events.train import part_of
from wirebook.coding.events.scorer import NONE, TYPES, Answer, Question, Scorer
from wirebook.coding.events.second_word import pair_of, question_of, reading_of
from wirebook.coding.events.settle import Reading
from wirebook.coding.given import read_given
from wirebook.coding.pipeline import read_text

FITS = ("both", "one", "far", "absent", "sure", "unsure")
FOLDS, BINS = 5, 10
KNOWN = 0.9
"""The share of acts in the news whose word is in the lexicon, as we take it to be: it was not measured."""
Case = tuple[Answer, Reading, str, str, bool]
"""The scorer's answer, the lexicon's reading, the right class, the sentence, and whether an act is read at its word."""


@dataclass
class Parameters:
    """The weights while they are fitted."""

    scorer: torch.Tensor
    fit: torch.Tensor
    none: torch.Tensor

    def all(self) -> list[torch.Tensor]:
        """All of them."""
        return [self.scorer, self.fit, self.none]


def _new() -> Parameters:
    def zeros(count: int) -> torch.Tensor:
        return torch.zeros(count, requires_grad=True)

    return Parameters(torch.ones(1, requires_grad=True), zeros(len(FITS)), zeros(len(FITS)))


def scores(cases: Sequence[Case], p: Parameters) -> torch.Tensor:
    """What `settle` adds up, for many."""
    found = torch.tensor([answer.chances for answer, *_ in cases]) * p.scorer
    read = torch.zeros(len(cases), len(TYPES))
    for row, (_, reading, *_) in enumerate(cases):
        if reading.event:
            read[row, TYPES.index(reading.event)] = 1
    fits = torch.tensor([FITS.index(reading.fit) for _, reading, *_ in cases])
    found = found + read * p.fit[fits][:, None]
    none = torch.zeros(len(TYPES))
    none[TYPES.index(NONE)] = 1
    return found + p.none[fits][:, None] * none


def weights_of(cases: Sequence[Case]) -> torch.Tensor:
    """How much each case counts: those whose word is known make up `KNOWN` of the sum, which is the number of cases."""
    known = torch.tensor([case[4] for case in cases])
    share = known.float().mean().clamp(0.01, 0.99)
    return torch.where(known, KNOWN / share, (1 - KNOWN) / (1 - share)) if share < KNOWN else torch.ones(len(cases))


def fitted(cases: Sequence[Case], steps: int = 300) -> Parameters:
    """The weights of the least loss, drawn a little towards nothing."""
    p = _new()
    gold = torch.tensor([TYPES.index(event) for _, _, event, *_ in cases])
    counts = weights_of(cases)
    optimiser = torch.optim.Adam(p.all(), lr=0.05)
    for _ in range(steps):
        spread = 0.1 * ((p.fit**2).sum() + (p.none**2).sum())
        each = functional.cross_entropy(scores(cases, p), gold, reduction="none")
        loss = (each * counts).mean() + 0.5 * spread / len(cases)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return p


def crossed(cases: Sequence[Case]) -> torch.Tensor:
    """The chances of each case by weights that were fitted without its sentence."""
    folds = [hashlib.sha256(text.encode()).digest()[1] % FOLDS for *_, text, _ in cases]
    found = torch.zeros(len(cases), len(TYPES))
    for fold in range(FOLDS):
        rest = [case for case, own in zip(cases, folds, strict=True) if own != fold]
        here = [n for n, own in enumerate(folds) if own == fold]
        if here:
            found[here] = scores([cases[n] for n in here], fitted(rest)).detach().softmax(1)
    return found


def calibration(sure: list[float], right: list[bool], counts: list[float]) -> tuple[float, list[str]]:
    """The expected calibration error, and a line of the table for each bin that holds any."""
    error, lines = 0.0, []
    for number in range(BINS):
        inside = [n for n, c in enumerate(sure) if min(int(c * BINS), BINS - 1) == number]
        if inside:
            weight = sum(counts[n] for n in inside)
            mean = sum(sure[n] * counts[n] for n in inside) / weight
            share = sum(right[n] * counts[n] for n in inside) / weight
            error += abs(mean - share) * weight / sum(counts)
            lines.append(
                f"| {number / BINS:.1f} to {(number + 1) / BINS:.1f} | {len(inside)} | {mean:.3f} | {share:.3f} |"
            )
    return error, lines


def cases_of(rows: Sequence[Marked], scorer: Scorer) -> dict[str, list[Case]]:
    """Every sentence read in both ways: `given` has a case for each, `found` one for each claim between the two."""
    nlp = wirebook.load()
    nlp.remove_pipe("wirebook_scorer")
    asked: dict[str, list[tuple[Question, Reading, str, str, bool]]] = {"given": [], "found": []}
    for row in rows:
        question, reading = read_given(nlp, row.text, row.source, row.target)
        known = row.trigger is not None and any(_touch(word, row.trigger) for word in reading.at)
        asked["given"].append((question, reading, row.event, row.text, known))
        doc = read_text(row.text, nlp)
        for act in doc._.claims:
            pair = pair_of(act)
            if pair is None or not (_touch(pair[0], row.source) and _touch(pair[1], row.target)):
                continue
            reading = reading_of(act)
            asked["found"].append((question_of(doc, act.sentence, *pair), reading, row.event, row.text, True))
    found: dict[str, list[Case]] = {}
    for way, all_asked in asked.items():
        answers = scorer.score([question for question, *_ in all_asked])
        found[way] = [(answer, *rest) for answer, (_, *rest) in zip(answers, all_asked, strict=True)]
    return found


def _touch(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def report(way: str, cases: Sequence[Case]) -> list[str]:
    """How often the lexicon, the scorer and both are right, and how well the chances of both fit."""
    chances = crossed(cases)
    events = [event for _, _, event, *_ in cases]
    acts = [n for n, event in enumerate(events) if event != NONE]
    counts = weights_of(cases).tolist()

    def share(said: Sequence[str | None], chosen: Sequence[int], even: bool = True) -> float:
        weights = [1.0 if even else counts[n] for n in chosen]
        return sum(w for n, w in zip(chosen, weights, strict=True) if said[n] == events[n]) / max(1.0, sum(weights))

    lexicon = [reading.event for _, reading, *_ in cases]
    alone = [answer.best for answer, *_ in cases]
    both = [TYPES[int(n)] for n in chances.argmax(1)]
    lines = [f"{way}: {len(cases)} cases, {len(acts)} of them acts"]
    lines += [
        f"{name}: right {share(said, range(len(cases))):.3f}, of acts {share(said, acts):.3f}, "
        f"of acts as in the news {share(said, acts, even=False):.3f}"
        for name, said in (("lexicon", lexicon), ("scorer", alone), ("both", both))
    ]
    confusions = Counter((e, b) for e, b in zip(events, both, strict=True) if e != b)
    lines.append("confused: " + ", ".join(f"{e} as {b} {n}" for (e, b), n in confusions.most_common(15)))
    sure = [float(chances[n, TYPES.index(b)]) for n, b in enumerate(both)]
    error, table = calibration(sure, [b == e for b, e in zip(both, events, strict=True)], counts)
    return [*lines, f"expected calibration error {error:.3f}", *table]


def _written(way: str, p: Parameters) -> str:
    def row(name: str, keys: Sequence[str], values: torch.Tensor) -> str:
        cells = ", ".join(f"{key} = {value:.3f}" for key, value in zip(keys, values.tolist(), strict=True))
        return f"{name} = {{ {cells} }}"

    return "\n".join(
        [
            f"[{way}]",
            f"scorer = {float(p.scorer.detach()):.3f}",
            row("fit", FITS, p.fit),
            row("none", FITS, p.none),
        ]
    )


def main() -> None:
    """Fit, report and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(7)
    torch.set_num_threads(1)
    own = [row for file in sorted(args.sentences.glob("*.tsv")) for row in read_table(file)]
    scorer = Scorer(args.scorer, Path(str(resources.files("wirebook.language"))) / "weights")
    parts = ["# Made by training/events/settle.py: how the lexicon's reading and the scorer's chances are weighed."]
    for way, cases in cases_of([row for row in own if part_of(row) == args.part], scorer).items():
        print("\n".join(report(way, cases)))
        parts.append(_written(way, fitted(cases)))
    args.output.write_text("\n\n".join(parts) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
