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


_ENGLISH = frozenset(
    ["the", "of", "and", "to", "that", "with", "was", "is", "for", "were", "has", "have", "by", "said"]
)
"""Function words, hardly any of them frequent in another language."""
ENGLISH_SAMPLE = 2000
ENGLISH_SHARE = 0.1
"""Share of these words from which a text is English without more ado: the statistics cost a millisecond."""


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> tuple[str, float] | None:
    """ISO 639-1 code and probability of a text of 200 characters or more; None for a shorter one."""
    if len(text) < LONG_ENOUGH:
        return None
    words = text[:ENGLISH_SAMPLE].lower().split()
    if sum(word in _ENGLISH for word in words) >= ENGLISH_SHARE * len(words) and "the" in words:
        return "en", 1.0
    code, probability = _identifier().classify(text[:SAMPLE])
    return str(code), float(probability)


def is_english(text: str) -> bool:
    """Whether a text is not surely in another language."""
    found = language_of(text)
    return found is None or found[0] == "en" or found[1] < SURE
