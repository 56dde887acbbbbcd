from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tests.book.factories import SENTENCE, claim, coded, entity, impact, speaker, step
from tests.book.test_store import everything
from wirebook.book import Book
from wirebook.book.standing import corrected_fields, marks_of
from wirebook.errors import UnknownRecord, WrongCorrection

DAY = date(2031, 3, 9)
AT = datetime(2031, 3, 11, 9, 30, tzinfo=UTC)
NEWER = "wirebook 0.2.0 en-1"


def later(minutes: int) -> datetime:
    return AT + timedelta(minutes=minutes)


@pytest.fixture
def article():
    """Two claims, an aid step that was read off the first, an impact."""
    first = claim("AID", day=DAY)
    made = coded("One.", first, claim("ACCUSE", "SYL", "FRE", DAY, number=10), impact(number=20), step(day=DAY))
    return made.model_copy(update={"aid": (made.aid[0].model_copy(update={"claims": (made.claims[0].id,)}),)})


@pytest.fixture
def ids(book, article):
    book.add(article)
    return [one.id for one in (*article.claims, *article.impacts, *article.aid)]


def read_again(article, **changes):
    """The article as a newer coder reads it: `changes` are fields of its first claim; ids differ."""
    first, *others = article.claims
    claims = (first.model_copy(update={"id": "0123456789abcdef", "coder": NEWER, **changes}), *others)
    return article.model_copy(update={"claims": claims, "aid": ()})


def test_what_is_rejected_counts_nowhere_unless_asked_for(book, ids):
    before = everything(book)
    book.correct(ids[0], "reject", by="Maria", why="an old photograph's caption", at=AT)
    assert [one.id for one in book.claims()] == [ids[1]]
    assert [one.event for one in book.events()] == ["ACCUSE"]
    assert [one.score < 0 for one in book.relations()] == [True]
    assert list(book.aid_steps()) == list(book.aid_threads()) == []  # it was read off that claim alone
    assert (book.summary().claims, book.summary().aid, book.summary().events) == (1, 0, 1)
    assert [one.id for one in next(book.coded_articles()).claims] == [ids[1]]
    assert [one.id for one in book.claims(rejected=True)] == ids[:2]
    assert len(list(book.events(rejected=True))) == 2
    assert len(list(book.aid_steps(rejected=True))) == len(list(book.aid_threads(rejected=True))) == 1
    assert next(book.relations(rejected=True)).cooperation == 1
    book.correct(ids[2], "reject", by="Maria", at=AT)
    assert list(book.impacts()) == list(book.impact_series()) == []
    assert len(list(book.impacts(rejected=True))) == len(list(book.impact_series(rejected=True))) == 1
    rejected = next(book.claims(rejected=True))
    assert rejected.coder == "wirebook 0.1.0 en-1; rejected by Maria"
    for one in list(book.corrections()):
        book.undo(one.id, by="Ana", at=later(1))
    assert everything(book) == before
    assert not book.check().problems


def test_a_step_stays_if_a_person_says_so(book, ids):
    book.correct(ids[3], "accept", by="Ana", at=AT)
    book.correct(ids[0], "reject", by="Maria", at=later(1))
    assert [one.coder for one in book.aid_steps()] == ["wirebook 0.1.0 en-1; accepted by Ana"]


def test_an_edit_shows_what_it_changed_and_what_was_coded(book, ids, article):
    fields = {"recipient": "Sylvania", "status": "Planned"}
    made = book.correct(ids[0], "edit", by="Maria", why="the ministry named OSR", at=AT, fields=fields)
    found = next(book.claims())
    assert (found.status, [one.entity_text for one in found.recipient]) == ("planned", ["Sylvania"])
    start, end = found.evidence.recipient[0]
    assert article.article.text[start:end] == "Sylvania"
    assert marks_of(found)[0].by == "Maria"
    assert corrected_fields([found]) == ("recipient", "status")
    assert list(book.claims(recipient="sylvania", status="planned")) == [found]
    assert [one.id for one in book.claims(recipient="SYL")] == []
    history = book.history(ids[0][:6])
    assert (history.standing, history.coded, history.record) == ("edited", article.claims[0], found)
    assert history.corrections == (made,)
    assert (made.at, made.by, made.why, made.matched) == (AT, "Maria", "the ministry named OSR", (ids[0],))


