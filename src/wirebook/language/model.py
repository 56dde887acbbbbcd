"""The language pipeline: tags, tree, names, sentences and lemmas for English, in Universal Dependencies labels."""

from __future__ import annotations

import functools
import os
import tomllib
import warnings
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from wirebook.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

VARIABLE = "WIREBOOK_LANGUAGE"
"""The environment variable that names another pipeline: a folder, or a package that spaCy can load."""


@functools.cache
def card() -> dict[str, str]:
    """What `model.toml` says of the model that ships: its name, licence and digest."""
    text = (resources.files("wirebook.language") / "model.toml").read_text(encoding="utf8")
    return tomllib.loads(text)


def model_name() -> str:
    """The name of the model in use, as it stands in the `coder` of every record."""
    return Path(os.environ.get(VARIABLE) or card()["name"]).name


def load_language(other: str | Path | None = None, threads: int = 1) -> Language:
    """Load the language pipeline.

    `other` names a spaCy pipeline with Universal Dependencies labels, a folder or an installed package, that takes the
    place of the one that ships; so does the environment variable `WIREBOOK_LANGUAGE`. `threads` is for the shipped one.
    Raises `ModelError` where there is none, or the shipped bytes are not those that were shipped.
    """
    import wirebook.language.lemmas
    import wirebook.language.reader  # noqa: F401  both register their component

    chosen = other or os.environ.get(VARIABLE)
    nlp = _shipped(threads) if chosen is None else _other(str(chosen))
    if "lemmatizer" not in nlp.pipe_names:
        nlp.add_pipe("wirebook_lemmas")
    return nlp


def _shipped(threads: int) -> Language:
    import spacy

    folder = Path(str(resources.files("wirebook.language"))) / "weights"
    nlp = spacy.blank("en")
    nlp.add_pipe("wirebook_reader", config={"folder": str(folder), "sha256": card()["sha256"], "threads": threads})
    return nlp


def _other(name: str) -> Language:
    import spacy

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions: what matters is tested by what comes out
            return spacy.load(name)
    except (OSError, ValueError) as error:
        raise ModelError(name, f"it cannot be loaded as a spaCy pipeline ({error})") from error
