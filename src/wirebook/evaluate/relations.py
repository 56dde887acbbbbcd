"""The suite `relations`: sentences with a marked source and target and the class of what the one does to the other.

`found` is what the program finds by itself: a row counts as found where a claim of its sentence has an actor that
shares a word with the source and a recipient that shares one with the target, or both among the actors of a joint act;
of several such claims the most confident speaks. `given` hands the two spans to the same components; of a
party that the sentence does not name (the set writes "a recipient") there is none. `actors` is the
share of spans in which an actor with a code is found. CONCEDE and RETREAT count as YIELD, as in the set.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

import wirebook
from wirebook.coding.given import classify_given
from wirebook.coding.pipeline import read_text
from wirebook.errors import EvaluationError
from wirebook.evaluate.coding import code_items
from wirebook.evaluate.measures import SMALL_WORDS, macro_f1, ratio, share, words
from wirebook.record import Claim, Entity, Span

AS_GOLD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
COLUMNS = ("sentence", "source", "target", "gold_root")
ITEM_DATE = "2015-06-01"
SMALL_SPAN_WORDS = SMALL_WORDS | {"its", "his", "on", "to", "for"}


@dataclass(frozen=True)
class Row:
    """One row of the table."""

    sentence: str
    source: str
    target: str
    gold: str


def read_rows(path: Path) -> list[Row]:
    """The rows of a table, by its header. Raises EvaluationError where a column is missing or there is no row."""
    try:
        with path.open(encoding="utf-8", newline="") as table:
            reader = csv.DictReader(table, delimiter="\t")
            missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise EvaluationError(str(path), f"the table has no column {', '.join(missing)}")
            rows = [Row(*(row[column] or "" for column in COLUMNS)) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise EvaluationError(str(path), str(error)) from error
    if not rows:
        raise EvaluationError(str(path), "the table has no rows")
    return rows


def run(path: Path) -> dict[str, object]:
    """Scores of the three ways in which the table is read. Raises EvaluationError where it cannot be."""
    rows = read_rows(path)
    nlp = wirebook.load()
    sentences = sorted({row.sentence for row in rows})
    items = (
        {"url": f"https://example.org/{number}", "date": ITEM_DATE, "title": "", "text": sentence}
        for number, sentence in enumerate(sentences)
    )
    coded = zip(sentences, code_items(items, nlp), strict=True)
    claims = {sentence: article.claims for sentence, article in coded}
    given = [_as_gold(_given(nlp, row)) for row in rows]
    return {
        "found": score_found(rows, claims),
        "given": {
            "macro_f1": macro_f1(list(zip((row.gold for row in rows), given, strict=True))),
            "accuracy": share([row.gold == event for row, event in zip(rows, given, strict=True)]),
        },
        "actors": _score_actors(nlp, rows),
    }


def score_found(rows: Sequence[Row], claims: dict[str, tuple[Claim, ...]]) -> dict[str, object]:
    """Scores of what was found by itself; `claims` are those of each sentence."""
    found = [_as_gold(_spoken(row, claims.get(row.sentence, ()))) for row in rows]
    hits = sum(event is not None for event in found)
    return {
        "macro_f1": macro_f1(list(zip((row.gold for row in rows), found, strict=True))),
        "precision": ratio(sum(row.gold == event for row, event in zip(rows, found, strict=True)), hits),
        "coverage": ratio(hits, len(rows)),
        "claims_per_sentence": ratio(sum(map(len, claims.values())), len({row.sentence for row in rows})),
    }


def _spoken(row: Row, claims: Iterable[Claim]) -> str | None:
    """The event of the most confident claim that has the row's source and target as its sides."""
    fit = [
        claim
        for claim in claims
        if _touches(claim.actor, row.source)
        and (_touches(claim.recipient, row.target) or (not claim.recipient and _touches(claim.actor, row.target)))
    ]
    # The confidence that is printed decides, so that the score is that of the printed records.
    best = max(fit, key=lambda claim: round(claim.confidence, 3), default=None)
    return best.event if best else None


def _touches(entities: Iterable[Entity], span: str) -> bool:
    wanted = words(span, SMALL_SPAN_WORDS)
    return any(wanted & words(entity.entity_text, SMALL_SPAN_WORDS) for entity in entities)


def _as_gold(event: str | None) -> str | None:
    return AS_GOLD.get(event, event) if event else None


def _given(nlp: Language, row: Row) -> str | None:
    source = _span_of(row.source, row.sentence)
    target = _span_of(row.target, row.sentence)
    return classify_given(nlp, row.sentence, source, target)


def _span_of(words_of_party: str, sentence: str) -> Span | None:
    start = sentence.find(words_of_party)
    return (start, start + len(words_of_party)) if words_of_party and start >= 0 else None


def _score_actors(nlp: Language, rows: Sequence[Row]) -> dict[str, object]:
    coded: dict[str, list[Span]] = {}
    for sentence in dict.fromkeys(row.sentence for row in rows):
        actors = read_text(sentence, nlp)._.actors
        coded[sentence] = [(actor.start_char, actor.end_char) for actor in actors if actor.code]

    def holds(row: Row, party: str) -> bool:
        span = _span_of(party, row.sentence)
        return span is not None and any(start < span[1] and span[0] < end for start, end in coded[row.sentence])

    return {
        "source": share([holds(row, row.source) for row in rows]),
        "target": share([holds(row, row.target) for row in rows]),
    }
