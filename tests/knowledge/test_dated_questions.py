"""Who was meant on that day: a table of questions that a person can check, each asked of the whole pipeline."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from spacy.tokens import Doc

from wirebook.coding.pipeline import load
from wirebook.coding.spans import Actor

TABLE = Path(__file__).with_name("dated_questions.tsv")
BEHIND_ACTORS = ("places", "attribution", "claims", "impacts", "aid")


@dataclass(frozen=True)
class Question:
    """One line. An empty field of the answer is not asked for; `known_wrong` lines are answered wrong today."""

    text: str
    date: str
    mention: str
    name: str
    code: str
    historical_code: str
    sector: str
    office: str
    known_wrong: str
    note: str


def _questions() -> list[Question]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return [Question(**row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


QUESTIONS = _questions()


@pytest.fixture(scope="module")
def read() -> dict[Question, Doc]:
    """Every text, read in one go, each as an article of its own."""
    nlp = load()
    with nlp.select_pipes(disable=[f"wirebook_{part}" for part in BEHIND_ACTORS]):
        docs = [nlp.make_doc(question.text) for question in QUESTIONS]
        for question, doc in zip(QUESTIONS, docs, strict=True):
            doc._.published = date.fromisoformat(question.date)
        return dict(zip(QUESTIONS, nlp.pipe(docs), strict=True))


def answers(doc: Doc, mention: str) -> list[Actor]:
    """The parties whose words overlap the last place where the mention stands."""
    start = doc.text.rindex(mention)
    return [a for a in doc._.actors if a.start_char < start + len(mention) and start < a.end_char]


def told(actor: Actor, question: Question) -> tuple[str, ...]:
    """What is asked for of an answer, as the table writes it."""
    found = {
        "name": actor.name or "",
        "code": actor.code or "",
        "historical_code": actor.historical_code or "",
        "sector": "|".join(actor.sector),
        "office": actor.office or "",
    }
    return tuple(value for field, value in found.items() if getattr(question, field))


def test_the_table_is_large_and_every_question_is_put_once() -> None:
    assert len(QUESTIONS) >= 400
    assert len({(q.text, q.date, q.mention) for q in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(
            q,
            id=f"{q.date} {q.text}",
            marks=[pytest.mark.xfail(strict=True, reason="known wrong")] if q.known_wrong else [],
        )
        for q in QUESTIONS
    ],
)
def test_a_dated_question(read: dict[Question, Doc], question: Question) -> None:
    asked = tuple(
        value
        for value in (question.name, question.code, question.historical_code, question.sector, question.office)
        if value
    )
    found = [told(actor, question) for actor in answers(read[question], question.mention)]
    assert asked in found
