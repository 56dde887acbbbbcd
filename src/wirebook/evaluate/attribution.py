"""The suite `attribution`: who says what, against source, cue and content spans in brat's format, as in PolNeAR.

Each role is scored for itself, an attribution counting once in each role that it fills. Spans overlap where they share
a token and are matched one to one; they are exactly right where they are the same tokens, as many pieces as they may be
in. A content that is found holds neither the words of its own source and cue, though they may stand in its midst, nor
the stops beside them. These sets mark nothing within what is said, so that only the outermost of attributions found one
in another counts. Of several annotators of one document the one counts who agrees best with the others.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language

import wirebook
from wirebook.coding.extensions import DocBlock
from wirebook.coding.spans import Attribution
from wirebook.errors import EvaluationError
from wirebook.evaluate.measures import matching, precision_recall

ROLES = ("cue", "source", "content")
NEEDED = frozenset({"wirebook_blocks", "wirebook_actors", "wirebook_attribution"})
"""The coding components that attributions come from; the parts of the language model run too."""

Tokens = frozenset[int]
"""A span of one or more pieces, as the numbers of its tokens."""
Spans = Mapping[str, Sequence[Tokens]]
"""The spans of a document by role."""
_STOPS = frozenset({",", ".", ";", ":", "-", "–", "—"})
_TOKEN = re.compile(r"\w+|[^\w\s]")
_LINE = re.compile(r"[^\n\r]*\S[^\n\r]*")


@dataclass(frozen=True)
class Document:
    """A text with the attributions that one annotator marked in it."""

    text: str
    gold: Spans


def run(path: Path) -> dict[str, object]:
    """Score the attributions of every annotated text under `path`.

    Raises EvaluationError where there is no annotation, or an annotation without its text.
    """
    documents = read_documents(path)
    nlp = wirebook.load()
    tally = _Tally()
    passed_over = [name for name in nlp.pipe_names if name.startswith("wirebook_") and _is_later(name)]
    with nlp.select_pipes(disable=passed_over):
        for document in documents:
            tally.add(document.gold, found_in(document.text, nlp))
    return {role: tally.scores(role) for role in ROLES} | {"documents": len(documents)}


def _is_later(component: str) -> bool:
    return component not in NEEDED and component.removeprefix("wirebook_") not in {"reader", "lemmas"}


def read_documents(path: Path) -> list[Document]:
    """The annotated documents of every folder `attributions` with its sibling `text`, in order of name.

    Raises EvaluationError where there is none, where a text is missing, or a file cannot be read.
    """
    folders = [path, *sorted(folder for folder in path.rglob("*") if folder.is_dir())]
    by_text: dict[Path, list[Path]] = defaultdict(list)
    for folder in folders:
        for file in sorted((folder / "attributions").glob("*.ann")):
            by_text[_text_of(file, folder / "text")].append(file)
    if not by_text:
        raise EvaluationError(str(path), "there is no folder attributions with .ann files in it")
    return [_document(text, files) for text, files in by_text.items()]


def _text_of(annotation: Path, folder: Path) -> Path:
    """The text of an annotation: its stem, or its stem without the annotator's name behind the last underscore."""
    for stem in (annotation.stem.rpartition("_")[0], annotation.stem):
        if stem and (folder / f"{stem}.txt").is_file():
            return folder / f"{stem}.txt"
    raise EvaluationError(str(annotation), f"its text is not in {folder}")


def _document(text: Path, annotations: Sequence[Path]) -> Document:
    try:
        # The offsets count characters as they stand, so that no line end may be changed.
        content = text.read_bytes().decode()
        marked = [read_annotation(file.read_bytes().decode(), content) for file in annotations]
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(str(text), f"not readable as text: {error}") from error
    except ValueError as error:
        raise EvaluationError(str(text), f"an annotation is not in brat's format: {error}") from error
    return Document(content, best_agreeing(marked))


def read_annotation(lines: str, text: str) -> Spans:
    """The spans by role of a file in brat's format: text-bound lines (T) and the attributions that join them (E).

    Raises ValueError where a line is in another form.
    """
    extents: dict[str, list[tuple[int, int]]] = {}
    joined: list[dict[str, list[tuple[int, int]]]] = []
    for line in lines.split("\n"):
        parts = line.rstrip("\r").split("\t")
        if line.startswith("T") and len(parts) > 1:
            extents[parts[0]] = _pieces(parts[1].partition(" ")[2])
        elif line.startswith("E") and len(parts) > 1:
            event: dict[str, list[tuple[int, int]]] = defaultdict(list)
            for argument in parts[1].split()[1:]:
                name, _, number = argument.partition(":")
                event[name.rstrip("0123456789").lower()] += extents.get(number, [])
            joined.append(event)
    numbered = _numbered(text)
    return {role: [_tokens(event[role], numbered) for event in joined if event.get(role)] for role in ROLES}


