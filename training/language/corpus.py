"""Treebanks and name sets as spaCy training data.

CoNLL-U in, `DocBin` out. A document holds ten sentences, so that the parser learns where sentences start.
What a source does not annotate is left *missing*, which spaCy trains around: treebanks carry no names, name sets
no trees.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

SENTENCES_A_DOCUMENT = 10
NAME_TYPES = ("PER", "ORG", "LOC")
GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}


@dataclass
class Sentence:
    """One annotated sentence: parallel lists, one item a token; `names` holds (start, end, label)."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    names: list[tuple[int, int, str]] | None = None
    misc: list[str] = field(default_factory=list)


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
        sentence.names = sorted(names)
        yield sentence


def read_iob(path: Path, word_column: int, tag_column: int) -> Iterator[Sentence]:
    """IOB1, IOB2 or CoNLL columns; labels other than PER, ORG, LOC are dropped."""
    sentence, open_label = Sentence(names=[]), ""
    assert sentence.names is not None
    for line in [*_lines(path), "\n"]:
        cols = line.split()
        if not cols:
            if sentence.words:
                yield sentence
            sentence, open_label = Sentence(names=[]), ""
            continue
        if line.startswith("#") and len(cols) != tag_column + 1 and not cols[0].isdigit():
            continue
        prefix, _, label = cols[tag_column].partition("-")
        label = label if label in NAME_TYPES else ""
        i = len(sentence.words)
        sentence.words.append(cols[word_column])
        sentence.spaces.append(True)
        assert sentence.names is not None
        if label and (prefix == "B" or label != open_label):
            sentence.names.append((i, i + 1, label))
        elif label:
            start, _, _ = sentence.names[-1]
            sentence.names[-1] = (start, i + 1, label)
        open_label = label
    return


def _mend_spaces(sentence: Sentence) -> None:
    """Name sets carry no spacing: give punctuation and clitics the spacing that English has."""
    for i, word in enumerate(sentence.words[1:], start=1):
        if re.fullmatch(r"[,.;:!?)\]%]|'s|n't|'re|'ve|'ll|'d|'m|''", word):
            sentence.spaces[i - 1] = False
        if sentence.words[i - 1] in {"(", "[", "$", "``"}:
            sentence.spaces[i - 1] = False


def to_doc(vocab: Vocab, sentences: list[Sentence], with_tree: bool) -> Doc:
    """One `Doc` of several sentences; what is not annotated stays missing."""
    words = [w for s in sentences for w in s.words]
    spaces = [x for s in sentences for x in s.spaces]
    if not with_tree:
        doc = Doc(vocab, words=words, spaces=spaces)
        spans, offset = [], 0
        for s in sentences:
            for start, end, label in s.names or []:
                spans.append(Span(doc, offset + start, offset + end, label))
            offset += len(s.words)
        doc.set_ents(spans, default="outside")
        return doc
    heads, starts, offset = [], [], 0
    for s in sentences:
        heads += [h + offset for h in s.heads]
        starts += [i == 0 for i in range(len(s.words))]
        offset += len(s.words)
    doc = Doc(
        vocab,
        words=words,
        spaces=spaces,
        tags=[t for s in sentences for t in s.tags],
        pos=[p for s in sentences for p in s.pos],
        morphs=[m for s in sentences for m in s.morphs],
        heads=heads,
        deps=[d for s in sentences for d in s.deps],
    )
    doc.set_ents([], default="missing")
    return doc


def documents(vocab: Vocab, sentences: list[Sentence], with_tree: bool) -> Iterator[Doc]:
    """Group sentences by tens into documents."""
    for i in range(0, len(sentences), SENTENCES_A_DOCUMENT):
        group = sentences[i : i + SENTENCES_A_DOCUMENT]
        if not with_tree:
            for s in group:
                _mend_spaces(s)
        yield to_doc(vocab, group, with_tree)
