"""Which language a text is in. Only English is read yet, and short texts are never refused."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LONG_ENOUGH = 200
"""Characters below which no text is refused."""
SAMPLE = 3000
SURE = 0.95


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> tuple[str, float] | None:
    """ISO 639-1 code and probability of a text of 200 characters or more; None for a shorter one."""
    if len(text) < LONG_ENOUGH:
        return None
    code, probability = _identifier().classify(text[:SAMPLE])
    return str(code), float(probability)
