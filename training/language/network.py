"""The network: MiniLM's encoder, told the case of each word, with a head for each thing that is read off a sentence.

Heads: tags (XPOS, UPOS, features), tree (Dozat and Manning 2017's biaffine arcs; the label of an arc from both its
ends), names (BIO) and sentence starts. `forward` takes a batch of sentences and gives every score at once.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from wirebook.language.pieces import CASES

ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
ARC_WIDTH, LABEL_WIDTH, TAG_WIDTH, NAME_WIDTH = 256, 192, 256, 192


@dataclass(frozen=True)
class Labels:
    """The classes of each head, in the order of the scores."""

    xpos: list[str]
    upos: list[str]
    features: list[str]
    relations: list[str]
    names: list[str]


@dataclass
class Batch:
    """Sentences of nearly one length. Word positions are padded with 0, gold values with -100.

    Shapes: pieces, cases (sentences, pieces); first, last and each gold value (sentences, words);
    `same` (sentences, words, words + 1) tells which heads are allowed, the root last.
    """

    pieces: Tensor
    cases: Tensor
    first: Tensor
    last: Tensor
    gold: dict[str, Tensor]
    same: Tensor


@dataclass
class Scores:
    """What the heads say, before any softmax. `arcs` is (sentences, words, words + 1), the root last."""

    xpos: Tensor
    upos: Tensor
    features: Tensor
    names: Tensor
    starts: Tensor
    arcs: Tensor
    dependent: Tensor
    governor: Tensor


def dropout(x: Tensor, share: float, training: bool) -> Tensor:
    """Dropout whose mask takes one random byte a number: on a CPU, drawing them is what dropout costs."""
    if not training or not share:
        return x
    draws = torch.empty((x.numel() + 7) // 8, dtype=torch.int64).random_(-(2**63), None).view(torch.uint8)
    limit = round(share * 256)
    keep = (draws[: x.numel()] >= limit).view(x.shape)
    return x * (keep.to(x.dtype) * (256 / (256 - limit)))


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.attended = nn.Linear(width, width)
        self.attended_norm = nn.LayerNorm(width, eps=1e-12)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.outer_norm = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, share: float) -> Tensor:
        """Attention, then the two inner layers; `mask` is added to the weights, `share` is dropped out."""
        size, length, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(size, length, self.heads, -1).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        weights = (q @ k.transpose(2, 3)) * (q.shape[-1] ** -0.5) + mask
        y = weights.softmax(-1).to(v.dtype) @ v
        y = self.attended(y.transpose(1, 2).reshape(size, length, width))
        x = self.attended_norm(x + dropout(y, share, self.training))
        y = self.outer(functional.gelu(self.inner(x)))
        return self.outer_norm(x + dropout(y, share, self.training))


class Encoder(nn.Module):
    """BERT without its pooler, with a learned vector for the case of the word, and the layers mixed at the end."""

    def __init__(self, config: dict[str, int], layers: int) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.pieces = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.cases = nn.Embedding(len(CASES), width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"]) for _ in range(layers)
        )
        self.mix = nn.Parameter(torch.zeros(layers + 1))
        nn.init.zeros_(self.cases.weight)

    def forward(self, pieces: Tensor, cases: Tensor, share: float = 0.1) -> Tensor:
        """A vector for each piece (sentences, pieces, width)."""
        positions = torch.arange(pieces.shape[1])
        x = self.norm(self.pieces(pieces) + self.positions(positions) + self.cases(cases))
        x = dropout(x, share, self.training)
        mask = (pieces == 0)[:, None, None, :] * -1e4
        seen = [x]
        for layer in self.layers:
            x = layer(x, mask, share)
            seen.append(x)
        return torch.einsum("k,kbpw->bpw", self.mix.softmax(0), torch.stack(seen))


def load_encoder(folder: Path, layers: list[int]) -> Encoder:
    """The published weights; `layers` names those that are kept. Raises ValueError where the file is another."""
    path = folder / "model.safetensors"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != ENCODER_SHA256:
        raise ValueError(f"{path}: SHA-256 {digest} is not that of sentence-transformers/all-MiniLM-L6-v2")
    config = json.loads((folder / "config.json").read_text())
    encoder = Encoder(config, len(layers))
    weights = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
    copies: list[tuple[nn.Module, str]] = [
        (encoder.pieces, "embeddings.word_embeddings"),
        (encoder.positions, "embeddings.position_embeddings"),
        (encoder.norm, "embeddings.LayerNorm"),
    ]
    for layer, number in zip(encoder.layers, layers, strict=True):
        stem = f"encoder.layer.{number}."
        copies += [
            (layer.query, stem + "attention.self.query"),
            (layer.key, stem + "attention.self.key"),
            (layer.value, stem + "attention.self.value"),
            (layer.attended, stem + "attention.output.dense"),
            (layer.attended_norm, stem + "attention.output.LayerNorm"),
            (layer.inner, stem + "intermediate.dense"),
            (layer.outer, stem + "output.dense"),
            (layer.outer_norm, stem + "output.LayerNorm"),
        ]
    for module, name in copies:
        module.weight.data.copy_(weights[name + ".weight"])
        if name + ".bias" in weights:
            module.bias.data.copy_(weights[name + ".bias"])
    # every piece is of the first segment: its vector joins the positions
    encoder.positions.weight.data += weights["embeddings.token_type_embeddings.weight"][0]
    return encoder


class Head(nn.Module):
    """A layer of its own and a score a class."""

    def __init__(self, width: int, inner: int, classes: int) -> None:
        super().__init__()
        self.inner, self.scores = nn.Linear(width, inner), nn.Linear(inner, classes)

    def forward(self, x: Tensor, share: float) -> Tensor:
        """The scores of each word's classes."""
        inner = dropout(functional.relu(self.inner(x)), share, self.training)
        scores: Tensor = self.scores(inner)
        return scores


