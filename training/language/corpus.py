"""Treebanks and name sets: CoNLL-U and IOB in, annotated sentences out.

What a source does not annotate is left missing (an empty list, or an empty tag among the names) and is trained around:
treebanks carry no names, name sets no trees.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

NAME_TYPES = ("PER", "ORG", "LOC")
GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}


@dataclass
class Sentence:
    """One annotated sentence: parallel lists, one item a token. The root is its own head; `names` are BIO tags."""

    id: str = ""
    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)


def in_bio(count: int, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """Names as (start, end, type) as the BIO tags of a sentence of `count` words."""
    tags = ["O"] * count
    for start, end, label in spans:
        tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    return tags


def _lines(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf8") as handle:
        yield from handle


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file (plain or .gz). Subtypes of relations (`nsubj:pass`) are kept."""
    sentence, until, space = Sentence(), 0, True
    for line in _lines(path):
        line = line.rstrip("\n")
        if not line:
            if sentence.words:
                yield sentence
            sentence, until, space = Sentence(), 0, True
            continue
        if line.startswith("#"):
            if line.startswith("# sent_id = "):
                sentence.id = line.removeprefix("# sent_id = ")
            continue
        cols = line.split("\t")
        if "." in cols[0]:
            continue
        after = "SpaceAfter=No" not in cols[9]
        if "-" in cols[0]:  # a multi-word token: its parts are written together, its own line says what follows
            until, space = int(cols[0].split("-")[1]), after
            continue
        number = int(cols[0])
        sentence.words.append(cols[1])
        sentence.spaces.append((space if number == until else False) if number <= until else after)
        sentence.lemmas.append(cols[2])
        sentence.pos.append(cols[3])
        sentence.tags.append(cols[4])
        sentence.morphs.append("" if cols[5] == "_" else cols[5])
        head = int(cols[6])
        sentence.heads.append(number - 1 if head == 0 else head - 1)
        sentence.deps.append("ROOT" if head == 0 else cols[7])
        sentence.misc.append(cols[9])
    if sentence.words:
        yield sentence


def read_name_spans(path: Path) -> dict[str, list[tuple[int, int, str]]]:
    """Our names for a treebank's sentences: by sentence id, (first word, word after the last, type). See `names/`."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for line in path.read_text("utf8").splitlines():
        key, _, spans = line.partition("\t")
        if key and not key.startswith("#"):
            parts = [span.split(":") for span in spans.split()]
            found[key] = [(int(start), int(end), label) for start, end, label in parts]
    return found


def read_gum_names(path: Path) -> Iterator[Sentence]:
    """GUM's own release: named entities are those mentions whose head is a proper noun, without nested ones."""
    for sentence in read_conllu(path):
        stack: list[tuple[str, str, int]] = []
        found: list[tuple[int, int, str]] = []
        for i, misc in enumerate(sentence.misc):
            match = re.search(r"Entity=([^|]+)", misc)
            if not match:
                continue
            for opening, name, closing in re.findall(r"\(([^()\s]+?)(?=[()]|$)(\)?)|(\d+)\)", match.group(1)):
                if opening:
                    parts = opening.split("-")
                    if name:
                        found.append((i, i + 1, parts[1]))
                    else:
                        stack.append((parts[0], parts[1], i))
                elif closing:
                    for k in range(len(stack) - 1, -1, -1):
                        if stack[k][0] == closing:
                            found.append((stack[k][2], i + 1, stack[k][1]))
                            del stack[k]
                            break
        names: list[tuple[int, int, str]] = []
        for start, end, kind in sorted(found, key=lambda f: f[0] - f[1]):
            while start < end and sentence.pos[start] != "PROPN":
                start += 1
            while end > start and sentence.pos[end - 1] != "PROPN":
                end -= 1
            named = (
                kind in GUM_TYPES
                and start < end
                and all(p in {"PROPN", "ADP", "PUNCT", "DET"} for p in sentence.pos[start:end])
            )
            if named and not any(s < end and start < e for s, e, _ in names):
                names.append((start, end, GUM_TYPES[kind]))
        sentence.names = in_bio(len(sentence.words), names)
        yield sentence


def read_iob(path: Path, word_column: int, tag_column: int) -> Iterator[Sentence]:
    """IOB1, IOB2 or CoNLL columns; labels other than PER, ORG, LOC are dropped."""
    sentence, open_label = Sentence(), ""
    for line in [*_lines(path), "\n"]:
        cols = line.split()
        if not cols:
            if sentence.words:
                yield sentence
            sentence, open_label = Sentence(), ""
            continue
        if line.startswith("#") and len(cols) != tag_column + 1 and not cols[0].isdigit():
            continue
        prefix, _, label = cols[tag_column].partition("-")
        label = label if label in NAME_TYPES else ""
        sentence.words.append(cols[word_column])
        place = "B" if prefix == "B" or label != open_label else "I"
        sentence.names.append(f"{place}-{label}" if label else "O")
        open_label = label
