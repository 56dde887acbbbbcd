"""The trained network at work: words of sentences in, tags, trees and names out, by onnxruntime.

A sentence's reading does not depend on its neighbours: sentences of one padded length share a batch, the padded length
follows from the sentence alone, and the network takes its products row by row in whole numbers (how, says
`training/language/export.py`). On one type of CPU the results are the same bytes in any batch and on any number of
threads; between types the last digits of floats can differ, and with them a reading that was a near tie.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from wirebook.errors import ModelError
from wirebook.language.arborescence import ROOT, best_heads
from wirebook.language.names import best_tags, name_spans
from wirebook.language.pieces import Encoded, Pieces

MOST_WORDS = 180
"""Of one sentence; the caller cuts longer ones. The encoder has 512 positions, and few words take three pieces."""
MOST_PIECES = 510
STEP = 8
"""Lengths are padded to a multiple of this."""
MOST_CELLS = 2048
"""Pieces in a batch: enough for the whole-number kernels, few enough for memory and cache."""

_OUTPUTS = ("arcs", "dependent", "governor", "xpos", "upos", "features", "names", "starts", "words")


@dataclass(frozen=True)
class Reading:
    """One sentence as the network reads it; lists run over its words.

    `heads` are positions in the sentence, -1 for the root; `names` are (start, end, type); `starts` is the chance that
    a sentence starts at a word; `vector` is the mean of the words' vectors (384 numbers), for comparing sentences.
    """

    heads: list[int]
    relations: list[str]
    tags: list[str]
    pos: list[str]
    features: list[str]
    names: list[tuple[int, int, str]]
    starts: NDArray[np.float32]
    vector: NDArray[np.float32]


def _up(length: int) -> int:
    return -(-length // STEP) * STEP


class Network:
    """A model file in memory, ready to read sentences."""

    def __init__(self, folder: Path, sha256: str | None = None, threads: int = 1) -> None:
        """`folder` holds model.onnx and vocabulary.txt; `sha256` is what the model's digest must be.

        Raises `ModelError` where a file is missing, altered or not such a model.
        """
        path, vocabulary = folder / "model.onnx", folder / "vocabulary.txt"
        try:
            data = path.read_bytes()
            self.pieces = Pieces(vocabulary.read_text(encoding="utf8").rstrip("\n").split("\n"))
        except (OSError, UnicodeDecodeError) as error:
            raise ModelError(str(folder), f"no language model there ({error}); reinstall wirebook") from error
        digest = hashlib.sha256(data + vocabulary.read_bytes()).hexdigest()
        if sha256 is not None and digest != sha256:
            raise ModelError(str(path), "the language model is not the one that was shipped; reinstall wirebook")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
            labels = self._session.get_modelmeta().custom_metadata_map
            self._labels: dict[str, list[str]] = {name: json.loads(value) for name, value in labels.items()}
            self._relations = ["ROOT" if name == "root" else name for name in self._labels["relations"]]
            matrix, self._bias = self._session.run(
                ["relation_matrix", "relation_bias"], self._input([self.pieces.encode(["."])], STEP, STEP)
            )
        except Exception as error:  # onnxruntime raises types of its own for whatever is wrong with a file
            raise ModelError(str(path), f"it cannot be used as a language model ({error})") from error
        self._product, self._sum = np.split(matrix, 2)

    def read(self, sentences: Sequence[list[str]]) -> list[Reading]:
        """The readings of sentences, in their order. Each has 1 to `MOST_WORDS` words."""
        encoded = [self.pieces.encode(words) for words in sentences]
        groups: dict[tuple[int, int], list[int]] = {}
        for number, sentence in enumerate(encoded):
            groups.setdefault((_up(len(sentence.pieces)), _up(len(sentence.first))), []).append(number)
        found: dict[int, Reading] = {}
        for (pieces, words), numbers in sorted(groups.items()):
            size = max(1, MOST_CELLS // pieces)
            for i in range(0, len(numbers), size):
                chosen = numbers[i : i + size]
                found.update(zip(chosen, self._run([encoded[n] for n in chosen], pieces, words), strict=True))
        return [found[n] for n in range(len(encoded))]

    @staticmethod
    def _input(batch: list[Encoded], pieces: int, words: int) -> dict[str, NDArray[np.int64]]:
        shapes = {"pieces": pieces, "cases": pieces, "first": words, "last": words}
        feed = {name: np.zeros((len(batch), length), np.int64) for name, length in shapes.items()}
        for row, sentence in enumerate(batch):
            for name, values in sentence._asdict().items():
                feed[name][row, : len(values)] = values
        return feed

    def _run(self, batch: list[Encoded], pieces: int, words: int) -> list[Reading]:
        values = dict(zip(_OUTPUTS, self._session.run(_OUTPUTS, self._input(batch, pieces, words)), strict=True))
        return [
            self._reading({name: value[row] for name, value in values.items()}, len(sentence.first))
            for row, sentence in enumerate(batch)
        ]

    def _reading(self, values: dict[str, NDArray[np.float32]], count: int) -> Reading:
        """One sentence's reading from its rows of the outputs, padding cut off."""
        arcs = values["arcs"]
        heads = best_heads(np.concatenate([arcs[:count, :count], arcs[:count, -1:]], 1))
        dependent, governor = values["dependent"][:count], values["governor"][heads]  # the root's row is the last
        scores = dependent * governor @ self._product + np.maximum(dependent + governor, 0) @ self._sum + self._bias
        root = self._relations.index("ROOT")
        is_root = np.array(heads) == ROOT
        scores[:, root] = np.where(is_root, np.inf, -np.inf)

        def chosen(name: str) -> list[str]:
            labels = self._labels[name]
            return [labels[int(n)] for n in values[name][:count]]

        return Reading(
            heads=heads,
            relations=[self._relations[int(n)] for n in scores.argmax(1)],
            tags=chosen("xpos"),
            pos=chosen("upos"),
            features=chosen("features"),
            names=name_spans(best_tags(values["names"][:count], self._labels["names"])),
            starts=(1 / (1 + np.exp(-values["starts"][:count]))).astype(np.float32),
            vector=values["words"][:count].mean(0),
        )