def test_an_edited_date_and_type_take_what_follows_along(book, ids):
    book.correct(ids[0], "edit", by="Maria", at=AT, fields={"date": "2031-03-01", "event": "reject", "mode": "assist"})
    found = next(book.claims())
    assert (found.date, found.enddate, found.date_precision) == (date(2031, 3, 1), date(2031, 3, 1), "day")
    assert (found.date_rule, found.evidence.date) == ("correction", ())
    assert (found.event, found.mode, found.quad_code, found.event_scale) == ("REJECT", "assist", 3, -1.5)
    book.correct(ids[0], "edit", by="Maria", at=later(1), fields={"enddate": date(2031, 3, 4)})
    assert next(book.claims()).date_precision == "span"
    book.correct(ids[0], "edit", by="Maria", at=later(2), fields={"event": "AID"})
    assert (next(book.claims()).mode, next(book.claims()).quad_code) == (None, 2)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "at least one field"),
        ({"id": "x"}, "id is no field to edit; of a claim there are event"),
        ({"status": "perhaps"}, "status"),
        ({"date": "Monday"}, "date"),
        ({"actor": "XQQ"}, "no party of the code XQQ"),
        ({"actor": "the rebels"}, "'the rebels' are not in the article"),
        ({"actor": "["}, "no JSON"),
        ({"negated": "perhaps"}, "yes or no"),
        ({"actor": [{"code": "FRA"}]}, "entity_text"),
        ({"event_loc": "Suva, QQQ"}, "no country of the code QQQ"),
        ({"status": object()}, "status"),
    ],
)
def test_an_edit_that_cannot_be_says_why(book, ids, fields, told):
    before = everything(book)
    with pytest.raises(WrongCorrection, match=told):
        book.correct(ids[0], "edit", by="Maria", fields=fields)
    assert everything(book) == before


def test_values_are_what_a_person_types_or_what_the_record_has(book, ids):
    set_fields = {
        "actor": "FRA GOV: Freedonia, UNO",
        "recipient": "none",
        "channel": [entity("SYL")],
        "event_loc": "Sylvania, FJI",
        "context": "disasters, Human_Security",
        "negated": "yes",
        "amounts": '[{"text": "tents", "low": 200}]',
        "attribution": "NGO: Freedonia",
    }
    book.correct(ids[0], "edit", by="Maria", at=AT, fields=set_fields)
    found = next(book.claims())
    assert [(one.entity_text, one.code, one.sector) for one in found.actor] == [
        ("Freedonia", "FRA", ("GOV",)), ("UNO", "UNO", ()),
    ]  # fmt: skip
    assert (found.recipient, found.channel[0].code, found.negated) == ((), "SYL", True)
    assert (found.event_loc.name, found.event_loc.country) == ("Sylvania", "FJI")
    assert SENTENCE[slice(*found.evidence.place[0])] == "Sylvania"
    assert found.context == ("disasters", "human_security")
    assert (found.amounts[0].low, found.attribution[0].code, found.attribution[0].cue) == (200, "NGO", None)
    book.correct(ids[2], "edit", by="Maria", at=AT, fields={"high": "4,500"})
    assert (next(book.impacts()).low, next(book.impacts()).high) == (4500, 4500)
    book.correct(ids[2], "edit", by="Maria", at=AT, fields={"low": "4,000", "high": "none", "place": "Suva"})
    assert (next(book.impacts()).low, next(book.impacts()).high) == (4000, None)
    book.correct(ids[3], "edit", by="Maria", at=AT, fields={"stage": "Delivered", "what": "Tents"})
    assert (next(book.aid_steps()).stage, next(book.aid_steps()).what) == ("delivered", "Tents")


def test_parties_change_places_with_their_words(book):
    spans = {"actor": ((0, 9),), "recipient": ((51, 59),)}
    one = claim("AID", "FJI", "TON", DAY)
    one = one.model_copy(update={"evidence": one.evidence.model_copy(update=spans)})
    made = coded("One.", one)
    book.add(made)
    book.correct(made.claims[0].id, "edit", by="Maria", fields={"actor": "TON", "recipient": "FJI"})
    found = next(book.claims())
    assert (found.actor, found.recipient) == (made.claims[0].recipient, made.claims[0].actor)
    assert (found.evidence.actor, found.evidence.recipient) == (spans["recipient"], spans["actor"])


