"""The spaCy component that writes `doc._.amounts`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from wirebook.coding.amounts.find import find_amounts
from wirebook.coding.extensions import text_of


@Language.component("wirebook_amounts", requires=["doc._.times"], assigns=["doc._.amounts"])
def amounts(doc: Doc) -> Doc:
    """Find the amounts; what is a time is none."""
    doc._.amounts = find_amounts(text_of(doc), ((t.start_char, t.end_char) for t in doc._.times))
    return doc