def _pieces(extent: str) -> list[tuple[int, int]]:
    return [(int(start), int(end)) for start, end in (piece.split() for piece in extent.split(";"))]


def _numbered(text: str) -> list[int]:
    """For each character the number of the token that it is in or, of a blank, -1."""
    numbers = [-1] * len(text)
    for number, match in enumerate(_TOKEN.finditer(text)):
        numbers[match.start() : match.end()] = [number] * (match.end() - match.start())
    return numbers


def _tokens(pieces: Iterable[tuple[int, int]], numbered: Sequence[int]) -> Tokens:
    return frozenset(number for start, end in pieces for number in numbered[start:end] if number >= 0)


def best_agreeing(marked: Sequence[Spans]) -> Spans:
    """The annotation whose mean overlap F1 with the others is the highest, the first of those alike."""

    def agreement(index: int) -> float:
        others = [other for number, other in enumerate(marked) if number != index]
        return sum(_overlap_f1(marked[index], other) for other in others)

    return marked[max(range(len(marked)), key=lambda index: (agreement(index), -index))]


def _overlap_f1(one: Spans, other: Spans) -> float:
    hits = sum(len(matching(one[role], other[role], _overlap)) for role in ROLES)
    total = sum(len(one[role]) + len(other[role]) for role in ROLES)
    return 2 * hits / total if total else 1.0


def _overlap(one: Tokens, other: Tokens) -> bool:
    return not one.isdisjoint(other)


def found_in(text: str, nlp: Language) -> Spans:
    """The spans by role that the coder finds in a text; each line of the text is a block."""
    doc = nlp.make_doc("".join(" " if character.isspace() else character for character in text))
    lines = enumerate(_LINE.finditer(text))
    doc._.blocks = tuple(DocBlock(line.start(), line.end(), "body", index, 0) for index, line in lines)
    return spans_of(text, nlp(doc)._.attributions)


def spans_of(text: str, attributions: Iterable[Attribution]) -> Spans:
    """The spans by role of attributions of a text, those within the content of another left out."""
    numbered = _numbered(text)
    stops = frozenset(number for number, match in enumerate(_TOKEN.finditer(text)) if match.group() in _STOPS)
    found: list[dict[str, Tokens]] = []
    for source, cue, content in dict.fromkeys((one.source, one.cue, one.content) for one in attributions):
        said_by, saying = _tokens([source] if source else [], numbered), _tokens([cue], numbered)
        beside = frozenset(token + 1 for token in said_by | saying) | frozenset(token - 1 for token in said_by | saying)
        rest = _tokens([content], numbered) - said_by - saying - (beside & stops)
        found.append({"source": said_by, "cue": saying, "content": rest})
    found.sort(key=lambda one: (-len(one["content"]), sorted(one["cue"])))
    outermost: list[dict[str, Tokens]] = []
    for one in found:
        if not any(_overlap(one["cue"], other["content"]) for other in outermost):
            outermost.append(one)
    return {role: [one[role] for one in outermost if one[role]] for role in ROLES}


@dataclass
class _Tally:
    """What is counted over all documents."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, gold: Spans, found: Spans) -> None:
        for role in ROLES:
            wanted, predicted = gold[role], found[role]
            exact = Counter(wanted) & Counter(predicted)
            self.counts[role, "gold"] += len(wanted)
            self.counts[role, "found"] += len(predicted)
            self.counts[role, "overlap"] += len(matching(wanted, predicted, _overlap))
            self.counts[role, "exact"] += sum(exact.values())

    def scores(self, role: str) -> dict[str, object]:
        found, gold = self.counts[role, "found"], self.counts[role, "gold"]
        overlap, exact = self.counts[role, "overlap"], self.counts[role, "exact"]
        return {
            "overlap_f1": precision_recall(overlap, found, overlap, gold)["f1"],
            "exact_f1": precision_recall(exact, found, exact, gold)["f1"],
            "precision": overlap / found if found else 0.0,
            "recall": overlap / gold if gold else 0.0,
            "predicted": found,
            "gold": gold,
        }
