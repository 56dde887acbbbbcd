"""The language model as a spaCy component: tags, tree, names and sentence starts, written into the `Doc`."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, MORPH, POS, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc

from wirebook.language.consistency import consistent
from wirebook.language.inference import MOST_PIECES, MOST_WORDS, Network, Reading
from wirebook.language.sentences import cut, passages, within

Doc.set_extension("sentence_vectors", default=None, force=True)
Doc.set_extension("unread_words", default=0, force=True)

COLUMNS = (TAG, POS, MORPH, HEAD, DEP, ENT_IOB, ENT_TYPE)
UNREAD = "XX"
"""The tag of words that were not read: the treebanks' own for what cannot be told."""
VECTOR = 384
Worth = Callable[[Doc, Sequence[Sequence[int]]], list[bool]]
INSIDE, OUTSIDE, BEGINNING = 1, 2, 3  # spaCy's numbers for the places of a name


class Reader:
    """Reads `Doc`s: on raw text it finds the sentences too, on given words it keeps the starts that are set."""

    def __init__(self, network: Network) -> None:
        """`network` does the reading."""
        self._network = network
        self.worth: Worth | None = None
        """Says which passages of a `Doc` are worth reading; the others get an empty parse. None: all are."""

    def __call__(self, doc: Doc) -> Doc:
        """Read one `Doc`, in place."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 16) -> Iterator[Doc]:
        """Read many: the sentences of `batch_size` of them share the network's batches."""
        docs = iter(stream)
        while batch := list(itertools.islice(docs, batch_size)):
            self._read(batch)
            yield from batch

    def _fitting(self, doc: Doc, passage: list[int]) -> list[list[int]]:
        """A passage in parts that the network can hold."""
        parts = within(doc, passage, MOST_WORDS)
        count = self._network.pieces.of_word
        return [
            small
            for part in parts
            for small in (
                within(doc, part, MOST_WORDS // 3)
                if sum(len(count(doc[i].text)) for i in part) > MOST_PIECES
                else [part]
            )
        ]

    def _read(self, docs: Sequence[Doc]) -> None:
        """All sentences of some `Doc`s: passages first, then the parts of those in which a sentence starts."""
        final: dict[int, list[tuple[list[int], Reading]]] = {id(d): [] for d in docs}
        whole: list[tuple[Doc, list[int]]] = []
        for d in docs:
            found = passages(d)
            worth = self.worth(d, found) if self.worth is not None else [True] * len(found)
            for passage, is_worth in zip(found, worth, strict=True):
                if is_worth:
                    whole += [(d, part) for part in self._fitting(d, passage)]
                else:
                    final[id(d)].append((passage, unread(len(passage))))
                    d._.unread_words += len(passage)
        readings = self._network.read([[d[i].text for i in part] for d, part in whole])
        again: list[tuple[Doc, list[int]]] = []
        for (doc, passage), reading in zip(whole, readings, strict=True):
            parts = cut(doc, passage, reading.starts.tolist())
            if len(parts) > 1:
                again += [(doc, part) for part in parts]
            else:
                final[id(doc)].append((passage, reading))
        readings = self._network.read([[d[i].text for i in part] for d, part in again])
        for (doc, passage), reading in zip(again, readings, strict=True):
            final[id(doc)].append((passage, reading))
        for doc in docs:
            sentences = sorted(final[id(doc)], key=lambda sentence: sentence[0][0])
            _write(doc, [(part, _mended(doc, part, reading)) for part, reading in sentences])


def unread(words: int) -> Reading:
    """The reading of a sentence that nobody read: punctuation alone, hung on its first word."""
    return Reading(
        heads=[-1, *[0] * (words - 1)],
        relations=["ROOT", *["dep"] * (words - 1)],
        tags=[UNREAD] * words,
        pos=["PUNCT"] * words,
        features=[""] * words,
        names=[],
        starts=np.zeros(words, np.float32),
        vector=np.zeros(VECTOR, np.float32),
    )


def _mended(doc: Doc, part: list[int], reading: Reading) -> Reading:
    return reading if reading.tags[0] == UNREAD else consistent([doc[i].text for i in part], reading)


def _write(doc: Doc, sentences: list[tuple[list[int], Reading]]) -> None:
    """Put readings into a `Doc`. Blanks hang on the word before them, as in spaCy's own pipelines."""
    if not len(doc):
        return
    strings, morphology = doc.vocab.strings, doc.vocab.morphology
    rows: NDArray[np.int64] = np.zeros((len(doc), len(COLUMNS)), np.int64)

    def number(text: str) -> int:
        return int(np.uint64(strings.add(text)).astype(np.int64))

    word = next((token.i for token in doc if not token.is_space), 0)
    for token in doc:
        if token.is_space:
            rows[token.i] = (number("_SP"), IDS["SPACE"], 0, word - token.i, number("dep"), OUTSIDE, 0)
        else:
            word = token.i
    for passage, reading in sentences:
        for start, end, kind in reading.names:  # a name goes on over a break of the line
            for i in range(passage[start] + 1, passage[end - 1]):
                rows[i][5:] = (INSIDE, number(kind))
        places, kinds = [OUTSIDE] * len(passage), [""] * len(passage)
        for start, end, kind in reading.names:
            places[start:end] = [BEGINNING, *[INSIDE] * (end - start - 1)]
            kinds[start:end] = [kind] * (end - start)
        for k, i in enumerate(passage):
            head = reading.heads[k]
            rows[i] = (
                number(reading.tags[k]),
                IDS[reading.pos[k]],
                int(np.uint64(morphology.add(reading.features[k])).astype(np.int64)) if reading.features[k] else 0,
                (passage[head] if head >= 0 else i) - i,
                number(reading.relations[k]),
                places[k],
                number(kinds[k]) if kinds[k] else 0,
            )
    doc.from_array(list(COLUMNS), rows.astype(np.uint64))  # type: ignore[arg-type]  # the stubs know other integers
    doc._.sentence_vectors = np.array([reading.vector for _, reading in sentences])


@Language.factory(
    "wirebook_reader",
    assigns=["token.tag", "token.pos", "token.morph", "token.head", "token.dep", "token.is_sent_start", "doc.ents"],
    default_config={"folder": None, "sha256": None, "threads": 1},
)
def make_reader(nlp: Language, name: str, folder: str, sha256: str | None, threads: int) -> Reader:
    """The component from its configuration: the model's folder, its digest, and the threads that it may use."""
    return Reader(Network(Path(folder), sha256, threads))
