from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime

import pytest

from tests.book.factories import claim, coded, impact, step
from tests.book.test_corrections import NEWER, later
from tests.book.test_store import everything
from wirebook.book import Book, Merged, Summary
from wirebook.errors import BookReadOnly
from wirebook.record import AidStep

DAY = date(2031, 3, 9)
AT = datetime(2031, 3, 11, tzinfo=UTC)


def article(text="One.", **more):
    records = claim(day=DAY, **more), claim("ACCUSE", day=DAY, number=10, **more), impact(**more)
    return coded(text, *records, step(day=DAY, **more))


@pytest.fixture
def path(tmp_path):
    """A book with an article that is as it was coded, and one that was corrected."""
    with Book(tmp_path / "b.db") as book:
        book.add(article())
        corrected = article("Two.")
        book.add(corrected)
        book.correct(corrected.claims[0].id, "split", by="Maria", at=AT, parts=[{"actor": "FJI"}, {"actor": "TON"}])
        book.correct(corrected.impacts[0].id, "reject", by="Maria", at=AT)
        book.label(corrected.claims[1].id, "right", by="Maria", at=AT)
        assert book.check().problems == ()
    return tmp_path / "b.db"


def problems(path, *statements: str) -> list[str]:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    with Book(path, create=False) as book:
        return list(book.check().problems)


@pytest.mark.parametrize(("statement", "told"), [
    ("UPDATE claims SET status = 'denied'", "column status holds 'denied', its record says 'happened'"),
    ("UPDATE claims SET date = '2031-01-01' WHERE event = 'ACCUSE'", "column date holds datetime.date(2031, 1, 1)"),
    ("UPDATE claims SET confidence = 0.1", "column confidence holds 0.1"),
    ("UPDATE claims SET context = ' disasters '", "column context"),
    ("UPDATE claims SET standing = 'accepted', coded = record WHERE standing = 'coded'", "its corrections make"),
    ("UPDATE impacts SET standing = 'coded', record = coded, coded = NULL WHERE standing = 'rejected'", "ections make"),
    ("UPDATE parties SET code = 'XYZ' WHERE role = 'recipient'", "column code holds 'XYZ'"),
    ("DELETE FROM parties WHERE role = 'actor'", "parties has"),
    ("UPDATE aid_steps SET stage = 'refused'", "column stage"),
    ("UPDATE articles SET title = 'Another'", "column title"),
    ("UPDATE articles SET text = '0000000000000000'", "column text"),
    ("UPDATE articles SET record = replace(record, 'Freedonia', 'Ruritania')", "not the one that it was stored under"),
    ("UPDATE articles SET record = '{}'", "a record cannot be read"),
    ("DELETE FROM impacts", "not those that were stored"),
    ("UPDATE claims SET record = replace(record, '\"start\":0', '\"start\":5')", "its sentence is not what"),
    ("UPDATE claims SET record = replace(record, '[[10,11]]', '[[10,9999]]')", "outside the text: trigger"),
    ("UPDATE claims SET record = replace(record, '\"block\":0', '\"block\":7')", "in block 7, the article has 1"),
    ("UPDATE corrections SET record = '{}' WHERE action = 'label'", "a record cannot be read"),
    ("DELETE FROM corrections WHERE action = 'reject'", "its corrections make"),
    ("DELETE FROM articles WHERE id IN (SELECT article FROM corrections)", "which is not here"),
    ("INSERT INTO claim_words_index(claim_words_index, rowid, words) VALUES ('delete', 1, 'x')", "the index of words"),
    ("DELETE FROM claim_words", "claim_words has 0 rows"),
])  # fmt: skip
def test_every_fault_is_told(path, statement, told):
    found = problems(path, statement)
    assert any(told in problem for problem in found), found


def test_a_correction_that_finds_no_record_is_told(path):
    with Book(path) as book:
        two = next(one for one in book.as_coded() if list(book.corrections(article=one.article.id)))
        book.add(two.model_copy(update={"claims": (two.claims[1].model_copy(update={"coder": NEWER}),)}))
        (problem,) = book.check().problems
        assert "split by Maria) finds no record: Freedonia said" in problem
        book.undo(next(book.corrections(matched=False)).id, by="Maria")
        assert book.check().problems == ()


def test_merging_is_reading_and_brings_corrections_along(tmp_path):
    one, other, both = article("One."), article("Two."), article("Both.")
    newer = article("Both.", coder=NEWER)
    with Book(tmp_path / "a.db") as a, Book(tmp_path / "b.db") as b, Book(tmp_path / "c.db") as c:
        a.add_many([one, both])
        a.add(coded("Empty."), coder="wirebook 0.5.0 en-1")
        a.correct(one.claims[0].id, "reject", by="Maria", at=AT)
        a.correct(both.claims[0].id, "edit", by="Maria", at=later(1), fields={"status": "denied"})
        b.add_many([other, newer])
        undone = b.correct(other.claims[0].id, "reject", by="Ana", at=AT)
        for source in (a, b):
            c.merge(source)
        assert c.summary().articles == 4
        assert {claim.status for claim in c.claims() if claim.article == both.article.id} == {"denied", "happened"}
        assert [item.coder[:14] for item in c.claims() if item.article == both.article.id] == [NEWER[:14]] * 2
        assert c.add(coded("Empty."), coder="wirebook 0.4.0 en-1") == Summary()
        assert not c.check().problems
        before = everything(c)
        assert c.merge(a) == c.merge(b) == Merged(new=Summary())
        assert everything(c) == before
        b.undo(undone.id, by="Ana", at=later(2))
        c.merge(b)
        assert sum(claim.article == other.article.id for claim in c.claims()) == 2
        with Book(tmp_path / "d.db") as d:
            for source in (b, a):
                d.merge(source)
            assert everything(d) == everything(c)


def test_a_merged_book_keeps_what_was_coded_not_what_stands(path, tmp_path):
    with Book(path) as old, Book(tmp_path / "new.db") as new:
        new.merge(old)
        assert list(new.as_coded()) == list(old.as_coded())
        assert everything(new) == everything(old)
        for correction in old.corrections():
            new.undo(correction.id, by="Ana")
        assert not any(isinstance(one, AidStep) and one.coder.count(";") for one in new.aid_steps())


def test_compacting_gives_room_back_and_loses_nothing(path):
    with Book(path) as book:
        for number in range(60):
            book.add(coded(f"{number}.", *(claim(number=each) for each in range(10))))
        for number in range(60):
            book.add(coded(f"{number}.", claim(coder=NEWER)))
        before = everything(book)
        compaction = book.compact()
        assert compaction.before > compaction.after == path.stat().st_size
        assert everything(book) == before
        assert book.check().problems == ()
        assert len(list(book.claims(search="tents"))) == book.summary().claims
    assert [one.name for one in path.parent.iterdir()] == ["b.db"]


def test_a_book_that_is_in_use_by_a_log_is_put_together(path):
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("UPDATE articles SET agency = agency")
    connection.commit()
    with Book(path) as book:
        book.compact()
    connection.close()
    with Book(path) as book:
        assert book.check().problems == ()


def test_compacting_what_cannot_be_written_says_so(path, monkeypatch):
    with Book(path) as book:
        error = sqlite3.OperationalError("attempt to write a readonly database")
        error.sqlite_errorcode = sqlite3.SQLITE_READONLY
        monkeypatch.setattr("wirebook.book.store.compact", lambda *_: (_ for _ in ()).throw(error))
        with pytest.raises(BookReadOnly):
            book.compact()
