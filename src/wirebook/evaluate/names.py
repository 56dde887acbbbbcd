"""The suite `names`: people, organisations and places by name, in exact span and type.

Gold sets come as columns (IOB1 or IOB2), as CoNLL-U with the mentions of GUM, or as IEER newswire; a file's format is
seen from its content. Where words are annotated they are given to the pipeline, a sentence at a time; IEER is read as
raw text and compared by characters. Names of other types are left out on both sides.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from wirebook.errors import EvaluationError
from wirebook.evaluate.measures import f1, ratio
from wirebook.evaluate.treebank import COLUMNS, Sentence, given_words, read_conllu, read_text
from wirebook.language.model import load_language

TYPES = ("PER", "ORG", "LOC")
TYPE_OF = {
    "PER": "PER", "PERSON": "PER",
    "ORG": "ORG", "ORGANISATION": "ORG", "ORGANIZATION": "ORG",
    "LOC": "LOC", "LOCATION": "LOC", "PLACE": "LOC", "GPE": "LOC",
}  # fmt: skip
"""The types that are scored, by the labels that sets and pipelines give them in capitals."""
OF_A_NAME = frozenset({"PROPN", "ADP", "PUNCT", "DET"})
"""What a mention of GUM that is a name consists of, proper nouns at both its ends."""
PASSED_OVER = ".dump.txt"

Name = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of given words, or a raw text; its names by words or by characters."""

    content: tuple[str, ...] | str
    names: frozenset[Name]


def run(path: Path) -> dict[str, object]:
    """Score the names of a pipeline on a file or a folder. Raises EvaluationError where there is nothing to score."""
    return score(read_passages(path), load_language())


def read_passages(path: Path) -> list[Passage]:
    """The annotated passages of a file, or of every file in a folder that is in one of the formats.

    Raises EvaluationError where there is none, or where a file in such a format is broken.
    """
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    passages: list[Passage] = []
    for file in files:
        if path.is_dir() and file.name.endswith(PASSED_OVER):
            continue
        try:
            text = read_text(file)
        except EvaluationError:
            if file == path:
                raise
            continue
        reader = _reader(text)
        if reader:
            passages += reader(file, text)
    if not passages:
        raise EvaluationError(str(path), "it holds no names as IOB columns, as CoNLL-U with Entity=, or as IEER")
    return passages


def score(passages: Sequence[Passage], nlp: Language) -> dict[str, object]:
    """Precision, recall and F1 of a pipeline over all names and over each type, with the counts of what is annotated.

    `sentences` counts those whose words are given, `documents` raw texts.
    """
    right, found, gold = (dict.fromkeys(TYPES, 0) for _ in range(3))
    for passage, doc in zip(passages, nlp.pipe(_input(passage, nlp) for passage in passages), strict=True):
        predicted = _predicted(doc, by_characters=isinstance(passage.content, str))
        for count, names in ((right, passage.names & predicted), (found, predicted), (gold, passage.names)):
            for _, _, kind in names:
                count[kind] += 1
    documents = sum(isinstance(passage.content, str) for passage in passages)
    return {
        **_scores(sum(right.values()), sum(found.values()), sum(gold.values())),
        **{kind: _scores(right[kind], found[kind], gold[kind]) for kind in TYPES},
        "names": sum(gold.values()),
        "sentences": len(passages) - documents,
        "documents": documents,
    }


def _scores(right: int, found: int, gold: int) -> dict[str, float]:
    precision, recall = ratio(right, found), ratio(right, gold)
    return {"precision": precision, "recall": recall, "f1": f1(precision, recall)}


def _input(passage: Passage, nlp: Language) -> Doc | str:
    return passage.content if isinstance(passage.content, str) else given_words(nlp.vocab, list(passage.content))


def _predicted(doc: Doc, *, by_characters: bool) -> frozenset[Name]:
    return frozenset(
        (name.start_char, name.end_char, kind) if by_characters else (name.start, name.end, kind)
        for name in doc.ents
        if (kind := _type_of(name.label_))
    )


def _type_of(label: str) -> str | None:
    return TYPE_OF.get(label.upper())


# The formats: each reader is given the file, for its errors, and the text in it.


def _reader(text: str) -> Callable[[Path, str], Iterable[Passage]] | None:
    """The reader of the format that a text is in."""
    if "<IEER_DOC" in text or "<DOC>" in text:
        return read_ieer
    first = next((line for line in _lines(text) if line and not line.startswith("#")), "")
    if len(first.split("\t")) == COLUMNS:
        return read_mentions if "Entity=" in text else None
    return read_columns if _layout(text) else None


