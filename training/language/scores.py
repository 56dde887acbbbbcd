"""Scores while training: gold words and sentences, no tree search; `wirebook evaluate` is what counts."""

from __future__ import annotations

import torch

from training.language.corpus import Sentence
from training.language.instances import MISSING, Instance, Numbers, batch_of
from training.language.network import Batch, Network, Scores
from wirebook.language.names import best_tags, name_spans

BATCH = 32


def _batches(numbers: Numbers, sentences: list[Sentence]) -> list[list[Instance]]:
    order = sorted((numbers.instance([s]) for s in sentences), key=lambda i: len(i.pieces))
    return [order[i : i + BATCH] for i in range(0, len(order), BATCH)]


@torch.no_grad()
def tree_scores(network: Network, numbers: Numbers, sentences: list[Sentence]) -> dict[str, float]:
    """UAS, LAS by universal relation and with subtypes (every word counts, marks too), XPOS, UPOS, features."""
    right: dict[str, float] = dict.fromkeys(("uas", "las", "las_subtypes", "xpos", "upos", "features"), 0)
    count = sum(len(s.words) for s in sentences)
    universal = [name.partition(":")[0] for name in network.labels.relations]
    base = torch.tensor([universal.index(name) for name in universal])
    for group in _batches(numbers, sentences):
        batch = batch_of(group)
        scores: Scores = network(batch)
        heads = scores.arcs.masked_fill(~batch.same, -1e4).argmax(-1)
        relations = network.relation_scores(scores, heads).argmax(-1)
        gold = batch.gold
        attached = heads == gold["heads"]
        known = gold["relations"] >= 0
        right["uas"] += int(attached.sum())
        right["las"] += int((attached & known & (base[relations] == base[gold["relations"].clamp(min=0)])).sum())
        right["las_subtypes"] += int((attached & (relations == gold["relations"])).sum())
        for name in ("xpos", "upos", "features"):
            right[name] += int((getattr(scores, name).argmax(-1) == gold[name]).sum())
    return {name: value / count for name, value in right.items()}


@torch.no_grad()
def names_score(network: Network, numbers: Numbers, sentences: list[Sentence]) -> dict[str, float]:
    """Precision, recall and F1 of names, span and type exact."""
    right = found = wanted = 0
    names = network.labels.names
    for group in _batches(numbers, sentences):
        batch: Batch = batch_of(group)
        scores = network(batch).names.float().numpy()
        for row, instance in enumerate(group):
            gold = set(name_spans([names[n] if n != MISSING else "O" for n in instance.gold["names"]]))
            guess = set(name_spans(best_tags(scores[row, : len(instance.first)], names)))
            right, found, wanted = right + len(gold & guess), found + len(guess), wanted + len(gold)
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(precision + recall, 1e-9)}


@torch.no_grad()
def likely_names(network: Network, numbers: Numbers, sentences: list[Sentence], least: float) -> list[list[str]]:
    """BIO tags by the network itself, where it is sure to at least `least`; else missing."""
    found: dict[int, list[str]] = {}
    order = sorted(range(len(sentences)), key=lambda number: len(sentences[number].words))
    for i in range(0, len(order), BATCH):
        chosen = order[i : i + BATCH]
        group = [numbers.instance([sentences[number]]) for number in chosen]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = network(batch_of(group)).names
        chances, best = scores.float().softmax(-1).max(-1)
        for row, number in enumerate(chosen):
            count = len(sentences[number].words)
            pairs = zip(chances[row, :count].tolist(), best[row, :count].tolist(), strict=True)
            found[number] = [network.labels.names[n] if chance >= least else "" for chance, n in pairs]
    return [found[number] for number in range(len(sentences))]