class Network(nn.Module):
    """The encoder and its heads."""

    def __init__(self, encoder: Encoder, labels: Labels, dropout: float = 0.25) -> None:
        super().__init__()
        self.encoder, self.labels, self.dropout = encoder, labels, dropout
        width = encoder.pieces.embedding_dim
        self.xpos = Head(width, TAG_WIDTH, len(labels.xpos))
        self.upos = Head(width, TAG_WIDTH, len(labels.upos))
        self.features = Head(width, TAG_WIDTH, len(labels.features))
        self.names = Head(width, NAME_WIDTH, len(labels.names))
        self.starts = nn.Linear(width, 1)
        self.arc_dependent, self.arc_governor = nn.Linear(width, ARC_WIDTH), nn.Linear(width, ARC_WIDTH)
        self.biaffine = nn.Linear(ARC_WIDTH, ARC_WIDTH, bias=False)
        self.governor_bias = nn.Linear(ARC_WIDTH, 1)
        self.label_dependent, self.label_governor = nn.Linear(width, LABEL_WIDTH), nn.Linear(width, LABEL_WIDTH)
        self.relations = nn.Linear(2 * LABEL_WIDTH, len(labels.relations))
        nn.init.zeros_(self.biaffine.weight)

    def forward(self, batch: Batch) -> Scores:
        """Every head's scores for a batch."""
        x = self.encoder(batch.pieces, batch.cases)
        width = x.shape[-1]

        def at(index: Tensor) -> Tensor:
            return x.gather(1, index[..., None].expand(-1, -1, width))

        words = dropout((at(batch.first) + at(batch.last)) / 2, self.dropout / 2, self.training)
        above = torch.cat([words, x[:, :1]], dim=1)  # [CLS] stands for the root

        def inner(layer: nn.Module, value: Tensor) -> Tensor:
            return dropout(functional.relu(layer(value)), self.dropout, self.training)

        dependent, governor = inner(self.arc_dependent, words), inner(self.arc_governor, above)
        arcs = self.biaffine(dependent) @ governor.transpose(1, 2) + self.governor_bias(governor).transpose(1, 2)
        return Scores(
            xpos=self.xpos(words, self.dropout),
            upos=self.upos(words, self.dropout),
            features=self.features(words, self.dropout),
            names=self.names(words, self.dropout),
            starts=self.starts(words)[..., 0],
            arcs=arcs,
            dependent=dropout(self.label_dependent(words), self.dropout, self.training),
            governor=dropout(self.label_governor(above), self.dropout, self.training),
        )

    def relation_scores(self, scores: Scores, heads: Tensor) -> Tensor:
        """Scores of each word's relation to the head that is given (sentences, words; the root is the last)."""
        width = scores.governor.shape[-1]
        governor = scores.governor.gather(1, heads[..., None].expand(-1, -1, width))
        both = [scores.dependent * governor, functional.relu(scores.dependent + governor)]
        found: Tensor = self.relations(torch.cat(both, -1))
        return found

    def losses(self, batch: Batch) -> dict[str, Tensor]:
        """The mean loss of each head over the words that have a gold value for it."""
        scores, gold = self(batch), batch.gold
        found: dict[str, Tensor] = {}
        for name in ("xpos", "upos", "features", "names"):
            found[name] = _cross_entropy(getattr(scores, name), gold[name])
        arcs = scores.arcs.masked_fill(~batch.same, -1e4)
        found["arcs"] = _cross_entropy(arcs, gold["heads"])
        found["relations"] = _cross_entropy(self.relation_scores(scores, gold["heads"].clamp(min=0)), gold["relations"])
        known = gold["starts"] >= 0
        if known.any():
            found["starts"] = functional.binary_cross_entropy_with_logits(
                scores.starts[known].float(), gold["starts"][known].float()
            )
        return found


def _cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    if not (gold >= 0).any():
        return scores.sum() * 0
    return functional.cross_entropy(scores.reshape(-1, scores.shape[-1]).float(), gold.reshape(-1), ignore_index=-100)
