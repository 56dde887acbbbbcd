"""What is worked out from the whole book, once for each of its revisions, whoever asks and however many at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar, cast

MOST = 64
"""Answers that are kept; the one that was not asked for longest goes first."""

T = TypeVar("T")


@dataclass(slots=True)
class _Answer(Generic[T]):
    lock: Lock = field(default_factory=Lock)
    value: T | None = None
    ready: bool = False


class Derived:
    """Keeps answers as long as the book stays as it is."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._revision = ""
        self._answers: OrderedDict[Hashable, _Answer[object]] = OrderedDict()

    def get(self, revision: str, question: Hashable, work: Callable[[], T]) -> T:
        """The answer to a question, worked out if this revision has none yet; who asks meanwhile waits for it."""
        with self._lock:
            if revision != self._revision:
                self._answers.clear()
                self._revision = revision
            answer = self._answers.setdefault(question, _Answer())
            self._answers.move_to_end(question)
            if len(self._answers) > MOST:
                self._answers.popitem(last=False)
        with answer.lock:
            if not answer.ready:
                answer.value, answer.ready = work(), True
            return cast(T, answer.value)
