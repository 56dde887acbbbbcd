"""Gold inputs through the ordinary way from input to records, so that a score is of what a user gets."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from spacy.language import Language

import wirebook.coding
from wirebook.errors import EvaluationError, InputError
from wirebook.pages import read_page
from wirebook.record import CodedArticle
from wirebook.sources import read_inputs


def code_file(path: Path, nlp: Language) -> Iterator[CodedArticle]:
    """What is read in every page of a file. Raises EvaluationError where a page cannot be read."""

    def refuse(error: InputError) -> NoReturn:
        raise EvaluationError(error.subject, error.reason) from error

    for page in read_inputs([str(path)], on_error=refuse):
        try:
            article = read_page(page)
        except InputError as error:
            refuse(error)
        yield wirebook.coding.code_article(article, nlp)


def code_items(items: Iterable[Mapping[str, str]], nlp: Language) -> Iterator[CodedArticle]:
    """What is read in JSON Lines items, one coded article an item, in order."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "items.jsonl")
        with path.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
        yield from code_file(path, nlp)
