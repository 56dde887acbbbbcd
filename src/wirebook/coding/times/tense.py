"""The tense of the words around a time expression, for texts without a parse."""

from __future__ import annotations

import re

from wirebook.coding.times.model import Tense

_CUE = re.compile(
    r"(?:\b(?P<future>will|shall|won['’]t|going\s+to|(?:is|are|be)\s+(?:to|due|set|scheduled|expected|slated)|set\s+to"
    r"|as\s+(?:soon|early)\s+as|plan(?:s|ned|ning)?\s+to"
    r"|planned\s+for|expects?\s+to|intends?\s+to|scheduled|due|slated|upcoming)\b|(?P<short>['’]ll)\b)"
    r"|\b(?P<past>said|was|were|had|has|have|did|didn['’]t|been|told|made|took|came|went|got|gave|began|met|held"
    r"|fell|rose|killed|left|sent|became|saw|found|put|hit|won|lost|ran|broke|spoke|wrote|led|kept|grew|since"
    r"|[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
_REACH = 90
_END = re.compile(r"[.!?;]['”\"]?\s|\n\s*\n")


def tense_near(text: str, start: int, end: int) -> Tense | None:
    """The tense that the nearest verb or verb phrase of the sentence shows, or None where no word tells.

    Words before the expression count as nearer than words after it: in English news the time follows its verb.
    """
    before = _END.split(text[max(0, start - _REACH) : start])[-1]
    after = _END.split(text[end : end + _REACH])[0]
    best: tuple[int, Tense] | None = None
    for match in _CUE.finditer(before):
        best = (len(before) - match.end(), "past" if match["past"] else "future")
    following = _CUE.search(after)
    if following and (best is None or best[0] > following.start() + 20):
        return "past" if following["past"] else "future"
    return best[1] if best else None
