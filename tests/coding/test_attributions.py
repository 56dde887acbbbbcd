"""Every attribution of a text: who says, thinks, wants or judges what, whatever country he is of."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

Spans = set[tuple[str | None, str, str]]


def attributions(doc: Doc) -> Spans:
    def text(span: tuple[int, int] | None) -> str | None:
        return doc.text[span[0] : span[1]] if span else None

    return {(text(a.source), text(a.cue) or "", text(a.content) or "") for a in doc._.attributions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Farmers say that the wells are dry.", ("Farmers", "say", "that the wells are dry")),
        ("The wells are dry, a farmer said.", ("a farmer", "said", "The wells are dry")),
        ("Rain, the farmer added, was late.", ("the farmer", "added", "Rain, the farmer added, was late")),
        (
            '"The wells are all dry now," said one old farmer.',
            ("one old farmer", "said", '"The wells are all dry now,"'),
        ),
        (
            '"We sold the last goat," Ana Bell said. "There is nothing left to sell."',
            ("Ana Bell", "said", '"We sold the last goat," Ana Bell said. "There is nothing left to sell."'),
        ),
        ("Bell has never supported the dam.", ("Bell", "has never supported", "the dam")),
        ("The union called for a strike.", ("The union", "called for", "a strike")),
        ("Bell refused to sell the farm.", ("Bell", "refused", "to sell the farm")),
        ("Bell, who criticized the dam, sold the farm.", ("who", "criticized", "the dam")),
        ("As the Daily Herald reported, the wells are dry.", ("the Daily Herald", "reported", "the wells are dry")),
        (
            "According to neighbours, the wells have been dry since May.",
            ("neighbours", "According to", "the wells have been dry since May"),
        ),
        ("The farmer seems to know the river.", (None, "seems", "The farmer seems to know the river")),
        ("The dam is expected to fail.", (None, "is expected", "The dam is expected to fail")),
        ("Bell is proud of the farm.", ("Bell", "is proud of", "the farm")),
        ("Bell's criticism of the dam was fierce.", ("Bell's", "criticism of", "the dam")),
        ("The survey shows a lead for Bell.", ("The survey", "shows", "a lead for Bell")),
        ("In the latest poll, Bell led by six points.", ("the latest poll", "In", "Bell led by six points")),
        ("The dam is a plan that the union opposes.", ("the union", "opposes", "a plan")),
        ("Ana Bell: The river is ours.", ("Ana Bell", ":", "The river is ours.")),
        ('"BELL: The river is ours."', ("BELL", ":", 'The river is ours."')),
        ('"The river is ours." — Ana Bell', ("Ana Bell", "—", '"The river is ours."')),
        ("Farmers were frustrated that the dam failed.", ("Farmers", "were frustrated", "that the dam failed")),
        ("The union was offended by the remark.", ("The union", "was offended by", "the remark")),
        ("Bell called the mayor a coward.", ("Bell", "called", "the mayor a coward")),
        ("Bell proposed selling the mill.", ("Bell", "proposed", "selling the mill")),
        ("The poll indicates a tightening race.", ("The poll", "indicates", "a tightening race")),
        (
            "The mayor has been blamed for the flood.",
            (None, "has been blamed", "The mayor has been blamed for the flood"),
        ),
        ("With farmers worried about the dam, work stopped.", ("farmers", "worried about", "the dam")),
        ("As Bell pointed out, the wells are dry.", ("Bell", "pointed out", "the wells are dry")),
        ("The inquiry opened amid allegations of fraud.", (None, "allegations of", "fraud")),
    ],
)
def test_who_says_what(code: Callable[[str], Doc], text: str, expected: tuple[str | None, str, str]) -> None:
    assert expected in attributions(code(text))


def test_the_content_ends_before_the_next_thing_said(code: Callable[[str], Doc]) -> None:
    found = attributions(code("Bell said that the wells were dry, adding that the river was low."))
    assert ("Bell", "said", "that the wells were dry") in found
    assert ("Bell", "adding", "that the river was low") in found


def test_what_a_sentence_with_a_colon_introduces_follows_it(code: Callable[[str], Doc]) -> None:
    assert ("Bell", "said", "The river is ours. It was always ours.") in attributions(
        code("Bell said:\n\nThe river is ours. It was always ours.")
    )


def test_whoever_is_cited_for_a_plan_is_not_part_of_it(code: Callable[[str], Doc]) -> None:
    found = attributions(code("Bell plans to sell the farm on Sunday, according to a neighbour."))
    assert ("Bell", "plans", "to sell the farm on Sunday") in found
    assert ("a neighbour", "according to", "Bell plans to sell the farm on Sunday") in found


def test_what_moves_people_is_no_voice(code: Callable[[str], Doc]) -> None:
    assert not attributions(code("The flood disappointed the farmers."))


def test_a_cue_within_a_quotation_is_what_is_said(code: Callable[[str], Doc]) -> None:
    found = attributions(code('"They say that they believe in the dam," Bell said.'))
    assert {cue for _, cue, _ in found} == {"said"}


def test_what_shows_itself_is_no_source(code: Callable[[str], Doc]) -> None:
    assert not attributions(code("The window shows a garden."))


def test_what_only_shows_a_voice_bears_no_claim(code: Callable[[str], Doc]) -> None:
    """A source that is no party changes nothing about whose claim it is."""
    doc = code("Villagers murmur that Kenya attacked Uganda.")
    assert ("Villagers", "murmur", "that Kenya attacked Uganda") in attributions(doc)
    assert all(not act.speakers for act in doc._.claims)


def test_each_cue_is_one_attribution(code: Callable[[str], Doc]) -> None:
    doc = code('"Kenya attacked us," the Ugandan army said. "Kenya will attack again. We shall wait."')
    said = [a for a in doc._.attributions if doc.text[slice(*a.cue)] == "said"]
    assert len(said) == 1
    assert doc.text[slice(*said[0].content)].endswith('We shall wait."')
