"""The language pipeline that ships, and the network inside it, loaded once."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest
from spacy.language import Language

from wirebook.language.inference import Network
from wirebook.language.model import card, load_language

WEIGHTS = Path(str(resources.files("wirebook.language"))) / "weights"


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_language()


@pytest.fixture(scope="session")
def network() -> Network:
    return Network(WEIGHTS, card()["sha256"])
