from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book.factories import SENTENCE, claim, coded, entities, speaker
from wirebook.book import Book
from wirebook.book.search import Term, terms_of, words_of

DAY = date(2031, 3, 9)
SENTENCES = (
    "Flood relief reached Sylvania's north on Monday, KCNA said.",
    "The flooding of the Yalu hit relief-work; no flood, no relief.",
    "Café owners in SÃO TOMÉ offered 4,000 tents to the north.",
    "U.S. and U.K. envoys met.",
)
ODD = ["", " ", '"', '""', '"*', "*", "a*b", "AND", "NOT", "NEAR(", "(", "'", "';--", ":", "-", "^a", "{", "\\", "\0",
       "flood \0 relief", "\ud800", "%", "_", "!", "&", "|", "<->", "'a' & ", "a:b", "words:flood", "x" * 5000,
       "a " * 5000, '"' + "a b " * 200, "🙂", "é", "ß", "İ", "١٢", "中文"]  # fmt: skip


def written(*claims):
    """An article of the sentences of these claims, one a line."""
    body = "\n".join(one.text for one in claims)
    placed = []
    for one in claims:
        start = len(SENTENCE) + 1 + body.index(one.text)
        spans = {"start": start, "end": start + len(one.text), "trigger": ((start, start + 1),)}
        placed.append(one.model_copy(update={"evidence": one.evidence.model_copy(update=spans)}))
    return coded(body, *placed)


def said(text: str, number: int = 0, **more) -> object:
    return claim(day=DAY, number=number, **more).model_copy(update={"text": text})


@pytest.fixture(scope="module")
def searched(tmp_path_factory):
    with Book(tmp_path_factory.mktemp("search") / "b.db") as book:
        fill(book)
        yield book


def fill(book: Book) -> None:
    kcna = {"attribution": (speaker("KCNA", "PRK", "JRN"),)}
    first = said(SENTENCES[0], mode="assist", context=("disasters", "human_security"), status="offered")
    book.add(written(first.model_copy(update=kcna), said(SENTENCES[1], 1, context=("human",))))
    book.add(written(*(said(text, number, event="CONSULT") for number, text in enumerate(SENTENCES[2:]))))


QUERIES = {
    "flood relief": {0, 1}, "RELIEF Flood": {0, 1}, '"flood relief"': {0}, "flood*": {0, 1}, "floods": set(),
    '"relief rea"*': {0}, "relief-work": {1}, "relief work": {1}, "sylvania's": {0}, "cafe sao tome": {2}, "Tomé": {2},
    "4,000": {2}, "4000": set(), "u.s.": {3}, '"u s and"': {3}, "north -monday": {0}, "north": {0, 2}, "...": set(),
    "": set(), '"flood': {0, 1}, "flood AND relief": set(), "flood flood": {0, 1},
}  # fmt: skip


def found(book: Book, query: str) -> set[int]:
    return {SENTENCES.index(one.text) for one in book.claims(search=query)}


@pytest.mark.parametrize("query", QUERIES)
def test_words_find_the_sentences_that_have_them_all(searched, query):
    assert found(searched, query) == QUERIES[query]


@pytest.mark.parametrize("query", ODD, ids=range(len(ODD)))
def test_no_query_is_a_database_error(searched, query):
    list(searched.claims(search=query))
    list(searched.events(search=query))
    for name in ("actor", "recipient", "said_by", "event", "status", "mode", "context", "country", "article"):
        assert list(searched.claims(**{name: query or "none"})) == []
    list(searched.impacts(hazard=query))
    list(searched.aid_threads(donor=query))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_any_query_at_all_can_be_asked(searched, query):
    found(searched, query)


@given(st.text(max_size=60))
def test_words_have_one_form(text):
    words = words_of(text)
    assert words_of(" ".join(words)) == words
    assert all(term.words for term in terms_of(text))


def test_a_query_is_read_as_its_words():
    assert terms_of('Flood-hit "the north" tent* "war m"*') == [
        Term(("flood", "hit")), Term(("the", "north")), Term(("tent",), begins=True), Term(("war", "m"), begins=True),
    ]  # fmt: skip


def test_claims_are_found_by_every_field(searched):
    assert [one.text for one in searched.claims(said_by="kcna")] == [SENTENCES[0]]
    assert [one.text for one in searched.claims(said_by="PRK", status="offered", mode="assist")] == [SENTENCES[0]]
    assert [one.text for one in searched.claims(context="disasters")] == [SENTENCES[0]]
    assert [one.text for one in searched.claims(context="Human_Security", search="flood")] == [SENTENCES[0]]
    assert [one.text for one in searched.claims(context="human")] == [SENTENCES[1]]
    assert list(searched.claims(context="human_securit%")) == list(searched.claims(context="")) == []


def test_an_event_is_found_by_one_of_its_claims_and_shown_whole(searched):
    (event,) = searched.events(search="flood relief reached", said_by="KCNA", status="offered", event="AID")
    assert [one.text for one in event.claims] == [*SENTENCES[:2]]
    assert list(searched.events(search="relief-work", said_by="KCNA")) == []
    assert [one.event for one in searched.events(search="tents")] == ["CONSULT"]


def test_what_is_replaced_or_rejected_is_not_found(tmp_path):
    with Book(tmp_path / "b.db") as book:
        fill(book)
        old = list(book.as_coded())[[one.text for one in book.claims()].index(SENTENCES[2]) // 2]
        newer = old.model_copy(update={"claims": (old.claims[1].model_copy(update={"coder": "wirebook 9.0.0 en-1"}),)})
        book.add(newer)
        assert list(book.claims(search="tomé")) == []
        assert [one.text for one in book.claims(search="envoys")] == [SENTENCES[3]]
        book.correct(newer.claims[0].id, "reject", by="Maria")
        assert list(book.claims(search="envoys")) == list(book.events(search="envoys")) == []
        assert len(list(book.claims(search="envoys", rejected=True))) == 1
        assert not book.check().problems
    connection = sqlite3.connect(tmp_path / "b.db")
    connection.execute("INSERT INTO claim_words_index(claim_words_index) VALUES('integrity-check')")
    connection.close()


def test_a_party_of_an_odd_name_is_found(tmp_path):
    with Book(tmp_path / "b.db") as book:
        book.add(coded("One.", claim().model_copy(update={"actor": entities("the_\0_rebels")})))
        assert len(list(book.claims(actor="the_ _rebels"))) + len(list(book.claims(actor="the_\0_rebels"))) >= 1


def test_a_short_name_finds_who_is_kept_under_the_full_one(tmp_path):
    full = speaker("the agency", "PRK", "JRN").model_copy(update={"identifier_text": "Korean Central News Agency"})
    with Book(tmp_path / "b.db") as book:
        book.add(written(said(SENTENCES[0]).model_copy(update={"attribution": (full,)})))
        assert [one.text for one in book.claims(said_by="KCNA")] == [SENTENCES[0]]
        assert list(book.claims(said_by="TASS")) == []
