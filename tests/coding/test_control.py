"""Who acts where the tree leaves it to control."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from wirebook.language import tree


@pytest.mark.parametrize(
    ("text", "gerund", "subject"),
    [
        ("Kenya condemned Uganda for attacking Rwanda.", "attacking", "Uganda"),
        ("Kenya condemned Uganda for having attacked Rwanda.", "attacked", "Uganda"),
        ("Kenya thanked Fiji for sending tents to Tonga.", "sending", "Fiji"),
        ("Kenya renewed its criticism of Uganda for attacking Rwanda.", "attacking", "Uganda"),
        ("Kenya hit out at Uganda for attacking Rwanda.", "attacking", "Uganda"),
        ("Uganda was condemned by Kenya for attacking Rwanda.", "attacking", "Uganda"),
        ("Uganda apologised for attacking Rwanda.", "attacking", "Uganda"),
        ("Uganda apologised to Kenya for attacking Rwanda.", "attacking", "Uganda"),
    ],
)
def test_who_answers_for_an_act_did_it(code: Callable[[str], Doc], text: str, gerund: str, subject: str) -> None:
    doc = code(text)
    verb = next(t for t in doc if t.text == gerund)
    assert [t.text for t in tree.logical_subjects(verb)] == [subject]
