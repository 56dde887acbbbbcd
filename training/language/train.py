"""Train the language model that wirebook ships: one encoder, fine-tuned for tags, trees, names and sentence starts.

    python -m training.language.train --encoder FOLDER \
        --treebank EWT_TRAIN.conllu.gz --treebank GUM_TRAIN.conllu.gz \
        --treebank-names training/language/names/ewt-train.tsv --treebank-names training/language/names/gum-train.tsv \
        --treebank-dev EWT_DEV.conllu.gz --treebank-dev GUM_DEV.conllu.gz \
        --names-iob UNER_DEV.iob2:1:2 --names-iob WIKIGOLD.txt:0:1 --names-gum GUM_NEWS_FOLDER \
        --names-dev UNER_TEST.iob2:1:2 -o build/language

FOLDER holds the published files of sentence-transformers/all-MiniLM-L6-v2 (model.safetensors, config.json, vocab.txt).
Fixed seeds; the log and the weights go to the output folder; `training.language.export` makes the file that ships.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.language.corpus import Sentence, in_bio, read_conllu, read_gum_names, read_iob, read_name_spans
from training.language.instances import Instance, Numbers, batch_of, batches, labels_of, without_names
from training.language.network import Network, load_encoder
from training.language.scores import likely_names, names_score, tree_scores
from training.language.variation import names_of_the_world, vary
from wirebook.language.pieces import Pieces

WEIGHTS = {"xpos": 0.6, "upos": 0.3, "features": 0.3, "names": 1.0, "arcs": 1.0, "relations": 0.8, "starts": 0.3}

AVERAGE_EVERY, AVERAGE_DECAY = 5, 0.99
"""The weights that are kept are a running average, over the last five hundred steps or so."""

PIECES_A_WORD = 1.45
"""About, with the marks at both ends and the padding."""
SURE = 0.9
"""How sure an earlier run must be of a name in a treebank for a later one to learn it."""


def _iob(spec: str) -> list[Sentence]:
    path, word, tag = spec.rsplit(":", 2)
    return list(read_iob(Path(path), int(word), int(tag)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--layers", default="0,1,2,3,4,5", help="the encoder's layers that are kept")
    parser.add_argument("--treebank", type=Path, action="append", required=True)
    parser.add_argument(
        "--treebank-names", type=Path, action="append", default=[], help="our names for the treebanks' sentences"
    )
    parser.add_argument("--treebank-dev", type=Path, action="append", required=True)
    parser.add_argument("--names-iob", action="append", default=[])
    parser.add_argument("--names-gum", type=Path)
    parser.add_argument("--names-dev", required=True)
    parser.add_argument("--names-weight", type=float, default=WEIGHTS["names"], help="of the names' loss")
    parser.add_argument("--names-repeat", type=int, default=2)
    parser.add_argument(
        "--start", type=Path, help="weights of an earlier run: begin there, with the treebanks' names by it"
    )
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch-pieces", type=int, default=1500)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--half", action="store_true", help="compute in bfloat16, where the CPU does it well")
    parser.add_argument("--minutes", type=float, help="begin no other epoch when this time is over")
    parser.add_argument("-o", "--output", type=Path, required=True)
    return parser.parse_args()


@dataclass(frozen=True)
class Data:
    """What is learnt from, and what is measured on while learning."""

    trees: list[Sentence]
    named: list[Sentence]
    trees_dev: dict[str, list[Sentence]]
    named_dev: list[Sentence]


def read_data(args: argparse.Namespace) -> Data:
    """The treebanks and name sets that the arguments name."""
    trees = [s for path in args.treebank for s in read_conllu(path)]
    spans = {key: found for path in args.treebank_names for key, found in read_name_spans(path).items()}
    for sentence in trees:
        known = in_bio(len(sentence.words), spans.get(sentence.id, ())) if spans else without_names(sentence)
        sentence.names = known
    named = [s for spec in args.names_iob for s in _iob(spec)]
    if args.names_gum:
        named += [s for path in sorted(args.names_gum.glob("*.conllu")) for s in read_gum_names(path)]
    return Data(trees, named, {path.name: list(read_conllu(path)) for path in args.treebank_dev}, _iob(args.names_dev))


class Trainer:
    """The network in training: its optimiser, its running average, and its log."""

    def __init__(self, args: argparse.Namespace, data: Data, network: Network, say: Callable[[str], None]) -> None:
        self._args, self._network, self._say = args, network, say
        self._weights = {**WEIGHTS, "names": args.names_weight}
        inside = list(network.encoder.parameters())
        outside = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
        self._rates = (args.rate, args.head_rate)
        self._optimiser = torch.optim.AdamW(
            [{"params": inside}, {"params": outside}], lr=args.rate, weight_decay=0.01, fused=True
        )
        self._average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGE_DECAY))
        words = sum(len(s.words) for s in [*data.trees, *data.named * args.names_repeat])
        self._epoch = words * PIECES_A_WORD / args.batch_pieces
        self._step, self.began = 0, time.monotonic()

    @property
    def best(self) -> Network:
        """The averaged network, ready to be measured and kept."""
        module = self._average.module
        assert isinstance(module, Network)
        return module.eval()

    def _set_rates(self) -> None:
        """Half an epoch of warming up, then down along a cosine."""
        done = min(1.0, self._step / (self._epoch * self._args.epochs))
        share = min(1.0, self._step / (self._epoch / 2)) * 0.5 * (1 + math.cos(math.pi * done))
        for parameters, rate in zip(self._optimiser.param_groups, self._rates, strict=True):
            parameters["lr"] = rate * max(share, 0.01)

    def epoch(self, queue: list[list[Instance]]) -> dict[str, float]:
        """One pass over the batches; the mean loss of each head."""
        self._network.train()
        sums: dict[str, float] = {}
        for group in queue:
            self._set_rates()
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self._args.half):
                losses = self._network.losses(batch_of(group))
                loss = torch.stack([self._weights[name] * value for name, value in losses.items()]).sum()
            self._optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self._network.parameters(), 2.0)
            self._optimiser.step()
            self._step += 1
            if self._step % AVERAGE_EVERY == 0:
                self._average.update_parameters(self._network)
            for name, value in losses.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach())
            if self._step % 200 == 0:
                minutes = (time.monotonic() - self.began) / 60
                self._say(f"step {self._step}, {minutes:.1f} min, loss {float(loss.detach()):.3f}")
        return {name: value / len(queue) for name, value in sorted(sums.items())}


def main() -> None:
    """Read the data, train, log the scores of each epoch and keep the averaged weights."""
    args = _arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    args.output.mkdir(parents=True, exist_ok=True)
    log = (args.output / "log.txt").open("w", encoding="utf8")

    def say(message: str) -> None:
        for stream in (sys.stderr, log):
            print(message, file=stream, flush=True)

    data = read_data(args)
    labels = labels_of(data.trees)
    (args.output / "labels.json").write_text(json.dumps(asdict(labels), indent=1))
    numbers = Numbers(labels, Pieces((args.encoder / "vocab.txt").read_text("utf8").rstrip("\n").split("\n")))
    network = Network(load_encoder(args.encoder, [int(n) for n in args.layers.split(",")]), labels)
    if args.start:
        network.load_state_dict(torch.load(args.start, weights_only=True))
        if not args.treebank_names:
            sure = likely_names(network.eval(), numbers, data.trees, SURE)
            for sentence, guesses in zip(data.trees, sure, strict=True):
                sentence.names = [own or guess for own, guess in zip(sentence.names, guesses, strict=True)]
    say(f"{len(data.trees)} trees, {len(data.named)} sentences with names, {len(labels.relations)} relations")
    trainer = Trainer(args, data, network, say)
    names = names_of_the_world()
    for epoch in range(args.epochs):
        rng = random.Random(args.seed * 1000 + epoch)
        instances = list(numbers.instances([vary(s, names, rng) for s in data.trees], 0.2, rng))
        for _ in range(args.names_repeat):
            instances += list(numbers.instances([vary(s, names, rng) for s in data.named], 0.1, rng))
        say(f"epoch {epoch + 1}: {_shown(trainer.epoch(batches(instances, args.batch_pieces, rng)))}")
        for name, sentences in data.trees_dev.items():
            say(f"  {name}: {_shown(tree_scores(trainer.best, numbers, sentences))}")
        say(f"  names: {_shown(names_score(trainer.best, numbers, data.named_dev))}")
        torch.save(trainer.best.state_dict(), args.output / "weights.pt")
        if args.minutes and time.monotonic() - trainer.began > args.minutes * 60:
            break


def _shown(scores: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.4f}" for name, value in scores.items())


if __name__ == "__main__":
    main()
