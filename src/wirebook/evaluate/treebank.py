"""The suite `treebank`: tags, features and trees on the words of a CoNLL-U file, sentences and speed on its raw text.

Attachment is scored as in the CoNLL 2018 shared task: every word counts, marks too, and relations are compared without
their subtypes; `las_subtypes` compares them whole. A sentence of the raw text is right where its first and its last
character are those of an annotated sentence. What a treebank does not annotate is not scored.
"""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from wirebook.errors import EvaluationError
from wirebook.evaluate.measures import ratio, share
from wirebook.language.model import load_language

SUFFIXES = (".conllu", ".conllu.gz")
COLUMNS = 10
DOCUMENT_SENTENCES = 10
"""Where a file does not say where its documents begin, so many sentences make one."""
MISSING = "_"

Document = Sequence["Sentence"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """One annotated word. `head` counts from 1, and 0 is the root's; None is one that is not annotated."""

    form: str
    upos: str
    xpos: str
    features: str
    head: int | None
    relation: str
    misc: str


@dataclass(slots=True)
class Sentence:
    """One annotated sentence: its words, and the tokens of its text with whether a blank follows each."""

    words: list[Word] = field(default_factory=list)
    tokens: list[tuple[str, bool]] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    begins_document: bool = False
    begins_paragraph: bool = False

    @property
    def text(self) -> str:
        """The text as it was written."""
        return "".join(f"{token} " if blank else token for token, blank in self.tokens).strip()

    @property
    def forms(self) -> list[str]:
        """The words alone."""
        return [word.form for word in self.words]


def read_text(path: Path) -> str:
    """The text of a file, unpacked where it is a .gz. Raises EvaluationError where it cannot be read."""
    try:
        content = path.read_bytes()
        return (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise EvaluationError(str(path), f"it cannot be read: {error}") from error


def read_conllu(path: Path) -> list[Sentence]:
    """The sentences of a CoNLL-U file. Raises EvaluationError where it is none."""
    sentences: list[Sentence] = []
    sentence, joined_until = Sentence(), 0
    for number, line in enumerate([*read_text(path).replace("\r\n", "\n").split("\n"), ""], 1):
        if not line:
            if sentence.words:
                sentences.append(_checked(sentence, path, number - 1))
                sentence, joined_until = Sentence(), 0
        elif line.startswith("#"):
            mark = line[1:].split()[:1]
            sentence.begins_document |= mark == ["newdoc"]
            sentence.begins_paragraph |= mark == ["newpar"]
        else:
            joined_until = _add(sentence, line.split("\t"), joined_until, f"{path}, line {number}")
    if not sentences:
        raise EvaluationError(str(path), "it holds no sentence in CoNLL-U")
    return sentences


def _add(sentence: Sentence, columns: list[str], joined_until: int, place: str) -> int:
    """Add a line to a sentence. Returns the last word of the multi-word token that is open, 0 where there is none."""
    if len(columns) != COLUMNS:
        raise EvaluationError(place, f"it has {len(columns)} columns instead of {COLUMNS}")
    identifier, form, _, upos, xpos, features, head, relation, _, misc = columns
    blank = "SpaceAfter=No" not in misc.split("|")
    try:
        if "." in identifier:  # an empty node: no word of the text
            return joined_until
        if "-" in identifier:  # a multi-word token: the form that was written; its words follow
            sentence.tokens.append((form, blank))
            return int(identifier.split("-")[1])
        number = int(identifier)
        parent = None if head == MISSING else int(head)
    except ValueError:
        raise EvaluationError(place, "its number or its head is no number") from None
    if number != len(sentence.words) + 1:
        raise EvaluationError(place, f"it is numbered {number} where word {len(sentence.words) + 1} was expected")
    sentence.words.append(Word(form, upos, xpos, features, parent, relation, misc))
    if number > joined_until:
        sentence.tokens.append((form, blank))
        sentence.spaces.append(blank)
    else:
        sentence.spaces.append(number == joined_until and sentence.tokens[-1][1])
    return joined_until


def _checked(sentence: Sentence, path: Path, line: int) -> Sentence:
    if any(word.head is not None and not 0 <= word.head <= len(sentence.words) for word in sentence.words):
        raise EvaluationError(f"{path}, line {line}", "a head of the sentence that ends here is none of its words")
    return sentence


def read_documents(path: Path) -> list[Document]:
    """The documents of a CoNLL-U file, or of every one in a folder. Raises EvaluationError where there is none."""
    files = sorted(file for file in path.rglob("*") if file.name.endswith(SUFFIXES)) if path.is_dir() else [path]
    if not files:
        raise EvaluationError(str(path), f"it holds no CoNLL-U file ({', '.join(SUFFIXES)})")
    return [document for file in files for document in _documents(read_conllu(file))]


def _documents(sentences: list[Sentence]) -> Iterator[Document]:
    if any(sentence.begins_document for sentence in sentences):
        starts = [0, *(i for i, sentence in enumerate(sentences) if i and sentence.begins_document)]
    else:
        starts = list(range(0, len(sentences), DOCUMENT_SENTENCES))
    for start, end in zip(starts, [*starts[1:], len(sentences)], strict=True):
        yield sentences[start:end]


def raw_text(document: Document) -> tuple[str, list[Span]]:
    """The text of a document, a blank line between its paragraphs, with the place of each sentence."""
    text = ""
    spans: list[Span] = []
    for sentence in document:
        if text:
            text += "\n\n" if sentence.begins_paragraph else " "
        spans.append((len(text), len(text) + len(sentence.text)))
        text += sentence.text
    return text, spans


def run(path: Path) -> dict[str, object]:
    """Score the language pipeline on a treebank. Raises EvaluationError where there is nothing to score."""
    return score(read_documents(path), load_language())


def score(documents: Sequence[Document], nlp: Language) -> dict[str, object]:
    """The scores of a pipeline: `uas`, `las`, `las_subtypes`, `upos`, `xpos`, `features` on words that are given.

    `sentences_f1` and `words_per_second` are of raw text; `sentences` and `words` count what is annotated.
    """
    sentences = [sentence for document in documents for sentence in document]
    read = nlp.pipe(given_words(nlp.vocab, sentence.forms, sentence.spaces) for sentence in sentences)
    return {
        **_score_words(sentences, read),
        **_score_text(documents, nlp),
        "sentences": len(sentences),
        "words": sum(len(sentence.words) for sentence in sentences),
    }


def given_words(vocab: Vocab, words: list[str], spaces: list[bool] | None = None) -> Doc:
    """One sentence of given words, that no pipeline cuts in two."""
    return Doc(vocab, words=words, spaces=spaces, sent_starts=[True, *[False] * (len(words) - 1)])


def _score_words(sentences: Sequence[Sentence], docs: Iterable[Doc]) -> dict[str, object]:
    right: dict[str, list[bool]] = {key: [] for key in ("uas", "las", "las_subtypes", "upos", "xpos", "features")}
    has_features = any(word.features != MISSING for sentence in sentences for word in sentence.words)
    for sentence, doc in zip(sentences, docs, strict=True):
        for word, token in zip(sentence.words, doc, strict=True):
            if word.head is not None:
                attached = _head(token) == word.head
                relation = "root" if token.dep_ == "ROOT" else token.dep_
                right["uas"].append(attached)
                right["las"].append(attached and _universal(relation) == _universal(word.relation))
                right["las_subtypes"].append(attached and relation == word.relation)
            if word.upos != MISSING:
                right["upos"].append(token.pos_ == word.upos)
            if word.xpos != MISSING:
                right["xpos"].append(token.tag_ == word.xpos)
            if has_features:
                right["features"].append(_pairs(str(token.morph)) == _pairs(word.features))
    return {key: share(values) for key, values in right.items() if values}


def _head(token: Token) -> int:
    """The number of a word's head in its sentence, which is all of its `Doc`; 0 for a root."""
    return 0 if token.head.i == token.i else token.head.i + 1


def _universal(relation: str) -> str:
    return relation.partition(":")[0]


def _pairs(features: str) -> frozenset[tuple[str, str]]:
    """`Case=Nom|PronType=Int,Rel` as pairs of a key and one value."""
    return frozenset(
        (key, value)
        for key, _, values in (feature.partition("=") for feature in features.split("|") if feature not in ("", "_"))
        for value in values.split(",")
    )


def _score_text(documents: Sequence[Document], nlp: Language) -> dict[str, object]:
    texts = [raw_text(document) for document in documents]
    nlp(texts[0][0])  # so that what is made at first use is not timed
    start = time.perf_counter()
    docs = list(nlp.pipe(text for text, _ in texts))
    seconds = time.perf_counter() - start
    right = found = gold = 0
    for (text, spans), doc in zip(texts, docs, strict=True):
        expected = _without_blanks(text, spans)
        predicted = _without_blanks(text, ((sentence.start_char, sentence.end_char) for sentence in doc.sents))
        right += len(expected & predicted)
        found += len(predicted)
        gold += len(expected)
    words = sum(not token.is_space for doc in docs for token in doc)
    return {"sentences_f1": ratio(2 * right, found + gold), "words_per_second": words / seconds}


def _without_blanks(text: str, spans: Iterable[Span]) -> set[Span]:
    """Spans by the characters that are no blanks; those of blanks alone are left out."""
    count = [0, *accumulate(not character.isspace() for character in text)]
    return {(count[start], count[end]) for start, end in spans if count[start] < count[end]}