def test_merge_and_split(book, ids, article):
    merged = book.correct(ids[0], "merge", by="Maria", at=AT, others=[ids[1]], fields={"status": "ongoing"})
    assert [(one.id, one.status) for one in book.claims()] == [(ids[0], "ongoing")]
    assert [one.coder.partition("; ")[2] for one in book.claims(rejected=True)] == [
        "merged by Maria: status", "merged by Maria",
    ]  # fmt: skip
    assert merged.matched == (ids[0], ids[1])
    book.undo(merged.id[:8], by="Maria", at=later(1))
    assert [one.id for one in book.claims()] == ids[:2]
    split = book.correct(ids[0], "split", by="Maria", at=later(2), parts=[{"actor": "FJI"}, {"actor": "TON"}])
    first, _, added = book.claims()
    assert [one.actor[0].code for one in (first, added)] == ["FJI", "TON"]
    assert (added.text, added.id in ids, added.coder) == (SENTENCE, False, "wirebook 0.1.0 en-1; added by Maria: actor")
    assert next(book.as_coded()) == article
    assert book.history(added.id).coded is None
    book.correct(added.id, "edit", by="Ana", at=later(3), fields={"status": "denied"})
    assert not book.check().problems
    book.undo(split.id, by="Maria", at=later(4))
    assert [one.action for one in book.corrections(matched=False)] == ["edit"]  # its record is gone, it is not
    assert book.history(added.id).record is None


@pytest.mark.parametrize(
    ("number", "action", "more", "told"),
    [
        (0, "edit", {}, "at least one field"),
        (0, "split", {"parts": [{"actor": "FJI"}]}, "two parts"),
        (0, "merge", {}, "names the records"),
        (2, "split", {"parts": [{"low": 1}, {"low": 2}]}, "claims alone"),
        (0, "accept", {"fields": {"status": "denied"}}, "sets no fields"),
        (0, "reject", {"parts": [{}]}, "no parts"),
    ],
)
def test_a_correction_of_the_wrong_shape_is_refused(book, ids, number, action, more, told):
    with pytest.raises(WrongCorrection, match=told):
        book.correct(ids[number], action, by="Maria", **more)
    with pytest.raises(WrongCorrection, match="one record"):
        book.correct(ids[0], "accept", by="Maria", others=[ids[1]])
    with pytest.raises(WrongCorrection, match="different kinds"):
        book.correct(ids[0], "merge", by="Maria", others=[ids[2]])
    with pytest.raises(WrongCorrection, match="named twice"):
        book.correct(ids[0], "merge", by="Maria", others=[ids[0]])
    assert list(book.corrections()) == []


def test_who_and_which_record_have_to_be_known(book, ids):
    for nobody in ("", " ", "Maria; Ana", "Maria: x", "a\0b"):
        with pytest.raises(WrongCorrection):
            book.correct(ids[0], "accept", by=nobody)
    for unknown in ("", "%", "ffffffffffffffff", "no id", ids[0][:3], "a\0"):
        with pytest.raises(UnknownRecord):
            book.correct(unknown, "accept", by="Maria")
        with pytest.raises(UnknownRecord):
            book.undo(unknown, by="Maria")
        with pytest.raises(UnknownRecord):
            book.history(unknown)
    made = book.correct(ids[0], "accept", by=" Maria   Sol ", at=AT)
    assert made.by == "Maria Sol"
    book.undo(made.id, by="Ana")
    with pytest.raises(WrongCorrection, match="Ana took it back before"):
        book.undo(made.id, by="Maria")


def test_the_same_correction_at_the_same_time_is_one(book, ids):
    one = book.correct(ids[0], "reject", by="Maria", at=AT)
    there = timezone(timedelta(hours=9))
    assert book.correct(ids[0], "reject", by="Maria", at=AT.astimezone(there)) == one
    assert book.correct(ids[0], "reject", by="Maria", at=AT.replace(tzinfo=None)) == one
    assert list(book.corrections()) == [one]


def test_the_last_word_stands(book, ids):
    book.correct(ids[0], "reject", by="Maria", at=later(5))
    book.correct(ids[0], "accept", by="Ana", at=later(9))
    assert book.history(ids[0]).standing == "accepted"
    book.correct(ids[0], "edit", by="Ana", at=later(7), fields={"status": "denied"})  # written down late
    assert book.history(ids[0]).standing == "edited"
    assert [one.deed for one in marks_of(next(book.claims()))] == ["rejected", "corrected", "accepted"]


