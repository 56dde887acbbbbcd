"""Train the scorer of events.

    python -m training.events.train --encoder FOLDER --sentences training/events/sentences \
        --lexicon build/events/lexicon.tsv -o build/events

FOLDER holds the published files of sentence-transformers/all-MiniLM-L6-v2. The sentences are ours; a fifth of them,
chosen by their text, is held out (`--all` trains on them too). Fixed seeds; log and weights go to the output folder.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import random
import sys
import time
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.events.corpus import Marked, read_table
from training.events.instances import Numbers, batch_of, batches
from training.events.network import Scorer
from training.events.variation import Parties, is_directed, joined, turned, with_other_parties
from training.language.network import load_encoder
from wirebook.coding.events.scorer import TYPES
from wirebook.language.pieces import Pieces

PARTS = 5


def part_of(row: Marked) -> int:
    """The part of the sentences that one falls into, by its text: the pairs of a sentence stay together."""
    return hashlib.sha256(row.text.encode()).digest()[0] % PARTS


def varied(own: list[Marked], lexicon: list[Marked], args: argparse.Namespace, rng: random.Random) -> list[Marked]:
    """The sentences of one epoch."""
    parties = Parties([*own, *lexicon])
    rows = [with_other_parties(row, parties, args.parties, rng) for row in own]
    rows += [turned(row) for row in own if is_directed(row) and rng.random() < args.turned]
    chosen = [
        r for r in lexicon if rng.random() < (args.lexicon_share if r.event != "NONE" else 0.15 * args.lexicon_share)
    ]
    chosen = [with_other_parties(row, parties, 0.7, rng) for row in chosen]
    rng.shuffle(chosen)
    mixed = [*chosen, *rows]
    rows += [joined(row, rng.choice(mixed), rng) if rng.random() < args.joined else row for row in chosen]
    return rows


def scored(model: Scorer, numbers: Numbers, rows: list[Marked]) -> torch.Tensor:
    """The log chances of the types of sentences, in their order."""
    model.eval()
    instances = [numbers.instance(row) for row in rows]
    order = sorted(range(len(rows)), key=lambda i: len(instances[i].pieces))
    found = torch.zeros(len(rows), len(TYPES))
    with torch.no_grad():
        for i in range(0, len(order), 64):
            chosen = order[i : i + 64]
            found[chosen] = model(batch_of([instances[n] for n in chosen]))[0].log_softmax(1)
    return found


def word_vectors(file: Path) -> torch.Tensor:
    """The vectors of the word pieces in the language model that ships, as it reads them."""
    weights = [numpy_helper.to_array(w) for w in onnx.load(file).graph.initializer if w.dims and w.dims[0] > 10_000]
    table, scale = weights
    return torch.from_numpy(table.astype(np.float32) * scale)


def main() -> None:
    """Train, and write weights, log and the scores of the held-out sentences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument(
        "--words", type=Path, help="the language model's file: its vectors of the word pieces are taken"
    )
    parser.add_argument("--layers", default="0,1,2,3,4,5")
    parser.add_argument("--sentences", type=Path, required=True)
    parser.add_argument("--lexicon", type=Path)
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--parties", type=float, default=0.3)
    parser.add_argument("--turned", type=float, default=0.12)
    parser.add_argument("--joined", type=float, default=0.5)
    parser.add_argument("--lexicon-share", type=float, default=0.6)
    parser.add_argument("--part", type=int, default=0, help="the part that is held out")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    args.output.mkdir(parents=True, exist_ok=True)
    log = (args.output / "log.txt").open("w", encoding="utf8")

    def say(text: str) -> None:
        print(text, file=sys.stderr, flush=True)
        print(text, file=log, flush=True)

    own = [row for file in sorted(args.sentences.glob("*.tsv")) for row in read_table(file)]
    lexicon = read_table(args.lexicon) if args.lexicon else []
    held = [row for row in own if part_of(row) == args.part]
    learnt = own if args.all else [row for row in own if part_of(row) != args.part]
    numbers = Numbers(Pieces((args.encoder / "vocab.txt").read_text(encoding="utf8").split("\n")))
    model = Scorer(load_encoder(args.encoder, [int(n) for n in args.layers.split(",")]))
    for unchanged in (model.encoder.mix, model.encoder.pieces.weight, model.encoder.positions.weight):
        unchanged.requires_grad = False  # what few sentences show of the words must not pull apart what is alike
    if args.words:
        model.encoder.pieces.weight.data.copy_(word_vectors(args.words))
    if args.start:
        model.load_state_dict(torch.load(args.start, weights_only=True))
    head = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    body = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": head, "lr": args.head_rate}, {"params": body, "lr": args.rate}], weight_decay=0.01
    )
    say(f"{len(learnt)} sentences, {len(held)} held out, {len(lexicon)} of the lexicon; {vars(args)}")
    start = time.time()
    count = len(varied(learnt, lexicon, args, random.Random(0))) // args.batch + 1
    steps = args.epochs * count
    warm = max(1, steps // 15)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda n: n / warm if n < warm else 0.5 * (1 + math.cos(math.pi * min(1, (n - warm) / (steps - warm)))),
    )
    for epoch in range(args.epochs):
        rows = [numbers.instance(row) for row in varied(learnt, lexicon, args, rng)]
        model.train()
        total = 0.0
        parts = batches(rows, args.batch, rng)
        for part in parts:
            with torch.autocast("cpu", torch.bfloat16):
                loss = model.loss(batch_of(part))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        line = f"epoch {epoch + 1}: loss {total / len(parts):.4f}, {len(rows)} rows, {time.time() - start:.0f} s"
        torch.save(model.state_dict(), args.output / "weights.pt")
        if held and epoch + 1 == args.epochs:
            chances = scored(model, numbers, held)
            right = chances.argmax(1) == torch.tensor([TYPES.index(row.event) for row in held])
            acts = [row.event != "NONE" for row in held]
            of_acts = float(right[acts].float().mean())
            line += f"; held out: accuracy {float(right.float().mean()):.3f}, of acts {of_acts:.3f}"
        say(line)


if __name__ == "__main__":
    main()
