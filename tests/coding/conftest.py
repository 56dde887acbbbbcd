"""The coder, loaded once for all tests of coding."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from wirebook.coding.pipeline import load, read_text
from wirebook.coding.spans import CodedAct

SUNDAY = datetime.date(2024, 8, 4)


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="session")
def code(nlp: Language) -> Callable[[str], Doc]:
    """Code a text published on Sunday, 4 August 2024."""

    def run(text: str) -> Doc:
        return read_text(text, nlp, SUNDAY)

    return run


def told(act: CodedAct) -> str:
    """A claim in one line: `AGREE RUS>PRK offered`."""
    mode = f"/{act.mode}" if act.mode else ""
    negation = "not " if act.negated else ""
    actors = "+".join(sorted({a.code or a.text for a in act.actor}))
    recipients = "+".join(sorted({a.code or a.text for a in act.recipient}))
    return f"{negation}{act.event}{mode} {actors}{'>' + recipients if recipients else ''} {act.status}"
