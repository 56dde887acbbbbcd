"""What one party does to another in a sentence, by a small network: the chance of each PLOVER type, and of none.

The network reads the whole sentence, told which words are the source and which the target. It shares the vectors of the
word pieces with the language model that ships. How it was trained, on what, and what it reaches is in MODEL_CARD.md in
`weights`; `training/events` is the script. A sentence's scores do not depend on the others of a batch.
"""

from __future__ import annotations

import functools
import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from wirebook.errors import ModelError
from wirebook.language.pieces import Pieces
from wirebook.record import Span

NONE = "NONE"
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", NONE,
)  # fmt: skip
"""The classes, in the order of the scores."""
SYMMETRIC = frozenset({"CONSULT", "COOPERATE", "AGREE"})
"""Types in which both sides may act."""
MOST_PIECES = 160
"""Of one sentence: words past them are not read."""
STEP = 8
"""Lengths are padded to a multiple of this."""
MOST_CELLS = 2048
"""Pieces in a batch."""
SOURCE, TARGET = 1, 2
Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence in words, each with its characters, and the characters of the two parties; None where unnamed."""

    words: tuple[tuple[str, int, int], ...]
    source: Span | None
    target: Span | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The log chances of `TYPES`, and the word that says the act, by its number among the question's words."""

    chances: tuple[float, ...]
    word: int

    @property
    def best(self) -> str:
        """The likeliest class."""
        return TYPES[max(range(len(TYPES)), key=self.chances.__getitem__)]


@dataclass
class _Numbers:
    pieces: list[int]
    cases: list[int]
    roles: list[int]
    words: list[int]


class Scorer:
    """The network in memory."""

    def __init__(self, folder: Path, language: Path, threads: int = 1) -> None:
        """`folder` holds model.onnx and model.toml, `language` the language model's weights.

        Raises `ModelError` where a file is missing, altered or not such a model.
        """
        path = folder / "model.onnx"
        try:
            card = tomllib.loads((folder / "model.toml").read_text(encoding="utf8"))
            data, shared = path.read_bytes(), (language / "model.onnx").read_bytes()
            vocabulary = (language / "vocabulary.txt").read_text(encoding="utf8").rstrip("\n").split("\n")
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ModelError(str(folder), f"no scorer of events there ({error}); reinstall wirebook") from error
        for file, read, digest in ((path, data, "sha256"), (language / "model.onnx", shared, "language_sha256")):
            if hashlib.sha256(read).hexdigest() != card[digest]:
                raise ModelError(
                    str(file), "it is not the file that the scorer of events shipped with; reinstall wirebook"
                )
        self._pieces = Pieces(vocabulary)
        count, width = card["pieces"], card["width"]
        self._table = np.frombuffer(shared, np.int8, count * width, card["table_at"]).reshape(count, width)
        self._scale = np.frombuffer(shared, np.float32, count, card["scale_at"]).reshape(count, 1)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises types of its own for whatever is wrong with a file
            raise ModelError(str(path), f"it cannot be used as a scorer ({error})") from error

    def score(self, questions: Sequence[Question]) -> list[Answer]:
        """The answers to questions, in their order."""
        numbers = [self._numbers(question) for question in questions]
        groups: dict[int, list[int]] = {}
        for i, one in enumerate(numbers):
            groups.setdefault(-(-len(one.pieces) // STEP) * STEP, []).append(i)
        found: dict[int, Answer] = {}
        for length, members in sorted(groups.items()):
            size = max(1, MOST_CELLS // length)
            for start in range(0, len(members), size):
                chosen = members[start : start + size]
                found.update(zip(chosen, self._run([numbers[i] for i in chosen], length), strict=True))
        return [found[i] for i in range(len(numbers))]

    def _numbers(self, question: Question) -> _Numbers:
        encoded = self._pieces.encode([word for word, _, _ in question.words])
        roles, words = [0] * len(encoded.pieces), [-1] * len(encoded.pieces)
        places = zip(question.words, encoded.first, encoded.last, strict=True)
        for number, ((_, start, end), first, last) in enumerate(places):
            for role, span in ((TARGET, question.target), (SOURCE, question.source)):
                if span is not None and start < span[1] and end > span[0]:
                    roles[first : last + 1] = [role] * (last + 1 - first)
            words[first : last + 1] = [number] * (last + 1 - first)
        cut = slice(MOST_PIECES)
        return _Numbers(encoded.pieces[cut], encoded.cases[cut], roles[cut], words[cut])

    def _run(self, batch: list[_Numbers], length: int) -> list[Answer]:
        feed = {name: np.zeros((len(batch), length), np.int64) for name in ("pieces", "cases", "roles")}
        for row, one in enumerate(batch):
            for name, values in feed.items():
                own = getattr(one, name)
                values[row, : len(own)] = own
        vectors = self._table[feed["pieces"]].astype(np.float32) * self._scale[feed["pieces"]]
        scores, acts = self._session.run(["scores", "acts"], {**feed, "vectors": vectors})
        return [_answer(s, a, one.words) for s, a, one in zip(scores, acts, batch, strict=True)]


def _answer(scores: Array, acts: Array, words: list[int]) -> Answer:
    values = scores.astype(np.float64)
    values = values - values.max()
    chances = values - np.log(np.exp(values).sum())
    inside = [(float(acts[i]), -i) for i in range(len(words)) if words[i] >= 0]
    word = words[-max(inside)[1]] if inside else 0
    return Answer(tuple(float(chance) for chance in chances), word)


def _folder() -> Path:
    return Path(str(resources.files("wirebook.coding.events"))) / "weights"


@functools.cache
def shipped() -> Scorer:
    """The scorer that ships, loaded once. Raises `ModelError` where it is missing or altered."""
    return Scorer(_folder(), Path(str(resources.files("wirebook.language"))) / "weights")
