"""Many articles at once: their sentences share the language model's batches, which a single article does not fill.

A sentence's reading does not depend on its batch, so the records are those of `code_article`, to the byte.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from wirebook.coding.pipeline import tie, to_doc
from wirebook.coding.skim import worth_reading
from wirebook.language.reader import Reader
from wirebook.record import Article, CodedArticle

READER = "wirebook_reader"


@dataclass
class Extent:
    """How many words a batch had, and how many of them stand in sentences that were not parsed."""

    words: int = 0
    unread: int = 0


def skim(nlp: Language) -> None:
    """Let a pipeline from `load` parse only the sentences that are worth it; see `wirebook.coding.skim`.

    A pipeline of another language model is left as it is.
    """
    if READER in nlp.pipe_names:
        reader = nlp.get_pipe(READER)
        assert isinstance(reader, Reader), "the factory of wirebook_reader makes no other"
        reader.worth = worth_reading


def code_articles(
    articles: Sequence[Article], nlp: Language, extent: Extent | None = None
) -> list[CodedArticle | Exception]:
    """Code articles with a pipeline from `load`, in their order; in place of one that fails stands what it raised.

    What was read is added to `extent`.
    """
    extent = extent if extent is not None else Extent()
    found: dict[int, CodedArticle | Exception] = {}
    docs: dict[int, Doc] = {}
    behind = nlp.pipe_names.index(READER) + 1 if READER in nlp.pipe_names else 0
    for number, article in enumerate(articles):
        found[number] = CodedArticle(article=article)
        if not article.is_coded:
            continue
        try:
            doc = to_doc(article, nlp)
            if len(doc):
                docs[number] = _run(doc, nlp.pipeline[: max(0, behind - 1)])
        except Exception as error:  # noqa: BLE001  the other articles go on
            found[number] = error
    is_read = _read_together(list(docs.values()), nlp) if behind else True
    for number, doc in docs.items():
        try:
            coded = _run(doc, nlp.pipeline[behind if is_read else behind - 1 :])
            found[number] = tie(articles[number], coded)
            extent.words += len(doc)
            extent.unread += doc._.unread_words
        except Exception as error:  # noqa: BLE001  as above: one article that no test foresaw ends no batch
            found[number] = error
    return [found[number] for number in range(len(articles))]


def _run(doc: Doc, components: Sequence[tuple[str, Callable[[Doc], Doc]]]) -> Doc:
    for _, component in components:
        doc = component(doc)
    return doc


def _read_together(docs: Sequence[Doc], nlp: Language) -> bool:
    """Read the sentences of many; False where that fails, so that they have to be read one by one."""
    reader = nlp.get_pipe(READER)
    assert isinstance(reader, Reader), "the factory of wirebook_reader makes no other"
    try:
        for _ in reader.pipe(docs):
            pass
    except Exception:  # noqa: BLE001  which of them it was shows when each is read by itself
        return False
    return True
