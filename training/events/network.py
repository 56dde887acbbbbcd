"""The scorer's network: the encoder of the language model, told which words are the source and which the target.

It looks for the words of the act itself: an attention whose weights are trained on the marked words. The scores of the
types are read off four vectors: source, target, act, and the sentence's own.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.language.network import Encoder, dropout
from wirebook.coding.events.scorer import TYPES

ROLES = 3
HEAD_WIDTH = 256
MASKED = -1e4


@dataclass
class Batch:
    """Sentences padded to one length: pieces, cases, roles, acts (1 on the words of the act) and types."""

    pieces: Tensor
    cases: Tensor
    roles: Tensor
    acts: Tensor
    events: Tensor


class Scorer(nn.Module):
    """Encoder and head. `encoder` is one of `training.language.network`, its layers those that are kept."""

    def __init__(self, encoder: Encoder, share: float = 0.1) -> None:
        super().__init__()
        self.encoder, self.share = encoder, share
        width = encoder.pieces.embedding_dim
        self.roles = nn.Embedding(ROLES, width)
        nn.init.normal_(self.roles.weight, std=0.02)
        with torch.no_grad():
            self.roles.weight[0] = 0
        self.act = nn.Linear(width, 1)
        self.inner = nn.Linear(4 * width, HEAD_WIDTH)
        self.scores = nn.Linear(HEAD_WIDTH, len(TYPES))

    def encoded(self, batch: Batch) -> Tensor:
        """A vector for each piece, of the last layer."""
        encoder = self.encoder
        positions = torch.arange(batch.pieces.shape[1])
        x = encoder.pieces(batch.pieces) + encoder.positions(positions) + encoder.cases(batch.cases)
        x = dropout(encoder.norm(x + self.roles(batch.roles)), self.share, self.training)
        mask = (batch.pieces == 0)[:, None, None, :] * MASKED
        for layer in encoder.layers:
            x = layer(x, mask, self.share)
        return x

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Scores of the types (sentences, types) and of each piece as a word of the act (sentences, pieces)."""
        x = self.encoded(batch)

        def mean(role: int) -> Tensor:
            chosen = (batch.roles == role).to(x.dtype)[..., None]
            return (x * chosen).sum(1) / chosen.sum(1).clamp(min=1)

        acts = self.act(x)[..., 0].float() + (batch.pieces == 0) * MASKED
        act = (acts.softmax(1).to(x.dtype)[..., None] * x).sum(1)
        both = dropout(torch.cat([mean(1), mean(2), act, x[:, 0]], 1), 2 * self.share, self.training)
        inner = dropout(functional.relu(self.inner(both)), 2 * self.share, self.training)
        return self.scores(inner).float(), acts

    def loss(self, batch: Batch, smoothing: float = 0.05, weight: float = 0.3) -> Tensor:
        """The loss of the types and, where words of the act are marked, that of the attention."""
        scores, acts = self(batch)
        loss = functional.cross_entropy(scores, batch.events, label_smoothing=smoothing)
        marked = batch.acts.sum(1) > 0
        if marked.any():
            chance = acts[marked].log_softmax(1).masked_fill(batch.acts[marked] == 0, MASKED).logsumexp(1)
            loss = loss - weight * chance.mean() * marked.float().mean()
        return loss
