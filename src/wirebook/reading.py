"""From inputs to coded articles: the stages from sources to coding, one page after another."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from wirebook.errors import InputError
from wirebook.record import CodedArticle

if TYPE_CHECKING:
    from spacy.language import Language


def _raise(error: InputError) -> None:
    raise error


def read(
    inputs: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    nlp: Language | None = None,
    published: datetime.date | None = None,
    on_error: Callable[[InputError], None] = _raise,
) -> Iterator[CodedArticle]:
    """Read and code inputs, one article at a time; nothing is kept in memory.

    `inputs` is a file, a folder, an address or `-`, or several of them; `nlp` is a pipeline from `wirebook.load`
    (loaded where none is given); `published` dates the pages that carry no date. What cannot be read goes to
    `on_error`, which raises by default, and the rest goes on.
    """
    from wirebook.coding.pipeline import code_article, load
    from wirebook.pages import read_page, split_live
    from wirebook.sources import read_inputs

    names = [os.fspath(one) for one in ([inputs] if isinstance(inputs, str | os.PathLike) else inputs)]
    pipeline = nlp if nlp is not None else load()
    pages = (part for page in read_inputs(names, on_error=on_error) for part in split_live(page))
    for page in pages:
        try:
            article = read_page(page, published=published)
        except InputError as error:
            on_error(error)
            continue
        yield code_article(article, pipeline)