@pytest.mark.parametrize("changes", [
    {},
    {"actor": (entity("FRE").model_copy(update={"identifier_text": "Freedonia", "sector": ("GOV",)}),)},
    {"status": "planned", "confidence": 0.3},
    {"evidence": claim(number=0).evidence.model_copy(update={"trigger": ((0, 5),)})},
])  # fmt: skip
def test_a_newer_coder_finds_the_same_record_rejected(book, ids, article, changes):
    made = book.correct(ids[0], "reject", by="Maria", at=AT)
    again = read_again(article, **changes)
    book.add(again)
    assert [one.id for one in book.claims()] == [ids[1]]
    assert next(book.corrections()).matched == ("0123456789abcdef",)
    assert next(book.as_coded()) == again
    assert book.history("01234567").corrections[0].id == made.id
    assert book.history(ids[0]).corrections[0].id == made.id
    assert not book.check().problems


@pytest.mark.parametrize("changes", [
    {"recipient": (entity("OSR"),)},
    {"event": "SUPPORT"},
    {"evidence": claim(number=33).evidence},
])  # fmt: skip
def test_another_reading_of_the_words_is_not_rejected_and_the_correction_is_listed(book, ids, article, changes):
    made = book.correct(ids[0], "reject", by="Maria", at=AT)
    book.add(read_again(article, **changes))
    assert len(list(book.claims())) == 2
    (left,) = book.corrections(matched=False)
    assert (left.id, left.matched, left.trigger) == (made.id, (), SENTENCE[:1])
    assert [one.id for one in book.history(ids[0]).corrections] == [made.id]
    book.undo(made.id, by="Maria", at=later(1))
    assert list(book.corrections(matched=False)) == []
    assert len(list(book.corrections(undone=True))) == 1


def test_an_edit_finds_a_record_that_a_newer_coder_put_right_itself(book, ids, article):
    book.correct(ids[0], "edit", by="Maria", at=AT, fields={"actor": "Freedonia"})
    book.correct(ids[0], "edit", by="Maria", at=later(1), fields={"status": "offered"})
    named = (entity("Freedonia"),)
    book.add(read_again(article, actor=named))
    assert list(book.corrections(matched=False)) == []
    found = next(book.claims())
    assert (found.actor, found.status) == (named, "offered")


def test_of_several_alike_none_is_taken(book, ids, article):
    book.correct(ids[0], "edit", by="Maria", at=AT, fields={"status": "denied"})
    again = read_again(article)
    twin = again.claims[0].model_copy(update={"id": "fedcba9876543210"})
    book.add(again.model_copy(update={"claims": (*again.claims, twin)}))
    assert [one.status for one in book.claims()] == ["happened"] * 3
    assert len(list(book.corrections(matched=False))) == 1


def test_a_record_like_another_one_is_told_by_its_id(book):
    made = coded("One.", claim(day=DAY), claim(day=DAY))
    book.add(made)
    book.correct(made.claims[1].id, "reject", by="Maria", at=AT)
    assert [one.id for one in book.claims()] == [made.claims[0].id]


def test_corrections_outlive_an_older_reading_that_comes_again(book, ids, article):
    book.correct(ids[0], "reject", by="Maria", at=AT)
    before = everything(book)
    book.add(article)
    assert everything(book) == before


def test_impacts_are_told_by_speaker_and_figure(book):
    said = [
        impact(low=low).model_copy(update={"attribution": (speaker(name),)}) for low, name in ((3.0, "A"), (5.0, "B"))
    ]
    made = coded("One.", *said)
    book.add(made)
    book.correct(made.impacts[1].id, "edit", by="Maria", at=AT, fields={"low": 6})
    book.add(coded("One.", *(one.model_copy(update={"coder": NEWER}) for one in reversed(said))))
    assert sorted(one.low for one in book.impacts()) == [3, 6]


def test_an_iterator_of_corrections_holds_nothing_open(book, ids):
    for minute in range(3):
        book.correct(ids[0], "accept", by="Maria", at=later(minute))
    for one in book.corrections():
        book.undo(one.id, by="Maria")
    assert len(list(book.corrections(undone=True))) == 3


def test_corrections_are_in_the_book_when_it_is_opened_again(tmp_path, article):
    with Book(tmp_path / "b.db") as book:
        book.add(article)
        made = book.correct(article.claims[0].id, "reject", by="Maria", at=AT)
    with Book(tmp_path / "b.db") as book:
        assert list(book.corrections(article=article.article.id)) == [made]
        assert list(book.corrections(article="another")) == []
        assert book.summary().claims == 1
