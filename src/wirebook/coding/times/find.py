"""Finding time expressions in a text: the longest reading at each place, left to right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wirebook.coding.times.builders import BUILDERS, Parts, clock_time, day_part_of, phase_of
from wirebook.coding.times.grammar import Grammar, grammar
from wirebook.coding.times.lexer import Tokens
from wirebook.coding.times.model import Calendar, TimeExpression

_NOT_A_YEAR_BEFORE = re.compile(
    r"(?:[$£€¥#№/]|\b(?:No|Nos|no|Resolution|Article|Section|Highway|Route|Flight|Boeing|Airbus|Room|Unit|Form|Rule"
    r"|Title|Chapter|page|pages|Apollo|model|Model|code|Directive|Law|Windows|nearly|about|some|almost|than|least"
    r"|only|another|US|U\.S\.|Rs|USD|EUR|[a-z]+s?\s+numbered)\.?|\d[-.,]|[A-Z]-)\s*$"
)
_NOT_A_YEAR_AFTER = re.compile(
    r"%|\s+(?:(?:per\s?cent|percent|people|persons|men|women|children|soldiers|troops|police|homes|houses|families"
    r"|households|dollars|euros|pounds|yen|tons|tonnes|kilomet\w+|km|miles|met(?:er|re)s|feet|ft|square|acres"
    r"|hectares|points|shares|jobs|workers|refugees|deaths|cases|votes|members|prisoners|civilians|head|MHz|rpm"
    r"|others|of\s+(?:them|the|its|his|her|their|those))\b)|[A-Za-z-]|[.,]\d"
)

_CLOSES = re.compile(r"\bend(?:ed|ing|s)\s+(?:on\s+)?$")


def find_times(text: str) -> tuple[TimeExpression, ...]:
    """Every time expression in `text`, in order and without overlap. Needs no parse and no anchor; never raises."""
    rules = grammar()
    tokens = rules.lexer.tokens(text)
    return tuple(_expressions(rules, tokens))


def _expressions(rules: Grammar, tokens: Tokens) -> Iterator[TimeExpression]:
    position = 0
    while found := rules.any_rule.search(tokens.shapes, position):
        expression, end = _longest(rules, tokens, found.start())
        if expression is not None:
            yield expression
        position = max(end, found.start() + 1)


def _longest(rules: Grammar, tokens: Tokens, start: int) -> tuple[TimeExpression | None, int]:
    """The longest reading that starts at a token, and where it ends; a reading may turn out to be none."""
    matches = [(match, rule) for rule in rules.rules if (match := rule.pattern.match(tokens.shapes, start))]
    for match, rule in sorted(matches, key=lambda pair: -pair[0].end()):
        if match.end() == start:
            continue
        parts = Parts(tokens, _ranges(match))
        form = BUILDERS[rule.build](parts)
        start_char, end_char = tokens.starts[start], tokens.ends[match.end() - 1]
        if form is None or (rule.build == "year" and not _is_year(tokens.text, start_char, end_char)):
            continue
        clock = clock_time(parts) if "clock" in parts or "clock_first" in parts else None
        if "clock" in parts and clock is None:
            continue
        phase = phase_of(parts)
        if isinstance(form, Calendar) and phase in {"earlier", "later"} and form.weekday:
            phase = None
        text = tokens.text[start_char:end_char]
        return (
            TimeExpression(
                start_char,
                end_char,
                text,
                form,
                rule.name,
                phase,
                day_part_of(parts),
                clock,
                closes=_CLOSES.search(tokens.text, max(0, start_char - 12), start_char) is not None,
            ),
            match.end(),
        )
    return None, start + 1


def _ranges(match: re.Match[str]) -> dict[str, tuple[int, int]]:
    """The parts of a match by their names, without the numbers that tell groups of one name apart."""
    ranges: dict[str, tuple[int, int]] = {}
    for name in match.groupdict():
        first, last = match.span(name)
        if last > first:
            ranges.setdefault(name.partition("__")[0].rstrip("_"), (first, last))
    return ranges


def _is_year(text: str, start: int, end: int) -> bool:
    """Whether four digits alone are a year and not a sum, a count or the number of something."""
    digits = text[start:end]
    if digits[-4:].isdigit() and not 1700 <= int(digits[-4:]) <= 2100 and not re.search(r"\b[Ii]n\s+$", text[:start]):
        return False
    before = text[max(0, start - 24) : start]
    return not _NOT_A_YEAR_BEFORE.search(before) and not _NOT_A_YEAR_AFTER.match(text, end)
