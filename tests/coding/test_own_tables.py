"""Tables that a user joins: a pipeline's own, before ours, told in the records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

import wirebook
from tests.coding.conftest import SUNDAY, told
from wirebook.coding.events.lexicon import frames
from wirebook.coding.given import classify_given
from wirebook.coding.pipeline import code_article, coder_name, read_text
from wirebook.errors import OwnTableMissing, OwnTableWrong
from wirebook.knowledge.joined import NONE, read_tables, using
from wirebook.pages import read_page
from wirebook.record import Page

WORDS = (
    "predicate\tpos\tevent\tmode\tactor\trecipient\texample\texpected\n"
    "serenade\tVERB\tSUPPORT\t\tsubj\tobj\tFiji serenaded Tonga.\tSUPPORT FJI>TON\n"
    "accuse\tVERB\tTHREATEN\t\tsubj\tobj\tFiji accused Tonga.\tTHREATEN FJI>TON\n"
)
ACTORS = (
    "names\tkind\tcode\tsector\tfrom\tuntil\n"
    "Reef Guard\torganisation\tFJI\tMIL\t1996\t2001\n"
    "Reef Guard\torganisation\tFJI\tREB\n"
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("own")
    (folder / "words.tsv").write_text(WORDS)
    (folder / "actors.tsv").write_text(ACTORS)
    return folder / "words.tsv", folder / "actors.tsv"


@pytest.fixture(scope="module")
def own(files: tuple[Path, Path]) -> Language:
    return wirebook.load(lexicon=files[:1], knowledge=files[1:])


def claims(text: str, nlp: Language, day: date = SUNDAY) -> list[str]:
    return sorted(told(act) for act in read_text(text, nlp, day)._.claims)


def test_words_and_actors_of_ones_own_are_read(own: Language):
    assert claims("Fiji serenaded Tonga.", own) == ["SUPPORT FJI>TON happened"]
    (act,) = read_text("The Reef Guard attacked Tonga.", own, SUNDAY)._.claims
    assert [(actor.code, actor.sector) for actor in act.actor] == [("FJI", ("REB",))]


def test_an_actor_is_what_it_was_when_the_text_was_published(own: Language):
    (act,) = read_text("The Reef Guard attacked Tonga.", own, date(1999, 5, 3))._.claims
    assert [actor.sector for actor in act.actor] == [("MIL",)]


def test_a_frame_goes_before_ours_of_the_same_conditions(own: Language):
    assert claims("Fiji accused Tonga.", own) == ["THREATEN FJI>TON happened"]


def test_pipelines_in_one_process_do_not_disturb_each_other(own: Language, nlp: Language):
    for _ in range(2):
        assert claims("Fiji serenaded Tonga.", own) == ["SUPPORT FJI>TON happened"]
        assert claims("Fiji serenaded Tonga.", nlp) == []
        assert claims("Fiji accused Tonga.", nlp) == ["ACCUSE/allege FJI>TON happened"]
    docs = [list(pipeline.pipe(["Fiji serenaded Tonga."])) for pipeline in (own, nlp)]
    assert [len(doc._.claims) for (doc,) in docs] == [1, 0]


def test_given_spans_are_read_by_the_same_words(own: Language, nlp: Language):
    sentence = "Fiji serenaded Tonga."
    assert classify_given(own, sentence, (0, 4), (15, 20)) == "SUPPORT"
    assert classify_given(nlp, sentence, (0, 4), (15, 20)) != "SUPPORT"


def test_records_tell_that_tables_were_joined(own: Language, nlp: Language, files: tuple[Path, Path]):
    page = Page(content=b'{"text": "Fiji attacked Tonga on Friday."}', media_type="application/json")
    article = read_page(page, published=SUNDAY)
    coders = [code_article(article, pipeline).claims[0].coder for pipeline in (own, nlp)]
    tables = read_tables(files[:1], files[1:])
    assert coders == [f"{coder_name()}+{tables.digest}", coder_name()]
    assert coder_name(tables) == coders[0]


def test_the_environment_joins_tables(files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WIREBOOK_LEXICON", str(files[0]))
    assert claims("Fiji serenaded Tonga.", wirebook.load()) == ["SUPPORT FJI>TON happened"]
    assert claims("Fiji serenaded Tonga.", wirebook.load(lexicon=[])) == []


def test_a_table_that_is_wrong_ends_the_loading(tmp_path: Path):
    (tmp_path / "words.tsv").write_text("predicate\tpos\tevent\nserenade\tVERB\tLOVE\n")
    with pytest.raises(OwnTableWrong, match=r"words\.tsv:2: no PLOVER type 'LOVE'"):
        wirebook.load(lexicon=[tmp_path / "words.tsv"])
    (tmp_path / "actors.tsv").write_text("names\tkind\nReef Guard\tclub\n")
    with pytest.raises(OwnTableWrong, match=r"actors\.tsv:2: kind"):
        wirebook.load(knowledge=[tmp_path / "actors.tsv"])
    with pytest.raises(OwnTableMissing, match=r"nowhere\.tsv"):
        wirebook.load(lexicon=["nowhere.tsv"])


def test_only_the_words_that_are_joined_change(files: tuple[Path, Path]):
    ours = frames()
    with using(read_tables(files[:1], [])):
        joined = frames()
    changed = {key for key in joined if joined[key] != ours.get(key)}
    assert changed == {("serenade", "VERB"), ("accuse", "VERB")}
    accuse = joined["accuse", "VERB"]
    assert set(accuse) > set(ours["accuse", "VERB"])
    assert [frame.event for frame in accuse if not frame.conditions] == ["THREATEN", "ACCUSE"]
    with using(NONE):
        assert frames() is ours