def _lines(text: str) -> list[str]:
    """Lines as they are in these files: other characters that Python takes for the end of a line stand in words."""
    return [line.rstrip("\r") if line.strip() else "" for line in text.split("\n")]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where words and tags stand; `numbered` is the layout with the number of the word before it."""

    word: int
    tag: int
    columns: int
    numbered: bool


_TAG = re.compile(r"O|[BI]-\S+")


def _cells(line: str) -> list[str]:
    return line.split("\t") if "\t" in line else [cell for cell in line.split(" ") if cell]


def _layout(text: str) -> _Layout | None:
    """The layout of columns, by the first line that is no comment; None where there are no columns of tags."""
    for line in _lines(text):
        cells = _cells(line)
        if line.startswith("#") and len(cells) > 1 and not _TAG.fullmatch(cells[-1]):
            continue
        if not line or line == "#":
            continue
        if "\t" in line and cells[0] == "1" and len(cells) > 2 and _TAG.fullmatch(cells[2]):
            return _Layout(1, 2, len(cells), numbered=True)
        if len(cells) > 1 and _TAG.fullmatch(cells[-1]):
            return _Layout(0, len(cells) - 1, len(cells), numbered=False)
        return None
    return None


def read_columns(path: Path, text: str) -> Iterator[Passage]:
    """IOB1 or IOB2, a word a line: numbered with the tag in the third column, or first the word and last the tag."""
    layout = _layout(text)
    if layout is None:
        raise EvaluationError(str(path), "it has no column of IOB tags")
    words: list[str] = []
    tags: list[str] = []
    for number, line in enumerate([*_lines(text), ""], 1):
        cells = _cells(line)
        fits = len(cells) == layout.columns and cells[layout.word] and _TAG.fullmatch(cells[layout.tag])
        if not line or cells[0] == "-DOCSTART-":
            if words:
                yield Passage(tuple(words), frozenset(_names_of(tags)))
            words, tags = [], []
        elif line.startswith("#") and (layout.numbered or not fits):
            continue
        elif layout.numbered and re.fullmatch(r"\d+[-.]\d+", cells[0]):
            continue  # a multi-word token or an empty node: no word
        elif not fits:
            raise EvaluationError(f"{path}, line {number}", "it has not the columns of the lines before it")
        else:
            words.append(cells[layout.word])
            tags.append(cells[layout.tag])


def _names_of(tags: list[str]) -> Iterator[Name]:
    """A name begins at B, and at I where none of its label is open."""
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        prefix, _, own = tag.partition("-")
        if label and (prefix == "B" or own != label):
            kind = _type_of(label)
            if kind:
                yield start, i, kind
            label = ""
        if own and not label:
            start, label = i, own


_MENTION = re.compile(r"\((?P<opened>[^()]+)(?P<closed_at_once>\)?)|(?P<closed>\d+)\)")


def read_mentions(path: Path, text: str) -> Iterator[Passage]:
    """GUM: the names are those mentions that consist of proper nouns and what stands between these, none in another."""
    del text
    for sentence in read_conllu(path):
        names: list[Name] = []
        for start, end, kind in sorted(_mentions(sentence), key=lambda mention: mention[0] - mention[1]):
            while start < end and sentence.words[start].upos != "PROPN":
                start += 1
            while start < end and sentence.words[end - 1].upos != "PROPN":
                end -= 1
            is_name = start < end and all(word.upos in OF_A_NAME for word in sentence.words[start:end])
            if is_name and not any(start < other[1] and other[0] < end for other in names):
                names.append((start, end, kind))
        yield Passage(tuple(sentence.forms), frozenset(names))


def _mentions(sentence: Sentence) -> Iterator[Name]:
    """The mentions of a sentence that are of the types scored: `(7-person-...` opens one, `7)` closes it."""
    opened: dict[str, list[tuple[int, str]]] = {}
    for i, word in enumerate(sentence.words):
        marks = next((part for part in word.misc.split("|") if part.startswith("Entity=")), "")
        for mark in _MENTION.finditer(marks):
            if mark["opened"]:
                group, _, rest = mark["opened"].partition("-")
                opened.setdefault(group, []).append((i, rest.partition("-")[0]))
            group = mark["closed"] or (group if mark["closed_at_once"] else "")
            if opened.get(group):
                start, label = opened[group].pop()
                kind = _type_of(label)
                if kind:
                    yield start, i + 1, kind


_BODY = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL | re.IGNORECASE)
_MARKUP = re.compile(r"(</?[A-Za-z][^<>]*>)")
_NAME_OPENS = re.compile(r"<b_enamex\s[^>]*?type=\"(?P<label>\w+)\"", re.IGNORECASE)


def read_ieer(path: Path, text: str) -> Iterator[Passage]:
    """IEER: the text of each document without its markup, a blank for the end of a line; of nested names the outer."""
    bodies = _BODY.findall(text)
    if not bodies:
        raise EvaluationError(str(path), "it has no TEXT element")
    for body in bodies:
        yield _unmarked(body)


def _unmarked(body: str) -> Passage:
    text = ""
    opened: list[tuple[int, str]] = []
    names: set[Name] = set()
    for piece in _MARKUP.split(body):
        opening = _NAME_OPENS.match(piece)
        if opening:
            opened.append((len(text), opening["label"]))
        elif piece.lower() == "<e_enamex>":
            start, label = opened.pop() if opened else (len(text), "")
            kind = _type_of(label)
            if kind and start < len(text) and not opened:
                names.add((start, len(text), kind))
        elif not _MARKUP.fullmatch(piece):
            text += html.unescape(piece.replace("\r", "").replace("\n", " "))
    return Passage(text, frozenset(names))
