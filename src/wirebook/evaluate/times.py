"""The suite `times`: time expressions against TimeML, by the definitions of TempEval-3.

A predicted expression matches an annotated one strictly where their characters are the same, relaxedly where they
overlap. The F1 of type and of value are the relaxed F1 times the share of relaxed matches whose type or value is right.
Text is what stands within <TEXT>; the document's own date is the anchor and is not scored.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wirebook.coding.times import Time, read_times
from wirebook.errors import EvaluationError


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotated TIMEX3 with its offsets in the text."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a TimeML document, its annotations and its date."""

    text: str
    annotations: tuple[Annotation, ...]
    created: date | None


def read_document(path: Path) -> Document:
    """Read one TimeML file. Raises EvaluationError where it is no such file."""
    try:
        root = ElementTree.fromstring(path.read_bytes())
    except (OSError, ElementTree.ParseError) as error:
        raise EvaluationError(str(path), f"not readable as TimeML: {error}") from error
    body = root.find("TEXT")
    if body is None:
        raise EvaluationError(str(path), "has no TEXT element")
    text, annotations = _text_of(body)
    return Document(text, tuple(annotations), _created(root))


def _created(root: ElementTree.Element) -> date | None:
    stamp = root.find(".//DCT//TIMEX3")
    try:
        return date.fromisoformat(stamp.get("value", "")[:10]) if stamp is not None else None
    except ValueError:
        return None


def _text_of(body: ElementTree.Element) -> tuple[str, list[Annotation]]:
    pieces: list[str] = []
    annotations: list[Annotation] = []
    length = 0

    def visit(element: ElementTree.Element) -> None:
        nonlocal length
        start = length
        for piece in _flow(element):
            if isinstance(piece, str):
                pieces.append(piece)
                length += len(piece)
            else:
                visit(piece)
        if element.tag == "TIMEX3":
            annotations.append(Annotation(start, length, element.get("type", ""), element.get("value", "")))

    visit(body)
    return "".join(pieces), annotations


def _flow(element: ElementTree.Element) -> Iterator[str | ElementTree.Element]:
    """Texts and elements inside an element, in the order of reading."""
    yield element.text or ""
    for child in element:
        yield child
        yield child.tail or ""


def run(path: Path) -> dict[str, object]:
    """Score the times of a folder of TimeML files, or of one file.

    Returns `strict`, `relaxed`, `type` and `value`, each with `f1` (the first two with precision and recall), and the
    counts. Raises EvaluationError where there is nothing to score.
    """
    files = sorted(path.rglob("*.tml")) if path.is_dir() else [path]
    if not files:
        raise EvaluationError(str(path), "holds no TimeML file (.tml)")
    strict = relaxed = right_type = right_value = predicted = annotated = 0
    for file in files:
        document = read_document(file)
        times = read_times(document.text, document.created)
        pairs = align(times, document.annotations)
        predicted += len(times)
        annotated += len(document.annotations)
        relaxed += len(pairs)
        strict += sum((time.start_char, time.end_char) == (gold.start, gold.end) for time, gold in pairs)
        right_type += sum(time.type == gold.type for time, gold in pairs)
        right_value += sum(time.value == gold.value for time, gold in pairs)
    return {
        "strict": _scores(strict, predicted, annotated),
        "relaxed": _scores(relaxed, predicted, annotated),
        "type": {"f1": _f1(right_type, predicted, annotated), "accuracy": _share(right_type, relaxed)},
        "value": {"f1": _f1(right_value, predicted, annotated), "accuracy": _share(right_value, relaxed)},
        "documents": len(files),
        "annotated": annotated,
        "predicted": predicted,
    }


def align(times: tuple[Time, ...], annotations: tuple[Annotation, ...]) -> list[tuple[Time, Annotation]]:
    """One to one: identical spans first, then each annotation with the first free time that overlaps it."""
    spans = {(time.start_char, time.end_char): index for index, time in enumerate(times)}
    pairs: list[tuple[Time, Annotation]] = []
    free = set(range(len(times)))
    rest: list[Annotation] = []
    for gold in annotations:
        index = spans.get((gold.start, gold.end))
        if index is not None and index in free:
            free.discard(index)
            pairs.append((times[index], gold))
        else:
            rest.append(gold)
    for gold in rest:
        overlapping = [i for i in sorted(free) if times[i].start_char < gold.end and gold.start < times[i].end_char]
        if overlapping:
            free.discard(overlapping[0])
            pairs.append((times[overlapping[0]], gold))
    return pairs


def _scores(right: int, predicted: int, annotated: int) -> dict[str, float]:
    return {
        "f1": _f1(right, predicted, annotated),
        "precision": _share(right, predicted),
        "recall": _share(right, annotated),
    }


def _f1(right: int, predicted: int, annotated: int) -> float:
    return _share(2 * right, predicted + annotated)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
