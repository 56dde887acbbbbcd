"""The tense of the words around a time expression, for texts without a parse."""

from __future__ import annotations

import re

from wirebook.coding.times.model import Tense

_CUE = re.compile(
    r"""\b(?:
      (?P<overtaken>had\s+(?:\w+\s+)?been\s+(?:due|scheduled|set|slated|planned|expected)|previously\s+scheduled)
    | (?P<future>will|shall|would|won['’]t|going\s+to|(?:is|are|be)\s+(?:to|due|set|scheduled|expected|slated)|set\s+to
        |as\s+(?:soon|early)\s+as|plan(?:s|ned|ning)?\s+(?:to|for|an?)|expect(?:s|ed)?\s+to|intends?\s+to|scheduled
        |due|slated|upcoming|(?:extend|postpone|delay|defer|adjourn|give|gave)[a-z]*\b[^.;]{0,40}?\suntil
        )(?:\s+to)?(?:\s+be)?(?:(?<=\sto|\sbe)\s+[a-z]+)?
    | (?P<open>to\s+(?:be\s+)?(?!(?:the|a|an|his|her|its|their|our|my|your|this|that|these|those|death|power|court|date
        |work|school|jail|prison|about|around|some|nearly|almost|more|less)\b)(?-i:[a-z]+))
    | (?P<past>said|was|were|had|has|have|did|didn['’]t|been|told|made|took|came|went|got|gave|began|met|held
        |fell|rose|killed|left|sent|became|saw|found|put|hit|won|lost|ran|broke|spoke|wrote|led|kept|grew|since
        |brought|bought|sold|fought|sought|felt|dealt|heard|paid|stood|spent|built|shot|drew|flew|threw|knew|blew|chose
        |drove|rode|wore|swore|tore|struck|fled|sank|sprang|taken|given|seen|gone|done|begun|written|shown|fallen
        |(?-i:[a-z]{2,}ed))
    )\b
    | ['’](?P<short>ll)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What tells the tense: the last group that matches names it; an infinitive leaves it open."""
_OPENING = re.compile(r"\s*In\s+(?:early|mid|late)?[\s-]*")
_REACH = 90
_END = re.compile(r"[.!?;]['”\"]?\s|\n\s*\n")


def tense_near(text: str, start: int, end: int) -> Tense | None:
    """The tense that the nearest verb or verb phrase of the sentence shows, or None where no word tells.

    Words before the expression count as nearer than words after it: in English news the time follows its verb.
    """
    before = _END.split(text[max(0, start - _REACH) : start])[-1]
    after = _END.split(text[end : end + _REACH])[0]
    last: re.Match[str] | None = None
    for cue in _CUE.finditer(before):
        last = cue
    following = _CUE.search(after)
    if last is None and following is None and _OPENING.fullmatch(before):
        return "past"  # "In January, ..." opens what happened then
    if following and (last is None or len(before) - last.end() > following.start() + 20):
        return _tense(following)
    return _tense(last) if last else None


def _tense(cue: re.Match[str]) -> Tense | None:
    if cue["open"]:
        return None
    return "past" if cue["past"] or cue["overtaken"] else "future"
